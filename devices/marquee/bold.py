"""The bold face of called numbers: 14 rows high, 9 dots wide in a cell of 10, drawn for this project.

Chinese and ordinary Latin come from Unifont; numbers that people look for from across a hall are too thin
there.  Each value is 14 rows of three hex digits: the nine low bits are the dots, leftmost first.  The
sign's own counterpart is its 14x10 bold font, so widths on the picture and on the sign agree.
"""

from __future__ import annotations

BOLD_CELL_DOTS = 10
BOLD_GLYPH_DOTS = 9
BOLD_ROWS = 14

BOLD_GLYPHS = {
    " ": "000000000000000000000000000000000000000000",
    "%": "0e31f71b61f60ec01801803006006e0df0db1df18e",
    "+": "0000000000380380381ff1ff038038038000000000",
    "-": "0000000000000000000fe0fe000000000000000000",
    ".": "000000000000000000000000000000000038038038",
    "/": "00700700e00e01c01c01c0380380700700e00e01c0",
    "0": "07c0fe1c71c71c71c71c71c71c71c71c71c70fe07c",
    "1": "0380780f80380380380380380380380380380fe0fe",
    "2": "07c0fe1c718700700700e01c0380700e01c01ff1ff",
    "3": "07c0fe18700700707e07e0070070070071870fe07c",
    "4": "00e01e03e07e06e0ee0ce1ce18e1ff1ff00e00e00e",
    "5": "1ff1ff1c01c01fc1fe18f0070070071871cf0fe07c",
    "6": "07c0fe1c31c01c01dc1fe1e71c71c71c71c70fe07c",
    "7": "1ff1ff00700700e00e01c01c038038070070070070",
    "8": "07c0fe1c71c71c70fe07c0fe1c71c71c71c70fe07c",
    "9": "07c0fe1c71c71c71c71cf0ff0770070071870fe07c",
    ":": "000000000038038038000000000038038038000000",
    "A": "03803807c07c06c06c0ee0ee0c60fe0fe1c71c71c7",
    "B": "1fc1fe1c71c71c71fe1fc1fe1c71c71c71c71fe1fc",
    "C": "07c0fe1c71c31c01c01c01c01c01c01c31c70fe07c",
    "D": "1f81fe1ce1c71c71c71c71c71c71c71c71ce1fe1f8",
    "E": "1ff1ff1c01c01c01c01fe1fe1c01c01c01c01ff1ff",
    "F": "1ff1ff1c01c01c01c01fe1fe1c01c01c01c01c01c0",
    "G": "07c0fe1c71c01c01c01cf1cf1c71c71c71c70ff07b",
    "H": "1c71c71c71c71c71c71ff1ff1c71c71c71c71c71c7",
    "I": "0fe0fe0380380380380380380380380380380fe0fe",
    "J": "0070070070070070070070070070071871cf0fe07c",
    "K": "1c71c71ce1dc1dc1f81f81fc1dc1dc1ce1ce1c71c7",
    "L": "1c01c01c01c01c01c01c01c01c01c01c01c01ff1ff",
    "M": "1831c71c71ef1ef1ff1ff1bb1bb193193183183183",
    "N": "1c31c31e31e31f31f31b31bb1bb19b19f19f18f187",
    "O": "07c0fe1ef1c71c71c71c71c71c71c71c71ef0fe07c",
    "P": "1fc1fe1c71c71c71c71fe1fc1c01c01c01c01c01c0",
    "Q": "07c0fe1c71c71c71c71c71c71c71c71d71df0fe07b",
    "R": "1fc1fe1c71c71c71c71fe1fc1dc1dc1ce1ce1c71c7",
    "S": "07c0fe1c71c01c01fc1fe0ff0070070071c70fe07c",
    "T": "1ff1ff038038038038038038038038038038038038",
    "U": "1c71c71c71c71c71c71c71c71c71c71c71c70fe07c",
    "V": "1c71c71c71c71c70ee0ee0ee0ee07c07c07c038038",
    "W": "1831831831931931931bb1bb1ff1ff1ef1ef1c7183",
    "X": "1c71c71c70ee0ee07c03803807c0ee0ee1c71c71c7",
    "Y": "1c71c71c70ee0ee07c07c038038038038038038038",
    "Z": "1ff1ff00700e00e01c0380380700e00e01c01ff1ff",
}
