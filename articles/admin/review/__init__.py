"""The review desk: an article's suggestions beside its text, decided one after the other."""
