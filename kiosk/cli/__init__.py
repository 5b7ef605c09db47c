"""The `kiosk` command: one module per command, imported only when it is called, so that `--help` answers at once.

Standard output is the command's own; progress, advice and faults go to standard error.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from kiosk.errors import ConfigError, ContentError, Refused

NOT_FOR_OTHERS = 0o007  # what a kiosk writes is for its user and group alone

COMMANDS = {
    "init": "Make a home: configuration, database, content, first manager account.",
    "up": "Run everything under one parent: devices, web console, touch screen.",
    "screen": "Run the touch screen.",
    "board": "Run the lobby board.",
    "web": "Run the staff console.",
    "devices": "Run printer, signs, blood-pressure monitor and the voice that calls numbers.",
    "voice": "Say a call as the lobby will hear it; the screens start it by themselves to read aloud.",
    "demo": "Run everything with simulated devices at the end of real lines.",
    "check": "Check the configuration, and list what the office still has to answer.",
    "doctor": "Look at the environment and the devices: what is found, what is wrong, what to do.",
    "announce": "Push a text to every channel from here, or an alarm.",
    "token": "Make, list and revoke the tokens of programs that use the interface under /api/v1/.",
    "print": "Print one slip to a picture, to a file of bytes, or on a printer.",
    "marquee": "Say a text in a sign's bytes, read captured bytes, draw what a sign shows, find a sign on a port.",
    "migrate": "Bring the database to this version.",
    "load-content": "Load services, fees, announcements and the rest of assets/content.",
    "load-holidays": "Load the government's yearly calendar of office days.",
    "seed": "Fill the database with synthetic years of numbers, for trials.",
    "gallery": "Draw every screen in every language, mode and layout, and measure it.",
    "bench": "Measure the figures of each area.",
}


class LazyGroup(click.Group):
    """Knows every command's name and line; imports `kiosk.cli.<name>` only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Return the names in the order of a working day, not of the alphabet."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import and return one command; None for a name nobody knows."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"kiosk.cli.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
def group() -> None:
    """Run a lobby kiosk for a household registration office.

    All state lives under KIOSK_HOME (default: the user's XDG state folder, or /var/lib/kiosk for a service).
    Start with `kiosk init`, or try everything without hardware: `kiosk demo`.
    """


def main() -> None:
    """Run the command; what a person can mend is said in a sentence, never as a trace."""
    from kiosk.cli.parent import end_with_parent  # noqa: PLC0415  # `--help` does not need it
    from kiosk.fonts import FontMissing  # noqa: PLC0415

    end_with_parent()
    os.umask(NOT_FOR_OTHERS)
    try:
        group(prog_name="kiosk")
    except (ConfigError, ContentError, FontMissing) as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    except Refused as error:
        from kiosk.staff.words import sentence  # noqa: PLC0415  # only where there is something to say

        click.echo(sentence(error), err=True)
        sys.exit(1)
