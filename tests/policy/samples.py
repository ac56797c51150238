"""A manuscript and its context for the tests of the rules, with the packaged word lists."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from bridge import config
from bridge.model import Facts, Finding, Image, Kind, Page
from bridge.policy.examine import Context, Manuscript, examine
from bridge.policy.words import Words, parse_words

TODAY = date(2026, 11, 25)  # a Wednesday
URL = "https://lib.example.jp/news/1.html"
SITE = "https://lib.example.jp/"

PAGE = """親子で作る科学あそび教室
日時 12月5日(土)午後2時～4時
会場 中央図書館 2階 集会室
対象 小学1年生から3年生まで
定員 20人(申込多数の場合は抽選)
費用 無料
申込 11月26日(木)午前10時から12月1日(火)までに、はがきか窓口で
毎月第1土曜日に開いています。
1月は冊子を30冊配ります。
"""
TRUE = (
    "12月5日(土)午後2時から、中央図書館2階 集会室で。小学1年生から3年生まで、定員20人(抽選)、無料。"
    "申込は12月1日(火)までに、はがきか窓口で。毎月第1土曜日。"
)
#: what is falsified in TRUE, what it becomes, and what the finding shows of the page
FALSIFIED = [
    ("12月5日", "1月5日", "12月5日(土)"),
    ("12月5日(土)", "12月1日(火)", "12月5日(土)"),
    ("集会室", "視聴覚室", "集会室"),
    ("無料", "有料", "無料"),
    ("午後2時", "午前10時", "午後2時～4時"),
    ("抽選", "先着", "抽選"),
    ("はがきか", "電話か", "はがき"),
    ("午後2時", "午前2時", "午後2時～4時"),
    ("12月1日(火)", "12月2日(水)", "12月1日(火)"),
    ("中央図書館", "東図書館", "中央図書館"),
    ("2階", "3階", "2階"),
    ("定員20人", "定員30人", "20人"),
    ("3年生", "30年生", "3年生"),
    ("第1土曜", "第2土曜", "第1土曜"),
    ("第1土曜", "第1日曜", "第1土曜"),
    ("小学1年生", "中学1年生", "小学"),
    ("窓口", "メール", "窓口"),
    ("無料", "500円", ""),
    ("毎月第1土曜日。", "中止します。", ""),
    ("申込は12月1日(火)までに、はがきか窓口で", "申込不要", "申込"),
]


YEAR_END = """年末年始の休館について
休館期間 令和8年12月28日(月)から令和9年1月4日(月)まで
休館する館 中央図書館、南分館
北分館は12月29日(火)から1月3日(日)まで休館します。
返却 休館中も本はポストへ返せます。CDとDVDは開館後にカウンターへ。
貸出 12月13日(日)から27日(日)まで、1人20冊、3週間借りられます。
1月5日(火)は午前10時に開館します。"""
CLOSED = (
    "中央図書館と南分館は12月28日(月)から1月4日(月)まで休館します。北分館は12月29日(火)から1月3日(日)まで。"
    "12月13日(日)から27日(日)までは1人20冊、3週間借りられます。1月5日(火)は午前10時に開館します。本はポストへ返せます。"
)
LECTURE = """作家講演会「海を書く」
とき 令和9年1月23日(土) 開場13時30分 開演14時(16時終了予定)
ところ 市民ホール 大会議室(3階)
講師 例示かなえ氏(小説家)
対象 中学生以上
定員 先着100名
参加費 500円(高校生以下無料)
申込 12月15日(火)9時から電話または窓口で。1月20日(水)締切"""
TALK = (
    "1月23日(土)午後2時から、市民ホール3階大会議室で、例示かなえさんの講演会を開きます。中学生以上、先着100名、"
    "500円(高校生以下無料)。12月15日(火)から1月20日(水)まで、電話か窓口で受け付けます。"
)
FALSE_CLOSED = [
    ("南分館", "西分館"),
    ("1月4日(月)", "1月3日(日)"),  # another library's last day
    ("1月3日(日)", "1月4日(月)"),
    ("27日(日)まで", "26日(土)まで"),  # within the span
    ("12月28日(月)", "12月27日(日)"),
    ("20冊", "30冊"),
    ("午前10時", "午前9時"),
    ("1月4日(月)まで休館します", "1月4日(月)まで開館します"),
    ("ポストへ返せます", "ポストへ返せません"),
]
FALSE_TALK = [
    ("午後2時", "午後1時30分"),  # the doors
    ("午後2時", "午後4時"),  # the end
    ("市民ホール", "文化ホール"),
    ("3階", "2階"),
    ("大会議室", "小会議室"),
    ("中学生以上", "小学生以上"),
    ("高校生以下", "中学生以下"),
    ("先着100名", "抽選100名"),
    ("1月20日(水)", "1月23日(土)"),
    ("電話か", "メールか"),
    ("例示かなえ", "例示たまえ"),
]


@cache
def words() -> Words:
    return parse_words(config.word_files(None))


def context(**fixed: object) -> Context:
    return replace(
        Context(today=TODAY, link_hosts=(), account="mihon_lib", words=words(), site=SITE), **fixed
    )  # type: ignore[arg-type]


def found(
    text: str = "",
    title: str = "おはなし会",
    page: str | None = None,
    *,
    url: str = URL,
    image: Image | None = None,
    facts: Facts | None = None,
    published: date | None = None,
    page_title: str = "",
    rows: tuple[tuple[str, str], ...] = (),
    **around: object,
) -> tuple[Finding, ...]:
    """What is found in a draft of `text` with a link, on a page of `page`."""
    source = (
        None if page is None else Page(url, page_title or title, page, rows, published=published)
    )
    link = f"\n{url}" if url else ""
    candidate = Manuscript(
        kind=Kind.PAGE,
        title=title,
        text=f"{title}\n{text}{link}",
        url=url,
        image=image,
        page=source,
        facts=facts,
        source="home",
    )
    return examine(candidate, context(**around))


def stops(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(f.clause, f.found) for f in findings if f.stop]


def notes(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(f.clause, f.found) for f in findings if not f.stop]
