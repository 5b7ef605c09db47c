"""One visitor's session: everything that must be forgotten when they leave."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.help.answers import VolunteerView
    from screens.access import Look

FIRST_LANGUAGE = "zh_Hant"


@dataclass
class Visit:
    """Language and look of the present visitor, and the volunteer who logged in to help.

    `number` changes with every reset, so that late answers are known.
    """

    standard_look: Look
    language: str = FIRST_LANGUAGE
    look: Look = field(init=False)
    number: int = 0
    volunteer: VolunteerView | None = None

    def __post_init__(self) -> None:
        self.look = self.standard_look

    def reset(self) -> bool:
        """Forget this visitor; says whether anything that shows has changed."""
        changed = self.language != FIRST_LANGUAGE or self.look != self.standard_look
        self.language, self.look, self.volunteer = FIRST_LANGUAGE, self.standard_look, None
        self.number += 1
        return changed
