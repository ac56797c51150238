"""6(9): the words of a person's text that its page does not have: one note a draft.

Pure. What a person writes into a draft is compared by its facts (s06_9_facts.py); a word that is
not on the page at all may be one more, and nobody knows without looking. Words are the dictionary's
nouns; without it runs of kanji, of katakana and of Latin letters. Cannot see a word of the page
that stands in the wrong sentence, nor what verbs say. A page's draft that nobody touched has none.
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
_LONGEST: Final = 100  #: kanji of a run that is taken apart
_HASHTAG: Final = re.compile(r"#\S+")
#: the first letter behind a figure is what it counts
_RUN: Final = re.compile(
    r"(?<![一-龥々〆ヶ])(?:(?<=\d)[一-龥])?+(?P<word>[一-龥々〆ヶ]{2,})|[ァ-ヴー]{3,}|[A-Za-z]{3,}"
)
_KANJI: Final = re.compile(r"[一-龥々〆ヶ]+")
#: what a notice says of any thing: no fact of one page
_ANY_NOTICE: Final = re.compile(
    r"案内|お知らせ|知らせ|詳細|詳し|詳しく|リンク|リンク先|ページ|ホームページ|サイト|ウェブ|ご覧|覧|内容|情報|催し|行事|イベント|開催|開始|実施|参加|"
    r"申込|申し込み|申込み|受付|受け付け|予約|対象|定員|費用|会場|場所|日時|期間|時間|当日|事前|毎週|毎月|今年|今回|午前|午後|以上|以下|以内|図書館|館内|"
    r"館|利用|利用者|来館|貸出|貸し出し|返却|図書|本|資料|読書|みなさま|皆さま|皆様|みなさん|皆さん|方|かた|ひと|人|こちら|ほか|確認|用意|準備|紹介|募集|"
    r"追加|変更|訂正|修正|延長|続き|つづき|誤り|正しく|お待ち|連絡|注意|お願い|願い|お越し|来場|下記|上記|次|以降|以前|予定|可能|必要|不要|無料|有料|先着|"
    r"抽選|先着順|曜日|日程|関連|担当|問い合わせ|問合せ|電話|窓口|カウンター|機会|気軽|自由|楽しみ|一緒|ぜひ|協力|理解|不便|迷惑|通常|平日|土日|祝日|年末|"
    r"年始|冬|春|夏|秋|朝|昼|夜|夕方|週末|月曜|火曜|水曜|木曜|金曜|土曜|日曜|月曜日|火曜日|水曜日|木曜日|金曜日|土曜日|日曜日|休み|お休み|職員|司書|"
    r"子ども|大人|親子|家族|一人|お一人|終わり|終了|住まい|勤め|遠慮|連続|人数"
)


def findings(matter: Matter, facts: Collection[str] = ()) -> Iterator[Finding]:
    """Yield one note of the words that neither the page nor its list has; `facts`: the words of
    those that stop, of which nothing more is said.
    """
    page = matter.candidate.page
    if page is None or page.unread or not matter.candidate.by_hand:
        return
    rows = " ".join(f"{label}{value}" for label, value in page.rows)
    whole = f"{page.title} {page.text} {rows} {matter.candidate.listed}"
    flat = re.sub(r"\s", "", fold(whole)).lower()
    text = matter.draft[1]
    words = _nouns(text, flat) if text.morphemes else _runs(text, flat)
    untold = (word for word in words if not any(word in one or one in word for one in facts))
    if new := list(dict.fromkeys(filter(None, untold))):
        why = "リンク先のページにない語です。ページの内容と合っているか、確かめてください。"
        yield finding("6(9)", "、".join(new[:_MOST]), TEXT, why, stop=False)


def _nouns(text: Stretch, flat: str) -> Iterator[str]:
    """Yield the nouns that are not on the page, in no spelling of the dictionary's; those that
    follow each other as one.
    """
    tags = [tag.span() for tag in _HASHTAG.finditer(text.folded)]
    start = end = 0
    for word in text.morphemes:
        spellings = {word.surface, word.plain, word.normal}
        if (
            word.noun
            and len(word.surface) > 1
            and not any(map(_ANY_NOTICE.fullmatch, spellings))
            and not any(one.lower() in flat for one in spellings)
            and not any(start <= word.start < end for start, end in tags)
        ):
            if word.start != end:
                yield text.text[start:end]
                start = word.start
            end = word.end
    yield text.text[start:end]


def _runs(text: Stretch, flat: str) -> Iterator[str]:
    """Yield the runs of one script that are not made of pieces of the page."""
    for run in _RUN.finditer(_HASHTAG.sub(" ", text.folded)):
        word = run["word"] or run[0]
        known = _made_of_pieces(word, flat) if _KANJI.fullmatch(word) else word.lower() in flat
        if not known and not _ANY_NOTICE.fullmatch(word):
            yield word


def _made_of_pieces(word: str, flat: str) -> bool:
    """Return whether a run of kanji is made of words of any notice and of pieces of the page of two
    letters or more, but for one letter at its end (会 of 工作会); of a longer one than anybody
    writes, whether the page has it.
    """
    if len(word) > _LONGEST:
        return word in flat
    reached = {0}
    for start in range(len(word)):
        if start in reached:
            last = min(start + _PIECE, len(word))
            pieces = (word[start:end] for end in range(start + 2, last + 1))
            reached |= {
                start + len(one) for one in pieces if one in flat or _ANY_NOTICE.fullmatch(one)
            }
    return len(word) in reached or len(word) - 1 in reached
