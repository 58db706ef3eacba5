"""dsci: how well Chinese governments serve people online, measured in the open."""

__version__ = "0.1.0"
