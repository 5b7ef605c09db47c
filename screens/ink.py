"""Masks as textures of the graphics card: each is uploaded once, kept while it is in use, and tinted by the pen."""

from __future__ import annotations

from collections import OrderedDict
from io import BytesIO
from typing import TYPE_CHECKING, Any

from kivy.graphics.texture import Texture
from PIL import Image

from screens import masks

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

BUDGET_BYTES = 96_000_000


class Ink:
    """Textures by what they show; the least recently used go first when the budget is spent."""

    def __init__(self, typecase: masks.Typecase) -> None:
        self.typecase = typecase
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._offsets: dict[Hashable, tuple[int, int]] = {}
        self._bytes = 0

    def word(self, text: str, face: str, size: float) -> tuple[Any, int, int]:
        """Return the texture of a line and its place from the pen: pixels to the right, pixels below the baseline."""
        key = ("word", text, face, round(size, 2))

        def make() -> Image.Image:
            picture, left, top = self.typecase.word(text, face, size)
            self._offsets[key] = (left, top)
            return picture

        texture = self._mask(key, make)
        return texture, *self._offsets[key]

    def icon(self, name: str, size: int) -> Any:
        """Return the texture of an icon."""
        return self._mask(("icon", name, size), lambda: self.typecase.icon(name, size))

    def shape(self, kind: str, *of: Any) -> Any:
        """Return the texture of `masks.<kind>(*of)`."""
        return self._mask((kind, *of), lambda: getattr(masks, kind)(*of))

    def qr(self, data: str) -> Any:
        """Return the texture of a QR code, one texel a module, with hard edges."""
        texture = self._mask(("qr", data), lambda: masks.qr(data))
        texture.mag_filter = texture.min_filter = "nearest"
        return texture

    def picture(self, png: bytes) -> Any:
        """Return the texture of a coloured picture."""
        return self._keep(("png", png), lambda: Image.open(BytesIO(png)).convert("RGBA"), "rgba")

    def _mask(self, key: Hashable, make: Callable[[], Image.Image]) -> Any:
        return self._keep(key, lambda: Image.merge("LA", (Image.new("L", (m := make()).size, 255), m)), "luminance_alpha")

    def _keep(self, key: Hashable, make: Callable[[], Image.Image], colours: str) -> Any:
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key][0]
        picture = make().transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        texture = Texture.create(size=picture.size, colorfmt=colours)
        texture.blit_buffer(picture.tobytes(), colorfmt=colours, bufferfmt="ubyte")
        texture.wrap = "clamp_to_edge"
        size = len(picture.getbands()) * picture.width * picture.height
        self._kept[key] = (texture, size)
        self._bytes += size
        while self._bytes > BUDGET_BYTES and len(self._kept) > 1:
            gone, (_, gone_bytes) = self._kept.popitem(last=False)
            self._offsets.pop(gone, None)
            self._bytes -= gone_bytes
        return texture
