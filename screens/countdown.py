"""A stay that ends by itself, shown as a ring; any touch prolongs it."""

from __future__ import annotations


class Countdown:
    """Seconds left of a stay, on a monotonic clock."""

    def __init__(self, now_s: float, stay_s: float, *, more_s: float = 20.0, most_s: float = 90.0) -> None:
        self._until_s = now_s + stay_s
        self.total_s = stay_s
        self._more_s, self._most_s = more_s, most_s
        self._told = -1

    def left_s(self, now_s: float) -> float:
        """Return the seconds left."""
        return max(0.0, self._until_s - now_s)

    def over(self, now_s: float) -> bool:
        """Say whether the stay has ended."""
        return now_s >= self._until_s

    def touched(self, now_s: float) -> None:
        """Add some seconds, up to the most."""
        self._until_s = min(self._until_s + self._more_s, max(self._until_s, now_s + self._most_s))
        self.total_s = max(self.total_s, self._until_s - now_s)
        self._told = -1

    def at_least(self, now_s: float, stay_s: float) -> None:
        """Stay at least so long from now."""
        self._until_s = max(self._until_s, now_s + stay_s)
        self.total_s = self._until_s - now_s
        self._told = -1

    def news(self, now_s: float) -> bool:
        """Say whether another whole second shows than at the last call."""
        second = int(self.left_s(now_s))
        told, self._told = self._told, second
        return told != second
