"""What a captured stream of JetFile II bytes means: both formats, both directions, and everything that is neither.

The result is plain data for JSON: `kind` is "frame", "cut frame" or "noise"; a frame has `format` ("second", "first"), `from`
("host", "sign"), its address, and `command` in words with what that command carries.  A frame of the second format that is
whole but for its check is a frame with `checksum` "wrong"; one shorter than it says is a "cut frame" that `lacks_bytes`.
"""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING, Any

from devices.marquee.codecs import jetfile2_control as control
from devices.marquee.codecs.jetfile2 import HEADER_BYTES, Decoder, Frame, Noise, Sync
from devices.marquee.codecs.jetfile2_content import Characters, Token, split
from devices.marquee.codecs.jetfile2_first import FirstDecoder, FirstFrame, cut_frame, parse_file
from devices.marquee.codecs.jetfile2_playlist import decode_list
from devices.marquee.codecs.jetfile2_status import meaning, status
from devices.marquee.codecs.jetfile2_text import text_content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


Facts = dict[str, Any]

_HEADER = re.compile(rb"(?=\x55[\xa3\xa4\xa7\xa8].{14})", re.DOTALL)
_FIRST_WORDS = {"A": "write TEXT", "G": "write STRING", "I": "write PICTURE", "K": "write ARRAY", "F": "read info"}
_FIRST_CONTROL = {
    "EST": "delete all TEXT", "ESS": "delete all STRING", "ESP": "delete all PICTURE", "ESA": "delete all ARRAY",
    "ESQ": "delete SEQUENT", "ESR": "delete RUNTIME", "E.SL": "set play list", "E.": "delete play list",
    "E#": "default style", "EA": "read clock", "EB": "set clock",
}  # fmt: skip


def describe(captured: bytes) -> list[Facts]:
    """Return what `captured` means, in order; never raises."""
    decoder, told = Decoder(), list[Facts]()
    for found in [*decoder.feed(captured), *decoder.flush()]:
        told += [_frame(found)] if isinstance(found, Frame) else _unframed(found)
    return _with_whole_files(told)


def _unframed(noise: Noise) -> Iterator[Facts]:
    """Look for damaged frames, and for the first format, in what is no frame of the second."""
    begin = 0
    while (at := _header_at(noise.raw, begin)) is not None:
        yield from _first_format(noise.raw[begin:at], noise.why)
        length = _length(noise.raw[at : at + HEADER_BYTES])
        yield _damaged(noise.raw[at : at + length], length)
        begin = at + length
    yield from _first_format(noise.raw[begin:], noise.why)


def _first_format(raw: bytes, why: str) -> Iterator[Facts]:
    decoder = FirstDecoder()
    for one in [*decoder.feed(raw), *decoder.flush()]:
        if isinstance(one, FirstFrame):
            yield _first(one)
        elif (left := cut_frame(one.raw)) is not None:
            yield _first(left) | {"kind": "cut frame", "hex": one.raw.hex(), "why": one.why}
        else:
            yield {"kind": "noise", "hex": one.raw.hex(), "why": why}


def _header_at(raw: bytes, begin: int) -> int | None:
    """Return where, from `begin` on, the next whole header of a known command stands; None where there is none."""
    found = (one.start() for one in _HEADER.finditer(raw, begin))
    return next((at for at in found if int.from_bytes(raw[at + 12 : at + 14], "big") in control.NAMES), None)


def _length(raw: bytes) -> int:
    """Return how long a frame with this header says that it is."""
    return HEADER_BYTES + raw[14] * 4 + int.from_bytes(raw[4:6], "little")


def _damaged(raw: bytes, length: int) -> Facts:
    arg_ends = HEADER_BYTES + raw[14] * 4
    frame = Frame(
        raw[12], raw[13], raw[HEADER_BYTES:arg_ends], raw[arg_ends:], int.from_bytes(raw[10:12], "little"),
        raw[8], raw[9], int.from_bytes(raw[6:8], "little"), raw[15], Sync(raw[1]),
    )  # fmt: skip
    if len(raw) < length:
        return _frame(frame) | {"kind": "cut frame", "checksum": "none", "lacks_bytes": length - len(raw)}
    return _frame(frame) | {"checksum": "wrong", "meaning": "a sign answers 9002 and does nothing"}


