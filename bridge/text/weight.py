"""Pure: how long X takes a text to be, in weighted characters.

X's rule (docs.x.com, "Counting characters"; twitter-text's configuration v3): after NFC each
character counts 1 in four ranges and 2 elsewhere, an emoji 2 however it is made, a link 23 whatever
its length. Where X's own references differ (sequences of newer emoji, selectors that may be
missing), the higher count is taken: a text is never longer for X.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

LIMIT: Final = 280  #: weighted characters of one post
LINK: Final = 23  #: weighted characters of any link

_SURROGATES: Final = re.compile("[\ud800-\udfff]")
# the four ranges that count 1
_LIGHT: Final = re.compile("[\0-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")

_TONE: Final = "[\U0001f3fb-\U0001f3ff]"
_MAN, _WOMAN, _BOY, _GIRL = "👨", "👩", "👦", "👧"
_TONED: Final = (  # what a skin tone may follow
    "☝⛹✊-✍🎅🏂-🏄🏇🏊-🏌👂👃👆-👐👦-👩👮👰-👸👼💁-💃💅-💇💪🕴🕵🕺🖐🖕🖖🙅-🙇🙋-🙏🚣🚴-🚶🛀🛌🤘-🤜🤞🤟🤦🤰-🤹🤽🤾🦵🦶🦸🦹🧑-🧝"
)
_SELECTED: Final = (  # what U+FE0F may follow
    "©®‼⁉™ℹ↔-↙↩↪⌚⌛⌨⏏⏭-⏯⏱⏲⏸-⏺Ⓜ▪▫▶◀◻-◾☀-☄☎☑☔☕☘☝☠☢☣☦☪☮☯☸-☺♀♂♈-♓♟♠♣♥♦♨♻♿⚒-⚗⚙⚛⚜⚠⚡⚪⚫⚰⚱⚽⚾⛄⛅⛈⛏⛑⛓⛔⛩⛪⛰-⛵"
    "⛷-⛺⛽✂✈✉✌✍✏✒✔✖✝✡✳✴❄❇❗❣❤➡⤴⤵⬅-⬇⬛⬜⭐⭕〰〽㊗㊙🀄🅰🅱🅾🅿🈂🈚🈯🈷🌡🌤-🌬🌶🍽🎖🎗🎙-🎛🎞🎟🏋-🏎🏔-🏟🏳🏵🏷🐿👁📽🕉🕊🕯🕰🕳-🕹🖇🖊-🖍🖐🖥🖨🖱🖲🖼🗂-🗄"
    "🗑-🗓🗜-🗞🗡🗣🗨🗯🗳🗺🛋🛍-🛏🛠-🛥🛩🛰🛳"
)
_FLAGS: Final = (  # ISO 3166 and X's few others, by first letter
    "A[CDEFGILMOQRSTUWXZ] B[ABDEFGHIJLMNOQRSTVWYZ] C[ACDFGHIKLMNOPRUVWXYZ] D[EGJKMOZ] "
    "E[ACEGHRSTU] F[IJKMOR]"
    " G[ABDEFGHILMNPQRSTUWY] H[KMNRTU] I[CDELMNOQRST] J[EMOP] K[EGHIMNPRWYZ] L[ABCIKRSTUVY] "
    "M[ACDEFGHKLMNOPQRSTUVWXYZ]"
    " N[ACEFGILOPRUZ] OM P[AEFGHKLMNRSTWY] QA R[EOSUW] S[ABCDEGHIJKLMNORSTVXYZ] "
    "T[ACDFGHJKLMNORTVWZ] U[AGMNSYZ]"
    " V[ACEGINU] W[FS] XK Y[ET] Z[AMW]"
)
_ZWJ: Final = "\u200d"


def _emoji() -> str:
    """The pattern of what counts 2 as a whole; a single emoji needs none, being outside of the four
    ranges.
    """
    letters = {
        ord(letter): chr(0x1F1E6 + n) for n, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    }
    tags = ["".join(chr(0xE0000 + ord(c)) for c in name) for name in ("gbeng", "gbsct", "gbwls")]
    children = f"(?:{_BOY}{_ZWJ}{_BOY}|{_GIRL}{_ZWJ}[{_BOY}{_GIRL}]|[{_BOY}{_GIRL}])"
    love = f"{_ZWJ}❤\ufe0f{_ZWJ}(?:💋{_ZWJ})?"
    joined = [
        f"[{_MAN}{_WOMAN}]{_TONE}?{_ZWJ}(?:[⚕⚖✈]\ufe0f|[🌾🍳🎓🎤🎨🏫🏭💻💼🔧🔬🚀🚒🦰-🦳])",
        f"[⛹🏋🏌🕵](?:\ufe0f|{_TONE}){_ZWJ}[♀♂]\ufe0f",
        f"[🏃🏄🏊👮👱👳👷💁💂💆💇🙅-🙇🙋🙍🙎🚣🚴-🚶🤦🤷-🤹🤽🤾🦸🦹🧖-🧝]{_TONE}?{_ZWJ}[♀♂]\ufe0f",
        f"[👯🤼🧞🧟]{_ZWJ}[♀♂]\ufe0f",
        f"(?:{_MAN}{_ZWJ}[{_MAN}{_WOMAN}]|{_WOMAN}{_ZWJ}{_WOMAN}|{_MAN}|{_WOMAN}){_ZWJ}{children}",
        f"{_MAN}{love}{_MAN}|{_WOMAN}{love}[{_MAN}{_WOMAN}]",
        f"🏳\ufe0f{_ZWJ}🌈|🏴{_ZWJ}☠\ufe0f|👁{_ZWJ}🗨",
        "🏴(?:" + "|".join(tags) + ")\U000e007f",
        "|".join(_FLAGS.translate(letters).split()),
    ]
    return "|".join([*joined, "[#*0-9]\ufe0f?\u20e3", f"[{_TONED}]{_TONE}", f"[{_SELECTED}]\ufe0f"])


_EMOJI: Final = re.compile(_emoji())
#: what each of them has: a joiner, a selector, a keycap, a tone, a letter of a flag or the end of
#: its tags; the span holds more, so that it is one
_PERHAPS_EMOJI: Final = re.compile("[\u200d\ufe0f\u20e3\U0001f1e6-\U000e007f]")

# twitter-text's grammar of a link: what a domain's label may not hold, and what path and query may
_MARK: Final = (
    r"\s!'#%&()*+,\-./:;<=>?@\[\]\\^_{|"
    r"}~$\u180e\ufffe\ufeff\uffff\u202a-\u202e\u061c\u200e\u200f\u2066-\u2069"
)
_LATIN: Final = (
    r"\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268\u026f\u0272\u0289\u028b"
    r"\u02bb\u0300-\u036f\u1e00-\u1eff"
)
_IN_PATH: Final = rf"[a-z\u0400-\u04ff0-9!*';:=+,.$/%#\[\]\-\u2013_~@|&{_LATIN}]"
_PAREN: Final = rf"\((?:{_IN_PATH}+|{_IN_PATH}*\({_IN_PATH}+\){_IN_PATH}*)\)"
_PATH: Final = (
    rf"(?:/(?:(?:{_IN_PATH}|{_PAREN})*[+\-a-z\u0400-\u04ff0-9=_#/{_LATIN}])?(?:{_PAREN})*)"
)
_QUERY: Final = r"(?:\?[a-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*[a-z0-9\-_&=#/])"
_START: Final = re.compile(
    rf"(?<![a-z0-9@＠$#＃])(?P<scheme>https?://)(?P<whole>[^{_MARK}](?:[^{_MARK}]|[-_.])*)"
    rf"|(?<![a-z0-9@＠$#＃/])(?<![a-z0-9{_LATIN}-]\.)[a-z0-9{_LATIN}][-a-z0-9{_LATIN}]{{0,62}}\.(?:[-a-z0-9{_LATIN}]{{1,63}}\.)*",
    re.IGNORECASE,
)
_REST: Final = re.compile(rf"(?::[0-9]+)?{_PATH}?{_QUERY}?", re.IGNORECASE)
_LABEL: Final = re.compile(rf"[^{_MARK}](?:(?:[^{_MARK}]|[-_])*[^{_MARK}])?")
_SHORTENED: Final = re.compile(rf"/(?P<name>[a-z0-9]+){_QUERY}?", re.IGNORECASE)
_SHORT_NAME: Final = 40
_NAME: Final = re.compile(rf"(?:[^{_MARK}]|[-_.])*")
_LETTER: Final = re.compile(rf"[^{_MARK}]")
_LETTERS: Final = re.compile(r"(?P<puny>xn--[-0-9a-z]+)|[a-z]+", re.IGNORECASE)
_GOES_ON: Final = re.compile(r"[0-9a-zA-Z@+-]")
_LABEL_LENGTH: Final = 63
_LONGEST_TLD: Final = 24  # characters of one that is not ASCII
_LONGEST: Final = 4096  # characters of a link


@functools.lru_cache(maxsize=256)
def weigh(text: str) -> int:
    """Return the weighted characters of `text`, any string at all, in linear time; 280 is the limit
    of a post.
    """
    whole = unicodedata.normalize("NFC", _SURROGATES.sub("\ufffd", text)).replace("\r\n", "\n")
    lines = whole.split("\n")
    weights = [_of_line(line) for line in lines]
    # what a link without https:// weighs hangs on the words before it, on the line above as well
    return len(lines) - 1 + sum(weights) if min(weights) >= 0 else _whole(whole, [*_links(whole)])


@functools.lru_cache(maxsize=512)  # one line stands in many wordings
def _of_line(line: str) -> int:
    """The weight of a line by itself; less than 0 where a link in it does not say https://."""
    places = [*_links(line)]
    by_scheme = all(line.startswith(("http://", "https://"), start) for start, _, _ in places)
    return _whole(line, places) if by_scheme else -1


