"""Bytes of Japanese pages as text, whatever their label says."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.read import charset

NEWS = "お知らせ:①図書館まつり(7月1日～3日)、髙橋さんのおはなし会。㈱と№、ﾃｽﾄも。"
PLAIN = "図書館からのお知らせです。七月一日は、おはなし会があります。"


def euc_ms(text: str) -> bytes:
    """eucJP-ms, which Python cannot write: the row and cell of cp932."""
    out = b""
    for c in text:
        try:
            out += c.encode("euc_jp")
        except UnicodeEncodeError:
            lead, trail = c.encode("cp932")
            lead -= 0x40 if lead >= 0xE0 else 0
            row = (lead - 0x81) * 2 + (trail >= 0x9F)
            cell = trail - (0x9F if trail >= 0x9F else 0x41 if trail > 0x7F else 0x40)
            out += bytes((row + 0xA1, cell + 0xA1))
    return out


@pytest.mark.parametrize("label", ["Shift_JIS", "shift-jis", "x-sjis", "Windows-31J", "SJIS"])
def test_a_shift_jis_label_is_read_as_cp932(label: str) -> None:
    """①, 髙 and ～ survive, as in browsers."""
    said = charset.decode(NEWS.encode("cp932"), f"text/html; charset={label}")
    assert said == charset.Decoded(NEWS, "cp932", garbled=False)


def test_euc_jp_knows_the_vendor_characters() -> None:
    """EUC-JP with NEC's and IBM's rows is read without a loss."""
    text = NEWS.replace("髙", "高").replace("～", "〜")
    assert charset.decode(euc_ms(text), "text/html; charset=EUC-JP").text == text


def test_iso_2022_jp_is_read_with_and_without_its_label() -> None:
    """Escapes tell it; vendor characters and half-width kana are read too."""
    body = PLAIN.encode("iso-2022-jp")
    assert charset.decode(body, "text/html").text == PLAIN
    assert charset.decode(body, "text/html; charset=utf-8").text == PLAIN
    assert (
        charset.decode(b"a\x1b$B\x2d\x21\x1b(Bb\x1b(I\x43\x1b(B\n", "", "iso-2022-jp").text
        == "a①bﾃ\n"
    )


def test_an_override_beats_every_other_word() -> None:
    """[[source]] encoding is staff's own word."""
    body = b"<meta charset=utf-8>" + PLAIN.encode("euc_jp")
    assert charset.decode(body, "text/html; charset=Shift_JIS", "EUC-JP").text.endswith(PLAIN)


@pytest.mark.parametrize(
    ("bom", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
)
def test_a_bom_beats_the_header(bom: bytes, codec: str) -> None:
    """And it is no part of the text."""
    assert charset.decode(bom + NEWS.encode(codec), "text/html; charset=Shift_JIS").text == NEWS


@pytest.mark.parametrize(
    "head",
    [
        '<?xml version="1.0" encoding="{}"?>',
        '<meta charset="{}">',
        "<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset={}'>",
    ],
)
@pytest.mark.parametrize(
    ("label", "codec"), [("Shift_JIS", "cp932"), ("EUC-JP", "euc_jp"), ("UTF-8", "utf-8")]
)
def test_the_document_names_its_charset(head: str, label: str, codec: str) -> None:
    """meta of HTML and the XML declaration are heard when the header is silent."""
    text = head.format(label) + "お知らせ"
    assert charset.decode(text.encode(codec), "text/html").text == text


@pytest.mark.parametrize("codec", ["utf-8", "cp932", "euc_jp", "iso-2022-jp"])
@pytest.mark.parametrize(
    "label",
    ["utf-8", "Shift_JIS", "EUC-JP", "ISO-2022-JP", "iso-8859-1", "windows-1252", "nonsense", ""],
)
def test_a_wrong_label_does_not_garble(codec: str, label: str) -> None:
    """The bytes themselves tell, whatever the label says."""
    said = charset.decode(PLAIN.encode(codec), f"text/html; charset={label}")
    assert (said.text, said.garbled) == (PLAIN, False)


def test_a_body_cut_inside_a_character_is_still_read() -> None:
    """A limit or a cut line may end in the middle of one."""
    assert charset.decode(
        NEWS.encode("cp932")[:-2] + b"\x82", "text/html; charset=Shift_JIS"
    ).text.startswith(NEWS[:-1])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("utf-8", "cp932"),
        ("utf-8", "cp1252"),
        ("cp932", "cp1252"),
        ("cp932", "latin-1"),
        ("euc_jp", "latin-1"),
        ("euc_jp", "cp932"),
        ("utf-8", "latin-1"),
        ("cp932", "utf-8"),
    ],
)
def test_mojibake_is_recognised(written: str, read: str) -> None:
    """A text that was already garbled at its source is told."""
    assert charset.garbled(PLAIN.encode(written).decode(read, "replace"))


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        NEWS,
        "縺れた糸",
        "繧繝の布",
        "Très bien, Café ¤100",
        "$1,000 $2,000",
        "ﾃﾞｨｽﾌﾟﾚｲ･ｱｰﾄ",
        "ãéîõü",
        "‚quoted‘ – “text”",
        "🎉絵本🎉",
    ],
)
def test_honest_text_is_not_called_garbled(text: str) -> None:
    """Rare kanji, half-width kana, French and money are no mojibake."""
    assert not charset.garbled(text)


def test_bytes_that_fit_nothing_are_garbled() -> None:
    """A wrong byte inside is seen, and the rest is there."""
    said = charset.decode(
        b"\xff" + PLAIN.encode() + b"\xff\xff" + PLAIN.encode(), "text/html; charset=utf-8"
    )
    assert said.garbled
    assert PLAIN in said.text


@given(
    st.binary(max_size=200),
    st.sampled_from(["", "utf-8", "cp932", "euc-jp", "iso-2022-jp", "utf-16", "latin-1"]),
)
def test_any_bytes_are_decoded(body: bytes, label: str) -> None:
    """Never an exception."""
    assert isinstance(charset.decode(body, f"text/html; charset={label}").text, str)
    assert isinstance(charset.decode(body, "", label, label).text, str)


@given(
    st.text("あいうえおかきくけこ図書館日曜休月年、。ー", min_size=4),
    st.sampled_from(["utf-8", "cp932", "euc_jp"]),
)
def test_short_japanese_text_needs_no_label(text: str, codec: str) -> None:
    """Kana tell the charset of even a short text."""
    text = "のおはなし" + text
    assert charset.decode(text.encode(codec), "").text == text
