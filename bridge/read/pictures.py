"""Pure: bytes become a picture that may go out: a raster by its content, bounded, and without what
it tells of its maker (11).

Known are JPEG, PNG and WebP, of which X takes each (X's help, "Media best practices": 5 MB). A
photograph may hold where and when it was taken and by whom (Exif, XMP, IPTC, a second picture
behind its end): the parts of the file that hold pixels, colours and nothing else stay as they are,
byte by byte, the others go. A file that has no other parts is left as it is.
"""

from __future__ import annotations

import re
import struct
import warnings
from io import BytesIO
from typing import TYPE_CHECKING, Final

from bridge.errors import StepRefused
from bridge.model import Picture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image as Raster

LARGEST: Final = 5_000_000  #: bytes that X takes of a picture
PIXELS: Final = 25_000_000  #: of a picture; unpacked, four bytes each
SMALLEST: Final = 4  #: pixels of a side: below stand the counters of a page
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNG_PARTS: Final = frozenset(
    {
        b"IHDR",
        b"PLTE",
        b"IDAT",
        b"IEND",
        b"tRNS",
        b"gAMA",
        b"cHRM",
        b"sRGB",
        b"iCCP",
        b"sBIT",
        b"bKGD",
        b"pHYs",
        b"cICP",
    }
)
_WEBP_PARTS: Final = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"})
#: of VP8X: "there is Exif", "there is XMP" (WebP Container Specification)
_WEBP_FLAGS: Final = 0b0000_1100
#: markers of JPEG that hold pixels and how to read them (ITU T.81, table B.1): frames, tables,
#: restarts, scans
_JPEG_PARTS: Final = frozenset({*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDC, 0xDD}) - {0xC8}
#: APPn that say how colours are meant
_JPEG_NOTES: Final = {
    0xE0: b"JFIF\0",
    0xE2: b"ICC_PROFILE\0",
    0xEE: b"Adobe",
}
#: behind a scan: neither a stuffed byte nor a restart
_MARKER: Final = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")
_TYPES: Final = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}


def read_picture(body: bytes) -> Picture:
    """Return the picture in `body` as it may go out; raises StepRefused for what is none, or too
    large, or moves.
    """
    if not body:
        raise StepRefused("picture.empty")
    if len(body) > LARGEST:
        raise StepRefused("picture.too_large", size=len(body), most=LARGEST)
    kind, turned, _ = _looked(body)
    try:
        bare = _turned(body, kind) if turned else _BARE[kind](body)
    except (struct.error, IndexError) as error:
        raise _broken() from error
    if len(bare) > LARGEST:
        raise StepRefused("picture.over_limit", most=LARGEST)
    _, _, (width, height) = _looked(bare)  # what goes out is looked at, too
    return Picture(bare, _TYPES[kind], width, height)


def _looked(body: bytes) -> tuple[str, bool, tuple[int, int]]:
    """Return what a picture is, whether it is to be turned to stand upright, and its size; raises
    StepRefused.
    """
    with _opened(body) as raster:
        width, height = raster.size
        if width * height > PIXELS:
            raise StepRefused("picture.too_many_pixels", width=width, height=height)
        if min(width, height) < SMALLEST:
            raise StepRefused("picture.too_small", width=width, height=height)
        if getattr(raster, "n_frames", 1) > 1 and raster.format != "JPEG":
            raise StepRefused("picture.moves")
        try:
            turned = raster.getexif().get(0x0112, 1) not in {1, 0}  # Exif 2.3, Orientation
            raster.load()  # to its last pixel: a torn file is none
        except Exception as error:
            raise _broken() from error
        return str(raster.format).replace("MPO", "JPEG"), turned, raster.size


def _opened(body: bytes) -> Raster:
    from PIL import Image

    try:
        with warnings.catch_warnings():
            # counted here, see PIXELS
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return Image.open(BytesIO(body), formats=("JPEG", "PNG", "WEBP"))
    except Image.DecompressionBombError as error:
        raise StepRefused("picture.bomb") from error
    except Exception as error:  # whatever a decoder makes of bytes from elsewhere
        raise StepRefused("picture.unreadable") from error


def _turned(body: bytes, kind: str) -> bytes:
    """Return a picture that its camera held sideways as it is to be seen: here alone pixels are
    written anew.
    """
    from PIL import Image, ImageOps

    with Image.open(BytesIO(body), formats=("JPEG", "PNG", "WEBP")) as raster:
        profile = raster.info.get("icc_profile")
        upright = ImageOps.exif_transpose(raster)
    bare = Image.new(upright.mode, upright.size)
    bare.paste(upright)
    out = BytesIO()
    quality = {} if kind == "PNG" else {"quality": 90}
    bare.save(out, kind, icc_profile=profile, **quality)
    return out.getvalue()


# ── the parts that stay ─────────────────────────────────────────────────────────────────────────


def _bare_jpeg(body: bytes) -> bytes:
    return b"\xff\xd8" + b"".join(_jpeg_parts(body)) + b"\xff\xd9"


def _jpeg_parts(body: bytes) -> Iterator[bytes]:
    """Yield each segment that stays, a scan with its data, to the end of the first picture."""
    at = 2
    while True:
        while body[at + 1] == 0xFF:  # fill bytes
            at += 1
        marker = body[at + 1]
        if body[at] != 0xFF:
            raise _broken()
        if marker == 0xD9:
            return
        end = at + 2 + struct.unpack_from(">H", body, at + 2)[0]
        if marker == 0xDA:
            end = _end_of_scan(body, end)
        if marker in _JPEG_PARTS or body.startswith(
            _JPEG_NOTES.get(marker, b"\xff\xff\xff"), at + 4
        ):
            yield body[at:end]
        at = end


def _end_of_scan(body: bytes, at: int) -> int:
    """Return where the data of a scan ends: at a marker that is neither a stuffed byte nor a
    restart.
    """
    marker = _MARKER.search(body, at)
    if marker is None:
        raise _broken()
    return marker.start()


def _bare_png(body: bytes) -> bytes:
    out, at = [_PNG], len(_PNG)
    while True:
        size, name = struct.unpack_from(">I4s", body, at)
        if name in _PNG_PARTS:
            out.append(body[at : at + 12 + size])
        at += 12 + size
        if name == b"IEND":
            return b"".join(out)


def _bare_webp(body: bytes) -> bytes:
    out, at = [], 12
    end = min(len(body), 8 + struct.unpack_from("<I", body, 4)[0])
    while at < end:
        name, size = struct.unpack_from("<4sI", body, at)
        part = body[at : at + 8 + size + size % 2]
        if name == b"VP8X":
            part = part[:8] + bytes([part[8] & ~_WEBP_FLAGS]) + part[9:]
        if name in _WEBP_PARTS:
            out.append(part)
        at += len(part)
    parts = b"".join(out)
    return b"RIFF" + struct.pack("<I", 4 + len(parts)) + b"WEBP" + parts


_BARE: Final = {"JPEG": _bare_jpeg, "PNG": _bare_png, "WEBP": _bare_webp}


def _broken() -> StepRefused:
    return StepRefused("picture.broken")
