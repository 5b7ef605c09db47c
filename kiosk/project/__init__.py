"""The Django project: settings, addresses, the ASGI application, and `boot`, which starts it for any process."""
