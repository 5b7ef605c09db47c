"""The month's cases and points by clerk: private until the supervisor signs, and shown to all only where they say so."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Count, Q, Sum

from kiosk.clock import SYSTEM, Clock, day_of
from kiosk.errors import Refused
from kiosk.queues.models import Case, RankingSignOff, Shift
from kiosk.queues.policies import load_points
from kiosk.queues.rules.points import ClerkMonth, PointsTable, RankedClerk, ranked
from kiosk.staff import audit
from kiosk.staff.models import Member
from kiosk.staff.roles import Role
from kiosk.staff.services import names_of

SIGNERS = (Role.SUPERVISOR, Role.MANAGER)


@dataclass(frozen=True)
class TeamMonth:
    """Everybody together: what the list is read beside."""

    cases: int
    points: int
    corrected: int
    clerks: int
    office_days: int

    @property
    def error_pct(self) -> float:
        """Corrected cases in percent of all."""
        return round(100 * self.corrected / self.cases, 2) if self.cases else 0.0


@dataclass(frozen=True)
class RankingView:
    """A month's list as one member may see it: `lines` is empty where they may not; `own` is always theirs."""

    month: date
    team: TeamMonth
    lines: tuple[RankedClerk, ...]
    top: tuple[RankedClerk, ...]
    own: RankedClerk | None
    names: dict[str, str]
    signed_by: str
    signed_at: datetime | None
    shared: bool
    may_sign: bool
    table: PointsTable


def ranking(*, month: date, viewer: str, clock: Clock = SYSTEM) -> RankingView:
    """Return the month's list for `viewer`, a user name: signers see all, others their own line and what was shared."""
    month = month.replace(day=1)
    signs, table = _signs(viewer), load_points()
    signed = RankingSignOff.objects.filter(month=month).first()
    team, found = _counted(month, table)
    if signed is not None:
        found = [RankedClerk(**one) for one in signed.table]
    own = next((one for one in found if one.clerk == viewer), None)
    open_to_viewer = signs or (signed is not None and signed.shared)
    top = tuple(one for one in found if one.place <= table.top) if open_to_viewer else ()
    lines = tuple(found) if signs else ()
    return RankingView(
        month=month, team=team, lines=lines, top=top, own=own, names=names_of({one.clerk for one in (*lines, *top)}),
        signed_by=names_of([signed.signed_by])[signed.signed_by] if signed else "",
        signed_at=signed.signed_at if signed else None,
        shared=signed is not None and signed.shared,
        may_sign=signs and signed is None and _following(month) <= day_of(clock.now()), table=table,
    )  # fmt: skip


def sign_ranking(*, month: date, by: str, share: bool = False, clock: Clock = SYSTEM) -> RankingView:
    """Sign the list of a month that is over: it is frozen as it stands, and `share` shows its first three to colleagues."""
    month = month.replace(day=1)
    if not _signs(by):
        raise Refused("desk.supervisor_only")
    if _following(month) > day_of(clock.now()):
        raise Refused("queue.month_runs")
    _, found = _counted(month, load_points())
    try:
        with transaction.atomic():
            RankingSignOff.objects.create(
                month=month, table=[asdict(one) for one in found], shared=share, signed_at=clock.now(), signed_by=by
            )
            audit.record(actor=by, action="ranking.sign", subject=f"{month:%Y-%m}", clock=clock, shared=share)
    except IntegrityError:
        raise Refused("queue.signed_already") from None
    return ranking(month=month, viewer=by, clock=clock)


def _counted(month: date, table: PointsTable) -> tuple[TeamMonth, list[RankedClerk]]:
    period = (month, _following(month) - timedelta(days=1))
    wrong = Q(corrected_at__isnull=False)
    cases = (
        Case.objects.filter(day__range=period).values("clerk")
        .annotate(
            count=Sum("quantity"), worth=Sum("points"), wrong=Count("id", filter=wrong), lost=Sum("points", filter=wrong),
        )
    )  # fmt: skip
    duty, office_days = _duty(period)
    months = [
        ClerkMonth(one["clerk"], one["count"], one["worth"], one["wrong"], one["lost"] or 0, duty.get(one["clerk"], 0))
        for one in cases
    ]
    found = ranked(months, office_days=office_days, take_back=table.take_back)
    team = TeamMonth(
        cases=sum(one.cases for one in found), points=sum(one.points for one in found),
        corrected=sum(one.corrected for one in found), clerks=len(found), office_days=office_days,
    )  # fmt: skip
    return team, found


def _duty(period: tuple[date, date]) -> tuple[dict[str, int], int]:
    """Return on how many days each clerk sat at a counter, and on how many anybody did."""
    days: dict[str, set[date]] = defaultdict(set)
    for clerk, day in Shift.objects.filter(day__range=period).values_list("clerk", "day").distinct():
        days[clerk].add(day)
    return {clerk: len(some) for clerk, some in days.items()}, len(set().union(*days.values()))


def _signs(username: str) -> bool:
    return Member.objects.filter(username=username, is_active=True, role__in=SIGNERS).exists()


def _following(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
