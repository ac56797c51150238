"""10, 11: a picture is what its bytes are, whole and bounded, and tells nothing of who took it and
where.
"""

from __future__ import annotations

import random
import struct
import zlib
from io import BytesIO

import pytest
from fakes import png
from PIL import Image as Raster

from bridge.errors import StepRefused
from bridge.read import pictures
from bridge.read.pictures import read_picture

NOISE = Raster.effect_noise((64, 48), 60).convert("RGB")
FORMS = [
    ("JPEG", {}),
    ("JPEG", {"progressive": True}),
    ("JPEG", {"restart_marker_blocks": 1}),
    ("PNG", {}),
    ("WEBP", {}),
    ("WEBP", {"lossless": True}),
]


def saved(form: str, raster: Raster.Image = NOISE, **how: object) -> bytes:
    out = BytesIO()
    raster.save(out, form, **how)  # type: ignore[arg-type]
    return out.getvalue()


def camera(turned: int = 0) -> Raster.Exif:
    """What a telephone writes beside the pixels: its maker, its place, its time."""
    exif = Raster.Exif()
    exif[0x010F] = "Kamera-san"
    exif[0x0132] = "2026:11:25 10:00:00"
    exif.get_ifd(0x8825)[2] = (35.0, 45.0, 28.0)
    if turned:
        exif[0x0112] = turned
    return exif


@pytest.mark.parametrize(("form", "how"), FORMS)
def test_11_a_picture_that_tells_nothing_stays_as_it_is(form: str, how: dict[str, object]) -> None:
    """Byte by byte, with its kind and size."""
    body = saved(form, **how)
    picture = read_picture(body)
    assert picture.body == body
    assert (picture.media_type, picture.width, picture.height) == (f"image/{form.lower()}", 64, 48)


@pytest.mark.parametrize(("form", "how"), FORMS)
def test_11_exif_and_the_place_go_and_the_pixels_stay(form: str, how: dict[str, object]) -> None:
    """Nothing is written anew: the parts that hold pixels are those of the file."""
    body = saved(form, exif=camera(), xmp=b"<x:xmpmeta>Kamera-san</x:xmpmeta>", **how)
    assert b"Kamera-san" in body
    picture = read_picture(body)
    assert b"Kamera-san" not in picture.body
    bare = Raster.open(BytesIO(picture.body))
    assert not bare.getexif()
    assert bare.convert("RGB").tobytes() == Raster.open(BytesIO(body)).convert("RGB").tobytes()


def test_11_comments_and_text_go() -> None:
    """A JPEG's comment, a PNG's text, and what stands behind the end: a telephone puts a second
    picture there.
    """
    from PIL.PngImagePlugin import PngInfo

    notes = PngInfo()
    notes.add_text("Author", "Kamera-san")
    bodies = [saved("JPEG", comment=b"Kamera-san"), saved("PNG", pnginfo=notes)]
    bodies += [saved(form, **how) + b"Kamera-san" for form, how in FORMS]  # type: ignore[arg-type]
    for body in bodies:
        assert b"Kamera-san" not in read_picture(body).body
    assert read_picture(saved("JPEG") + b"Kamera-san").body == saved("JPEG")


def test_10_colours_stay_as_they_are_meant() -> None:
    """The profile of colours is no data on a person."""
    from PIL.ImageCms import ImageCmsProfile, createProfile

    profile = ImageCmsProfile(createProfile("sRGB")).tobytes()
    for form, how in FORMS:
        body = saved(form, exif=camera(), icc_profile=profile, **how)  # type: ignore[arg-type]
        assert Raster.open(BytesIO(read_picture(body).body)).info["icc_profile"] == profile


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_10_a_picture_held_sideways_stands_upright(form: str) -> None:
    """What the camera noted of it goes, so the pixels are turned."""
    picture = read_picture(saved(form, exif=camera(turned=6)))
    assert (picture.width, picture.height) == (48, 64)
    assert b"Kamera-san" not in picture.body


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'
MOVING = saved("PNG", append_images=[NOISE.rotate(90)], save_all=True)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "空"),
        (b"<html><title>404</title></html>", "読めません"),
        (SVG, "読めません"),
        (saved("GIF"), "読めません"),
        (saved("BMP"), "読めません"),
        (b"\x89PNG\r\n\x1a\n but no more", "読めません"),
        (png()[:-20], "壊れている"),
        (saved("JPEG")[:900], "壊れている"),
        (saved("WEBP")[:900], "読めません"),
        (MOVING, "動く画像"),
        (png(size=(1, 1)), "小さすぎ"),
        (png() + bytes(5_000_000), "大きすぎ"),
    ],
)
def test_10_what_is_no_picture_is_refused(body: bytes, why: str) -> None:
    """Whatever its name or its server says."""
    with pytest.raises(StepRefused, match=why):
        read_picture(body)


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


@pytest.mark.parametrize("side", [5001, 60_000, 2_000_000])
def test_10_a_bomb_is_never_unpacked(side: int) -> None:
    """Some kilobytes that would be gigabytes of pixels: the head is read, and no more."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    bomb = (
        b"\x89PNG\r\n\x1a\n"
        + head
        + chunk(b"IDAT", zlib.compress(bytes(10_000)))
        + chunk(b"IEND", b"")
    )
    with pytest.raises(StepRefused, match="画素が多すぎます"):
        read_picture(bomb)


def test_10_whatever_bytes_come_they_are_a_picture_or_refused() -> None:
    """Flipped and cut at random: no other exception, and what is taken can be read again and is its
    own.
    """
    chance = random.Random(5)
    whole = [saved(form, exif=camera(), **how) for form, how in FORMS]  # type: ignore[arg-type]
    read = 0
    for _ in range(300):
        body = bytearray(chance.choice(whole))
        for _ in range(chance.randrange(1, 4)):
            body[chance.randrange(len(body))] = chance.randrange(256)
        torn = bytes(body[: chance.choice((len(body), chance.randrange(20, len(body))))])
        try:
            picture = read_picture(torn)
        except StepRefused:
            continue
        read += 1
        assert read_picture(picture.body).body == picture.body
    assert 20 < read < 280


def test_the_slow_library_is_imported_when_a_picture_comes() -> None:
    """A sync meets none."""
    assert "PIL" not in vars(pictures)
