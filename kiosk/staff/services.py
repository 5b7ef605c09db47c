"""The door of accounts: make, change, disable; every deed leaves a line on the audit trail in the same transaction."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from axes.utils import reset as forget_failures
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from kiosk.clock import SYSTEM, Clock
from kiosk.errors import Refused
from kiosk.staff import audit
from kiosk.staff.models import MAX_NAME, USERNAME_PATTERN, Member
from kiosk.staff.roles import Role
from kiosk.texts import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

WORD_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike on paper


@dataclass(frozen=True)
class MemberView:
    """One account as the accounts page and commands see it."""

    username: str
    display_name: str
    title: str
    role: Role
    is_active: bool
    must_change_password: bool
    last_log_in_at: datetime | None
    badge: str


def members() -> tuple[MemberView, ...]:
    """Return every account: those who can log in first, then by name."""
    return tuple(_view(member) for member in Member.objects.order_by("-is_active", "username"))


def member(*, username: str) -> MemberView:
    """Return one account; raises `Refused` where there is none."""
    row = Member.objects.filter(username=username).first()
    if row is None:
        raise Refused("staff.unknown", username=username)
    return _view(row)


def names_of(usernames: Iterable[str]) -> dict[str, str]:
    """Return the names to be shown for user names; who has no account, such as a command, keeps its own."""
    wanted = set(usernames)
    known = dict(Member.objects.filter(username__in=wanted).values_list("username", "display_name"))
    return {one: known.get(one, one) for one in wanted}


def one_time_password() -> str:
    """Return a new password of 16 letters in four groups, easy to read out and to type; about 79 bits."""
    return "-".join("".join(secrets.choice(WORD_LETTERS) for _ in range(4)) for _ in range(4))


@transaction.atomic
def first_manager(  # noqa: PLR0913  # the columns of one row
    *, username: str, display_name: str, password: str, title: str = "", one_time: bool = False, clock: Clock = SYSTEM
) -> MemberView:
    """Make the account a new kiosk begins with; `one_time` where the person did not choose the password.

    Raises `Refused` where a manager exists already, or for what `create_member` refuses.
    """
    if Member.objects.filter(role=Role.MANAGER).exists():
        raise Refused("staff.manager_exists")
    return _create(
        Member(
            username=username, display_name=display_name, title=title, role=Role.MANAGER, must_change_password=one_time
        ),
        password, by="kiosk init", clock=clock,
    )  # fmt: skip


def check_new(*, username: str, display_name: str, password: str) -> None:
    """Raise `Refused` for words that no new account may have; writes nothing and needs no database."""
    new = Member(username=username, display_name=display_name)
    _check_words(new)
    _check_password(new, password)


@transaction.atomic
def create_member(  # noqa: PLR0913  # the columns of one row
    *, username: str, display_name: str, role: Role, password: str, by: str, title: str = "", clock: Clock = SYSTEM
) -> MemberView:
    """Make an account whose owner has to choose a password at the first log-in.

    Raises `Refused` for a name that is taken or malformed, an empty display name, or a weak password.
    """
    new = Member(username=username, display_name=display_name, title=title, role=role, must_change_password=True)
    return _create(new, password, by=by, clock=clock)


@transaction.atomic
def set_password(*, username: str, password: str, by: str) -> MemberView:
    """Set a password; where it is not one's own, the owner has to choose another at the next log-in.

    It also ends a lock-out and every other session of the account.  Raises `Refused` for a weak password.
    """
    row = _row(username)
    _set_password(row, password)
    row.must_change_password = by != username
    row.save(update_fields=["password", "must_change_password"])
    forget_failures(username=username)
    audit.record(actor=by, action="member.set_password", subject=username, one_time=row.must_change_password)
    return _view(row)


@transaction.atomic
def change_role(*, username: str, role: Role, by: str) -> MemberView:
    """Give an account another role, at once; raises `Refused` for the last manager."""
    row = _row(username)
    before = row.role
    if role != Role.MANAGER:
        _keep_a_manager(row)
    row.role = role
    row.save(update_fields=["role"])
    audit.record(actor=by, action="member.change_role", subject=username, before=before, after=role)
    return _view(row)


@transaction.atomic
def disable(*, username: str, by: str) -> MemberView:
    """Shut an account out at once, running sessions included; raises `Refused` for the last manager."""
    row = _row(username)
    _keep_a_manager(row)
    row.is_active = False
    row.save(update_fields=["is_active"])
    audit.record(actor=by, action="member.disable", subject=username)
    return _view(row)


@transaction.atomic
def enable(*, username: str, by: str) -> MemberView:
    """Let a disabled account in again, with its old password."""
    row = _row(username)
    row.is_active = True
    row.save(update_fields=["is_active"])
    audit.record(actor=by, action="member.enable", subject=username)
    return _view(row)


@transaction.atomic
def unlock(*, username: str, by: str) -> int:
    """End the lock-out after too many wrong passwords; returns how many failures were forgotten."""
    forgotten: int = forget_failures(username=_row(username).username)
    audit.record(actor=by, action="member.unlock", subject=username, failures=forgotten)
    return forgotten


def _create(new: Member, password: str, *, by: str, clock: Clock) -> MemberView:
    _check_words(new)
    _set_password(new, password)
    new.created_at = clock.now()
    try:
        with transaction.atomic():
            new.save(force_insert=True)
    except IntegrityError as error:
        raise Refused("staff.username_taken", username=new.username) from error
    audit.record(actor=by, action="member.create", subject=new.username, role=new.role, clock=clock)
    return _view(new)


def _check_words(new: Member) -> None:
    if not re.fullmatch(USERNAME_PATTERN, new.username):
        raise Refused("staff.username_form")
    new.display_name, new.title = one_line(new.display_name), one_line(new.title)  # the hall's board shows both
    if not new.display_name:
        raise Refused("staff.name_missing")
    if max(len(new.display_name), len(new.title)) > MAX_NAME:
        raise Refused("staff.name_too_long", allowed=MAX_NAME)


def _check_password(row: Member, password: str) -> None:
    try:
        validate_password(password, row)
    except ValidationError as error:
        raise Refused("staff.password_weak", reasons="".join(error.messages)) from error


def _set_password(row: Member, password: str) -> None:
    _check_password(row, password)
    row.set_password(password)


def _row(username: str) -> Member:
    row = Member.objects.select_for_update().filter(username=username).first()
    if row is None:
        raise Refused("staff.unknown", username=username)
    return row


def _keep_a_manager(row: Member) -> None:
    managers = Member.objects.select_for_update().filter(role=Role.MANAGER, is_active=True)
    if row.role == Role.MANAGER and not managers.exclude(pk=row.pk).exists():
        raise Refused("staff.last_manager", username=row.username)


def _view(row: Member) -> MemberView:
    return MemberView(
        username=row.username, display_name=row.display_name, title=row.title, role=Role(row.role),
        is_active=row.is_active, must_change_password=row.must_change_password, last_log_in_at=row.last_login,
        badge=row.badge or "",
    )  # fmt: skip
