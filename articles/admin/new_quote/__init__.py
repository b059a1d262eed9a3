"""New quote: one page on which an article, a passage, its words and what they evidence are kept at once."""
