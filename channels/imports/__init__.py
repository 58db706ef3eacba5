"""The import road: what an owner or a vendor hands over as CSV, JSON or XLSX becomes pages that give the same facts as
public ones. `files` reads any of the three into sheets, `grid` finds header and rows by the one table of aliases, `whose`
knows the account, `reader` makes facts of the rows; `exact` is the form in which `dsci sheets` writes facts as they are."""
