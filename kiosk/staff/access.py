"""Who may open a view, written on the view itself.

For example::

    @allowed(Role.CLERK, Role.SUPERVISOR)
    def desk(request): ...

    @open_to_all
    def ticket(request, token): ...

`kiosk.staff.middleware` reads it; a view without it is refused to everybody.  The manager may open everything that any
role may open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from kiosk.staff.roles import EVERY_ROLE, Role

if TYPE_CHECKING:
    from collections.abc import Callable

View = TypeVar("View", bound="Callable[..., Any]")


@dataclass(frozen=True)
class Access:
    """What a view declares: `roles` is None where everybody may come in, known or not.

    `watching` marks pages that refresh themselves: they do not keep a session alive.  `before_password_change` marks
    the few pages that somebody may see who still has to choose a password.
    """

    roles: frozenset[Role] | None
    watching: bool = False
    before_password_change: bool = False

    def allows(self, role: Role) -> bool:
        """Return whether somebody of this role may come in."""
        return self.roles is None or role in self.roles


def allowed(*roles: Role, watching: bool = False, before_password_change: bool = False) -> Callable[[View], View]:
    """Declare that these roles, and the manager, may use the view."""
    return _declare(Access(frozenset(roles) | {Role.MANAGER}, watching, before_password_change))


def for_every_member(*, watching: bool = False, before_password_change: bool = False) -> Callable[[View], View]:
    """Declare that everybody who is logged in may use the view."""
    return _declare(Access(EVERY_ROLE, watching, before_password_change))


def open_to_all(view: View) -> View:
    """Declare that anybody may use the view, without an account."""
    return _declare(Access(None))(view)


def access_of(view: object) -> Access | None:
    """Return what a view declares, None where it declares nothing."""
    found = getattr(view, "access", None)
    return found if isinstance(found, Access) else None


def _declare(access: Access) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.access = access  # type: ignore[attr-defined]  # functions carry attributes
        return view

    return mark
