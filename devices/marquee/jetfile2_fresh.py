"""All that a factory-fresh JetFile II sign needs to show one text: pictures of what it lacks, the text, a list, a start."""

from __future__ import annotations

from dataclasses import replace

from devices.errors import EncodeError
from devices.marquee.codecs import jetfile2_commands as commands
from devices.marquee.codecs import jetfile2_files as files
from devices.marquee.codecs.jetfile2 import encode
from devices.marquee.dots import Glyphs, width_dots
from devices.marquee.jetfile2_plan import Planner
from devices.marquee.page import Colour, Motion, Page, Segment
from devices.marquee.settings import MarqueeSettings, Trouble


def factory_fresh_frames(
    words: str, columns: int = 192, rows: int = 16, colour: Colour = Colour.AMBER, *, glyphs: Glyphs | None = None
) -> list[bytes]:
    """Return every frame, in order, that makes any sign of a line show `words` and nothing else, from its RAM.

    Words that fit stand still, longer ones run.  Raises `EncodeError` for characters that neither the sign's font nor our
    dots have.
    """
    settings = MarqueeSettings(columns=columns, rows=rows)
    motion = Motion.HOLD if width_dots((Segment(words),), rows) <= columns else Motion.SCROLL_LEFT
    plan = Planner(settings, glyphs).pages((Page("text", (Segment(words, colour),), motion),))
    lacking = [char for short in plan.shortfalls if short.trouble is Trouble.REPLACED for char in short.characters]
    if lacking:
        raise EncodeError(f"the sign has no {' '.join(lacking)}: write something else for it")
    requests = [
        *(request for file, content in {**plan.pictures, **plan.texts}.items() for request in files.write_file(file, content)),
        *files.write_system_file(files.SYSTEM_LIST, plan.play_list),
        commands.RESTART_LIST,
    ]
    return [encode(replace(request, serial=number)) for number, request in enumerate(requests, start=1)]
