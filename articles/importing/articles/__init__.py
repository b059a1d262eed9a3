"""Articles as they come in: files, pages and pasted text become drafts, without touching a table."""
