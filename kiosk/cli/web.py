"""`kiosk web`: the staff console and the phone pages."""

from __future__ import annotations

import socket

import click

from kiosk.cli import database, ready
from kiosk.cli.home import existing_home
from kiosk.project.boot import boot

STOP_WITHIN_S = 3  # open event streams end then


@click.command("web")
def command() -> None:
    """Run the staff console at the address of kiosk.toml."""
    import uvicorn  # noqa: PLC0415  # only this process pays for it

    config = boot(existing_home())
    database.refuse_old_database()
    listener = _listen(config.web.host, config.web.port)
    server = uvicorn.Server(
        uvicorn.Config(
            "kiosk.project.asgi:application", log_level="warning", lifespan="off", server_header=False,
            timeout_graceful_shutdown=STOP_WITHIN_S, proxy_headers=config.web.https, log_config=None,
        )
    )  # fmt: skip
    host, port = listener.getsockname()[:2]
    ready.tell({"ready": True, "url": f"http://{host}:{port}/"})
    server.run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named because asyncio sends small packets at once only on sockets that name it; without, every answer
    # waits forty milliseconds between its head and its body.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        raise click.ClickException(
            f"Nobody can listen on {host}:{port} ({error.strerror}). Change web.host or web.port in kiosk.toml."
        ) from error
    listener.listen(128)
    return listener
