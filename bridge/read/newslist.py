"""Pure: is this a list of news? One decision, from what a list shows, with its reason in words for
staff.

News has dates, or stands under a heading that says お知らせ, 新着, イベント, or in a box that says
緊急 or 重要. Navigation repeats, too, but has no dates and says so in its ids; so do books, whose
heading or links say that they are books.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from bridge.values import dataclass

_NEWS = re.compile(
    r"お知らせ|おしらせ|新着|トピックス?|最新情報|更新情報|更新履歴|ニュース|イベント|行事|催し|もよおし|講座|募集|休館"
    r"|\bnews\b|\btopics?\b|\binformation\b|\binfo\b|what.?s.?new|\bevents?\b",
    re.IGNORECASE,
)
_MATERIAL = (
    r"(?:本|図書|絵本|児童書|一般書|洋書|和書|書籍|雑誌|新聞|DVD|CD|ＤＶＤ|ＣＤ|ブルーレイ|(?:AV|ＡＶ|視聴覚|映像|音響)?資料|コミックス?|まんが|マンガ"
    r"|小説|文庫|紙芝居|電子書籍|オーディオブック|タイトル)"
)
_NO_NEWS = re.compile(
    rf"新着{_MATERIAL}|新着(?:書|案内)|新刊|ベスト|ランキング|おすすめ|オススメ|お薦め|カレンダー|休館日$|開館(?:日|時間)|利用案内"
    r"|リンク|メニュー|アクセス|検索|よくある|サイトマップ|閲覧履歴|予約の多い|貸出の多い|返却され|返ってき|新しく入っ|新しい本|入荷|受入"
    rf"|[(（]{_MATERIAL}[)）]\s*$|ブックリスト|テーマ本|話題の{_MATERIAL}"
    rf"|{_MATERIAL}(?:の?(?:一覧|リスト|紹介|ご紹介|案内|ご案内|情報|コーナー|棚|最新号|新着|入荷))?(?:\s?[(（].{{0,12}}[)）])?$",
    re.IGNORECASE,
)
# says more than the materials it names
_OF_PEOPLE = re.compile(r"お知らせ|おしらせ|イベント|行事|催し|講座|募集|展示|会$")
_NEVER = re.compile(
    r"^新着(?!情報|記事)|^新刊|カレンダー|ランキング|ベスト|検索|メニュー|リンク|サイトマップ|おすすめ"
)
_URGENT = re.compile(
    r"緊急|重要|至急|大切なお知らせ|災害|警報|注意喚起|\bemergency\b|\bimportant\b", re.IGNORECASE
)
NEWS_MARKS: Final = re.compile(
    r"news|topics|whats_?-?new|oshirase|information|\binfo|event|update|shinchaku"
)
URGENT_MARKS: Final = re.compile(
    r"emergency|kinkyu|important|ju+yo|jyu+yo|urgent|saigai|\balert|marquee|ticker"
)
NAV_MARKS: Final = re.compile(
    r"\b(?:g|l|s|global|local|side|sub|main|foot(?:er)?|head(?:er)?|sp)?[-_]?(?:nav|navi|navigation|menu)\b|navigation|gnav"
    r"|bread|pankuzu|topicpath|sitemap|\bfooter\b|pager|pagination|calendar|ranking|language|\bsns|banner|tab-?list"
)
NAV_TAGS: Final = frozenset(("nav", "footer", "form", "button"))
_BOOK_LINK = re.compile(
    r"isbn|tilcod|bib_?(?:id|no)|biblio|shoshi|switch-detail|/opac/|opac\.cgi|WOpac|\btosho(?:code|id)?=|books?/(?:detail|\d)|amazon\.",
    re.IGNORECASE,
)
_BOOK_WORDS = re.compile(
    r"[著編訳絵画作](?:者名?)?\s?(?:[/／:：]|$)|(?:著|編著|監修|監督|文・絵|さく・え|さく|作・絵|翻訳)(?:[\s/／、,)）]|$)|出版社|請求記号|ISBN"
)
_PERIOD = re.compile(  # headings that only divide one list: 2026年12月, 12月, 令和8年度
    r"\s*(?:(?:19|20)?\d{2}|(?:令和|平成|R|H)\s?(?:\d{1,2}|元))?\s?(?:年度?)?[./]?\s?(?:\d{1,2}\s?月?)?(?:分|の(?:お知らせ|新着情報))?\s*"
)


def says_news(heading: str) -> bool:
    """Tell whether a heading announces news."""
    return bool(_NEWS.search(heading))


def is_books(links: list[str], texts: list[str]) -> bool:
    """Tell whether most rows link into a catalogue, or name an author or a publisher."""
    linked = sum(1 for link in links if _BOOK_LINK.search(link))
    written = sum(1 for text in texts if _BOOK_WORDS.search(text))
    return (bool(links) and linked * 5 >= len(links) * 3) or (
        len(texts) > 1 and written * 5 >= len(texts) * 3
    )


@dataclass(frozen=True, slots=True)
class ListTraits:
    """What a list shows of itself."""

    headings: tuple[str, ...]  #: those above it, the nearest first
    entries: int
    dated: int  #: of them, with a date
    linked: int  #: of them, with a link
    marked: bool = False  #: its ids or classes speak of news
    navigation: bool = False  #: its ids, classes or elements speak of navigation
    urgent: bool = False  #: its ids or classes speak of an emergency, or it is a marquee
    books: bool = False  #: its rows are books
    listed: bool = True  #: its rows are those of a list (li, dt), or it has more than one

    @property
    def heading(self) -> str:
        """Return the nearest heading that does more than divide a list by time."""
        return next((heading for heading in self.headings if not _PERIOD.fullmatch(heading)), "")

    @property
    def news(self) -> bool:
        """Tell whether the place is one of news: by its heading, else by the site's own ids."""
        return bool(_NEWS.search(self.heading)) or (not self.heading and self.marked)

    @property
    def around(self) -> bool:
        """Tell whether a heading further out is one of news."""
        return any(_NEWS.search(heading) and not _about_else(heading) for heading in self.headings)

    @property
    def alarm(self) -> bool:
        """Tell whether it is a notice above the lists: 緊急情報, 重要なお知らせ."""
        return bool(_URGENT.search(self.heading)) or (self.urgent and not _about_else(self.heading))

    @property
    def steady(self) -> bool:
        """Tell whether it has dates as lists of news have."""
        return self.dated > 1 and self.dated * 2 >= self.entries and bool(self.linked or self.news)


