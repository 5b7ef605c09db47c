"""The office's content, loaded once for a whole test module and gone with it: loading takes more than a second."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from kiosk.guide.loading import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import DjangoDbBlocker


@pytest.fixture(scope="module")
def office_content(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Load services, fees and ticket classes; each test's own changes are undone after it as usual."""
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        yield
        transaction.set_rollback(True)
