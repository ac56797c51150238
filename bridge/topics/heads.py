"""Pure: which lines are headings, by tag, look or mark, and what a heading names."""

from __future__ import annotations

import re
from typing import Final

from bridge.topics.lines import MARK, Piece
from bridge.topics.outline import is_library
from bridge.topics.sorts import Sort, has_day, is_time, named_time, sort_of
from bridge.topics.tidy import stripped

_BOXED: Final = re.compile(
    r"\s*[【≪《<＜〈［\[].{1,30}[】≫》>＞〉］\]]\s*$|\s*[(（][^()（）]{2,40}[)）]\s*$"
)
_PART: Final = re.compile(
    r"\s*(?P<bullet>[◦▪▫・●○◆■])\s*(?!開場|開演|受付|集合|平日|午[前後]|[月火水木金土日]曜)"
    r"[^\d:：]{3,25}[\s　]+(?:午[前後])?\d{1,2}[:：時]\d*[^月日。]{0,14}$"
)
_CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_NUMBERED: Final = re.compile(
    r"\s*(?:\d{1,2}\s*[.．、]?|[(（]\d{1,2}[)）]|[①-⑳])\s+?(?=[一-龠ぁ-んァ-ヶ「『A-Za-z])|\s*[①-⑳](?=\S)"
)
#: what was added later: the page's news
_UPDATE: Final = re.compile(r"追記|続報|更新(?:しました)?[】)）＞>]?$|訂正|追加(?:情報|のお知らせ)")
_DAYS_IN: Final = re.compile(
    r"[(（【]([^()（）【】]*\d(?:[^()（）【】]|[(（][月火水木金土日・祝]{1,3}[)）])*)[)）】]"
)
_BRACKETS: Final = ("【】", "≪≫", "《》", "<>", "〈〉", "[]", "［］", "＜＞", "()", "（）")
HEADING: Final = 40  #: characters of a heading without a tag of its own


def style_of(
    piece: Piece, text: str, label: tuple[Sort, str, str] | None, styles: set[tuple[str, str]]
) -> tuple[str, str] | None:
    """Return what the heading looks like, None for a line that is no heading; `styles` are those of
    the headings above.
    """
    if piece.sort == "heading":
        return "h", str(piece.rank)
    if len(text) > HEADING:
        return None
    bare = stripped(text)
    stands_out = piece.loud or _BOXED.match(piece.raw) is not None
    if _UPDATE.search(text) and stands_out:
        return "update", ""
    if is_library(bare) and (stands_out or (piece.alone and piece.sort == "text")):
        return "library", ""
    # 4. 行事, in bold, names what stands below, and nothing on its line
    part = label and label[0] == Sort.NAME and not label[2] and _is_numbered(piece)
    known = label and label[0] != Sort.OTHER and not part
    if known or _is_no_title(piece, text, bare, styles):
        return None
    return _sign(piece, bare) or _look(piece, text, bare)


_SENTENCE_END: Final = re.compile(r"[。]|(?:です|した|ません|ください|下さい|[がを]対象)$")


def _is_no_title(piece: Piece, text: str, bare: str, styles: set[tuple[str, str]]) -> bool:
    """Tell whether a short line is a sentence or a time, or has nothing in it."""
    return (
        len(bare) < 2
        or _SENTENCE_END.search(text) is not None
        or (
            re.search(r"ます$", text) is not None
            and not (_is_numbered(piece) or _beside_heading(piece, styles))
        )
        or is_time(bare)
        or _FIGURES.search(bare) is not None
    )


#: 1958年／白黒／94分, ホール 70席 無料: what a thing has, each a word of its own
_FIGURES: Final = re.compile(
    r"(?:^|[\s/／])(?:各回?|先着|定員|約|全|あわせて|計)?\d{1,4}(?:分|席|人|名|組|円|台)(?=$|[\s/／])"
)


