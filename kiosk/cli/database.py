"""Bringing a home's database up: tables and content."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager


def progress(title: str) -> AbstractContextManager[object]:
    """Return a context that shows, on standard error, that something is going on."""
    return _spinner(title)


def migrate() -> list[str]:
    """Apply every migration that is missing; returns their names.  Django must be set up."""
    from django.db import connection  # noqa: PLC0415  # needs settings
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    executor.migrate(executor.loader.graph.leaf_nodes(), plan)
    if plan:
        from django.core.management.sql import emit_post_migrate_signal  # noqa: PLC0415

        emit_post_migrate_signal(0, interactive=False, db="default")
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def waiting_migrations() -> list[str]:
    """Return the names of the migrations that are missing.  Django must be set up."""
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def refuse_old_database() -> None:
    """Raise `click.ClickException` with the remedy where tables are missing."""
    missing = waiting_migrations()
    if missing:
        raise click.ClickException(f"The database is {len(missing)} steps behind this version. Run `kiosk migrate`.")


def _spinner(title: str) -> AbstractContextManager[object]:
    console = Console(file=sys.stderr)
    bar = Progress(SpinnerColumn(), TextColumn(title), TimeElapsedColumn(), console=console, transient=True)
    bar.add_task(title, total=None)
    return bar


def tracked(title: str, steps: list[str]) -> Iterator[str]:
    """Yield each step while a bar on standard error shows how far it is."""
    with Progress(console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task(title, total=len(steps))
        for step in steps:
            yield step
            bar.advance(task)