def _whole(text: str, places: Iterable[tuple[int, int, int]]) -> int:
    """The weight of a text with the links at these places."""
    weight = at = 0
    for start, end, counted in places:
        weight += _plain(text[at:start]) + counted
        at = end
    return weight + _plain(text[at:])


def fits(text: str) -> bool:
    """Return whether X takes `text` as one post, by its length."""
    return weigh(text) <= LIMIT


def bound(text: str) -> int:
    """Return an upper bound of `weigh` for a text without links: exact for Japanese and ASCII. It
    costs microseconds.
    """
    text = unicodedata.normalize("NFC", text)
    return 2 * len(text) - len(text.encode("ascii", "ignore"))


def links(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each link of a text begins and ends, as X sees them."""
    for start, end, _ in _links(text):
        yield start, end


def _plain(text: str) -> int:
    """The weight of a text in which no link is looked for."""
    if text.isascii():
        return len(text)
    if _PERHAPS_EMOJI.search(text):
        text = _EMOJI.sub("\uffff", text)
    return 2 * len(text) - len(_LIGHT.findall(text))


def _links(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield each link of a text as start, end and weight."""
    at = 0
    while match := _START.search(text, at):
        host = match.start("whole") if match["scheme"] else match.start()
        domain = _domain_end(text, host, match.end())
        if not domain:
            at = host if match["scheme"] else match.end()
            continue
        at = _behind(_REST, text, domain)  # X looks no second time at what stands behind a domain
        measured = (
            _with_scheme(text, host, domain) if match["scheme"] else _bare(text, host, domain)
        )
        if measured and measured[0] - match.start() <= _LONGEST:  # a longer one is none for X
            yield match.start(), *measured


def _with_scheme(text: str, host: int, domain: int) -> tuple[int, int] | None:
    """End and weight of a link whose domain is `text[host:domain]` and that says https://; None
    when X sees none.
    """
    short = _SHORTENED.match(text, domain) if text[host:domain].lower() == "t.co" else None
    if short:  # X's own: nothing stands behind the name
        return (short.end(), LINK) if len(short["name"]) <= _SHORT_NAME else None
    return _behind(_REST, text, domain), LINK


def _bare(text: str, host: int, domain: int) -> tuple[int, int] | None:
    """End and weight of a domain without https://; None when X surely sees no link.

    X takes the Japanese words before it for its first label. Where it is not sure that X does, the
    higher weight counts.
    """
    words = text[max(0, host - _LABEL_LENGTH) : host]
    before = words.rstrip("._-")[-1:]
    if words.endswith((".", "-")) and (before.isascii() or not _LETTER.match(before)):
        return None
    end = _behind(_REST, text, domain) if text[domain : domain + 1] == "/" else domain
    start = host - _behind(_NAME, words[::-1], 0)
    name = text[start:domain].split(".")
    if "_" in name[-2]:
        return None
    sure = (
        text[start - 1 : start] != "/"
        and not re.search("[。．｡]", words)
        and all(map(_well_formed, name))
    )
    counted = LINK if sure else max(LINK, _plain(text[host:end]))
    return end, counted + (not text[host].isascii())  # a first é may not belong to it


def _behind(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Where what `pattern` finds at a place ends: the place itself, when it finds nothing there."""
    match = pattern.match(text, at)
    return match.end() if match else at


def _domain_end(text: str, start: int, stop: int) -> int:
    """Where the longest domain of `text[start:stop]`, or just behind it, ends; 0 when X sees
    none.
    """
    dots: list[int] = []
    at = start
    for label in text[start : min(stop, start + _LONGEST)].split(".")[:-1]:
        if not _well_formed(label):
            break
        at += len(label) + 1
        if "_" not in label:
            dots.append(at)
    ends = (_tld_end(text, behind) for behind in reversed(dots))
    return next((end for end in ends if end), 0)


@functools.lru_cache(maxsize=4096)
def _well_formed(label: str) -> bool:
    """Whether a label can be one of a domain: 63 characters, in punycode where it is not ASCII (RFC
    1035, RFC 3492).
    """
    if len(label) > _LABEL_LENGTH or not _LABEL.fullmatch(label):
        return False
    try:
        return label.isascii() or len(label.encode("idna")) <= _LABEL_LENGTH
    except UnicodeError:
        return False


def _tld_end(text: str, start: int) -> int:
    """Where the top-level domain that begins at `start` ends; 0 when none does."""
    from bridge.text.tlds import TLDS

    if name := _LETTERS.match(text, start):
        if name["puny"]:
            return name.end()
        return name.end() if name[0].lower() in TLDS and not _GOES_ON.match(text, name.end()) else 0
    for length in range(_LONGEST_TLD, 0, -1):
        end = start + length
        if text[start:end] in TLDS and not _GOES_ON.match(text, end):
            return end
    return 0
