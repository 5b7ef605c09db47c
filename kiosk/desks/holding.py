"""Papers are missing: the one-time notice and the held number are one deed, so neither is there without the other."""

from __future__ import annotations

import uuid  # noqa: TC003  # in the signature of a public function
from typing import TYPE_CHECKING

from django.db import transaction

from kiosk.clock import SYSTEM, Clock
from kiosk.errors import Refused
from kiosk.notices import services as notices
from kiosk.queues import services as queues
from kiosk.texts import FALLBACK

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

MAX_REASON = 200


@transaction.atomic
def hold_with_notice(  # noqa: PLR0913  # one press, with all that it says
    *, counter: int, by: str, service_id: str, answers: Mapping[str, bool | None], missing: Collection[str],
    language: str, shown: int | None, request_id: uuid.UUID, clock: Clock = SYSTEM,
) -> notices.NoticeIssued:  # fmt: skip
    """Print what is `missing` (items of the service's checklist) and let the number wait for it.

    What is needed and was not ticked is there; what hangs on a condition nobody has told stays open on the slip.  Raises
    `Refused` where nothing is ticked or nobody is at the counter.
    """
    sheet = notices.checklist(service_id=service_id, answers=answers, language=FALLBACK)
    absent = [item for item in sheet.items if item.item_id in set(missing)]
    if not absent:
        raise Refused("desk.nothing_missing")
    ready = {item.item_id for item in sheet.items if not item.maybe} - set(missing)
    issued = notices.print_notice(
        service_id=service_id, answers=answers, ready=ready, language=language, request_id=request_id, clock=clock
    )
    reason = f"{sheet.service_name}：{'、'.join(item.text for item in absent)}"[:MAX_REASON]
    held = queues.hold(
        counter=counter, by=by, notice_serial=issued.serial, reason=reason, shown=shown, request_id=request_id, clock=clock
    )
    if not held:
        raise Refused("desk.nobody_here")
    return issued
