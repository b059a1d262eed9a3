"""The whole database in one file, and back: the same file for SQLite and PostgreSQL."""
