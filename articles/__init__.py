"""The debate corpus: who said what, in which exact words, where they stand, and how that changed."""
