"""Pure: which part of a page is its article, and that part as lines, label-and-value rows and a
picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from bridge import urls
from bridge.model import Block, Image
from bridge.read import listdates
from bridge.read.markup import absolute, attribute, is_long, marks, squeeze, tags, words
from bridge.read.nodes import Element, Text
from bridge.read.trees import select
from bridge.text.clean import plain
from bridge.values import dataclass

if TYPE_CHECKING:
    from bridge.read.nodes import Document, Node

ROWS = 300  #: rows kept of tables and definition lists
COLUMNS = 40  #: cells kept of a row
BLOCKS = 2000  #: blocks kept of a page
ROOM = 20_000  #: elements whose look is remembered

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_AROUND = frozenset(("nav", "footer", "aside", "button", "input", "label", "dialog", "menu"))
_AROUND_MARKS = re.compile(
    r"bread-?_?crumb|pankuzu|topic-?_?path|(?:^|[\s_-])(?:g|l|s|global|local|side)?-?_?(?:nav|navi|navigation|menu)(?:$|[\s_-])|gnavi|lnavi|snavi"
    r"|(?:^|[\s_-])(?:header|footer|side|sidebar|aside|sub)(?:$|[\s_-])|side-?bar|share|(?:^|[\s_-])sns|social|tweet|facebook|line-?it"
    r"|font-?_?size|text-?_?size|moji|print|pager|pagination|page-?_?(?:top|nav)|to-?_?top|prev-?_?next|related|kanren|recommend|ranking|banner|cookie"
    r"|comment|respond|trackback|skip|language|translat|search|counter|enquete|anketo|questionnaire|feedback|hyouka|(?:^|[\s_-])rating"
    r"|contact|inquiry|toiawase|otoiawase|address-?box|copyright|login|adobe|get-?reader|calendar-?widget|widget-?area|tag-?cloud"
)
_MAIN_MARKS = re.compile(
    r"^(?:main|role-main|content|contents|honbun|tmp_(?:contents|honbun)|article|entry|post)"
    r"|(?:^|[\s_-])(?:main-?_?(?:content|contents|body|area|text)?|entry-?_?(?:content|body|text)|article-?_?(?:body|content|text|main)"
    r"|post-?_?(?:content|body|text)|honbun|detail-?_?(?:body|content|text)?|news-?_?(?:body|detail|text)|(?:page-?_?)?contents?|body-?text|wysiwyg|free-?_?area)(?:$|\s)"
)
_WRAPPERS = frozenset(
    (
        "html",
        "body",
        "div",
        "section",
        "main",
        "article",
        "center",
        "form",
        "table",
        "tbody",
        "tr",
        "td",
        "font",
        "span",
    )
)
_BLOCK_NAMES = (
    "address article aside blockquote body caption center dd details div dl dt fieldset "
    "figcaption figure form h1 h2 h3 h4 h5 h6"
    " header hr html legend li main ol p section summary table tbody td tfoot th thead tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
#: elements that begin something of their own: words in them belong to no heading and no list around
#: them
_OWN = frozenset(
    ("body", "table", "td", "th", "dl", "main", "article", "section", "form", "html", "dd", "dt")
)
_LOUD_STYLE = re.compile(
    r"font-weight\s*:\s*(?:bold|[6-9]00)|font-size\s*:\s*(?:x?-?large|1[4-9]|[2-9]\d(?:\.\d+)?p[tx])"
)
CONTACT = re.compile(
    r"[■●◆○◇□▼▽【〔\[(\s]*(?:(?:この|本)?(?:ページ|記事|情報|内容|件)(?:の内容)?に(?:関する|ついての?))?の?お?問い?合わ?せ(?:先|窓口)?(?:は?こちら)?[】〕\])\s:：]*"
    r"|この(?:ページ|記事|情報)(?:の担当|を?作成|に関する(?:アンケート|ご意見))\S{0,12}|(?:より良い|より良く)\S{0,30}|ご意見をお聞かせください"
)
_FURNITURE = re.compile(
    r"(?:この)?(?:ページ|記事)?(?:を|の)?印刷(?:する|用(?:ページ|画面)?(?:を?表示)?|ページ)?|"
    r"(?:(?:この)?ページの?(?:いちばん|一番)?(?:先頭|トップ|上部?|はじめ|始め|頭)(?:へ|に)?|"
    r"(?:一番|いちばん)?上(?:へ|に))(?:戻る|もどる|移動)?|"
    r"(?:page ?)?top(?:へ)?"
    r"|(?:トップ(?:ページ)?|ホーム|一覧|お知らせ|新着情報|ニュース|イベント|行事|前の?(?:ページ|画面)|元の?(?:ページ|画面)|もと)(?:へ|に)?(?:戻る|もどる)|戻る|もどる|一覧(?:へ|を見る)|(?:お知らせ|新着情報|イベント|ニュース)一覧(?:へ|に戻る|へ戻る|にもどる|へもどる)?"
    r"|友達に教える|back to list|prev(?:ious)?|next|現在地|最新|続きを見る|パーマリンク"
    r"|(?:(?:前|次)の?(?:記事|ページ|お知らせ)|一覧(?:へ|に戻る)?){2,3}"
    r"|(?:この)?(?:記事|ページ)を(?:印刷|シェア)(?:する)?|印刷ページ表示|大きな文字で印刷"
    r"|文字(?:の)?(?:サイズ|大きさ).{0,20}|(?:小|中|大|標準|拡大|縮小|特大)(?:\s(?:小|中|大|標準|拡大|縮小|特大))*|(?:本文|メニュー)(?:へ|に)?(?:スキップ|移動).{0,10}|本文(?:ここから|ここまで)"
    r"|(?:シェア|ツイート|tweet|ポスト|いいね!?|LINE(?:で送る)?|facebook|twitter|X|Xで?(?:ポスト|シェア)|はてな(?:ブックマーク)?|Instagram|Pocket|共有)(?:する|\s)*"
    r"(?:(?:シェア|ツイート|tweet|ポスト|LINE|facebook|twitter|X|はてな|Instagram|Pocket|する|で送る)\s*)*"
    r"|[<>«»≪≫←→＜＞\s]*(?:前|次|過去|新しい|古い)の?(?:記事|ページ|お知らせ|投稿|へ)?[<>«»≪≫←→＜＞\s]*(?:[|｜/]\s*.{0,20})?|次へ|前へ|続きを読む|もっと見る|閉じる"
    r"|(?:コメント(?:を残す|する|は受け付けていません|欄)|トラックバック).{0,20}|"
    r"(?:年間)?カレンダー|公式LINE|Copyright.*|[(（]?c[)）]\s.*|©.*|All Rights Reserved\.?"
    r"|(?:新しい|別の?)(?:ウインドウ|ウィンドウ)で開きます|(?:PDF(?:ファイル|形式)?(?:を|の).{0,30}|お使いの.{0,30})?(?:Adobe|アドビ).{0,120}(?:Reader|リーダー).{0,80}"
    r"|(?:※\s?)?PDF(?:ファイル|形式)?(?:を|の).{0,12}(?:閲覧|ご覧|見る|開く|表示|印刷).{0,24}(?:ソフト|ビューア|リーダー|Reader|アプリ)[^。]{0,24}(?:必要|ください|ダウンロード)[^。]{0,10}。?",
    re.IGNORECASE,
)
_CRUMBS = re.compile(
    r"(?:現在(?:の)?(?:位置|地)\s*[:：]?\s*)?(?:ホーム|トップ(?:ページ)?|HOME|TOP|図書館トップ)\s*[>＞›»≫/]\s*.{1,200}",
    re.IGNORECASE,
)
#: what parts the buttons of one line
_BETWEEN = re.compile(r"[\s|｜／/\[\]［］【】・▲△↑▼►▶◀◁←→＜＞<>«»≪≫]+")
#: the day of a page behind which it says what it is
_PUT_UP = re.compile(
    r"(?P<open>[(（\[［【])?[^()（）]{4,20}(?:[(（][月火水木金土日][)）])?に?(?:掲載|更新|登録|掲示)[)）\]］】]?"
)
#: what a site says of its pages, below them
_OF_PAGE = re.compile(
    r"(?:この|本)(?:ページ|記事|情報|サイト)(?:の(?:情報|内容|記事|構成.{0,12}))?[はを]?、?(?:お?役に立ち|役立ち|見つけやす|(?:分|わ)かりやす|参考になり|いかがでし)\S{0,14}"
    r"|お求めの情報が(?:充|十)分(?:に)?掲載.{0,20}|ページの構成や内容.{0,30}|(?:みな(?:さま|さん)|皆(?:様|さま|さん))の(?:ご意見|声|お声)を(?:お)?(?:聞|き)かせ.{0,8}"
    r"|(?:[1-5１-５][:：.．]?)?\s*(?:とても|まあまあ|あまり)?(?:役に(?:立った|立たなかった)|見つけ(?:やすかった|にくかった)|(?:分|わ)かり(?:やすかった|にくかった)|どちらとも(?:いえない|言えない))"
    r"|ページ(?:番号|ID)\s*[:：]?\s*[\w-]*\d"
    r"|このページは、\S{1,30}が.{8,30}に書いたブログ記事です。|(?:ひとつ|次の)\S{0,3}ブログ記事は「.{1,100}」です。|最近のコンテンツはインデックスページで.{0,60}"
    r"|(?:前|次)の?(?:記事|ページ|お知らせ|投稿)\s*[:：]\s*\S.{0,100}|.{1,24}\sが\s.{8,30}\sに投稿",
    re.IGNORECASE,
)
_DATE_LABEL = re.compile(
    r"(?:(?:ページ|記事)(?:番号|ID)?\s*[:：]?\s*[\w-]*\d\s*)?(?:最終)?(?:掲載|公開|登録|投稿|発表|作成|掲示|更新)(?:日時?|年月日)?(?:は|が)?\s*[:：]?\s*",
    re.IGNORECASE,
)
_CELL = 300  #: characters of a cell; a longer one is a part of the layout
#: what columns are called
_HEADS = frozenset(
    [
        "場所",
        "会場",
        "状況",
        "対応",
        "内容",
        "期間",
        "日時",
        "日程",
        "日にち",
        "日付",
        "時間",
        "備考",
        "区分",
        "項目",
        "館名",
        "施設名",
        "名称",
        "行事名",
        "催し",
        "対象",
        "定員",
        "サービス",
        "変更前",
        "変更後",
        "貸出日",
        "返却期限",
        "返却期限日",
        "利用",
        "可否",
    ]
)
#: what a column of days is named: 1月, 令和9年1月
_OF_MONTH = re.compile(r"(?:(?:令和)?[\d０-９]{1,4}年)?(?:1[0-2]|[1-9]|１[０-２]|[１-９])月")
#: how the name of a column of values ends
_COLUMN = re.compile(
    r"(?:期間|期日|期限|[日曜]|日にち|日取り|とき|ところ|日時|日程|時間|時刻|内容|場所|会場|概要|数|名|料|状況|対応|方法|備考|可否|先|資料|行事|テーマ|対象|前|後|身|説明|例|等|サービス)$"
)
_LABEL = 24  #: characters of a label
_ICON = re.compile(
    r"icon|ico_|spacer|blank|clear|arrow|yajirushi|btn|button|bullet|logo|line\d|rss|badge|sns|banner|bnr|new\d?\.|pdf\.|pixel|counter|header|title|noimage|no_image|loading"
)
_SHARED = re.compile(
    r"ogp?[-_.]|/og[-_.]|logo|default|noimage|no_image|icon|common/|favicon|site[-_]?image|top[-_]?image",
    re.IGNORECASE,
)


def strip(tree: Document, *, by_marks: bool = True, place: Node | None = None) -> None:
    """Take away what stands around every article of a site: navigation, crumbs, share buttons,
    contact and comment boxes.

    What holds most of the page's words stays, whatever its marks: sites name the strangest things
    "header". Without `by_marks` only the elements speak, not their ids and classes. At `place`,
    where the title stands, an empty element is left of what is taken away.
    """
    if tree.body is None:
        return
    on_the_way = {id(node) for node in (place, *place.parents)} if place is not None else set[int]()
    sizes = _sizes(tree.body)
    half = sizes[id(tree.body)] / 2
    todo: list[Element] = [tree.body]
    while todo:
        for child in list(todo.pop().contents):
            if not isinstance(child, Element):
                continue
            size = sizes[id(child)]
            search = child.name == "form" and size < 200
            site_head = child.name == "header" and not _lies_in(child, _MAIN)
            # <main id="…skip-link--target"> is where the skip leads
            marked = by_marks and child.name != "main" and _AROUND_MARKS.search(marks(child))
            if size <= half and (child.name in _AROUND or search or site_head or marked):
                if id(child) in on_the_way:
                    _hollow(child, on_the_way)
                else:
                    child.decompose()
            else:
                todo.append(child)
    _drop_contact(tree, half)


def _hollow(node: Element, on_the_way: set[int]) -> None:
    """Take away all of an element but the way to one place in it."""
    while True:
        way = next((one for one in node.contents if id(one) in on_the_way), None)
        for one in list(node.contents):
            if one is way and isinstance(one, Element):
                continue
            one.decompose() if isinstance(one, Element) else one.extract()
        if not isinstance(way, Element):
            return
        node = way


def _drop_contact(tree: Document, half: float) -> None:
    """A heading お問い合わせ and what follows it, up to the next heading of its rank; labels of
    tables stay.
    """
    for heading in tags(tree, *_HEADINGS, "p", "div", "strong", "b", "span"):
        own = heading.name in _HEADINGS or any(
            isinstance(part, Text) and part.strip() for part in heading.contents
        )
        if (
            heading.decomposed
            or not own
            or is_long((heading,), 40)
            or not CONTACT.fullmatch(words(heading))
        ):
            continue
        if _lies_in(heading, _CELLS):
            continue
        if heading.name not in _HEADINGS:
            top = _alone(heading)
            after = next(
                (sibling for sibling in top.next_siblings if isinstance(sibling, Element)), None
            )
            if after is not None and not is_long((after,), 200):
                after.decompose()
                top.decompose()
            continue
        for sibling in list(takewhile(partial(_lies_below, heading), heading.next_siblings)):
            if not isinstance(sibling, Element):
                sibling.extract()
            elif len(words(sibling)) <= half:
                sibling.decompose()
        heading.decompose()


def _lies_below(heading: Element, sibling: Node) -> bool:
    """Return whether what stands behind a heading is none of its rank or a higher one."""
    if not isinstance(sibling, Element) or sibling.name not in _HEADINGS:
        return True
    return sibling.name > heading.name


_MAIN: Final = frozenset(("article", "main"))
_CELLS: Final = frozenset(("td", "th", "dt", "dd", "a"))


def _lies_in(node: Element, names: frozenset[str]) -> bool:
    """Tell whether an element of one of these names lies around a node."""
    return any(above.name in names for above in node.parents)


def _alone(node: Element) -> Element:
    """Return the element, within some levels, that holds nothing but the node."""
    text = words(node)
    for above in list(node.parents)[:5]:
        if above.name in ("body", "td", "li") or is_long((above,), 40) or words(above) != text:
            break
        node = above
    return node


def body_of(body: Element, title: str) -> Element:
    """Return the element that holds the article: the one so marked, else the innermost that holds
    most of the words.
    """
    sizes = _sizes(body)
    whole = sizes.get(id(body), 0)
    marked = [
        node
        for node in tags(body, "main", "article", "div", "section", "td")
        if (
            node.name in ("main", "article")
            or attribute(node, "role") == "main"
            or _MAIN_MARKS.search(marks(node))
        )
        and sizes[id(node)] >= max(20, whole * 0.3)
    ]
    if marked:
        enough = max(sizes[id(node)] for node in marked) * 0.7
        titled = [node for node in marked if _titled(node, title)]
        return min(
            titled or [n for n in marked if sizes[id(n)] >= enough], key=lambda n: sizes[id(n)]
        )
    node = body
    while True:
        children = [c for c in node.contents if isinstance(c, Element) and c.name in _WRAPPERS]
        most = max(children, key=lambda c: sizes[id(c)], default=None)
        if most is None or sizes[id(most)] < sizes[id(node)] * 0.7 or most.name == "span":
            return node
        if most.name == "table" and _is_of_facts(most):
            return node  # what stands around it is of the same article
        node = most


def _is_of_facts(table: Element) -> bool:
    rows = _table(table)
    return rows is not None and sum(len(row) > 1 for row in rows) > 1


def _titled(node: Element, title: str) -> bool:
    return any(words(h) == title for h in tags(node, *_HEADINGS, limit=10)) if title else False


def _sizes(root: Element) -> dict[int, float]:
    """Return for each element how many characters it holds; words of links count a quarter, as
    navigation is made of them.
    """
    sizes: dict[int, float] = {id(root): 0.0}
    order: list[Element] = [root]
    linked: set[int] = set()
    for node in root.descendants:
        if isinstance(node, Element):
            sizes[id(node)] = 0.0
            order.append(node)
            if node.name == "a" or (node.parent is not None and id(node.parent) in linked):
                linked.add(id(node))
        elif isinstance(node, Text) and node.parent is not None:
            sizes[id(node.parent)] += len(node.strip()) * (0.25 if id(node.parent) in linked else 1)
    for node in reversed(order[1:]):
        if node.parent is not None:
            sizes[id(node.parent)] += sizes[id(node)]
    return sizes


def body_as_read(
    bodies: Sequence[Element], title: str
) -> tuple[list[str], tuple[tuple[str, str], ...], tuple[Block, ...]]:
    """Return the text one block a line, the label-and-value rows, and the blocks; furniture and the
    title left out.
    """
    writer = _BlockWriter()
    for body in bodies:
        writer.walk(body)
    lines: list[str] = []
    for line in writer.lines:
        if (
            line not in ("", title, *lines[-1:])
            and not is_furniture(line)
            and (lines or not _is_bare_date(line))
        ):
            lines.append(line)
    return lines, tuple(writer.rows[:ROWS]), tuple(_cleared(writer.blocks, title))


def _cleared(blocks: Sequence[Block], title: str) -> Iterator[Block]:
    """Yield the blocks without their lines of furniture, and without the title but where it stands
    below others of its rank: then it tells which of them is meant.
    """
    begun = False
    ranks: set[int] = set()
    for block in blocks[:BLOCKS]:
        if block.sort == "heading":
            if block.lines == (title,) and block.rank in ranks:
                yield block
                continue
            ranks.add(block.rank)
        if block.sort == "pair":
            label, *values = block.lines
            block = replace(block, lines=(label, *(v for v in values if not is_furniture(v))))  # noqa: PLW2901
        if block.sort in ("pair", "row"):
            begun = True
            if len(block.lines) > 1:
                yield block
            continue
        keep = [
            n
            for n, line in enumerate(block.lines)
            if line != title and not is_furniture(line) and (begun or not _is_bare_date(line))
        ]
        if keep:
            begun = True
            loud = tuple(place for place, n in enumerate(keep) if n in block.loud)
            yield replace(block, lines=tuple(block.lines[n] for n in keep), loud=loud)


@lru_cache(256)
def is_furniture(line: str) -> bool:
    """Tell whether a line is a button or a sign of its page: each of its words is one, or all are
    one together.
    """
    if len(line) > 200:
        return False
    if _FURNITURE.fullmatch(line) or _CRUMBS.fullmatch(line) or is_stamp(line):
        return True
    if _OF_PAGE.fullmatch(line) or _is_dated(line):
        return True
    words = [one for one in _BETWEEN.split(line) if one]
    return 0 < len(words) <= 12 and all(_FURNITURE.fullmatch(one) for one in words)


def _is_dated(line: str) -> bool:
    """Tell whether a line is the day on which its page was put up: （7月1日掲載）, 7月1日掲載."""
    match = _PUT_UP.fullmatch(line)
    day = listdates.first(line) if match else None
    if match is None or day is None or line[: day.start].strip(" (（[［【"):
        return False
    bare = line[day.end :].strip() in ("掲載", "更新")
    return bool(day.year) or match["open"] is not None or bare


def is_stamp(line: str) -> bool:
    """Tell whether a line is but the page's own dates: 公開日 2026年7月1日 更新日 2026年7月2日,
    with share buttons at most.
    """
    label = _DATE_LABEL.match(line) if len(line) <= 80 else None
    list_date = listdates.first(line) if label else None
    if label is None or list_date is None or not list_date.year or list_date.start > label.end():
        return False
    rest = line[list_date.end :].strip(" ()（）|・")
    return not rest or is_stamp(rest) or _FURNITURE.fullmatch(rest) is not None


def _is_bare_date(line: str) -> bool:
    """The day of publication may stand alone above the body; with a weekday it is an event's."""
    list_date = listdates.first(line) if len(line) <= 20 else None
    return (
        list_date is not None
        and list_date.year > 0
        and not line[: list_date.start] + line[list_date.end :]
        and not re.search("[月火水木金土日][)）曜]", line)
    )


