"""The web process as an ASGI application, for uvicorn (`kiosk web`): Django's pages, and beside them the interface."""

from __future__ import annotations

import os
import warnings
from typing import TYPE_CHECKING, Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kiosk.project.settings")
# Static files are small and come as ordinary iterators; Django warns that it reads them at once, which is what we want.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
django.setup(set_prefix=False)

from kiosk.api.server import PREFIX, Interface  # noqa: E402  # only once Django is set up
from kiosk.project.threads import Pages  # noqa: E402  # the same

if TYPE_CHECKING:
    from kiosk.project.threads import Receive, Send

pages = Pages()
interface = Interface()


async def application(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """Hand a request to who answers it."""
    if scope["type"] == "http" and scope["path"].startswith(PREFIX):
        await interface(scope, receive, send)
    else:
        await pages(scope, receive, send)
