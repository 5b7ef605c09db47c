"""Thirty days of a sign in played time: `python -m kiosk.cli.benches.marquee_month HOME FAMILY DAYS`.

The announcements are real rows, `compose` decides what should be shown, the family's real driver says it to its simulated sign,
and after each look the lamps are compared dot by dot with the preview.  Prints what went wrong as JSON:

    wrong_pages              looks after which the lamps showed no page of the programme
    unneeded_writes          frames sent though nothing was asked for that was not there already
    blanks_on_number_change  number changes during which the lamps went dark
    flash_writes             writes to memory that wears
    right_again_s            the longest time from power that is back to a right page
    calls_replayed           of fifty calls that were made while the sign had no power, those it shows afterwards
    mute_noticed_s           how long it takes until a sign that says nothing is missed
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from devices.errors import DeviceError
from devices.marquee.motion import on_now
from devices.marquee.page import Colour, Live, Page, Programme
from devices.marquee.preview import preview
from devices.marquee.tall import glyphs_of
from kiosk.cli import database
from kiosk.cli.benches.marquee_families import FAMILIES
from kiosk.cli.benches.marquee_office import month
from kiosk.cli.benches.marquee_outages import Outage
from kiosk.cli.benches.marquee_time import PlayedLine, PlayedTime
from kiosk.cli.home import lay_out
from kiosk.clock import StillClock, local
from kiosk.project.boot import boot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from devices.marquee.dots import Strip
    from devices.marquee.preview import PagePreview
    from devices.marquee.sign import Sign
    from kiosk.announcements.services import AnnouncementView
    from kiosk.cli.benches.marquee_office import Month

LOOK_AGAIN = timedelta(milliseconds=50)
POWER_IS_BACK_AFTER_S = 4.0
VERIFY_EACH, VERIFY_IN_TROUBLE_EACH = timedelta(seconds=30), timedelta(seconds=2)  # the supervisor's rhythm is two seconds
LATE, LOOKS = timedelta(seconds=1), 3  # what a sign may still show when its time is over; a running page may just begin
COLOURS = list(Colour)


@dataclass(frozen=True)
class Foretold:
    """A page as the lamps will show it: `dots` are one character a column, of a running one with darkness before and after."""

    runs: bool
    dots: str

    @classmethod
    def of(cls, page: PagePreview, columns: int) -> Foretold:
        """Return what a sign of `columns` shows of a page."""
        if not page.runs:
            return cls(False, _as_text(page.dots.centred(columns)))  # it is the field's name
        return cls(True, _as_text(page.dots.window(-columns, len(page.dots) + 2 * columns)))  # the same

    def is_on(self, lamps: str) -> bool:
        """Whether the lamps show it: as it stands, or somewhere on its way; darkness shows nothing."""
        return bool(lamps.strip()) and (lamps in self.dots if self.runs else lamps == self.dots)


class Run:
    """One family through the month."""

    def __init__(self, family: str, plan: Month, days: int) -> None:
        from kiosk.supervisors.programme import call_form  # noqa: PLC0415  # needs Django

        self._time, self._plan = PlayedTime(plan.began_at), plan
        self._line = PlayedLine(self._time, FAMILIES[family].speed_baud)
        self._glyphs = glyphs_of(16)
        self._settings = replace(FAMILIES[family].settings, call_form=call_form())
        self.sign = FAMILIES[family].sign(self._line.far_end(), Path(tempfile.mkdtemp()), self._glyphs, self._time)
        self._line.sign = self.sign
        self._driver: Sign = FAMILIES[family].driver(self._line, self._settings, self._time)
        self._family, self._until = family, plan.began_at + timedelta(days=days)
        self._live: tuple[tuple[datetime, datetime], tuple[AnnouncementView, ...]] | None = None
        self._excused_until = plan.began_at + timedelta(seconds=40)  # a new sign is furnished first
        self._power_back_at: datetime | None = None
        self.right_again_s = 0.0
        self._verified_at = plan.began_at
        self._drawn: dict[Page, Foretold] = {}
        self._before: Programme | None = None
        self.counts: Counter[str] = Counter(looks=0, wrong_pages=0, unneeded_writes=0, blanks_on_number_change=0)
        self.examples: list[str] = []

    def play(self) -> None:
        """Play every look of the month."""
        losses = [lost for lost in self._plan.power_losses if lost < self._until]
        self._driver.open()
        self._line.watch = self._see
        for moment in self._plan.looks():
            if moment >= self._until:
                break
            if losses and moment >= losses[0]:
                self._lose_power(losses.pop(0))
            if moment > self._time.now():
                self._time.go_to(moment)
            self._look()

    def outage(self) -> Outage:
        """Return the sign as it is now, to be troubled; nothing of it is counted."""
        self._line.watch = lambda: None
        return Outage(self._driver, self.sign, self._time, replace(self._wanted(self._time.now()), call=None))

    def _look(self) -> None:
        self.counts["looks"] += 1
        now = self._time.now()
        wish = self._wanted(now)
        changes = self._before is not None and self._is_furnished and _is_number_change(self._before, wish)
        blanks = self._blanks() if changes else 0
        self._dark_seen, self._watching = False, changes and _is_lit(self.sign.lamps())
        try:
            report = self._driver.show(wish, local(now))
            if changes and (self._dark_seen or self._blanks() > blanks):
                self._count("blanks_on_number_change", wish)
            self._watching, self._before, self._is_furnished = False, wish, not report.waiting
            self._verify(now, wish)
        except DeviceError as trouble:
            self._excuse_or_count(f"{type(trouble).__name__}: {trouble}")
            return
        if not report.waiting:
            self._look_again(wish)
        self._compare(wish, may_be_dark=report.waiting)

    def _look_again(self, wish: Programme) -> None:
        """Ask for the same once more: whatever is sent then, and changes nothing that is seen, was not needed."""
        self._time.sleep(LOOK_AGAIN.total_seconds())
        seen = self.sign.state()["showing"]
        report = self._driver.show(wish, local(self._time.now()))
        if report.requests and self.sign.state()["showing"] == seen and not report.waiting:
            self._count("unneeded_writes", wish)

    def _verify(self, now: datetime, wish: Programme) -> None:
        if now - self._verified_at < (VERIFY_IN_TROUBLE_EACH if now < self._excused_until else VERIFY_EACH):
            return
        self._verified_at = now
        if not self._driver.verify():
            self._driver.forget()
            self._driver.show(wish, local(now))

    def _compare(self, wish: Programme, *, may_be_dark: bool) -> None:
        """Compare what is seen with what was foretold, now or within a second: a sign that is asked may blink.

        A sign that was right `may_be_dark` while pictures of other pages are loaded, but never before its first right page.
        """
        for _ in range(LOOKS):
            lamps = _as_text(self.sign.lamps())
            wishes = (wish, self._wanted(self._time.now() - LATE))
            if any(page.is_on(lamps) for one in wishes for page in self._foretold(one)):
                self._is_right()
                return
            if may_be_dark and self._time.now() >= self._excused_until and self._power_back_at is None and not lamps.strip():
                return
            self._time.sleep(LATE.total_seconds() / (LOOKS - 1))
        self._excuse_or_count(f"the lamps show {self.sign.state()['showing']!r}", "wrong_pages", wish)

    def _is_right(self) -> None:
        now = self._time.now()
        self._excused_until = min(self._excused_until, now)
        if self._power_back_at is not None:
            self.right_again_s = max(self.right_again_s, (now - self._power_back_at).total_seconds())
            self._power_back_at = None

    def _excuse_or_count(self, what: str, count: str = "wrong_pages", wish: Programme | None = None) -> None:
        """Count a fault, unless the sign has just been without power and still has time to be right again."""
        if self._time.now() >= self._excused_until:
            self._count(count, wish, what)

    def _count(self, what: str, wish: Programme | None, why: str = "") -> None:
        self.counts[what] += 1
        if len(self.examples) < 8:
            asked = wish.call or (wish.pages[0] if wish.pages else None) if wish else None
            when = f"{local(self._time.now()):%m-%d %H:%M:%S}"
            self.examples.append(f"{what} at {when} wanted {asked.text if asked else ''} {why}".rstrip())

    def _lose_power(self, lost: datetime) -> None:
        self._time.go_to(lost)
        self.sign.power_loss()
        self._time.sleep(POWER_IS_BACK_AFTER_S)
        self.sign.power_back()
        self._power_back_at = self._time.now()
        self._excused_until = self._power_back_at + timedelta(seconds=FAMILIES[self._family].right_again_s)

    def _wanted(self, now: datetime) -> Programme:
        from kiosk.supervisors.programme import compose  # noqa: PLC0415  # needs Django

        return compose(now, self._plan.hall(now), self._announcements(now), quiet=self._plan.is_quiet(now))

    def _announcements(self, now: datetime) -> tuple[AnnouncementView, ...]:
        """Return what is live; asked again only when something begins or ends."""
        from kiosk.announcements import services  # noqa: PLC0415  # needs Django

        if self._live is None or not self._live[0][0] <= now < self._live[0][1]:
            edges = sorted({moment for one in self._plan.said for moment in (one.start_at, one.until_at)})
            begins = max((edge for edge in edges if edge <= now), default=self._plan.began_at)
            ends = min((edge for edge in edges if edge > now), default=now + timedelta(days=365))
            self._live = (begins, ends), services.live(clock=StillClock(now))
        return self._live[1]

    def _foretold(self, wish: Programme) -> Iterator[Foretold]:
        """Yield what may be on now, the clock a minute early or late."""
        single = wish.urgent or wish.call
        pages = (single,) if single else wish.pages
        now = local(self._time.now())
        for page in pages:
            for minutes in (0, -1, 1) if any(part.live is Live.CLOCK for part in page.segments) else (0,):
                yield self._draw(_at_clock(page, now + timedelta(minutes=minutes)))

    def _draw(self, page: Page) -> Foretold:
        known = replace(page, key="page")
        if known not in self._drawn:
            if len(self._drawn) > 400:
                self._drawn.clear()
            (drawn,) = on_now(preview(self._family, Programme((known,)), self._settings, self._glyphs))
            self._drawn[known] = Foretold.of(drawn, self._settings.columns)
        return self._drawn[known]

    def _see(self) -> None:
        """Look while bytes go, where the sign keeps no count of its own; a running page that is just coming in is there."""
        if self._watching and not _is_lit(self.sign.lamps()):
            told = self.sign.state()
            self._dark_seen = self._dark_seen or ("blanks" not in told and not told["showing"])

    _dark_seen = _watching = _is_furnished = False

    def _blanks(self) -> int:
        told = self.sign.state().get("blanks", 0)
        return sum(told.values()) if isinstance(told, dict) else int(told)


def _is_number_change(before: Programme, wish: Programme) -> bool:
    """Whether another number is called, or a value of a page has changed and nothing else."""
    if before.urgent != wish.urgent or [page.key for page in before.pages] != [page.key for page in wish.pages]:
        return False
    old, new = ([_at_clock(page, None) for page in one.pages] for one in (before, wish))
    return wish.call is not None if wish.call != before.call else old != new


def _at_clock(page: Page, moment: datetime | None) -> Page:
    told = f"{moment:%H:%M}" if moment is not None else ""
    return replace(
        page, segments=tuple(replace(part, text=told) if part.live is Live.CLOCK else part for part in page.segments)
    )


def _is_lit(lamps: Strip) -> bool:
    return any(column.bits for column in lamps)


def _as_text(dots: Strip) -> str:
    """Return one character a column, so that a piece of a long page is found as a word is."""
    return "".join(chr(0x100 + column.bits * 4 + COLOURS.index(column.colour) if column.bits else 0x20) for column in dots)


def furnish(home: Path, plan: Month) -> None:
    """Make a kiosk whose announcements are those of the month."""
    lay_out(home)
    boot(home)
    database.migrate()
    from kiosk.announcements import services  # noqa: PLC0415  # needs Django
    from kiosk.announcements.models import Kind  # noqa: PLC0415
    from kiosk.errors import Refused  # noqa: PLC0415

    refused = []
    for one in sorted(plan.said, key=lambda said: said.start_at):
        try:
            kind = Kind.URGENT if one.urgent else Kind.SERVICE
            services.push(text=one.text, kind=kind, until_at=one.until_at, by="bench", clock=StillClock(one.start_at))
        except Refused:  # a month may hold more than an office lets run together
            refused.append(one)
    plan.said = [one for one in plan.said if one not in refused]


def main(home: Path, family: str, days: int) -> None:
    """Play one family and print what was counted."""
    plan = month()
    furnish(home, plan)
    run = Run(family, plan, days)
    run.play()
    counts = {**run.counts, "flash_writes": FAMILIES[family].flash_writes(run.sign), "examples": run.examples}
    outage = run.outage()
    counts |= {"right_again_s": run.right_again_s, "mute_noticed_s": outage.mute_noticed_s()}
    counts |= {"calls_replayed": outage.calls_replayed()}
    print(json.dumps(counts, ensure_ascii=False))  # noqa: T201  # read by the parent


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
