"""A whole office on one machine: a home of its own, invented people, and simulated devices at the end of real lines.

Used by `kiosk demo`, its tour, the bench and the flow tests: they all touch the same house.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from typing import TYPE_CHECKING

from devices.speaker.player import sound_is_there
from kiosk.cli import database
from kiosk.cli.home import lay_out
from kiosk.cli.parent import Child, Parent, kiosk_child
from kiosk.config import FILE_NAME, BpMonitor, Config, Marquee, Office, Printer, Voice, Web, as_toml
from kiosk.fonts import UNIFONT_HEX
from kiosk.project.boot import boot

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = (
    ("chen", "陳淑芬", "課員", "clerk"),
    ("lin", "林志明", "課長", "supervisor"),
    ("wang", "王美玉", "志工", "volunteer"),
    ("huang", "黃建國", "技士", "maintainer"),
    ("tsai", "蔡文雄", "主任", "manager"),
)


class DemoHouse:
    """The demo's home folder and its processes.

    `fast` lets the simulated lines pass bytes at once instead of at the devices' speeds; `sign` is the family of its sign.
    """

    def __init__(  # noqa: PLR0913  # how a demo may differ from another
        self, home: Path, *, offscreen: bool, web_port: int = 0, printer_port: str = "", fast: bool = False,
        sign: str = "jetfile2",
    ) -> None:  # fmt: skip
        self.home = home
        self.sign = sign
        self.offscreen = offscreen
        self.fast = fast
        self.port = free_port(web_port)
        self.printer_port = printer_port or str(home / "run" / "sim-printer")
        self.passwords: dict[str, str] = {}

    @property
    def url(self) -> str:
        """Where the console answers."""
        return f"http://127.0.0.1:{self.port}/"

    @property
    def simulators_socket(self) -> Path:
        """Where the simulated devices take orders."""
        return self.home / "run" / "simulators.sock"

    @property
    def screen_socket(self) -> Path:
        """Where the touch screen takes touches from afar."""
        return self.home / "run" / "screen.sock"

    @property
    def accounts(self) -> Path:
        """Where the invented people's passwords are kept, as one JSON object."""
        return self.home / "keys" / "demo-accounts.json"

    @property
    def board_socket(self) -> Path:
        """Where the lobby board answers what it shows."""
        return self.home / "run" / "board.sock"

    def furnish(self) -> None:
        """Make the folders and write the configuration anew: the ports are those of this start."""
        lay_out(self.home, self.config())
        (self.home / FILE_NAME).write_text(as_toml(self.config()), encoding="utf-8")

    def prepare(self) -> None:
        """Make the home, its database, content and accounts; a home that is there is brought up to date."""
        self.furnish()
        boot(self.home)
        database.migrate()
        from kiosk.cli import load_content  # noqa: PLC0415  # needs Django

        load_content.load(self.home)
        self._engage_people()

    def config(self) -> Config:
        """Return the demo's configuration: every device on a line of its own, ending at a simulator."""
        run = self.home / "run"
        return Config(
            demo=True,
            office=Office(public_url=self.url.rstrip("/")),
            web=Web(port=self.port),
            printer=Printer(model="TM-T20III", port=self.printer_port),
            marquee=[Marquee(model=self.sign, port=str(run / "sim-marquee"))],
            bp_monitor=BpMonitor(model="and_tm265x", port=str(run / "sim-bp")),
            voice=Voice(calls=sound_is_there()),
        )

    def parent(self, *, screen: bool = True, board: bool = False) -> Parent:
        """Return a parent for the demo's processes, in the order in which they start."""
        home = str(self.home)
        drawn = ("--offscreen",) if self.offscreen else ()
        lines = ("--fast",) if self.fast else ()
        simulators = (sys.executable, "-m", "devices.simulators", "--home", home, "--unifont", str(UNIFONT_HEX))
        children = [
            Child("simulators", (*simulators, "--with-parent", "--sign", self.sign, *lines)),
            kiosk_child("devices", home=home),
            kiosk_child("web", home=home),
        ]
        if screen:
            children.append(kiosk_child("screen", *drawn, "--remote", str(self.screen_socket), home=home))
        if board:
            children.append(kiosk_child("board", *drawn, "--remote", str(self.board_socket), home=home))
        return Parent(children)

    def _engage_people(self) -> None:
        """Give every invented person an account with a password of its own, kept where only this user can read it."""
        from kiosk.staff import services as staff  # noqa: PLC0415
        from kiosk.staff.roles import Role  # noqa: PLC0415

        if self.accounts.exists():
            self.passwords = json.loads(self.accounts.read_text(encoding="utf-8"))
            return
        for username, name, title, role in PEOPLE:
            password = staff.one_time_password()
            staff.create_member(
                username=username, display_name=name, title=title, role=Role(role), password=password, by="kiosk demo"
            )
            staff.set_password(username=username, password=password, by=username)  # their own: no change asked at log-in
            self.passwords[username] = password
        with os.fdopen(os.open(self.accounts, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(self.passwords, file)


def free_port(preferred: int) -> int:
    """Return `preferred` if nobody listens there on this machine, else a port that is free now."""
    for port in (preferred, 0):
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(trial.getsockname()[1])
    raise OSError("no TCP port is free on 127.0.0.1")
