"""What commands show: lines, tables, sheets for people."""
