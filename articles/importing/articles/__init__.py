"""Articles in: read from what was given, kept with their texts, their quotations suggested."""
