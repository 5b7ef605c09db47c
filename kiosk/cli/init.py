"""`kiosk init`: a home with everything a first start needs, and nothing with a default password."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kiosk.cli import database
from kiosk.cli.home import lay_out
from kiosk.config import FILE_NAME, as_toml, home_folder, load
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
    if load(home).demo:
        raise click.UsageError(f"{home} is a demo's home. Name another folder in KIOSK_HOME.")
    account = None if no_account else _account(manager, password_file)
    for path in lay_out(home):
        click.echo(f"made {path}", err=True)
    boot(home)
    with database.progress("database"):
        database.migrate()
    from kiosk.cli import load_content  # noqa: PLC0415  # needs Django

    with database.progress("content"):
        report = load_content.load(home)
    click.echo(f"content: {report}", err=True)
    if account is not None:
        _engage(*account)
    click.echo(f"The kiosk at {home} is ready. Next: edit {home / 'kiosk.toml'}, then `kiosk check` and `kiosk up`.", err=True)


def _account(name: str | None, password_file: IO[str] | None) -> tuple[str, str] | None:
    """Return name and password of the first manager, checked before anything is made; None where there is one already."""
    if (home_folder() / FILE_NAME).exists() and _has_manager():
        if name:
            raise click.ClickException(f"There is a manager account already; {name} was not made. Use the accounts page.")
        click.echo("There is a manager account already; none is made.", err=True)
        return None
    name = name or click.prompt("User name of the first manager", err=True)
    password = (
        password_file.read().strip()
        if password_file
        else click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    )
    boot(home_folder())
    from kiosk.staff import services as staff  # noqa: PLC0415  # needs Django

    staff.check_new(username=name, display_name=name, password=password)
    return name, password


def _has_manager() -> bool:
    boot(home_folder())
    if database.waiting_migrations():
        return False
    from kiosk.staff import services as staff  # noqa: PLC0415
    from kiosk.staff.roles import Role  # noqa: PLC0415

    return any(member.role == Role.MANAGER for member in staff.members())


def _engage(name: str, password: str) -> None:
    from kiosk.staff import services as staff  # noqa: PLC0415

    staff.first_manager(username=name, display_name=name, password=password)
    click.echo(f"Manager account {name} made.", err=True)