def _frame(frame: Frame) -> Facts:
    is_reply = frame.sync in {Sync.REPLY, Sync.CRC_REPLY}
    facts: Facts = {
        "kind": "frame", "format": "second", "from": "sign" if is_reply else "host", "checksum": "right",
        "check": "CRC" if frame.sync in {Sync.CRC_REQUEST, Sync.CRC_REPLY} else "sum",
        "group": frame.group, "unit": frame.unit, "serial": frame.serial, "code": f"{frame.command:04X}",
        "command": control.NAMES.get(frame.command, "not known"),
    }  # fmt: skip
    if frame.source:
        facts["source"] = frame.source
    if is_reply:
        return facts | _reply(frame)
    facts["reply"] = "wanted" if frame.flag == 0 else "not wanted"
    try:
        return facts | _request(frame)
    except (struct.error, IndexError, ValueError):
        return facts | {"arg": frame.arg.hex(), "data": frame.data.hex(), "odd": "shorter than its table says"}


def _request(frame: Frame) -> Facts:
    told = _REQUESTS.get(frame.command)
    if told is not None:
        return told(frame)
    facts: Facts = {"arg": frame.arg.hex()} if frame.arg else {}
    return facts | ({"data": frame.data.hex()} if frame.data else {})


def _reply(frame: Frame) -> Facts:
    code = status(frame)
    if code is not None:
        return {"status": f"{code:04X}", "meaning": "done" if code in {0x9000, 0x4B4F} else meaning(code)}
    facts: Facts = {"arg": frame.arg.hex()}
    if frame.command in {0x0104, 0x0105, 0x0102} and frame.data:
        facts |= _content(frame.command, frame.data)
    elif frame.data:
        facts["data"] = frame.data.hex()
    if frame.command == 0x0112:
        facts["text"] = frame.data.rstrip(b"\0").decode("latin-1")
    if frame.command == 0x010A and len(frame.arg) >= 12:
        facts["columns"], facts["rows"] = struct.unpack_from("<HH", frame.arg, 8)
    return facts


def _write(frame: Frame) -> Facts:
    arg = frame.arg
    total, packet_bytes, count, index = struct.unpack_from("<IHHH", arg, 14)
    facts = {"drive": chr(arg[0]), "name": _name(arg[2:14]), "buzzer": arg[1]}
    return facts | _packet(frame, total, packet_bytes, count, index)


def _write_system(frame: Frame) -> Facts:
    total, packet_bytes, count, index = struct.unpack_from("<IHHH", frame.arg, 12)
    return {"name": _name(frame.arg[:12])} | _packet(frame, total, packet_bytes, count, index)


def _packet(frame: Frame, total: int, packet_bytes: int, count: int, index: int) -> Facts:  # one argument a field
    facts: Facts = {"bytes": total, "packet": index, "packets": count, "packet_bytes": packet_bytes}
    if count == 1:
        return facts | _content(frame.command, frame.data)
    return facts | {"data": frame.data.hex()}


def _content(command: int, data: bytes) -> Facts:
    """Return what a file says, by the second byte of the command that writes or reads it."""
    kind = command & 0xFF
    if kind == 0x02:
        return _play_list(data)
    if kind in {0x06, 0x07}:
        return {"picture": f"{len(data)} bytes", "data": data.hex()}
    try:
        content = text_content(data) if kind in {0x04, 0x09} else data
    except ValueError:
        content = data
    return _text(content)


def _text(content: bytes) -> Facts:
    tokens = split(content)
    shown = "".join(token.text for token in tokens if isinstance(token, Characters))
    return {"text": shown, "content": [_token(token) for token in tokens]}


def _token(token: Token) -> str | Facts:
    if isinstance(token, Characters):
        return token.text
    return {"code": f"{token.code:02X}{token.parameters.hex().upper()}", "means": token.name}


def _play_list(data: bytes) -> Facts:
    try:
        entries = decode_list(data)
    except ValueError:
        return {"data": data.hex()}
    return {"plays": [{"file": one.file.path, "checksum": f"{one.checksum:04X}", "bytes": one.size_bytes} for one in entries]}


def _read(frame: Frame) -> Facts:
    packet_bytes, index = struct.unpack_from("<HH", frame.arg, 16)
    return {"drive": chr(frame.arg[0]), "name": _name(frame.arg[4:16]), "packet": index, "packet_bytes": packet_bytes}