class NewsVerdict(NamedTuple):
    """Is it news, and why."""

    news: bool
    reason: str  #: Japanese
    firm: bool = True  #: what its neighbours are changes nothing


def _about_else(heading: str) -> bool:
    return bool(_NO_NEWS.search(heading)) and not (
        _OF_PEOPLE.search(heading) and not _NEVER.search(heading)
    )


def _elsewhere(e: ListTraits) -> bool:
    """The nearest heading that says anything decides; one further out counts for lists that it only
    divides.
    """
    return next(
        (
            _about_else(heading)
            for heading in e.headings
            if _about_else(heading) or _NEWS.search(heading) or _URGENT.search(heading)
        ),
        False,
    )


#: in this order; the first that holds decides
_RULES: Final[tuple[tuple[Callable[[ListTraits], bool], NewsVerdict], ...]] = (
    (lambda e: not e.entries, NewsVerdict(news=False, reason="項目がない")),
    (
        lambda e: e.navigation and not (e.news and (e.dated or e.alarm)),
        NewsVerdict(news=False, reason="メニューや案内の場所にある"),
    ),
    (_elsewhere, NewsVerdict(news=False, reason="見出しが、本や案内のもの")),
    (lambda e: e.books, NewsVerdict(news=False, reason="本・資料の一覧")),
    (lambda e: e.alarm, NewsVerdict(news=True, reason="緊急・重要なお知らせ")),
    (lambda e: e.steady, NewsVerdict(news=True, reason="日付のある項目が並ぶ")),
    (
        lambda e: e.news and bool(e.dated),
        NewsVerdict(news=True, reason="お知らせの見出しの下に、日付がある"),
    ),
    (
        lambda e: e.around and bool(e.dated),
        NewsVerdict(news=True, reason="お知らせの見出しの下に、日付がある"),
    ),
    (
        lambda e: e.news and e.linked * 2 > e.entries and e.listed,
        NewsVerdict(news=True, reason="お知らせの見出しの下に、リンクが並ぶ"),
    ),
    (
        lambda e: bool(e.dated and e.linked),
        NewsVerdict(news=False, reason="日付のある項目が1件だけで、見出しもない", firm=False),
    ),
    (
        lambda e: e.news,
        NewsVerdict(news=False, reason="お知らせの見出しの下だが、日付もリンクもない", firm=False),
    ),
)
_OTHERWISE: Final = NewsVerdict(news=False, reason="日付も、お知らせの見出しもない")


