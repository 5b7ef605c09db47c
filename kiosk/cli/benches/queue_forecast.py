"""How often the range on a ticket was true: `python -m kiosk.cli.benches.queue_forecast HOME DAYS`; prints JSON.

Busy synthetic days of an office with eight counters, half of them through noon, played with the real rule of the next number
and the real estimate.  The first day only teaches the paces.  Counted is everybody who was called and had a range on paper:
it is right where the minutes from the number to the call lie within it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from random import Random

from kiosk.cli import database, load_content
from kiosk.project.boot import boot

VISITORS = (580, 740)  # from a quiet day to one on which an hour's wait is common
SEED = 20260305


def hit_pct(home: Path, days: int) -> float:
    """Play the days and return the share of true ranges in percent."""
    boot(home)
    database.migrate()
    load_content.load(home)
    from kiosk.guide.ticketing import ticketing  # noqa: PLC0415  # needs Django
    from kiosk.queues.synthetic.exact import OfficeChooser  # noqa: PLC0415
    from kiosk.queues.synthetic.history import times  # noqa: PLC0415
    from kiosk.queues.synthetic.people import visitors  # noqa: PLC0415
    from kiosk.queues.synthetic.play import play  # noqa: PLC0415

    rng, chooser = Random(SEED), OfficeChooser(ticketing().classes)  # noqa: S311  # invented people, no secret
    true: list[bool] = []
    for day in range(days + 1):
        chooser.begin_day()
        for visit in play(visitors(rng, rng.randint(*VISITORS)), times(), chooser):
            if day and visit.called_s is not None and visit.forecast is not None:
                low, high = visit.forecast
                true.append(low <= (visit.called_s - visit.visitor.at_s) / 60 <= high)
    return 100 * sum(true) / len(true)


if __name__ == "__main__":
    print(json.dumps({"hit_pct": hit_pct(Path(sys.argv[1]), int(sys.argv[2]))}))  # noqa: T201  # read by the parent
