"""`kiosk check`: every fault of the configuration with its file and line, and what the office still has to answer."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from devices import catalog
from devices.transports import open_transport
from kiosk.cli.home import existing_home
from kiosk.config import FILE_NAME, Config, fault_at, load
from kiosk.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.config import BpMonitor, Marquee, Printer

LOCAL = {"127.0.0.1", "::1", "localhost"}


@click.command("check")
def command() -> None:
    """Check kiosk.toml; status 2 where it has a fault, 0 where only questions are open."""
    home = existing_home()
    config = load(home)
    if faults := list(_faults(home, config)):
        raise ConfigError(faults)
    doubts = list(_doubts(config))
    click.echo(f"{home / FILE_NAME}: no fault found.")
    for doubt in doubts:
        click.echo(f"{home / FILE_NAME}: {doubt}")
    _ask_the_office()


def _faults(home: Path, config: Config) -> Iterator[str]:
    """Yield what can be seen to be wrong with models and ports before any line is opened."""
    for kind, field, section in _sections(config):
        if section.model:
            try:
                line = catalog.line_settings(kind, section.model)
            except ValueError as error:
                yield fault_at(home, f"{field}.model", f"{error}.")
                continue
            if not section.port:
                yield fault_at(home, f"{field}.port", f"the {section.model} needs a port. Name it.")
                continue
            try:
                open_transport(section.port, line)
            except ValueError as error:
                yield fault_at(home, f"{field}.port", f"{error}.")
    for field, port in _shared_ports(config):
        yield fault_at(home, f"{field}.port", f"{port} is another sign's. A sign has its line for itself.")
    name = urlsplit(config.office.public_url).hostname
    if name and name not in config.web.allowed_hosts and "*" not in config.web.allowed_hosts:
        yield fault_at(home, "web.allowed_hosts", f"phones will ask for {name} (office.public_url). Add it here.")


def _sections(config: Config) -> Iterator[tuple[catalog.Kind, str, Printer | Marquee | BpMonitor]]:
    """Yield every device section with its kind and its place in kiosk.toml."""
    yield catalog.Kind.PRINTER, "printer", config.printer
    for place, sign in enumerate(config.marquee):
        yield catalog.Kind.MARQUEE, f"marquee.{place}" if len(config.marquee) > 1 else "marquee", sign
    yield catalog.Kind.BP_MONITOR, "bp_monitor", config.bp_monitor


def _shared_ports(config: Config) -> Iterator[tuple[str, str]]:
    ports = [sign.port for sign in config.marquee]
    for place, sign in enumerate(config.marquee):
        if sign.model and sign.port in ports[:place]:
            yield f"marquee.{place}", sign.port


def _doubts(config: Config) -> list[str]:
    found = [f"{field}.model is empty: this kiosk has none." for _, field, section in _sections(config) if not section.model]
    if not config.office.public_url:
        found.append("office.public_url is empty: tickets carry no QR code.")
    elif config.web.host in LOCAL and urlsplit(config.office.public_url).hostname not in LOCAL:
        found.append("office.public_url names another address than web.host, which listens on this machine alone: proxy it.")
    if config.demo:
        found.append("demo is true: unconfirmed content is shown with a mark. Never in an office.")
    if config.web.host not in LOCAL and not config.web.https:
        found.append("web.host lets other machines in without TLS: put a TLS proxy in front and set web.https.")
    return found


def _ask_the_office() -> None:
    from kiosk.cli import check_content  # noqa: PLC0415  # needs Django
    from kiosk.project.boot import boot  # noqa: PLC0415

    boot(existing_home())
    questions = [*check_content.office_questions(), *check_content.unsettled()]
    click.echo(f"\nThe office still has to answer ({len(questions)}):")
    for number, question in enumerate(questions, start=1):
        click.echo(f"{number:3}. {question}")
