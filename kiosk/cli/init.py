"""`kiosk init`: a home with everything a first start needs, and nothing with a default password."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kiosk.cli import database
from kiosk.cli.home import lay_out
from kiosk.config import as_toml, home_folder
from kiosk.project.boot import boot

if TYPE_CHECKING:
    from typing import IO


@click.command("init")
@click.option("--print", "only_print", is_flag=True, help="Only print a kiosk.toml with every key explained.")
@click.option("--manager", metavar="NAME", help="User name of the first manager account (asked for when missing).")
@click.option("--password-file", type=click.File(), help="Read the manager's password from here (- is standard input).")
@click.option("--no-account", is_flag=True, help="Make no account.")
def command(*, only_print: bool, manager: str | None, password_file: IO[str] | None, no_account: bool) -> None:
    """Make a home: configuration, keys, database, content, and the first manager account."""
    if only_print:
        click.echo(as_toml(), nl=False)
        return
    home = home_folder()
    for path in lay_out(home):
        click.echo(f"made {path}", err=True)
    boot(home)
    with database.progress("database"):
        database.migrate()
    from kiosk.cli import load_content  # noqa: PLC0415  # needs Django

    with database.progress("content"):
        report = load_content.load()
    click.echo(f"content: {report}", err=True)
    if not no_account:
        _first_manager(manager, password_file)
    click.echo(f"The kiosk at {home} is ready. Next: edit {home / 'kiosk.toml'}, then `kiosk check` and `kiosk up`.", err=True)


def _first_manager(name: str | None, password_file: IO[str] | None) -> None:
    from kiosk.staff import services as staff  # noqa: PLC0415
    from kiosk.staff.roles import Role  # noqa: PLC0415

    if any(member.role == Role.MANAGER for member in staff.members()):
        click.echo("There is a manager account already; none was made.", err=True)
        return
    name = name or click.prompt("User name of the first manager", err=True)
    password = (
        password_file.read().strip()
        if password_file
        else click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    )
    staff.first_manager(username=name, display_name=name, password=password)
    click.echo(f"Manager account {name} made.", err=True)