def _read_system(frame: Frame) -> Facts:
    packet_bytes, index = struct.unpack_from("<HH", frame.arg, 12)
    return {"name": _name(frame.arg[:12]), "packet": index, "packet_bytes": packet_bytes}


def _emergency(frame: Frame) -> Facts:
    seconds, sound = struct.unpack_from("<HB", frame.arg)
    return {"seconds": seconds or "until replaced", "sound": sound} | _content(frame.command, frame.data)


def _play_now(frame: Frame) -> Facts:
    return {"file": f"{chr(frame.arg[0])}:\\{chr(frame.arg[1])}\\{_name(frame.arg[2:14])}"}


def _clock(frame: Frame) -> Facts:
    digits = frame.arg.hex()
    day = f"{digits[2:4]}{digits[0:2]}-{digits[4:6]}-{digits[6:8]}"
    at = 7 if frame.command == 0x0504 else 6
    seconds = f":{digits[12:14]}" if frame.command == 0x0504 else ""
    time = f"{digits[8:10]}:{digits[10:12]}{seconds}"
    return {"clock": f"{day} {time}", "week": frame.arg[at], "zone": f"{frame.arg[at + 1]:02X}"}


def _brightness(frame: Frame) -> Facts:
    return {"brightness": "automatic" if frame.arg[0] == 0 else f"{frame.arg[0]} %"}


def _path(frame: Frame) -> Facts:
    return {"path": _name(frame.arg)}


_REQUESTS: dict[int, Callable[[Frame], Facts]] = {
    **dict.fromkeys((0x0204, 0x0205, 0x0206, 0x0207), _write), 0x0202: _write_system, 0x0209: _emergency,
    **dict.fromkeys((0x0104, 0x0105, 0x0106, 0x0107), _read), 0x0102: _read_system, 0x0606: _play_now,
    0x0502: _clock, 0x0504: _clock, 0x0407: _brightness,
    **dict.fromkeys((0x0706, 0x070B, 0x070C, 0x070D, 0x070E), _path),
}  # fmt: skip


def _with_whole_files(told: list[Facts]) -> list[Facts]:
    """Say with the last packet of a file what the whole of it means."""
    parts: dict[tuple[object, ...], bytes] = {}
    for facts in told:
        if facts.get("packets", 1) > 1 and "data" in facts:
            key = (facts["code"], facts.get("drive"), facts.get("name"))
            parts[key] = (parts.get(key, b"") if facts["packet"] > 1 else b"") + bytes.fromhex(facts["data"])
            if facts["packet"] == facts["packets"] and len(parts[key]) == facts["bytes"]:
                facts |= {"whole": _content(int(facts["code"], 16), parts[key])}
    return told


def _first(frame: FirstFrame) -> Facts:
    return {
        "kind": "frame", "format": "first", "from": "host", "checksum": "none", "unit": frame.address,
        "reply": "wanted" if frame.wants_reply else "not wanted",
        "commands": [_first_command(one) for one in frame.commands],
    }  # fmt: skip


def _first_command(raw: bytes) -> Facts:
    letter = raw[:1].decode("latin-1")
    if letter in "AGIK" and letter:
        try:
            file, content = parse_file(raw)
        except ValueError as odd:
            return {"command": _FIRST_WORDS[letter], "hex": raw.hex(), "odd": str(odd)}
        facts = {"command": _FIRST_WORDS[letter], "file": file if isinstance(file, str) else file.path}
        return facts | (_text(content) if letter in "AG" else {"data": content.hex()})
    head = raw.decode("latin-1")
    for name in sorted(_FIRST_CONTROL, key=len, reverse=True):
        if head.startswith(name):
            rest = raw[len(name) :]
            return {"command": _FIRST_CONTROL[name]} | (_first_rest(name, rest) if rest else {})
    return {"command": _FIRST_WORDS.get(letter, "not known"), "hex": raw.hex()}


def _first_rest(name: str, rest: bytes) -> Facts:
    if name != "E.SL":
        return {"hex": rest.hex()}
    labels = [rest[at + 1 : at + 5].decode("latin-1") for at in range(0, len(rest) - 4, 5) if rest[at] == 0x0F]
    paths = [f"{one[0]}:\\{one[1]}\\{one[2:]}" for one in labels]
    return {"plays": paths or list(rest.decode("latin-1"))}


def _name(field: bytes) -> str:
    return field.split(b"\0")[0].decode("latin-1")
