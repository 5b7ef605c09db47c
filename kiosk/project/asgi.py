"""The web process: Django as an ASGI application, for uvicorn (`kiosk web`).

Each request runs in a thread of its own here, so a database connection that outlived its request would never be used
again; it is closed with the request.  Opening one costs under 3 ms on SQLite.
"""

from __future__ import annotations

import os
import warnings

from django.core.asgi import get_asgi_application
from django.core.signals import request_finished

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kiosk.project.settings")
# Static files are small and come as ordinary iterators; Django warns that it reads them at once, which is what we want.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")

application = get_asgi_application()

from kiosk.console.database import let_go  # noqa: E402  # only once Django is set up

request_finished.connect(let_go)
