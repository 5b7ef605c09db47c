"""What bytes on an Onbon card's line mean, both directions.  Never raises, loses no byte.

The result is plain data for JSON: `kind` is "frame", "cut frame" (with `why`) or "noise" (with `hex` and `why`).  A frame has
`from` ("host" or "sign"), `code` and `command`, `checksum` ("right", "wrong", or "none" where its sender computed none), its
address, and what its command has besides; `hex` where that makes no sense.
"""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Any

from devices.marquee.codecs.onbon import ANY_DEVICE, ANY_SCREEN, CRC_WRONG, Decoder, Frame, Noise, SixFrame, damaged
from devices.marquee.codecs.onbon_area import SIX_K_DEVICES, Area, Effect, Run, Units
from devices.marquee.codecs.onbon_commands import (
    ALL_AREAS,
    ERRORS,
    NO_REPLY,
    POWER_OFF,
    POWER_ON,
    REPLY_WANTED,
    TIMED,
    Command,
    Message,
    clock_text,
    parse_message,
    parse_status,
    parse_update,
)
from devices.marquee.codecs.onbon_files import parse_block, parse_program, parse_start
from devices.marquee.codecs.onbon_six import PICTURE_AREAS, TEXT_AREAS, parse_six
from devices.marquee.codecs.onbon_text import parse_text

if TYPE_CHECKING:
    from collections.abc import Callable

Facts = dict[str, Any]

DEVICES = {
    0x51: "BX-5K1", 0x58: "BX-5K2", 0x53: "BX-5MK2", 0x54: "BX-5MK1", 0x5C: "BX-5K1Q-YY", 0x61: "BX-6K1",
    0x62: "BX-6K2", 0x63: "BX-6K3", 0x64: "BX-6K1-YY", 0x65: "BX-6K2-YY", 0x66: "BX-6K3-YY", 0x67: "BX-6K1-4G",
    0x68: "BX-6K2-4G", ANY_DEVICE: "any",
}  # fmt: skip
_NAMES = {
    Command.ACK: "ACK: yes", Command.NACK: "NACK: no", Command.FORMAT: "format: ERASES ALL FILES",
    Command.DELETE_FILES: "delete files", Command.STATUS: "status", Command.START_FILE: "start a file (flash)",
    Command.WRITE_BLOCK: "write a block of a file (flash)", Command.PING: "ping",
    Command.RESET: "reset: ERASES ALL BUT THE FIRMWARE", Command.QUERY_STATUS: "ask for the status",
    Command.SET_CLOCK: "set the clock", Command.POWER: "lamps on or off", Command.TIMED_POWER: "lamps by the clock",
    Command.BRIGHTNESS: "brightness", Command.LOCK_PROGRAM: "lock a program",
    Command.DELETE_AREA: "delete a dynamic area", Command.UPDATE_AREAS: "update dynamic areas",
    Command.CANCEL_TIMED_POWER: "lamps no longer by the clock", Command.CLEAR_SCREEN: "clear the screen",
    TEXT_AREAS: "update text areas (BX-6)", PICTURE_AREAS: "update picture areas (BX-6)",
}  # fmt: skip
_ON_OFF = {POWER_ON: "on", POWER_OFF: "off"}
_REPLY = {REPLY_WANTED: "wanted", NO_REPLY: "not wanted"}
_PAIR_BYTES = 4


def describe(captured: bytes) -> list[Facts]:
    """Return what `captured` means, in order; never raises."""
    decoder = Decoder()
    return [_found(one) for one in [*decoder.feed(captured), *decoder.flush()]]


def text_in_words(raw: bytes) -> str:
    r"""Return an area's text with its inline codes in angle brackets: `\C2A012` as <C2>A012."""
    return "".join(f"<{piece.value}>" if piece.is_code else piece.value for piece in parse_text(raw))


def _found(one: Frame | SixFrame | Noise) -> Facts:
    if isinstance(one, Noise):
        return _given_up(one)
    return _six(one) if isinstance(one, SixFrame) else _frame(one)


def _given_up(noise: Noise) -> Facts:
    """Tell what a card ignores, and a person reading a capture wants to know."""
    left = damaged(noise.raw)
    if left is None:
        return {"kind": "noise", "hex": noise.raw.hex(), "why": noise.why}
    facts = _six(left) if isinstance(left, SixFrame) else _frame(left)
    if noise.why.startswith(CRC_WRONG):
        return facts | {"checksum": "wrong", "meaning": noise.why}
    return facts | {"kind": "cut frame", "checksum": "none", "why": noise.why}


def _head(one: Frame | SixFrame) -> Facts:
    return {
        "kind": "frame",
        "checksum": "right" if one.checked else "none",
        "screen": "any" if one.destination == ANY_SCREEN else one.destination,
        "source": f"{one.source:04X}",
    }


def _frame(frame: Frame) -> Facts:
    facts = _head(frame) | {
        "device": DEVICES.get(frame.device, f"{frame.device:02X}"),
        "mode": {0: "programs and dynamic areas", 1: "dynamic areas first"}.get(frame.mode, frame.mode),
        "version": f"{frame.version:02X}",
    }
    if frame.barcode or frame.verify or any(frame.reserved):
        facts |= {"barcode": frame.barcode.hex(), "verify": frame.verify, "reserved": frame.reserved.hex()}
    message = parse_message(frame.data)
    if message is None:
        return facts | {"command": "too short for a command", "hex": frame.data.hex()}
    facts |= {"code": f"{message.code:04X}", "command": _NAMES.get(message.code, "unknown")}
    if message.is_reply:
        facts |= {"from": "sign", "error": message.flag}
        if message.flag or message.code == Command.NACK:
            facts["meaning"] = ERRORS.get(message.flag, "unknown")
    else:
        facts |= {"from": "host", "reply": _REPLY.get(message.flag, message.flag)}
    units = Units.DOTS if frame.device in SIX_K_DEVICES else Units.BYTES
    return facts | _fields(message, units)


