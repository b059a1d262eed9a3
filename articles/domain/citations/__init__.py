"""A quote or a position as others cite it: in words, for reference managers, and for Wikipedia."""