class _BlockWriter:
    """Walks an element without recursion and writes its lines and rows, and its blocks."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.rows: list[tuple[str, str]] = []
        self.blocks: list[Block] = []
        self._line: list[str] = []
        self._still: list[bool] = []  #: which pieces of the line are neither bold nor large
        self._block: list[
            tuple[str, bool]
        ] = []  #: lines of the block that is open, and whether they are loud
        self._place: tuple[str, int] = ("text", 0)  #: sort and rank of the block that is open
        self._looks: dict[int, tuple[bool, str, int]] = {}

    def walk(self, root: Element) -> None:
        """Write all of `root`."""
        todo: list[Node | None] = [root]
        while todo:
            node = todo.pop()
            if node is None:
                self._end()
                self._close()
            elif isinstance(node, Text):
                self._line.append(str(node))
                if node.parent is not None and not node.isspace():
                    loud, sort, rank = self._look(node.parent)
                    self._still.append(not loud)
                    self._place = (sort, rank)
            elif isinstance(node, Element):
                todo += self._open(node)
        self._end()
        self._close()

    def _open(self, node: Element) -> Iterator[Node | None]:
        """Write what the element is, and yield what is to be walked of it, last first; None ends a
        line.
        """
        if node.name == "br":
            if not self._end():
                self._close()  # a blank line parts paragraphs
        elif node.name == "hr":
            self._end()
            self._close()
        elif node.name == "pre":
            self._end()
            self._close()
            lines = [line for text in node.get_text().splitlines() if (line := squeeze(text))]
            self.lines += lines
            self.blocks.append(Block("text", tuple(lines)))
        elif node.name == "table" and (rows := _table(node)) is not None:
            self._end()
            self._close()
            self._write([words(caption) for caption in tags(node, "caption", limit=1)])
            self._write_table(rows)
            self.blocks += records(node)
        elif node.name == "dl" and (pairs := _pairs(node)):
            self._end()
            self._close()
            for label, value in pairs:
                self._pair(label, value)
            self.blocks += _terms(node)
        elif node.name in _BLOCKS:
            self._end()
            self._close()
            yield None
            yield from reversed(node.contents)
        elif node.name not in ("input", "button", "img"):
            yield from reversed(node.contents)

    def _end(self) -> bool:
        line = squeeze("".join(self._line))
        loud = not any(self._still)
        self._line.clear()
        self._still.clear()
        self._write([line] if line else [])
        if line:
            self._block.append((line, loud))
        return bool(line)

    def _close(self) -> None:
        """End the block that is open."""
        if self._block:
            loud = tuple(n for n, (_, bold) in enumerate(self._block) if bold)
            sort, rank = self._place
            self.blocks.append(Block(sort, tuple(line for line, _ in self._block), rank, loud=loud))
            self._block.clear()

    def _look(self, parent: Element) -> tuple[bool, str, int]:
        """Return whether words in `parent` are bold or large, and the sort and rank of the block
        around them.
        """
        if (known := self._looks.get(id(parent))) is None:
            above = parent.parent
            if parent.name in _HEADINGS:
                known = (True, "heading", int(parent.name[1]))
            elif parent.name == "summary":  # of what unfolds below it
                known = (True, "heading", len(_HEADINGS))
            elif parent.name == "li":
                known = (
                    False,
                    "item",
                    sum(1 for node in parent.parents if node.name in ("ul", "ol")),
                )
            elif parent.name in _OWN or above is None:
                known = (False, "text", 0)
            else:
                loud, sort, rank = (
                    self._look(above) if len(self._looks) < ROOM else (False, "text", 0)
                )
                known = ((loud and parent.name not in _BLOCKS) or _is_loud(parent), sort, rank)
            self._looks[id(parent)] = known
        return known

    def _write(self, lines: Sequence[str]) -> None:
        self.lines += lines

    def _pair(self, label: str, value: str) -> None:
        if label and value and len(label) <= _LABEL:
            self.rows.append((label.strip(" :："), value))
            self.lines.append(f"{label.strip(' :：')}：{value}")
        else:
            self.lines += [part for part in (label, value) if part]

    def _write_table(self, rows: list[list[str]]) -> None:
        """Two columns are labels and values; a head over a single row too; more rows are several
        things, and stay lines.
        """
        if all(len(row) <= 2 for row in rows):
            for row in rows:
                self._pair(row[0], row[1]) if len(row) == 2 else self._write(
                    [cell for cell in row if cell]
                )
        elif len(rows) == 2 and len(rows[0]) == len(rows[1]):
            for label, value in zip(*rows, strict=True):
                self._pair(label, value)
        else:
            self.lines += [line for row in rows if (line := " ".join(cell for cell in row if cell))]


def _is_loud(node: Element) -> bool:
    if node.name in ("b", "strong", "big"):
        return True
    if node.name == "font":
        return re.match(r"\+[1-9]|[4-7]", attribute(node, "size").strip()) is not None
    return bool(_LOUD_STYLE.search(attribute(node, "style")))


@dataclass(frozen=True, slots=True)
class _TableCell:
    """One cell of a table."""

    lines: tuple[str, ...]
    head: bool  #: <th>

    @property
    def text(self) -> str:
        return " ".join(self.lines)


def records(table: Element) -> Iterator[Block]:
    """Yield the rows of a table of facts: label and value where it has two columns, else records
    under its columns' names.

    The names stand in the first row, or in the first column: then each further column is a record.
    """
    rows = _grid(table)
    for caption in tags(table, "caption", limit=1):
        if heading := words(caption):
            yield Block("text", (heading,), loud=(0,))
    if not rows:
        return
    width = max(len(row) for row in rows)
    headed = len(rows) > 1 and len(rows[0]) == width > 1 and _is_head(rows[0], rows[1:])
    if (
        width > 2
        and not headed
        and all(row[0].head and not row[-1].head for row in rows)
        and len(rows) > 1
    ):
        names = tuple(row[0].text for row in rows)
        for column in range(1, width):
            yield Block(
                "row",
                tuple(row[column].text if column < len(row) else "" for row in rows),
                names=names,
            )
        return
    if headed and width == 2 and len(rows) > 3 and not _COLUMN.search(rows[0][1].text):
        headed = False  # 職名 | 司書: the first fact of a list, dressed as a head
    names = tuple(cell.text for cell in rows[0]) if headed else ()
    for row in rows[1:] if headed else rows:
        if not headed and len(row) == 2:
            yield Block("pair", (row[0].text, *row[1].lines))
        elif len(row) == 1:
            yield Block("text", row[0].lines, loud=(0,) if row[0].head else ())
        elif headed and len(rows) == 2 and width > 1:
            yield from (
                Block("pair", (name, *cell.lines)) for name, cell in zip(names, row, strict=False)
            )
        else:
            yield Block("row", tuple(cell.text for cell in row), names=names)


def _is_head(first: list[_TableCell], rest: list[list[_TableCell]]) -> bool:
    """Whether a row names the columns: header cells above others, or short words without figures
    above figures.
    """
    if any(cell.head for cell in first) and all(cell.head or not cell.lines for cell in first):
        return not all(cell.head for row in rest for cell in row)
    if any(cell.head for cell in first):
        return False
    heads = sum(cell.text in _HEADS for cell in first)
    if heads == len(first) or (len(first) == 2 and first[1].text in _HEADS and not first[1].head):
        return True
    figures = sum(any(char.isdigit() for char in cell.text) for row in rest for cell in row)
    months = [bool(_OF_MONTH.fullmatch(cell.text)) for cell in first]
    # 1月 | 新年会 above 2月 | 節分会 is a row of them
    of_rows = any(
        one and _OF_MONTH.fullmatch(row[n].text)
        for row in rest
        for n, one in enumerate(months[: len(row)])
    )
    short = not of_rows and all(
        one or (len(cell.text) <= 12 and not re.search(r"[\d。、]", cell.text))
        for one, cell in zip(months, first, strict=True)
    )
    return (
        short
        and len(first) > 2
        and figures >= len(rest)
        and sum(1 for cell in first if cell.lines) > 1
    )


def _grid(table: Element) -> list[list[_TableCell]]:
    """Return the cells of each row, those that span rows in each of them; at most ROWS rows of
    COLUMNS cells.
    """
    rows: list[list[_TableCell]] = []
    held: dict[int, tuple[int, _TableCell]] = {}  # column → rows to come, cell
    for tr in tags(table, "tr", limit=ROWS):
        row: list[_TableCell] = []
        for cell in _cells(tr)[:COLUMNS]:
            _hold(held, row)
            one = _TableCell(tuple(_cell_lines(cell)), cell.name == "th")
            down = _span(cell, "rowspan")
            for _ in range(_span(cell, "colspan")):
                if down > 1:
                    held[len(row)] = (down - 1, one)
                row.append(one)
        _hold(held, row)
        if any(cell.lines for cell in row):
            rows.append(row[:COLUMNS])
    return rows


def _cells(row: Element) -> list[Element]:
    """Return the cells of a row."""
    return [one for one in row.contents if isinstance(one, Element) and one.name in ("th", "td")]


def _hold(held: dict[int, tuple[int, _TableCell]], row: list[_TableCell]) -> None:
    """Put the cells that reach down from the rows above at the end of `row`, where they stand
    there.
    """
    while (above := held.get(len(row))) is not None:
        left, cell = above
        if left > 1:
            held[len(row)] = (left - 1, cell)
        else:
            del held[len(row)]
        row.append(cell)


def _span(cell: Element, name: str) -> int:
    number = attribute(cell, name).strip()
    return (
        min(max(int(number), 1), COLUMNS)
        if number.isascii() and number.isdigit() and len(number) < 4
        else 1
    )


def _cell_lines(cell: Element) -> Iterator[str]:
    """Yield the lines of a cell as <br> and blocks break it."""
    line: list[str] = []
    for part in cell.descendants:
        if isinstance(part, Text):
            line.append(str(part))
        elif isinstance(part, Element) and (part.name == "br" or part.name in _BLOCKS):
            if text := squeeze("".join(line)):
                yield text
            line.clear()
    if text := squeeze("".join(line)):
        yield text


def _terms(node: Element) -> Iterator[Block]:
    """Yield the terms of a definition list, each with the lines of its definitions."""
    label, value = "", list[str]()
    for part in tags(node, "dt", "dd"):
        if part.name == "dd":
            value += _cell_lines(part)
            continue
        if label or value:
            yield Block("pair", (label, *value))
        label, value = words(part), []
    if label or value:
        yield Block("pair", (label, *value))


def _table(node: Element) -> list[list[str]] | None:
    """Return the cells of a table of facts; None for one that lays out the page."""
    if tags(node, "table", limit=1):
        return None
    rows = []
    for tr in tags(node, "tr"):
        cells = _cells(tr)
        if any(is_long((cell,), _CELL) for cell in cells) or (
            len(cells) == 1 and tags(cells[0], "p", "div", *_HEADINGS, limit=1)
        ):
            return None
        rows.append([words(cell) for cell in cells])
    return [row for row in rows if row] or None


def _pairs(node: Element) -> list[tuple[str, str]] | None:
    """Return the terms of a definition list with all their definitions; None when it holds whole
    sections.
    """
    pairs: list[tuple[str, str]] = []
    for part in tags(node, "dt", "dd"):
        if is_long((part,), _CELL) or tags(part, "dl", "table", *_HEADINGS, limit=1):
            return None
        if part.name == "dt":
            pairs.append((words(part), ""))
        elif pairs:
            label, value = pairs[-1]
            pairs[-1] = (label, f"{value} {words(part)}".strip())
        else:
            pairs.append(("", words(part)))
    return pairs


def picture_of(
    tree: Document, bodies: Sequence[Element], selector: str, meta: Mapping[str, str], base: str
) -> Image | None:
    """Return the article's picture with its alternative text: the selected one, the body's largest,
    or og:image.

    Icons, spacers and pictures that stand for the whole site are none.
    """
    if selector:
        images = [
            img
            for chosen in select(tree, selector, limit=1)
            for img in (chosen, *tags(chosen, "img", limit=1))
            if img.name == "img"
        ]
        return _image(images[0], base) if images else None
    images = [img for body in bodies for img in tags(body, "img", limit=50) if not is_icon(img)]
    if images and (picture := _image(max(images, key=_area), base)):
        return picture
    og = absolute(meta.get("og:image", ""), base) if meta.get("og:image") else ""
    return Image(og, plain(meta.get("og:image:alt", ""))) if og and not _SHARED.search(og) else None


def _image(node: Element, base: str) -> Image | None:
    src = absolute(attribute(node, "data-src") or attribute(node, "src"), base)
    return Image(src, plain(squeeze(attribute(node, "alt")))) if urls.host(src) else None


def _area(img: Element) -> int:
    width, height = (_pixels(attribute(img, name)) for name in ("width", "height"))
    return (width or 200) * (height or 200)


def is_icon(img: Element) -> bool:
    """Tell whether a picture is small, or has the name of a sign."""
    small = any(0 < _pixels(attribute(img, name)) < 80 for name in ("width", "height"))
    return small or bool(_ICON.search(attribute(img, "src").rpartition("/")[2].lower()))


def _pixels(text: str) -> int:
    match = re.match(r"\s*(\d{1,5})(?:px)?\s*$", text)
    return int(match[1]) if match else 0