def judge(evidence: ListTraits) -> NewsVerdict:
    """Return whether the list is one of news, and why."""
    return next((verdict for rule, verdict in _RULES if rule(evidence)), _OTHERWISE)


NEIGHBOUR: Final = NewsVerdict(news=True, reason="となりの一覧と同じ形")
LOOSE: Final = NewsVerdict(news=True, reason="日付とリンクが交互に並ぶ")

# ── the page as a whole ─────────────────────────────────────────────────────────────────────────

_EMPTY = re.compile(
    r"(?:現在|ただいま|いま|今)?、?.{0,20}(?:お知らせ|おしらせ|新着(?:情報|記事)?|情報|イベント|行事|催し物?|講座|記事|投稿|トピックス|ニュース|データ|項目|件)"
    r"(?:は|が|も)?(?:、)?(?:現在|ただいま|今のところ|まだ)?(?:、)?.{0,6}(?:ありません|ございません|見つかりません(?:でした)?|登録されていません|0件です)。?"
    r"|(?:no|0) (?:news|posts?|items?|entries|articles|events?)(?: found| yet| available)?\.?|"
    r"nothing (?:found|here)\.?",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"(?:ただいま|現在|只今)?.{0,20}(?:メンテナンス中|保守作業中|点検中|工事中|停止中|休止中|アクセスが集中)(?:です|のため.{0,30}|しています|となっております)?。?"
    r"|(?:ただいま|現在|只今).{0,20}(?:メンテナンス|保守|点検|停止|休止|つながりにくく|ご利用いただけません|ご利用になれません).{0,30}"
    r"|(?:サーバー?)?メンテナンス(?:のお知らせ|のため.{0,30})?|しばらくお待ち.{0,12}"
    r"|.{0,20}(?:under maintenance|service unavailable|temporarily unavailable|be right "
    r"back|site maintenance).{0,20}|maintenance(?: mode)?"
    r"|50[0234]\b.{0,40}|40[0134]\b.{0,40}|(?:not found|forbidden|internal server error|bad "
    r"gateway|gateway time-?out)"
    r"|.{0,20}(?:ページ|ファイル)が(?:見つかりません|ありません|存在しません).{0,10}|アクセスできません.{0,10}",
    re.IGNORECASE,
)


def says_empty(text: str) -> bool:
    """Tell whether a short text says that there is no news; that there is no emergency says nothing
    of the news.
    """
    return (
        len(text) <= 60
        and bool(_EMPTY.fullmatch(text))
        and not re.search("緊急|災害|警報|重要|避難|休館", text)
    )


def is_alarm_word(text: str) -> bool:
    """Tell whether a text only announces an emergency: 【緊急】, 重要なお知らせ."""
    return bool(
        re.fullmatch(
            r"[【\[★■●※◆!！\s]*(?:緊急|重要|至急)(?:情報|な?のお知らせ|なお知らせ|のお知らせ)?[】\]★■●◆!！\s]*",
            text,
        )
    )


def says_down(text: str) -> bool:
    """Tell whether a title says that the page is none: under maintenance, an error."""
    return len(text) <= 80 and bool(_DOWN.fullmatch(text.strip(" 　|｜-")))
