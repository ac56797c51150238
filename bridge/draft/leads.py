"""Pure: how far a sentence is the page's news: whether it may lead a draft, and why not."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

from bridge.draft.subject import OFF, another, head_of
from bridge.text.clean import bigrams
from bridge.text.mentions import era_year
from bridge.topics.sorts import Sort

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bridge.topics.outline import Outline, Unit

SHORT: Final = 45  #: characters of a request that may be about something else
CLOSE: Final = 3  #: pairs of letters shared with the title by which a sentence is surely of it
LONG_AGO: Final = 300  #: days after which a day tells how it came about
FAIR: Final = 16  #: characters of one that tells something by itself
#: under which name the main verbs of a page's kind stand, where it is not its own
SORTS: Final = {
    "cancelled": "closing",
    "postponed": "closing",
    "emergency": "closing",
    "closure": "closing",
    "corrected": "notice",
    "exhibition": "event",
    "newsletter": "event",
}

#: the verb that tells the news, by kind
_MAIN: Final = {
    "closing": re.compile(
        r"(?:に|へ)(?:延ば|のば|遅ら)す|(?:でき|使え|いただけ)ない状況|復旧(?:でき|し|する)[^。]{0,8}(?:見込み|予定)|(?:開館|休館)を決定|休みます|(?:制限|変更|休止)[^。]{0,12}(?:行い|おこない|実施)|(?:故障|停電|断水)(?:し|いたし)て(?:い|お)ります|制限(?:し|を|いたし|と)[^。]{0,24}ます|故障しています|(?:休館|休室|閉館|閉室|お?休み|休業|休止|停止|中止|延期|開館|再開)(?:と|に|を|を延長)?(?:し|いたし|致し|なり|させ|延長|せざる)[^。]{0,8}(?:ます|ました|ません)|(?:使え|利用でき|お使いいただけ|ご利用いただけ|貸出でき|でき)ません|(?:[えけせてねべめれげ]|られ|でき)なくな(?:り|って)[^。]{0,4}ます|(?:休館|お?休み)(?:です|。)|延長(?:し|いたし)?ます"
    ),
    "event": re.compile(
        r"(?:行|開催|開)われ(?:て[いお]り)?(?:ます|ました)|(?:開催|上映|開講|実施|演奏|披露|公演|講演|お話)(?:し|いたし|して|されて?|をして)?(?:い|お)?(?:ます|ました|いただきます)|(?:開き|ひらき|行い|行ない|おこない|始まり|はじまり|あり|集まり)ます|楽しむ[^。]{0,8}(?:です|ます)|(?:体験|参加|学ぶこと|作ること)[^。]{0,6}でき|紹介(?:し|いたし)|展示|集め|設け|並べ|お楽しみ"
    ),
    "recruitment": re.compile(
        r"募集(?:し|いたし|を|中|の?)|受け付け|お待ち|参加でき|(?:探し|求め)て(?:い|お)り?ます"
    ),
    "service": re.compile(
        r"を[^、。]{1,16}(?:と|に)(?:し|いたし)(?:ます|ました)|(?:開始|開設|導入|変更|停止|再開|復旧|更新|拡大|終了|おわり|終わり|延長)(?:し|いたし|と|に|を)[^。]{0,8}(?:ます|ました|ません)|(?:変わり|始め|はじめ|変え)ます|公開(?:し|いたし)ます|(?:でき|使え|借りられ|いただけ|読め)(?:ます|ません|るように)|なりま(?:す|した)|制となり|頂戴(?:し|いたし)?ます"
    ),
    "notice": re.compile(
        r"(?:続け|継続し)ます|ことにしました|(?:行|開催|開)われ、|(?:集め|並べ|そろえ)ました|(?:集め|あつめ|探し|さがし|受け付け|飾っ)て(?:い|お)り?ます|受け付けます|頂戴(?:し|いたし)?ます|(?:延ばし|早め|遅らせ|広げ|増やし|減らし)ます|公開(?:し|いたし)ます|(?:のみ|限り)と(?:し|させ|なり)|に限(?:り|らせ)|休みます|いただきました|貸出を|(?:休館|休室|閉館|お?休み|再開|変更|停止|開始)(?:し|いたし|と|に)[^。]{0,8}(?:ます|ました)|(?:行|開催)われ(?:ます|ました)|(?:お?知らせ|お願い|紹介|発行|報告|公表|募集|開設|導入|故障|開始|開催|実施|展示|予定)(?:し|いたし|して|を)[^。]{0,8}(?:ます|ました)|(?:でき|使え|なり|あり|行い|開き|見つかり|はじめ|始め)(?:ます|ました|ません)|ください。|です。"
    ),
}

#: scenery, mood and what lies behind: true, and no news
MOOD: Final = re.compile(
    r"これまでは?[^。]*(?<!こと[にと]なり)(?<!こと[にと]し)(?<!こと[にと]いたし)(?:まし|でし)た。?$"
    r"|(?:朝晩|日ごと|めっきり|すっかり|ようやく|いよいよ|もうすぐ|もうまもなく)[^。]{0,16}(?:なり|ました|ですね|です)|雰囲気|このごろ(?:です|、)|季節です|漂って|これまで[^。]{0,30}(?:運営|開催|行って)|近年|さまざまに|高まって|毎日変わり|努めて[いおま]|(?:ご?案内|お知らせ|のご?紹介)です。?$|支えられ|おかげさま|(?:法|条例)[^。]{0,24}(?:置かれ|設置され|設けられ)|(?:周年|年目)(?:を?迎え|にあた)|ばたばた|大忙し|先日|猛暑(?!日)|酷暑|厳しい暑さ|暑いです|寒いです|快適です|(?:花|草木|木々|新緑|紅葉)[^。]{0,12}(?:咲|色づ|まぶし|映え|揺れ)|(?:咲|色づ|まぶし)[^。]{0,12}(?:花|草木|木々|新緑|紅葉)"
    r"|[きて]てくれて(?:い|お)|[きて]てくださって|が多いのですが|てしまい(?:ます|ました)|ことでしょう|どのように|思いえがい|みんなが「|ある日|でしょうか|まだ十分|ことと思います|と思います|ふだん(?!通り|どおり|より|は?[^。]{0,12}[）)]|の(?:通り|とおり))|初めての取り組み|うなずく|が始まりです|のもとです|のがきっかけ|ことになりました|(?:毎年|例年|通常(?!どおり|通り))[^。]*(?:ております|ています)。?$|全部で\d+種類|誘い|世界へ|浸って|あと\d+(?:日|か月|週間)"
)

#: what a building has: no news where the title does not speak of it
_AMENITY: Final = re.compile(r"授乳室|ベビーカー|駐[車輪]場|おむつ|エレベーター")

#: what went wrong in the library itself: …見える状況で送信してしまいました is the news
_MISHAP: Final = re.compile(
    r"誤送[信付]|誤発送|誤表示|誤配|漏え?い|漏洩|紛失|流出|事故|盗難|不適切|ミス|誤り|おわび|お詫び"
)

#: what does not begin a page's news: a request, a condition, what lies behind, what goes on from
#: before
SECOND: Final = re.compile(
    r"(?:ください|下さい|ませんか|でしょうか|場合が(?:あり|ござい)ます|て(?:き|まいり)ました|(?:など|等)です)[。!?！？]*$|^(?:そして|また|その|やがて)|【"
)

#: how it came about: 昨年夏、…に応募し, 平成17年に…なくなりました
BEHIND: Final = re.compile(
    r"^(?:昨年(?!度は、?\d)|一昨年|昨秋|昨夏|かつて)|^(?:(?:昭和|平成|令和)\s?\d{1,2}|(?:19|20)\d\d)年(?:\d{1,2}月)?(?:に|から).*(?:まし|でし)た。?$"
)

_REPORTED: Final = re.compile(r"ました|報告|様子|結果|歩み|沿革")

#: what a heading may be about without being about something else
_GENERAL: Final = re.compile(
    r"対応|利用|方法|取扱|取り扱い|詳細|内容|変更|手続|期間|日程|休館|開館|サービス|返却|今後|実施|参加|申込|注意|概要|^$"
)

#: a page that is a list: what it says beside is about something else
_LISTING: Final = re.compile(r"カレンダー|予定表|行事予定|一覧")

#: what a library does, said as news: 増やします, 受け付けます
ANNOUNCES: Final = re.compile(
    r"(?:行い|始め|増やし|減らし|設け|開き|変え|受け付け|貸し出し|配り|届け|止め|延ばし|早め|広げ|移し|置き|集め|並べ|贈り|替え|用意し|お貸しし|お渡しし|お届けし)ます[。！!]?$"
)

#: 4月1日(木)受付分から、改定します: whatever the verb
_FROM: Final = re.compile(
    r"\d[日月](?:\([^()]{1,5}\))?[^、。]{0,8}(?:から|より|をもって|をもちまして)(?![^。]*場合)[^。]*ます。?$"
)
_YEAR: Final = re.compile(
    r"(?P<era>令和|平成|昭和|大正|明治)\s?(?P<nth>元|\d{1,2})年(?!代)"
    r"|(?P<western>(?:18|19|20)\d\d)年(?!代)"
)
#: what is said out of courtesy, or to invite
POLITENESS: Final = re.compile(
    r"(?:ご|御)?(?:理解|協力|了承|容赦|迷惑|不便|注意|遠慮|心配|承知)(?:と|を|の|、|ください|いただ|お|ご|のほど|おき)|お待ち(?:して|し)|お詫び|申し訳|ありがとう|マスク|消毒|咳|熱が|体調|感染|ぜひ|お気軽|ご参加|お越し|ご来館|ご利用ください"
    r"|よろしくお願い|お願い(?:いた)?します|(?:変更|中止)(?:に|と)?(?:なる|する|・?変更する)?(?:こと|場合)があり|変わることがあり|お察し|遊びに(?:来|き)て"
)
#: what a title is about, in its letters
_CONTENT: Final = re.compile(r"[一-龠々ァ-ヴーA-Za-z]{2,}")
_OF_ANY_TITLE: Final = re.compile(r"お知らせ|について|ご案内|のお願い|図書館|休館のお")
_REQUEST: Final = re.compile(r"(?:ください|下さい)。?$")
_OF_SOME: Final = re.compile(r"(?!対象は)([^、。]{2,40}(?:者|生|人|方))(?:\([^()]*\))?は、?")
_IF: Final = re.compile(r"(?:場合|とき)(?:に)?は")
_IF_FIRST: Final = re.compile(r"[^、。]{2,24}(?:場合|とき)(?:に)?は、")
_REFUSED: Final = re.compile(
    r"(?:(?:でき|いただけ|応じ|受け付け|承り)ません|(?:遠慮|控え|注意|おやめ)(?:て|を)?ください)。?$"
)
#: who may take part: 小学生以上ならどなたでも参加できます
_WHO_MAY: Final = re.compile(r"(?:どなた|だれ|誰)でも、?ご?参加")
_AFTER: Final = re.compile(r"お詫び|おわび|再発|削除")
_DONE: Final = re.compile(r"ました。?$")
_BY_MISTAKE: Final = re.compile(r"てしまい")


class Lead:
    """A sentence as one that may lead the draft of its page."""

    def __init__(
        self,
        outline: Outline,
        unit: Unit,
        text: str,
        *,
        kind: str,
        dates: tuple[date, ...],
        tells: frozenset[str],
        content: set[str],
        main: frozenset[date],
    ) -> None:
        self._title, self._near, self._unit = outline.title, outline.near, unit
        self._home = outline.sections[unit.section]
        self._text, self._kind, self._dates, self._tells = text, kind, dates, tells
        self._content, self._main = content, main
        self.overlap = len(content & content_pairs(text))  #: pairs of letters of the title's words

    @cached_property
    def verb(self) -> bool:
        """It has the main verb of its kind."""
        from_then = self._kind in ("service", "notice") and _FROM.search(self._text) is not None
        return any(_MAIN[sort].search(self._text) for sort in _sorts(self._kind)) or (
            self.overlap > 0 and (ANNOUNCES.search(self._text) is not None or from_then)
        )

    @cached_property
    def some(self) -> bool:
        """It holds for one group, and speaks for none of the others: 学部卒業対象者は…."""
        of_some = _OF_SOME.match(self._text) if self._kind in ("service", "notice") else None
        return of_some is not None and not self._content & content_pairs(of_some[1])

    @cached_property
    def mood(self) -> bool:
        """It is scenery, or what lies behind."""
        return self._behind or self._long_ago or self._scenery

    @cached_property
    def strong(self) -> bool:
        """It may lead: it has the main verb of its kind, or speaks of what the title says."""
        if not self._may_lead:
            return False
        of_thing = self.overlap > 0 or not self._content
        news = self._tells & {"day", "closed", "open", "place", "hour"}
        mishap = _MISHAP.search(self._title) and _DONE.search(self._text)
        return (self.verb and (of_thing or bool(news))) or self.overlap >= CLOSE or bool(mishap)

    @cached_property
    def fair(self) -> bool:
        """It speaks of the page's thing: it may lead where none is strong."""
        return (
            self._may_lead
            and len(self._text) >= FAIR
            and (self.overlap > 0 or not self._content)
            and not POLITENESS.search(self._text)
            and not SECOND.search(self._text)
        )

    @cached_property
    def _may_lead(self) -> bool:
        """Neither scenery nor a remark, nor of something beside the news."""
        return not (
            self.mood
            or self._unit.sort == Sort.NOTE
            or (_LISTING.search(self._title) is not None and not self.overlap)
            or self._apart
            or self._of_other_day
            or self.some
            or self._aside
            or (_MISHAP.search(self._title) and _AFTER.search(self._text))
            or (self._held and _WHO_MAY.search(self._text))
            or self._refuses
            or self._if_so
        )

    @property
    def _apart(self) -> bool:
        """It is under a heading of its own: 貸出期間中の予約について, below a title about the
        lending.
        """
        heading = self._home.heading
        return (
            self._kind in ("service", "notice", "event")
            and heading.endswith("について")
            and not _GENERAL.search(head_of(heading))
            and head_of(heading)[-3:] not in self._title
        )

    @property
    def _aside(self) -> bool:
        """It asks for something beside the news (返却について ⏎ …窓口でご返却ください), tells what
        the building has, or calls off another thing.
        """
        asks = (
            _REQUEST.search(self._text)
            and self._home.above != -1
            and len(self._text) <= SHORT
            and not self._dates
            and not self._content & content_pairs(self._home.heading)
        )
        held = self._kind in ("event", "exhibition", "recruitment")
        amenity = held and _AMENITY.search(self._text) and not _AMENITY.search(self._title)
        off = OFF.search(self._text) if self._kind in ("event", "exhibition", "notice") else None
        return bool(asks or amenity or (off and another(off, self._title)))

    @property
    def _held(self) -> bool:
        """Whether it is of something held, to which one comes."""
        return self._kind in ("recruitment", "event", "exhibition")

    @property
    def _refuses(self) -> bool:
        """It says what is not possible at something held."""
        return self._held and _REFUSED.search(self._text) is not None

    @property
    def _if_so(self) -> bool:
        """It holds for some, and leads for none: 期限が切れている場合は…."""
        if self._held:
            return _IF_FIRST.match(self._text) is not None
        return (
            self._kind in ("service", "notice")
            and _IF.search(self._text) is not None
            and (not self._dates or _IF_FIRST.match(self._text) is not None)
            and self.overlap < CLOSE
        )

    @property
    def _of_other_day(self) -> bool:
        """It is of another day than the one that the page announces."""
        held = self._kind in ("event", "exhibition")
        return held and bool(self._main and self._dates and not self._main & {*self._dates})

    @property
    def _behind(self) -> bool:
        """It tells how it came about."""
        return (
            BEHIND.search(self._text) is not None
            and not _REPORTED.search(self._title)
            and self.overlap < CLOSE
            and not any(day >= self._near for day in self._dates)
        )

    @property
    def _long_ago(self) -> bool:
        """It tells of days or years that lie far behind, on a page that is no report."""
        if _REPORTED.search(self._title):
            return False
        if self._dates:
            return all((self._near - day).days > LONG_AGO for day in self._dates)
        years = {year for year in _years_in(self._text) if self._near.year - year > 1}
        return len(years) > 1 or bool(years and self.overlap < CLOSE)

    @property
    def _scenery(self) -> bool:
        """It has words of mood; ことになりました of a service is news, …てしまいました of a mishap
        is, too.
        """
        decided = self.overlap > 1 or self._kind == "service"
        moods = (word[0] for word in MOOD.finditer(self._text))
        mishap = _MISHAP.search(self._title) and _BY_MISTAKE.search(self._text)
        return not mishap and any(not (mood == "ことになりました" and decided) for mood in moods)


def _years_in(text: str) -> Iterator[int]:
    """Yield the years that a text names: 平成28年 is 2016."""
    for match in _YEAR.finditer(text):
        if match["western"]:
            yield int(match["western"])
        else:
            yield era_year(match["era"], match["nth"])


def _sorts(kind: str) -> tuple[str, ...]:
    """Return the names under which the main verbs of a kind stand."""
    return (
        ("event", "notice")
        if kind == "newsletter"
        else (SORTS.get(kind, kind if kind in _MAIN else "notice"),)
    )


def content_pairs(text: str) -> set[str]:
    """Return the pairs of letters of the content words: kanji, katakana and Latin."""
    return set().union(*map(bigrams, _CONTENT.findall(_OF_ANY_TITLE.sub(" ", text))))
