"""The corpus as a data package: described once, read, held against the tables, written, and packed again."""