def _sign(piece: Piece, bare: str) -> tuple[str, str] | None:
    """Return the style that a sign in the line gives it: a bullet before a time, a mark, a frame, a
    box.
    """
    # ◦工作「えんぴつ作り」 14:00～16:00: what stands below is of that part
    if part := _PART.match(piece.raw):
        return "part", part["bullet"]
    mark = MARK.match(piece.raw)
    if mark and not named_time(bare):
        return "mark", "○" if mark[1] in "○〇" else mark[1]
    if re.search("[│┃║]", piece.raw):
        return "frame", ""
    if (
        not _is_round(piece)
        and _BOXED.match(piece.raw)
        and sort_of(bare) in (Sort.WORD, Sort.PLACE)
    ):
        return "box", piece.raw.strip()[:1]
    return None


def _look(piece: Piece, text: str, bare: str) -> tuple[str, str] | None:
    """Return the style that a line without a sign has: loud, numbered, or alone."""
    if _is_round(piece):
        return None
    if piece.loud:
        return "loud", ""
    # what a thing is called may end like a sentence
    quiet = re.sub(r"[「『][^「」『』]*[」』]", "「」", bare)
    number = number_style(piece.raw)
    if (
        number
        and piece.sort != "item"
        and sort_of(quiet) in (Sort.WORD, Sort.PLACE)
        and "、" not in bare
    ):
        return number
    if piece.alone and piece.sort == "text" and _is_title(text) and not has_day(text):
        return "plain", ""
    return None


def _is_round(piece: Piece) -> bool:
    """Tell whether a line stands in round brackets: an aside."""
    return piece.raw.strip()[:1] in "(（"


def number_style(raw: str) -> tuple[str, str] | None:
    """Return what a number before a line looks like — 1, (1) or ① — None where none stands."""
    match = _NUMBERED.match(raw)
    if match is None:
        return None
    sign = match[0].strip()[0]
    return "number", "(" if sign in "(（" else "①" if sign in _CIRCLED else "1"


def _is_numbered(piece: Piece) -> bool:
    """Whether a line stands out and has a number: 2. 本はたくさん借りられます, in bold."""
    return piece.loud and number_style(piece.raw) is not None


def _beside_heading(piece: Piece, styles: set[tuple[str, str]]) -> bool:
    """Whether a line that ends as a sentence bears the mark of headings above it: ■臨時休館します
    beside ■10月の巡回.
    """
    mark = MARK.match(piece.raw)
    style = ("mark", "○" if mark and mark[1] in "○〇" else mark[1] if mark else "")
    return mark is not None and style in styles


def name_and_day(bare: str, style: tuple[str, str]) -> tuple[str, str]:
    """Return a heading's name without brackets, and the day that stands in it: 映画会(7月4日)."""
    while len(bare) > 2 and any(
        bare[0] == a and bare.find(b) == len(bare) - 1 for a, b in _BRACKETS
    ):
        bare = bare[1:-1].strip()
    dated = style[0] in ("h", "loud", "mark", "box") and has_day(bare)
    if not dated or re.search(r"日(?:[(（][^)）]*[)）])?[のは]", bare):
        return bare, ""
    inner = _DAYS_IN.search(bare)
    if inner and has_day(inner[1]):
        return re.sub(r"\s+", " ", bare[: inner.start()] + bare[inner.end() :]).strip(
            " :："
        ), inner[1]
    timed = named_time(bare)
    return timed or (bare, "")


def _is_title(text: str) -> bool:
    """A short line that is no sentence: what follows belongs to it."""
    return (
        2 <= len(text) <= 30
        and not re.search(
            r"[。!?！？、:]|\d[^\s]*\s*[→⇒]\s*\S|\d{1,2}日|はこちら$|へ戻る$|[ムプ]へ$|^【?ID】?|(?:です|ます|した|ください|[るいたなの](?:方|人|者|こと|もの))$",
            text,
        )
        and sort_of(text) in (Sort.WORD, Sort.PLACE)
    )
