"""Decisions on one record, each on a page of its own: what it would do is shown, then done for a reason."""
