"""The door of ratings: tap a face, add reasons, sum up a month."""

from __future__ import annotations

import secrets
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Count

from kiosk import signals
from kiosk.clock import SYSTEM, Clock, day_of
from kiosk.errors import Refused
from kiosk.ratings import rules
from kiosk.ratings.models import LastTap, Rating, Reason
from kiosk.ratings.rules import REASONS, Face, Targets
from kiosk.ratings.targets import load_targets

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from decimal import Decimal
    from uuid import UUID

__all__ = [
    "REASONS",
    "Face",
    "MonthSummary",
    "RatingStored",
    "Tally",
    "answered_numbers",
    "give_reasons",
    "month_summary",
    "rate",
]


@dataclass(frozen=True)
class RatingStored:
    """What stands in the database after a tap; a double tap does not change `face`."""

    rating_id: int
    face: Face
    words_url: str = ""  # where a phone may add words; empty where phones reach nothing


@dataclass(frozen=True)
class Tally:
    """Answers by face, every face present; `satisfied_percent` is None where nobody answered."""

    counts: Mapping[Face, int]
    answered: int
    satisfied_percent: Decimal | None
    reaches_target: bool


@dataclass(frozen=True)
class MonthSummary:
    """One month against the survey plan: `total` is `invited` and `free` together."""

    first_day: date
    total: Tally
    invited: Tally
    free: Tally
    invited_this_year: int
    targets: Targets
    month_quota_reached: bool
    year_quota_reached: bool

    @property
    def counts(self) -> Mapping[Face, int]:
        """All answers of the month by face."""
        return self.total.counts

    @property
    def satisfied_percent(self) -> Decimal | None:
        """The share of satisfied answers among all, to one decimal."""
        return self.total.satisfied_percent


@transaction.atomic
def rate(  # noqa: PLR0913  # each a fact of its own, told by name
    *,
    face: Face,
    language: str,
    request_id: UUID,
    counter: int | None = None,
    ticket: str = "",
    invited: bool = False,
    replaces: int | None = None,
    kiosk: str | None = None,
    clock: Clock = SYSTEM,
) -> RatingStored:
    """Store one tap, once, and return what counts.

    The same `request_id` again returns the same rating.  Another face on the same kiosk within two seconds
    changes nothing. `replaces` is the rating that the visitor chose again (改選): it no longer counts, the
    new one does. Raises `Refused` where the rating to be replaced is not this visitor's any more.
    A `ticket` that another rating has named meanwhile is left out: one answer for each number.
    """
    kiosk = kiosk or settings.KIOSK.office.kiosk_label
    now = clock.now()
    tap = _take_turn(kiosk, alone=bool(ticket))
    earlier = _earlier(tap, request_id, replaces, now)
    if earlier is not None:
        return _stored(earlier)
    rating = Rating.objects.create(
        request_id=request_id,
        kiosk=kiosk,
        face=Face(face).value,
        language=language,
        counter=counter,
        ticket="" if ticket[:8] in _answered(day_of(now), replaces) else ticket[:8],
        token=secrets.token_urlsafe(16),
        invited=invited,
        rated_at=now,
        day=day_of(now),
        replaces=_replaced(replaces, kiosk, now),
    )
    tap.rating = rating
    tap.save(update_fields=["rating"])
    signals.wake("ratings")
    return _stored(rating)


@transaction.atomic
def give_reasons(*, rating_id: int, reasons: tuple[str, ...], clock: Clock = SYSTEM) -> tuple[str, ...]:
    """Add reasons to a rating and return all it has, in the order of `REASONS`; nothing is ever taken away.

    Raises `Refused` for a rating that is unknown or older than ten minutes, ValueError for a reason not in
    `REASONS`.
    """
    unknown = sorted(set(reasons) - set(REASONS))
    if unknown:
        raise ValueError(f"no such reason: {', '.join(unknown)}; choose from {', '.join(REASONS)}")
    now = clock.now()
    rating = Rating.objects.filter(pk=rating_id, rated_at__gte=now - rules.ADD_WITHIN).first()
    if rating is None:
        raise Refused("fb.closed")
    Reason.objects.bulk_create(
        [Reason(rating=rating, reason=reason, added_at=now) for reason in dict.fromkeys(reasons)],
        ignore_conflicts=True,
    )
    signals.wake("ratings")
    given = set(rating.reasons.values_list("reason", flat=True))
    return tuple(reason for reason in REASONS if reason in given)


