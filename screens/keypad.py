"""Work by keys: arrows move the focus, enter presses what has it, back presses the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.focus import BACK_TO, moved

if TYPE_CHECKING:
    from collections.abc import Callable

    from screens.parts import Pressable
    from screens.stage import Stage

FINGER = "key"


class Keypad:
    """Hands keys to a stage; a press by key is a finger like any other, and fires when it is let go.

    `focused` is told what the focus has come to stand on.
    """

    def __init__(self, stage: Callable[[], Stage], focused: Callable[[Pressable], None]) -> None:
        self._stage, self._focused = stage, focused

    def down(self, key: str) -> bool:
        """Take a key; returns whether it presses something."""
        stage = self._stage()
        target = self._target(stage, key)
        if target is not None:
            stage.fingers.down(FINGER, *target.area.centre)
        elif key != "back":
            self._move(stage, key)
        return target is not None

    def up(self, key: str) -> None:
        """Let go of a key: what it pressed fires."""
        if key in {"enter", "back"}:
            self._stage().fingers.release(FINGER)

    def _target(self, stage: Stage, key: str) -> Pressable | None:
        if key == "back":
            return next((found for one in BACK_TO if (found := stage.find(one)) is not None), None)
        return stage.find(stage.focus) if key == "enter" and stage.focus is not None else None

    def _move(self, stage: Stage, key: str) -> None:
        top = stage.top()
        stage.focus = moved(list(top.pressables()) if top else [], stage.focus, key)
        focused = stage.find(stage.focus) if stage.focus is not None else None
        if focused is not None:
            self._focused(focused)
