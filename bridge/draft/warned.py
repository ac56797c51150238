"""Pure: a page that warns of calls, mails or visits in the library's name: what goes on, what the
library never does, what to do (5(1)ア).

What the swindler says is told only within a sentence that says who says it: a reader of the post
alone would take it for the library's word. Cannot see such words in a sentence that looks like the
library's own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bridge.draft.entire import told_line
from bridge.draft.passages import Snippet, passages_of
from bridge.draft.sentences import BACK, POINTING
from bridge.draft.tellings import NEVER
from bridge.model import Facts
from bridge.text.times import fold
from bridge.topics.builder import published_on

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bridge.model import Page

#: a title that warns of what is said in the library's name
_WARNS: Final = re.compile(
    r"(?:図書館|職員|当館|館員|司書|市|町|村)[^。]{0,12}(?:かた[りるっ]|騙[りるっ]|名乗|装[いうっ]|よそお|なりすま)"
    r"|詐欺|サギ|(?:偽|にせ|ニセ)の?(?:[アサメ電職訪S])|不審な?(?:電話|メール|訪問|SMS|ショート|はがき|アカウント|サイト)"
    r"|迷惑(?:電話|メール)|フィッシング|なりすまし"
)
#: of something held about it
_HELD: Final = re.compile(r"講座|教室|講演|セミナー|展示|募集|開催|上映")
#: below it stands what the swindler says
_HIS_WORDS: Final = re.compile(r"内容|手口|文面|事例|[電話メール]の?例|実際の|具体|件名|本文")
_QUOTED: Final = re.compile(r"[「『\"“][^」』\"”]*[」』\"”]?[。、]?")
_QUOTES: Final = re.compile(r"「[^」]*」|『[^』]*』|\([^()]*\)")
_OPEN: Final = re.compile(r"^(?:など|と言|とい[いう]|の?ように)")
#: who says what is said: 図書館の職員を名乗り
_IN_ITS_NAME: Final = re.compile(r"かた[りるっ]|騙|名乗|装[いうっ]|よそお|なりすま|偽|にせ")
#: goes on, and who does it
_GOES_ON: Final = re.compile(
    rf"(?:{_IN_ITS_NAME.pattern}|不審|迷惑|詐欺|電話|メール|訪[問ね]|メッセージ)"
    r"[^。]*(?:まし|います|おります|あります|きます|そうです|です|お知らせ(?:し|いたし)ます)"
)
#: that is never done: ATMの操作をお願いすることはありません
_NEVER_DONE: Final = re.compile(
    r"(?:こと|もの|お願い|連絡|請求|依頼|訪問|買い取り|集金|電話|メール)[^。]{0,12}(?:ません|ない)"
    r"|(?:図書館|当館|本館|当市|本市)[^。]*(?:ません|ではありません)|だけです。?$"
)
#: what to do, and what not
_TO_DO: Final = re.compile(
    r"(?:切|相談|連絡|通報|知らせ|確かめ|確認|教え|答え|応じ|開[かい]|ひら[かい]|渡|操作|クリック|登録|返信|フォロー"
    r"|削除|無視|注意|入れ|払|振り?込|出な|電話し|尋ね)[^。]*(?:ください|下さい|ましょう|お願い(?:し|いたし)ます)"
)
#: an item of what to do: 知らない番号の電話には出ない
_ADVICE: Final = re.compile(r"(?:・)?[^「」：]{6,40}(?:ない|しない|する|切る|こと|ましょう)。?")
_CALM: Final = re.compile(r"心がけ|ご?(?:注意|用心)(?:いただ|ください)")
_SUCH: Final = re.compile(r"^(?:この|その)ような(?=電話|メール|訪問)")
#: 次のようなメールが届いています: the mail is not told
_FOLLOWING: Final = re.compile(r"(?:次|下記?|以下)のような(?=電話|メール|メッセージ|訪問|不審)")
#: 家にうかがうこともありません, behind what is not done either
_NEITHER: Final = re.compile(r"も(?:いたし|し|あり|ござい)?(?:ません|ていません)")


def with_warning(facts: Facts, page: Page, today: date) -> Facts:
    """Return the facts of a page that warns, with its sentences by their use and nothing else of
    it: what else would be told may be the swindler's.
    """
    if not _WARNS.search(facts.title) or _HELD.search(facts.title):
        return facts
    published = published_on(page, today)
    # a table sets side by side what was said and what to do
    blocks = [block for block in page.blocks if block.sort not in ("row", "pair")]
    pieces = list(passages_of(blocks, page.title))
    texts = [_told(one, published or today, published) for one in pieces]
    flow = tuple(_ranked(pieces, texts))
    sure = any(rank == 0 for _, _, rank, _ in flow)
    # days, places and prices below a heading are as well those of the swindler
    return Facts(
        title=facts.title,
        label=facts.label,
        urgent=facts.urgent,
        kind=facts.kind,
        notes=facts.notes,
        flow=flow if sure else (),
    )


def _told(piece: Snippet, near: date, published: date | None) -> str:
    """Return a piece as it is told; empty where it may be the swindler's."""
    text = fold(piece.text)
    advice = piece.line < 0 and _ADVICE.fullmatch(text)
    own = advice or (
        piece.line >= 0
        and not (_HIS_WORDS.search(piece.head) and not _says_who(text))
        and text.count("「") == text.count("」")
    )
    if not own or _QUOTED.fullmatch(text) or _OPEN.match(text):
        return ""
    text = _FOLLOWING.sub("", _SUCH.sub("不審な", text))
    if POINTING.search(text):
        return ""
    return told_line(text, near, published)


def _says_who(text: str) -> bool:
    """Whether a sentence says of itself that it is of the library, or who says what it tells."""
    return bool(_IN_ITS_NAME.search(text) or _NEVER_DONE.search(text))


def _ranked(pieces: list[Snippet], texts: list[str]) -> Iterator[tuple[str, str, int, int]]:
    """Yield the tellings as tellings.py takes them: first what is never done, in the fewest words,
    and what to do; then what goes on.
    """
    each = zip(pieces, texts, strict=True)
    own = [_QUOTES.sub("", text) if one.line >= 0 else "" for one, text in each]
    never = [n for n, text in enumerate(own) if _NEVER_DONE.search(text)]
    requests = [n for n, text in enumerate(own) if _TO_DO.search(text) and n not in never]
    on = [n for n, text in enumerate(own) if _GOES_ON.search(text) and not BACK.match(texts[n])]
    news = [n for n in on if n not in never and n not in requests]
    alone = sorted((n for n in never if not _NEITHER.search(own[n])), key=lambda n: len(own[n]))
    first = {*(alone or never)[:1], *requests[-1:]}
    for n, text in enumerate(texts):
        rank = NEVER
        if n in first:
            rank = 0
        elif n in news:
            rank = 1 if n == news[0] else 3
        elif n in never or n in requests:
            rank = 2
        elif _ADVICE.fullmatch(text):
            rank = 4
        led = max((m for m in never if m < n), default=-1) if _NEITHER.search(own[n]) else -1
        yield "", text, rank if text and not _CALM.search(text) else NEVER, led
