"""6(9): the names and things of a person's text that its page does not have: one note a draft.

Pure. What a person writes into a draft is compared by its facts (s06_9_facts.py); a name in
quotation marks, of a person, place or body, or a thing that is given, comes or stands still, and of
which the page has no word, may be one more: nobody knows without looking. Everyday words are none,
in whatever words a page is retold. Names in no quotation marks are the dictionary's; without it
none are seen. Cannot see a word of the page that stands in the wrong sentence. A page's draft that
nobody touched has none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bridge.policy.folding import fold
from bridge.policy.matter import TEXT, finding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from bridge.model import Finding
    from bridge.policy.matter import Matter, Stretch

_MOST: Final = 5  #: words that are told
_PIECE: Final = 10  #: kanji of a piece; a longer one of the page is made of such pieces
_HASHTAG: Final = re.compile(r"#\S+")
_KANJI: Final = re.compile(r"[一-龥々〆ヶ]+")
#: a run of one script; the first letter behind a figure is what it counts
_RUN: Final = (
    r"(?:(?<![一-龥々〆ヶ\d])[一-龥々〆ヶ]{2,100}|(?<![ァ-ヴー])[ァ-ヴー]{3,40}"
    r"|(?<![A-Za-z])[A-Za-z]{3,40})"
)
#: ケーキつき, 飛行士も来ます, WiFiも止まります: what there is beside the page's things, or is not
_FRAMED: Final = re.compile(
    rf"(?P<things>{_RUN}(?:(?:と|や|・|、){_RUN}){{0,3}})(?:さん|たち|の)?(?:も|が|を)?、?"
    r"(?:お?付き|つき(?![ぬまっ])|(?:やって)?来(?:ます|て|る)|登場|出演|プレゼント|進呈|さしあげ|差し上げ|もらえ|当た(?:る|り)|止まり|ふるま|販売(?:し|も))"
)
#: a name, no sentence: 「そらの会」, no 「読んでみたい」
_QUOTED: Final = re.compile(r"[「『](?P<name>[^「」『』\n]{2,30})[」』]")
_SAYING: Final = re.compile(r"(?:[!?！？。、]|[いるうくすただねよかなをはがにで])$")
#: what a notice says of any thing, and the year of anybody: no fact of one page
_ANY_NOTICE: Final = re.compile(
    r"(?:[一-龥]{0,2}図書館|館内|資料|絵本|会場|行事|催し|イベント|職員|司書|スタッフ|ボランティア|クリスマス|ハロウィン|バレンタイン|サンタ|年末年始|利用者|先着順?|抽選|希望者|参加者|みなさま|皆様|日本|日本語|英語|インターネット|ネット|ホームページ|メール|サイト|ウェブ)"
)


def findings(matter: Matter, facts: Collection[str] = ()) -> Iterator[Finding]:
    """Yield one note of the names and things that neither the page nor its list has; `facts`: the
    words of those that stop, of which nothing more is said.
    """
    page = matter.candidate.page
    if page is None or page.unread or not matter.candidate.by_hand:
        return
    rows = " ".join(f"{label}{value}" for label, value in page.rows)
    whole = f"{page.title} {page.text} {rows} {matter.candidate.listed}"
    flat = re.sub(r"\s", "", fold(whole)).lower()
    text = matter.draft[1]
    words = (word for word in _words(text, flat) if not _known(word, flat))
    untold = (word for word in words if not any(word in one or one in word for one in facts))
    if new := list(dict.fromkeys(untold)):
        why = "リンク先のページにない語です。ページの内容と合っているか、確かめてください。"
        yield finding("6(9)", "、".join(new[:_MOST]), TEXT, why, stop=False)


def _words(text: Stretch, flat: str) -> Iterator[str]:
    """Yield the names of a text and the things that it tells in a frame of their own, in no
    hashtag; no name that the page has in another spelling of the dictionary's.
    """
    folded = _HASHTAG.sub(lambda tag: " " * len(tag[0]), text.folded)
    for quoted in _QUOTED.finditer(folded):
        if not _SAYING.search(quoted["name"]):
            yield quoted["name"]
    for framed in _FRAMED.finditer(folded):
        yield from re.findall(_RUN, framed["things"])
    for word in text.morphemes:
        spelled = any(one.lower() in flat for one in (word.plain, word.normal))
        if word.proper and len(word.surface) > 1 and not spelled:
            yield folded[word.start : word.end].strip()


def _known(word: str, flat: str) -> bool:
    """Return whether a page has a word, or any notice may."""
    bare = re.sub(r"\s", "", word)
    if not bare or bare.lower() in flat or _ANY_NOTICE.fullmatch(bare):
        return True
    return bool(_KANJI.fullmatch(bare)) and _made_of_pieces(bare, flat)


def _made_of_pieces(word: str, flat: str) -> bool:
    """Return whether a run of kanji is made of words of any notice and of pieces of the page of two
    letters or more, but for one letter at its end (会 of 工作会).
    """
    reached = {0}
    for start in range(len(word)):
        if start in reached:
            pieces = (word[start : start + length] for length in range(2, _PIECE + 1))
            reached |= {
                start + len(one) for one in pieces if one in flat or _ANY_NOTICE.fullmatch(one)
            }
    return len(word) in reached or len(word) - 1 in reached
