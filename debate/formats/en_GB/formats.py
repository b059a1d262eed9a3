"""British English: the month written out."""

DATE_FORMAT = "j F Y"
