"""The stand-in internet: every unit's five channels on loopback, with known truth."""