def answered_numbers(*, besides: int | None = None, clock: Clock = SYSTEM) -> frozenset[str]:
    """Return the numbers of today that a rating names, from a screen or a phone; not what the rating `besides` names.

    A rating that was chosen again names nothing any more.
    """
    return _answered(day_of(clock.now()), besides)


def month_summary(*, month: date) -> MonthSummary:
    """Sum up the month in which the day `month` lies; a replaced rating does not count."""
    targets = load_targets()
    first, after = rules.month_bounds(month)
    counted = Rating.objects.filter(replaced_by__isnull=True)
    sums: dict[bool, Counter[Face]] = {True: Counter(), False: Counter()}
    rows = (
        counted.filter(day__gte=first, day__lt=after).values_list("invited", "face").annotate(n=Count("id"))
    )
    for invited, face, n in rows:
        sums[invited][Face(face)] += n
    invited_this_year = counted.filter(invited=True, day__gte=first.replace(month=1), day__lt=after).count()
    return MonthSummary(
        first_day=first,
        total=_tally(sums[True] + sums[False], targets),
        invited=_tally(sums[True], targets),
        free=_tally(sums[False], targets),
        invited_this_year=invited_this_year,
        targets=targets,
        month_quota_reached=sums[True].total() >= targets.invited_per_month,
        year_quota_reached=invited_this_year >= targets.invited_per_year,
    )


def _take_turn(kiosk: str, *, alone: bool) -> LastTap:
    """Lock this kiosk's row, so that two taps at once queue (on SQLite the transaction itself does); `alone`: every row.

    The rows are locked in one order, so that two kiosks do not wait for each other.
    """
    LastTap.objects.get_or_create(kiosk=kiosk)
    rows = LastTap.objects.select_for_update().order_by("kiosk")
    if not alone:
        return rows.get(kiosk=kiosk)
    return next(row for row in rows if row.kiosk == kiosk)


def _answered(day: date, besides: int | None) -> frozenset[str]:
    named = Rating.objects.filter(day=day, replaced_by__isnull=True).exclude(ticket="").exclude(pk=besides or 0)
    return frozenset(named.values_list("ticket", flat=True))


def _earlier(tap: LastTap, request_id: UUID, replaces: int | None, now: datetime) -> Rating | None:
    """Return the rating that this tap only repeats, if any."""
    same = Rating.objects.filter(request_id=request_id).first()
    if same is not None:
        return same
    if replaces is not None:  # going back to choose again is no trembling finger; choosing again twice is
        return Rating.objects.filter(replaces_id=replaces).first()
    last = tap.rating
    return last if last is not None and rules.is_double_tap(last.rated_at, now) else None


def _replaced(replaces: int | None, kiosk: str, now: datetime) -> Rating | None:
    if replaces is None:
        return None
    rating = Rating.objects.filter(pk=replaces, kiosk=kiosk, rated_at__gte=now - rules.ADD_WITHIN).first()
    if rating is None:
        raise Refused("fb.closed")
    return rating


def _stored(rating: Rating) -> RatingStored:
    base: str = settings.KIOSK.office.public_url
    url = f"{base.rstrip('/')}/r/{rating.token}/" if base and rating.token else ""
    return RatingStored(rating.pk, Face(rating.face), url)


def _tally(sums: Counter[Face], targets: Targets) -> Tally:
    counts = {face: sums[face] for face in Face}
    return Tally(
        counts=counts,
        answered=rules.answered(counts),
        satisfied_percent=rules.satisfied_percent(counts),
        reaches_target=rules.reaches(counts, targets.satisfied_percent),
    )
