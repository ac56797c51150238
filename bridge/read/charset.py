"""Pure: bytes → text. A Japanese page rarely lies about being Japanese, and often about its
charset.

Labels are read as browsers read them (WHATWG Encoding): Shift_JIS is cp932 (①, 髙, ～), EUC-JP
knows the same vendor rows (eucJP-ms), ISO-2022-JP too. A label that does not fit the bytes loses to
a charset that fits them without one error.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import replace

from bridge.values import dataclass

_ASKED = 4_096  #: bytes at the head in which a document may name its charset
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})""")
_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LABELS = {
    "cp932": "shiftjis xsjis sjis mskanji windows31j cp932 ms932 csshiftjis windows932 "
    "shiftjis2004",
    "euc-jp": "eucjp xeucjp cseucpkdfmtjapanese eucjpms eucjpwin cp51932 ujis",
    "iso-2022-jp": "iso2022jp csiso2022jp iso2022jp1 iso2022jp2 iso2022jp3 iso2022jpms "
    "cp50220 cp50221 jis",
    "utf-8": "utf8 unicode11utf8 xunicode20utf8 usascii ascii",
    "utf-16-le": "utf16 utf16le",
    "utf-16-be": "utf16be",
    "cp1252": "iso88591 latin1 windows1252 cp1252",
}
_ENCODINGS = {label: encoding for encoding, labels in _LABELS.items() for label in labels.split()}
_KANA_IN_UTF8 = re.compile(rb"\xe3[\x81-\x83][\x80-\xbf]")
_ESCAPE = re.compile(rb"\x1b(\$[@B]|\([BJI])")
_GARBLED = re.compile(
    "\ufffd"
    # UTF-8 read as Shift_JIS: 縺雁
    "|[縺繧繝](?:[\u0080-\uffff]{1,3}[縺繧繝]|[\u0080-\uffff]?[｡-ﾟ])"
    # UTF-8 read as Latin-1: ã‚¢
    "|[ãâ][\u0080-\u00bf‚ƒ„†‡€][\u0080-\u00bfŒœŠšŽžŸƒ‚„…†‡ˆ‰‹›‘’“”•–—˜™€]"
    # Shift_JIS read as Latin-1: ‚¨’m‚ç‚¹
    "|(?:[\u0080-\u009f‚ƒ][\u0080-\u00ff‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]){4}"
    "|(?:¤[¡-óÀ-ÿ]){3}"  # EUC-JP read as Latin-1: ¤ª¤·¤é
    "|(?:[､･･][｡-ﾟ]){4}"  # EUC-JP read as Shift_JIS: ､ｪﾃﾎ､鬢ｻ
    "|\\$[!-~](?:\\$[!-~]){5}"  # ISO-2022-JP without its escapes: $*CN$i$;
)
#: with what each of them begins: most pages have none of these
_MARK = re.compile("[\ufffd縺繧繝ãâ\u0080-\u009f‚ƒ¤､･$]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A body as text."""

    text: str  #: without BOM
    encoding: str  #: the Python codec that fitted
    garbled: bool  #: some of it is not what its author wrote
    guessed: bool = False  #: nobody said the encoding, or nobody rightly


def decode(body: bytes, content_type: str, override: str = "", declared: str = "") -> Decoded:
    """Return the text of `body`. Never raises: what fits nothing comes back with U+FFFD, and
    garbled.

    The words about the charset are heard in this order: `override` (feeds.toml), BOM,
    `content_type`, `declared`, the document's own meta or XML declaration; then a guess among UTF-8
    and the Japanese charsets.
    """
    for bom, encoding in _BOMS:
        if body.startswith(bom) and not override:
            return _decoded(body[len(bom) :], encoding)
    claims = [
        _encoding(label)
        for label in (override, _search(_HEADER, content_type), declared, _own_word(body))
    ]
    labels = list(dict.fromkeys(encoding for encoding in claims if encoding))
    if claims[0]:
        return _decoded(body.removeprefix(codecs.BOM_UTF8), claims[0])
    if _KANA_IN_UTF8.search(body) and _fits(body, "utf-8"):
        # no other charset has Japanese text that is flawless UTF-8 with kana
        return _decoded(body, "utf-8")
    if _ESCAPE.search(body) and _fits(body, "iso-2022-jp"):
        return _decoded(body, "iso-2022-jp")
    fitting = (e for e in labels if _fits(body, e) and _plausible(_text(body, e)))
    if claim := next(fitting, ""):
        return _decoded(body, claim)
    return replace(_decoded(body, _guess(body, labels)), guessed=True)


def unread(text: str) -> bool:
    """Tell whether a text of a Japanese site is kanji without any kana: the bytes of another
    charset, guessed wrong.
    """
    return len(re.findall("[一-龠]", text)) >= 20 and not re.search("[ぁ-ヶ가-힣]", text)


def garbled(text: str) -> bool:
    """Tell whether `text` shows the marks of 文字化け: U+FFFD, or bytes of one charset read as
    another.
    """
    mark = _MARK.search(text)
    return mark is not None and _GARBLED.search(text, mark.start()) is not None


def spoilt(titles: str, decoded: Decoded) -> bool:
    """Return whether the titles of a list are not what their author wrote, as far as they show it:
    by their marks, or as no one's words where the charset was guessed.
    """
    return garbled(titles) or (decoded.guessed and unread(titles))


def _decoded(body: bytes, encoding: str) -> Decoded:
    text = _text(body, encoding)
    return Decoded(text, encoding, garbled(text))


def _own_word(body: bytes) -> str:
    head = body[:_ASKED]
    match = _XML.search(head) or _META.search(head)
    return match[1].decode("ascii", "ignore") if match else ""


def _search(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[1] if match else ""


_NO_NAME = re.compile(r"[^a-z0-9]")


def _encoding(label: str) -> str:
    plain = _NO_NAME.sub("", label.lower())
    return _ENCODINGS.get(plain, "") or _foreign(label)


def _foreign(label: str) -> str:
    """Return the name of another text encoding that Python knows (EUC-KR, Big5, windows-1251);
    empty when it knows none.

    Those in which any bytes are text, or that are no charset of the web, say nothing.
    """
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return ""
    known = re.fullmatch(
        r"big5|big5hkscs|cp9(?:36|49|50)|euc_kr|gb\w+|hz|iso2022_kr|johab|cp125\d|iso8859-\d+|koi8-[ru]",
        name,
    )
    return name if known else ""


def _text(body: bytes, encoding: str, errors: str = "replace") -> str:
    if encoding == "euc-jp":
        return _euc(body, errors)
    if encoding == "iso-2022-jp":
        return _iso2022(body, errors)
    return body.decode(encoding, errors)


def _fits(body: bytes, encoding: str) -> bool:
    """Tell whether the bytes are flawless in that charset; the last two may be a character cut by a
    limit.
    """
    if encoding == "cp1252" and any(octet > 0x7F for octet in body[:_ASKED]):
        return False  # every byte fits it, so fitting says nothing; a Japanese page is none of it
    try:
        _text(body, encoding, "strict")
    except UnicodeDecodeError as fault:
        return fault.start >= len(fault.object) - 3 and fault.start > 3
    return True


def _guess(body: bytes, labels: list[str]) -> str:
    """Return the charset for bytes whose label is missing or wrong."""
    fitting = [e for e in ("utf-8", "cp932", "euc-jp") if _fits(body, e)]
    if len(fitting) == 1 or (fitting and fitting[0] == "utf-8"):
        return fitting[0]
    # both fit: the one in which the text is Japanese as it is written, not as half-width kana and
    # rare kanji
    if fitting:
        return max(fitting, key=lambda e: _likeness(_text(body[:100_000], e)))
    from charset_normalizer import from_bytes

    best = from_bytes(
        body[:100_000], cp_isolation=["utf_8", "cp932", "euc_jp", "iso2022_jp"]
    ).best()
    if best is not None and (encoding := _encoding(best.encoding)):
        return encoding
    return min((*labels, "utf-8", "cp932", "euc-jp"), key=lambda e: _text(body, e).count("\ufffd"))


def _plausible(text: str) -> bool:
    return not garbled(text) and _likeness(text) >= 0


def _likeness(text: str) -> int:
    """Return how much kana stands in `text`, less what nobody writes: half-width kana, private
    characters.
    """
    return len(re.findall("[ぁ-ヶ]", text)) - len(re.findall("[｡-ﾟ\ue000-\uf8ff]", text))


def _euc(body: bytes, errors: str) -> str:
    try:
        return body.decode("euc_jp")
    except UnicodeDecodeError:
        return body.decode(
            "euc_jp", "bridge.eucjp-ms" if errors == "strict" else "bridge.eucjp-ms-replace"
        )


def _vendor_row(fault: UnicodeError) -> tuple[str, int]:
    """Codec error handler: the rows that NEC and IBM added (①, ㈱, 髙) are cp932's, at the same row
    and cell.
    """
    if isinstance(fault, UnicodeDecodeError):
        pair = fault.object[fault.start : fault.start + 2]
        if len(pair) == 2 and min(pair) >= 0xA1 and max(pair) <= 0xFE:
            row, cell = pair[0] - 0xA1, pair[1] - 0xA1
            lead = row // 2 + (0x81 if row < 62 else 0xC1)
            trail = cell + 0x9F if row % 2 else cell + (0x40 if cell < 63 else 0x41)
            character = bytes((lead, trail)).decode("cp932", "ignore")
            if character:
                return character, fault.start + 2
    raise fault


def _vendor_row_or_mark(fault: UnicodeError) -> tuple[str, int]:
    try:
        return _vendor_row(fault)
    except UnicodeDecodeError as still:
        return "\ufffd", still.end


codecs.register_error("bridge.eucjp-ms", _vendor_row)
codecs.register_error("bridge.eucjp-ms-replace", _vendor_row_or_mark)


def _iso2022(body: bytes, errors: str) -> str:
    """Python's own codec refuses the vendor rows and half-width kana, so each run is read as the
    EUC-JP that it is.
    """
    first, *runs = _ESCAPE.split(body)
    out = [first.decode("ascii", errors)]
    for escape, run in zip(runs[::2], runs[1::2], strict=True):
        if escape.startswith(b"$"):
            # a forgotten escape back to ASCII ends with its line
            line, newline, rest = run.partition(b"\n")
            out.append(_euc(bytes(octet | 0x80 for octet in line if octet > 0x20), errors))
            out.append((newline + rest).decode("ascii", errors))
        elif escape == b"(I":
            out.append(bytes(octet | 0x80 for octet in run).decode("cp932", errors))
        else:
            out.append(run.decode("ascii", errors))
    return "".join(out)
