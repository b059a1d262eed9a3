"""How a language prints dates, where Django's own way is not the one of these pages."""
