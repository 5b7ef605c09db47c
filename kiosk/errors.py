"""What the office refuses, and what its maintainers must mend.

Device errors live in `devices.errors` and never leave the supervisors.
"""

from __future__ import annotations


class Refused(Exception):  # a refusal is an answer to the visitor, not a fault
    """The visitor or the clerk cannot have this now; `text_key` names the sentence that says why and what to do.

    `values` fill the sentence's placeholders.
    """

    def __init__(self, text_key: str, **values: object) -> None:
        super().__init__(text_key)
        self.text_key = text_key
        self.values = values


class ConfigError(Exception):
    """`kiosk.toml` cannot be used; `faults` lists every one with its file, line, field and remedy."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class ContentError(Exception):
    """A content file cannot be used; the message names the file, the entry, the field and the remedy."""