def _fields(message: Message, units: Units) -> Facts:
    if message.code == Command.UPDATE_AREAS:
        said = _update(message, units)
    else:
        words = _WORDS.get(message.code)
        said = words(message.params, message) if words else {}
    return said or ({"hex": message.params.hex()} if message.params else {})


def _update(message: Message, units: Units) -> Facts:
    update = parse_update(message)
    if update is None:
        return {}
    facts: Facts = {
        "process": update.process,
        "deletes": "all" if update.delete == ALL_AREAS else list(update.delete if isinstance(update.delete, tuple) else ()),
        "areas": [_area(area, units) for area in update.areas],
    }
    return facts | ({"left over": update.rest.hex()} if update.rest else {})


def _area(area: Area, units: Units) -> Facts:
    facts: Facts = {
        "number": area.number, "type": area.kind, "x": units.dots(area.x), "y": area.y,
        "width": units.dots(area.width), "height": area.height, "x told": area.x, "width told": area.width,
        "line gap": area.gap, "run": Run(area.run).name.lower() if area.run in set(Run) else area.run,
        "timeout s": area.timeout_s, "align": area.align, "single line": area.single_line == 1,
        "wraps itself": area.wrap == 2,
        "effect": Effect(area.effect).name.lower() if area.effect in set(Effect) else area.effect, "exit": area.exit,
        "speed": area.speed, "stays s": area.stay / 2, "extension": area.extension.hex(), "text": text_in_words(area.text),
    }  # fmt: skip
    if area.voice.kind:
        voice = area.voice
        facts["voice"] = {
            "reads": "its text" if voice.kind == 1 else text_in_words(voice.text), "person": voice.person & 0x0F,
            "times": voice.person >> 4, "volume": voice.volume, "speed": voice.speed,
        }  # fmt: skip
    return facts


def _timed_power(params: bytes, _message: Message) -> Facts:
    pairs = [params[at : at + _PAIR_BYTES] for at in range(1, len(params), _PAIR_BYTES)]
    return {"lamps": [{"on": _hour(pair[:2]), "off": _hour(pair[2:])} for pair in pairs]}


def _hour(raw: bytes) -> str:
    return ":".join(f"{byte:02x}" for byte in raw)


def _brightness(params: bytes, _message: Message) -> Facts:
    if len(params) < 2:
        return {}
    if params[0] == TIMED:
        return {"levels": {f"{time(at // 2, at % 2 * 30):%H:%M}": one for at, one in enumerate(params[2:50])}}
    return {"level": params[1], "of": 15}


def _status(_params: bytes, message: Message) -> Facts:
    status = parse_status(message)
    if status is None:
        return {}
    return {
        "lamps": "on" if status.is_on else "off", "brightness": status.brightness, "clock": clock_text(status.clock),
        "programs": status.programs, "program": status.current, "areas": list(status.areas),
    }  # fmt: skip


def _start(_params: bytes, message: Message) -> Facts:
    start = parse_start(message)
    return {"file": start.name, "bytes": start.size_bytes, "overwrites": start.overwrite} if start else {}


def _block(_params: bytes, message: Message) -> Facts:
    block = parse_block(message)
    if block is None:
        return {}
    facts: Facts = {"file": block.name, "block": block.index, "last": block.is_last, "at": block.at}
    program = parse_program(block.content) if block.at == 0 and block.is_last else None
    if program is None:
        return facts | {"content": block.content.hex()}
    areas = [_area(area, Units.BYTES) for area in program.areas]
    return facts | {"areas": areas, "file checksum": "right" if program.sum_is_right else "wrong"}


def _lock(params: bytes, _message: Message) -> Facts:
    locked, in_flash = params[1:2] == b"\x01", params[:1] == b"\x01"
    return {"program": params[2:].decode("latin-1"), "locked": locked, "outlasts a power cut": in_flash}


def _deleted(params: bytes, _message: Message) -> Facts:
    return {"deletes": "all" if params == bytes((ALL_AREAS,)) else list(params)}


def _lamps(params: bytes, _message: Message) -> Facts:
    return {"lamps": _ON_OFF.get(params[0], params[0])} if len(params) == 1 else {}


_WORDS: dict[int, Callable[[bytes, Message], Facts]] = {
    Command.STATUS: _status,
    Command.SET_CLOCK: lambda params, _: {"clock": clock_text(params)} if len(params) == 8 else {},
    Command.POWER: _lamps,
    Command.TIMED_POWER: _timed_power,
    Command.BRIGHTNESS: _brightness,
    Command.LOCK_PROGRAM: _lock,
    Command.DELETE_AREA: _deleted,
    Command.START_FILE: _start,
    Command.WRITE_BLOCK: _block,
    Command.DELETE_FILES: lambda params, _: {"files": params[2:].decode("latin-1")},
}


def _six(frame: SixFrame) -> Facts:
    facts = _head(frame) | {"device": f"{frame.device:04X}", "version": "F0", "from": "host"}
    update = parse_six(frame.data)
    if update is None:
        return facts | {"command": "unknown", "hex": frame.data.hex()}
    areas = [
        area.fields | ({"text": text_in_words(area.text)} if area.text else {"pages": list(area.pages)})
        for area in update.areas
    ]
    facts |= {"code": f"{update.code:04X}", "command": _NAMES[update.code], "areas": areas}
    facts |= {"reply": "wanted" if update.reply_wanted else "not wanted", "deletes": list(update.delete)}
    return facts | ({"dots": update.dots.hex()} if update.dots else {})
