"""Accounts: the pages at which editors come in, and the list from which administrators invite them."""
