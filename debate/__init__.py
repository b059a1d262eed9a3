"""The Django project: settings read from the environment, the root of all addresses, the WSGI entry."""
