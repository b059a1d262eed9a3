"""Positions out of a spreadsheet: read, checked whole, then all of them or none."""
