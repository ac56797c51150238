"""Pure: an article becomes a Page: title, body, label-and-value rows, date, picture; without what
stands around it.

The site's own marks are heard first (selectors, main, article, ids), then the place where the words
are. Where the marks call everything furniture, only the elements speak. What cannot be an article
is told by a note for the person, never by rubbish.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from bridge import urls
from bridge.errors import Unreadable
from bridge.model import Block, Entry, Image, LinkCard, Page
from bridge.read import charset, listdates
from bridge.read.article import CONTACT, body_as_read, body_of, picture_of, strip
from bridge.read.changes import PARTS, steady
from bridge.read.fetched import Fetched
from bridge.read.frame import cut
from bridge.read.framelines import ASKS_READER
from bridge.read.markup import (
    absolute,
    attribute,
    base,
    is_counter,
    is_long,
    marks,
    parse,
    squeeze,
    still,
    tags,
    words,
)
from bridge.read.nodes import Text
from bridge.read.parts import part_of
from bridge.read.portions import place_of
from bridge.read.trees import select
from bridge.settings import Selectors
from bridge.text.clean import plain
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bridge.read.nodes import Document, Element

SMALL = 500  #: characters of an article that is read with all that stands around it
LONGEST = 40_000  #: characters of a body that are kept
#: this reader's number; a new one when titles, pictures or signs are read otherwise than before
READER = 8

_SITE = re.compile(
    r"\s*(?:[|｜]|::)\s*|\s+[-–—―:：«»/・]\s+|\s*[<>＜＞≪«»]\s*|(?<=図書館)[－―‐ー-]\s*|(?<=[^－―])[－―](?=[^－―\s]{2,16}図書館$)|[：](?=[^：]*(?:図書館|市|町|村|ホームページ|サイト)$)"
)
_SITE_NAME = re.compile(
    r"(?:図書館|市|町|村|区|県|ホームページ|HP|公式サイト|ウェブサイト|Webサイト|Library)$",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"(?:図書館(?:から|より)?の?)?(?:お知らせ|おしらせ|新着情報|最新情報|トピックス|ニュース|イベント|行事|催し物?|インフォメーション|news|topics|information|event)"
    r"(?:情報|案内|詳細|一覧|のお知らせ)*(?:詳細|一覧|ページ)?|ホーム|home|top|トップページ|"
    r"無題|untitled.*|no ?title|ページ内?本文",
    re.IGNORECASE,
)
_H1 = 3.0  #: what an article's first heading weighs among the candidates for its title
#: a heading that tells more of an article, and is none of its own
_FACET = re.compile(
    r"\W*(?:開催)?(?:日時|期間|場所|会場|対象者?|定員|費用|参加費|申し?込み?(?:方法)?|内容|概要|備考|講師|持ち物)\W*"
)
_ERROR_TITLE = re.compile(
    r"(?:error|エラー|http)?\s*[-:：]?\s*(?:404|403|410|500|502|503)(?:\s.*|エラー|\s*error)?|"
    r"(?:page |file )?not found.*|forbidden|.*unavailable|bad gateway"
    r"|(?:ただいま|現在|このページは(?:現在|ただいま)?)?、?(?:準備中|工事中|作成中)(?:です)?。"
    r"?|under construction\W*"
    r"|.*(?:ページ|ファイル|url|記事)[はが]?(?:見つかりません|みつかりません|ありません|存在しません).*|お探しのページ.*|(?:システム|サーバー?)?エラー(?:ページ|画面|が発生し.*)?"
    r"|(?:ただいま|現在)?、?(?:システム|サーバー?|サイト|ホームページ)?の?(?:緊急|定期)?メンテナンス(?:中|作業中)(?:です|のお知らせ)?。?",
    re.IGNORECASE,
)
_ERROR_TEXT = re.compile(
    r"(?:お探しの|指定され?た|ご?指定の)[^。]{0,20}(?:ページ|ファイル|url|記事)[^。]{0,30}(?:見つかりません|みつかりません|ありません|存在しません|削除|移動)"
    r"|ページが(?:見つかりません|存在しません)|(?:ただいま|現在)[^。]{0,20}メンテナンス中|"
    r"エラーが発生しました|the requested url|not found on this server",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"(?:.*[へにの])?(?:ログイン|サインイン|利用者認証|login|log in|sign in)(?:ページ|画面|"
    r"フォーム)?",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"(?:掲載|公開|登録|投稿|発表|作成|掲示)(?:日時?|年月日)?\s*[:：]?\s*(?=\S{0,4}\d)"
)
_UPDATED = re.compile(r"(?:最終)?更新(?:日時?|年月日)?\s*[:：]?\s*(?=\S{0,4}\d)")
_META_DATES = (
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dcterms.date",
    "pubdate",
    "wwwdate",
)
_BINARY = {
    b"\x89PNG": "画像",
    b"GIF8": "画像",
    b"\xff\xd8\xff": "画像",
    b"PK\x03\x04": "文書ファイル",
    b"\xd0\xcf\x11\xe0": "文書ファイル",
}
_REFRESH = re.compile(
    r"\s*(\d{1,3})(?:\.\d+)?\s*[;,]\s*url\s*=\s*[\"']?\s*([^\"'>\s]+)", re.IGNORECASE
)
#: between an article's title and the site's name, where no blank stands around it
_DASHES = ("-", "－", "‐", "–", "—", "―", "|", "｜", "/", "／", ":", "：")
_HEAD_MARKS = re.compile(
    r"(?:^|[\s_-])(?:logo|branding|site-?_?(?:title|name|id|head(?:er)?)|header|head(?:bg)?|global-?head)(?:$|[\s_-])"
)
_FRONT = re.compile(
    r"(?:https?://[^/]+)?/?(?:(?:\.\./)*|\./)?(?:index\.\w{3,5}|top\.\w{3,5})?", re.IGNORECASE
)
_MAIN_FRAME = re.compile(r"main|body|content|honbun|right|center|migi", re.IGNORECASE)
_SIDE_FRAME = re.compile(
    r"menu|navi|left|top|head|foot|title|side|hidari|index|banner", re.IGNORECASE
)


def read_page(fetched: Fetched, selectors: Selectors, encoding: str, entry: Entry) -> Page:
    """Return the article as read, or a Page with the entry's title and a note for what holds no
    text (PDF, picture …).

    Raises Unreadable when an error or maintenance page came under status 200.
    """
    if kind := file_kind(fetched):
        return _file(fetched, kind, entry)
    decoded = charset.decode(fetched.body, fetched.content_type, encoding)
    tree = parse(decoded.text)
    head = _Head.of(tree, decoded.text, fetched.url)
    framed = bool(tags(tree, "frameset", limit=1))
    password = any(
        attribute(node, "type").lower() == "password" for node in tags(tree, "input", limit=50)
    )
    title = plain(_title(tree, head, selectors, entry)) or entry.title
    for node in select(tree, selectors.drop) if selectors.drop else ():
        node.decompose()
    day = _published(tree, head, entry)
    wordy = tree.body is not None and is_long((tree.body,), 80)
    place = place_of(tree.body, title) if tree.body is not None and not selectors.body else None
    strip(tree, place=place)
    own = None if selectors.body else cut(tree, title, place)
    with still():
        bodies = _bodies(tree, selectors, title, own)
        lines, rows, blocks = body_as_read(bodies, title)
    text = "\n".join(
        line for line in lines if not _is_noise(line) and not _GENERIC.fullmatch(line)
    )[:LONGEST]
    _refuse_errors(fetched, head, title, text)
    if not text and wordy and not selectors.body and not framed and not password:
        text = _unmarked(decoded.text, title)
    text = "\n".join(line for line in plain(text).split("\n") if line)
    image = picture_of(tree, bodies, selector=selectors.image, meta=head.meta, base=head.base)
    notes = tuple(_notes(title, text, bodies, image, framed=framed, password=password))
    return Page(
        url=fetched.url,
        title=title,
        text=text,
        rows=tuple((plain(label), plain(value)) for label, value in rows),
        canonical=head.canonical,
        published=day,
        image=image,
        notes=notes,
        fingerprint=_sha(title, *steady(text), urls.canonical(image.url) if image else ""),
        blocks=tuple(_plain(block) for block in blocks if not _is_bare_noise(block)),
        reader=READER,
        card=_card(head),
    )


def read_part(fetched: Fetched, selectors: Selectors, encoding: str, entry: Entry) -> Page | None:
    """Return what a page that several entries share says of `entry`, under the title and day of
    its list; None where nothing on it surely is that entry's.

    Raises Unreadable when an error or maintenance page came under status 200.
    """
    if file_kind(fetched):
        return None
    decoded = charset.decode(fetched.body, fetched.content_type, encoding)
    tree = parse(decoded.text)
    head = _Head.of(tree, decoded.text, fetched.url)
    for node in select(tree, selectors.drop) if selectors.drop else ():
        node.decompose()
    strip(tree)
    whole = words(tree.body) if tree.body else ""
    _refuse_errors(fetched, head, head.core(head.title), whole)
    roots = select(tree, selectors.body) if selectors.body else [tree.body] if tree.body else []
    # 「お知らせ」 is what all of it is called
    own = replace(entry, title="") if _GENERIC.fullmatch(entry.title) else entry
    with still():  # nothing is asked any more when the part is taken out
        part = next((part for root in roots if (part := part_of(root, own)) is not None), None)
    if part is None:
        return None
    title = plain(entry.title)
    body = body_of(part, title) if part is tree.body else part
    with still():
        lines, rows, blocks = body_as_read([body], title)
    lines = [line for line in lines if not _is_noise(line) and not _GENERIC.fullmatch(line)]
    text = plain("\n".join(lines)[:LONGEST]) or entry.summary
    image = picture_of(tree, [body], selector="", meta={}, base=head.base)
    return Page(
        url=fetched.url,
        title=title,
        text=text,
        rows=tuple((plain(label), plain(value)) for label, value in rows),
        canonical=head.canonical,
        published=entry.published,
        image=image,
        notes=tuple(_notes(title, text, [body], image, framed=False, password=False)),
        fingerprint=_sha(title, *steady(text), urls.canonical(image.url) if image else ""),
        blocks=tuple(_plain(block) for block in blocks if not _is_bare_noise(block)),
        reader=PARTS + READER,
        card=_card(head),
    )


def _file(fetched: Fetched, kind: str, entry: Entry) -> Page:
    """Return what holds no text as a Page with the entry's title, else the file's name."""
    return Page(
        fetched.url,
        entry.title or fetched.file_name,
        "",
        published=entry.published,
        notes=(kind,),
        fingerprint=_sha(entry.title, fetched.digest or hashlib.sha256(fetched.body).hexdigest()),
    )


def _bodies(tree: Document, selectors: Selectors, title: str, own: Element | None) -> list[Element]:
    """Return the elements that hold the article: `own`, which has its title, too, where the words
    of something else are more.
    """
    if selectors.body:
        return select(tree, selectors.body)
    if tree.body is None:
        return []
    body = body_of(tree.body, title)
    if own is None or any(one is body for one in (own, *own.parents)):
        return [body]
    if any(one is own for one in body.parents):  # of a small one all is read
        return [body if is_long((own,), SMALL) else own]
    return [own, body]


def _is_bare_noise(block: Block) -> bool:
    return len(block.lines) == 1 and _is_noise(block.lines[0])


def _plain(block: Block) -> Block:
    lines, names = tuple(map(plain, block.lines)), tuple(map(plain, block.names))
    same = lines == block.lines and names == block.names
    return block if same else replace(block, lines=lines, names=names)


def follow(fetched: Fetched) -> str:
    """Return the address of the page that this one only stands for: a meta refresh within 30
    seconds, or the main frame of a frameset (HTML 4.01, 16); empty when it stands for itself.
    """
    if not re.search(rb"refresh|<frame", fetched.body[:100_000], re.IGNORECASE) or file_kind(
        fetched
    ):
        return ""
    tree = parse(charset.decode(fetched.body, fetched.content_type).text)
    against = base(tree, fetched.url)
    for meta in (
        node for node in tags(tree, "meta") if attribute(node, "http-equiv").lower() == "refresh"
    ):
        match = _REFRESH.match(attribute(meta, "content"))
        if match and int(match[1]) <= 30:
            return _elsewhere(match[2], against, fetched.url)
    frames = [f for f in tags(tree, "frame", limit=50) if attribute(f, "src").strip()]
    names = [f"{attribute(f, 'name')} {attribute(f, 'src')}" for f in frames]
    ranked = sorted(
        range(len(frames)),
        key=lambda n: (not _MAIN_FRAME.search(names[n]), bool(_SIDE_FRAME.search(names[n])), -n),
    )
    return _elsewhere(attribute(frames[ranked[0]], "src"), against, fetched.url) if ranked else ""


def _elsewhere(href: str, against: str, own: str) -> str:
    address = absolute(href, against)
    return "" if urls.canonical(address) == urls.canonical(own) else address


@dataclass(frozen=True, slots=True)
class _Head:
    """What a document says of itself before its body."""

    title: str  #: <title>
    meta: dict[str, str]  #: name or property, lower case → content
    base: str
    canonical: str  #: of the same host; empty when it names none, or the whole site
    ld_date: str  #: datePublished of JSON-LD

    @classmethod
    def of(cls, tree: Document, text: str, url: str) -> _Head:
        meta: dict[str, str] = {}
        for node in tags(tree.head or tree, "meta", limit=200):
            name = (
                attribute(node, "property")
                or attribute(node, "name")
                or attribute(node, "itemprop")
            )
            meta.setdefault(name.lower(), squeeze(attribute(node, "content")))
        against = base(tree, url)
        links = (
            node
            for node in tags(tree.head or tree, "link", limit=200)
            if attribute(node, "rel").lower() == "canonical"
        )
        href = attribute(next(links, None), "href").strip()
        address = absolute(href, against) if href else ""  # an empty one would be the base itself
        own = (
            bool(address)
            and urls.host(address) == urls.host(url)
            and urls.canonical(address).count("/") + ("?" in address) > 3
        )
        deep = own and urls.canonical(address).rstrip("/").count("/") > 2
        ld = re.search(r'"datePublished"\s*:\s*"([^"]{8,40})"', text)
        title = words(tree.title)[:300] if tree.title else ""
        return cls(title, meta, against, address if deep else "", ld[1] if ld else "")

    def core(self, title: str) -> str:
        """Return a title without the site's name before or after it."""
        site = self.meta.get("og:site_name", "")
        parts = [part for part in _SITE.split(title) if part.strip()]
        own = [part for part in parts if part != site]
        telling = [p for p in own if not _GENERIC.fullmatch(p)] or own
        first = telling[:-1] if len(telling) > 1 and _SITE_NAME.search(telling[-1]) else telling
        last = first[1:] if len(first) > 1 and _SITE_NAME.search(first[0]) else first
        return (last or [title])[0].strip()


def _card(head: _Head) -> LinkCard | None:
    """Return the card that X shows of a page: its own words for X first, else those of Open Graph
    (X's "Cards markup"); None when it has neither.
    """
    meta = head.meta
    title = plain(meta.get("twitter:title") or meta.get("og:title") or "")
    kind = meta.get("twitter:card", "")
    if not (title or kind):
        return None
    src = meta.get("twitter:image") or meta.get("twitter:image:src") or meta.get("og:image")
    alt = plain(meta.get("twitter:image:alt") or meta.get("og:image:alt") or "")
    address = absolute(src, head.base) if src else ""
    image = Image(address, alt) if urls.host(address) else None
    return LinkCard(title or plain(head.title), image, kind == "summary_large_image")


def _title(tree: Document, head: _Head, selectors: Selectors, entry: Entry) -> str:
    """Return the article's title: that candidate which agrees best with the list's title and with
    <title>.
    """
    for node in select(tree, selectors.title, limit=1) if selectors.title else ():
        if text := words(node):
            return text
    titles = _Titles(tree, head, entry)
    best = max(titles.candidates(), key=titles.worth)[1]
    text, of_list = _folded(best), titles.of_list
    same = of_list in text or (text in of_list and 10 * len(text) > 7 * len(of_list))
    if (
        len(of_list) > 3
        and not same
        and not _GENERIC.fullmatch(entry.title)
        and (_shows(tree, of_list) or _shown_apart(tree, titles.apart))
    ):
        # the page bears the words that brought us here: the other is the site's, or a part's
        best = entry.title
    return _without_site(best, tree) or entry.title or head.title


class _Titles:
    """What an article may be called, and how far each agrees with its list and with <title>."""

    def __init__(self, tree: Document, head: _Head, entry: Entry) -> None:
        self._tree, self._head, self._entry = tree, head, entry
        parts = [part for part in _SITE.split(head.title) if part]
        self._site = {head.meta.get("og:site_name", ""), *(parts[1:] if len(parts) > 1 else ())}
        self._site |= {part for part in parts if len(parts) > 1 and _SITE_NAME.search(part)}
        self._core = head.core(head.title)
        self.apart = [_folded(word) for word in entry.title.split()]  #: the list's words
        self.of_list = _folded(entry.title)  #: the list's title
        self._whole, self._folded_core = _folded(head.title), _folded(self._core)
        # the site's names
        self._names = {
            name
            for part in self._site
            if len(name := _folded(part)) > 3 and name not in self._folded_core
        }
        # a logo, mostly
        self._pictures = {words(h) for h in tags(tree, "h1", limit=5) if not h.get_text().strip()}
        telling = len(parts) > 1 and len(self._folded_core) > 3
        heads = tags(tree, "h1", "h2", "h3", limit=10) if telling else ()
        self._heads_agree = any(_folded(words(h)) == self._folded_core for h in heads)

    def candidates(self) -> list[tuple[float, str]]:
        """Return each that may be the title, with what speaks for its place."""
        tree, head = self._tree, self._head
        loud = [words(b) for b in tags(tree, "font", "b", "strong", limit=3)]
        return [
            *(
                (-2.0 if _is_site_head(h) and not self._heads_title(words(h)) else _H1, words(h))
                for h in tags(tree, "h1", limit=5)
            ),
            *((1.6 - n / 10, words(h)) for n, h in enumerate(tags(tree, "h2", "h3", limit=6))),
            # all the heading that old pages have
            *((0.5, text) for text in loud if 5 < len(text) < 60),
            # the last always agrees with itself: 3 more
            (2.5, head.core(head.meta.get("og:title", ""))),
            (2.0, self._core),
            (-1.5, self._entry.title),
        ]

    def _heads_title(self, text: str) -> bool:
        """Whether <title> says a text before the site's name, whatever stands between them."""
        whole = self._head.title
        rest = whole.removeprefix(text).lstrip() if text and whole != text else ""
        return rest != whole and rest[:1] in _DASHES and bool(_SITE_NAME.search(rest))

    def worth(self, candidate: tuple[float, str]) -> float:
        """Return how well one agrees with the list's title and with <title>."""
        weight, text = candidate
        plain = _folded(text)
        if (
            plain and plain == self.of_list and _GENERIC.fullmatch(text)
        ):  # the list says no more: better than the site's name
            return weight + 3
        nothing = _GENERIC.fullmatch(text) or _FACET.fullmatch(text) or CONTACT.fullmatch(text)
        nothing = nothing or ASKS_READER.match(text)  # このページは役に立ちましたか
        if not plain or len(text) > 200 or nothing:
            return weight - 10
        same = self._as_listed(plain)
        return (
            weight
            + same
            + (1 if plain in self._whole else 0)
            + (0.5 if self._heads_agree and plain == self._folded_core else 0)
            - self._doubt(text, plain, same)
        )

    def _as_listed(self, plain: str) -> int:
        """Return how far one is what the list calls the article."""
        of_list = self.of_list
        # 第20回 秋の朗読会 is 第20回 記念館 ⏎ 秋の朗読会
        near = min(len(plain), len(of_list)) > 5 and (
            plain in of_list
            or of_list in plain
            or (len(self.apart) > 1 and all(w in plain for w in self.apart))
        )
        if of_list and plain == of_list:
            return 3
        return 2 if near and 2 * len(plain) >= len(of_list) else 0

    def _doubt(self, text: str, plain: str, same: int) -> int:
        """Return how far one may be the site's name, logo or slogan."""
        like_site = _SITE_NAME.search(text)
        site_name = same < 3 and text in self._site and (text != self._core or like_site)
        doubt = 8 if site_name else 3 if self.of_list and not same and like_site else 0
        of_site = text in self._pictures or any(name in plain for name in self._names)
        return max(doubt, 3) if not same and plain not in self._whole and of_site else doubt


_PDF = re.compile(r"\.pdf\b", re.IGNORECASE)


def _lines(tree: Document) -> Iterator[str]:
    """Yield the texts of a document that are more than blanks."""
    return (text for one in tree.descendants if isinstance(one, Text) and (text := one.strip()))


def _shown_apart(tree: Document, listed: list[str]) -> bool:
    """Whether the words of the list stand as headings, one below another: 図書館だより ⏎
    2023年10月.
    """
    heads = {_folded(words(h)) for h in tags(tree, "h1", "h2", "h3", limit=10)}
    return len(listed) > 1 and all(word in heads for word in listed)


def _shows(tree: Document, listed: str) -> bool:
    """Whether an element of the page, or a picture's alternative text, says just the words of the
    list.
    """
    alone = (
        node for node in tags(tree, "h1", "h2", "span", "p", "div", "td", "b", "font", limit=200)
    )
    repeated = any(not is_long((node,), 200) and _folded(words(node)) == listed for node in alone)
    # a page of <br> only
    repeated = repeated or any(_folded(line) == listed for line in islice(_lines(tree), 300))
    return repeated or any(
        _folded(attribute(img, "alt")) == listed for img in tags(tree, "img", limit=20)
    )


def _without_site(title: str, tree: Document) -> str:
    """Return a title without the site's name before it, where the site's own head bears that name:
    見本図書館：休館のお知らせ.
    """
    name, sign, rest = (
        (match := re.match(r"([^:：|｜]{2,24})\s*([:：|｜])\s*(\S.{3,})", title)) and match.groups()
    ) or ("", "", "")
    if not sign:
        return title
    heads = [h for h in tags(tree, "h1", limit=3) if _is_site_head(h)]
    fronts = [
        a
        for a in tags(tree, "a", limit=30)
        if _FRONT.fullmatch(attribute(a, "href").strip() or "-")
    ]
    blocks = tags(tree.body or tree, "div", "p", "td", "span", "font", "strong", limit=60)
    first = [node for node in blocks if not is_long((node,), 40) and words(node)][:3]
    headings = {_folded(words(node)) for node in (*heads, *fronts, *first)}
    headings |= {_folded(attribute(img, "alt")) for img in tags(tree, "img", limit=5)}
    return rest if _folded(name) in headings else title


def _is_site_head(heading: Element) -> bool:
    """Whether a heading is the site's own: a logo, a slogan, a link to the front page, in the head
    of the page.
    """
    for node, above in zip(range(5), heading.parents, strict=False):
        if above.name in ("article", "main"):
            return False
        if node < 4 and (above.name == "header" or _HEAD_MARKS.search(marks(above))):
            around = (parent for _, parent in zip(range(2), above.parents, strict=False))
            return not any(parent.name == "article" for parent in around)
    link = next(iter(tags(heading, "a", limit=1)), None)
    return link is not None and bool(_FRONT.fullmatch(attribute(link, "href").strip()))


_NO_WORD = re.compile(r"[\W_]+")


def _folded(text: str) -> str:
    return _NO_WORD.sub("", unicodedata.normalize("NFKC", text)).lower()


def _published(tree: Document, head: _Head, entry: Entry) -> date | None:
    """Return the day of publication: as printed, as marked up, as listed; an update's day when
    there is no other.
    """
    text = words(tree.body) if tree.body else ""
    times = [attribute(node, "datetime") or words(node) for node in tags(tree, "time", limit=3)]
    marked = [head.meta.get(name, "") for name in _META_DATES] + [head.ld_date]
    for stamp in (_after(_PUBLISHED, text), *times, *marked):
        if stamp and (day := _full(stamp)):
            return day
    return entry.published or _full(_after(_UPDATED, text))


def _after(label: re.Pattern[str], text: str) -> str:
    match = label.search(text)
    return text[match.end() : match.end() + 24] if match else ""


def _full(text: str) -> date | None:
    list_date = listdates.first(text)
    return list_date.on() if list_date and list_date.year else None


def _is_noise(line: str) -> bool:
    return len(line) <= 60 and is_counter(line)


def _sha(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()


def file_kind(fetched: Fetched) -> str:
    """Return what a body is that is no HTML: "PDF", "画像", "文書ファイル" (office files, feeds …);
    empty for a page.
    """
    kind = fetched.media_type
    if kind == "application/pdf" or b"%PDF-" in fetched.body[:1024]:
        return "PDF"
    if magic := next(
        (name for start, name in _BINARY.items() if fetched.body.startswith(start)), ""
    ):
        return magic
    if re.search(rb"<(?:!doctype )?html|<body|<frameset", fetched.body[:5000], re.IGNORECASE):
        return ""
    if kind.startswith("image/"):
        return "画像"
    other = (
        kind.startswith(("application/", "audio/", "video/"))
        or kind == "text/xml"
        or fetched.body.lstrip()[:5] == b"<?xml"
    )
    return (
        "文書ファイル"
        if other and kind not in ("application/xhtml+xml", "application/octet-stream")
        else ""
    )


def _refuse_errors(fetched: Fetched, head: _Head, title: str, text: str) -> None:
    """Some servers say 200 to everything; an error page is no news."""
    error = next((t for t in (head.core(head.title), title) if t and _ERROR_TITLE.fullmatch(t)), "")
    if not error and len(text) < 400 and (match := _ERROR_TEXT.search(text)):
        error = match[0]
    if error:
        raise Unreadable("page.error_page", said=error[:60], url=fetched.url)


def _notes(
    title: str,
    text: str,
    bodies: list[Element],
    image: Image | None,
    *,
    framed: bool,
    password: bool,
) -> list[str]:
    """Return for the person what the page lacks."""
    notes = []
    if framed and not text:
        notes.append("フレーム")
    elif _LOGIN.fullmatch(title) or (password and len(text) < 100):
        notes.append("ログインページ")
    elif len(text) < 20 and any(
        _PDF.search(attribute(a, "href")) for body in bodies for a in tags(body, "a")
    ):
        notes.append("PDF")
    elif not text and (image or any(tags(body, "img", limit=1) for body in bodies)):
        notes.append("画像のみ")
    if not text:
        notes.append("本文なし")
    if charset.garbled(f"{title}\n{text}"):
        notes.append("文字化け")
    if len(text) > 80 and len(re.findall("[ぁ-ヶ一-龠]", text)) < len(text) * 0.05:
        notes.append("英語のページ")
    return notes


def _unmarked(html: str, title: str) -> str:
    """Return the text of a page whose own marks call everything furniture: there only its elements
    speak.
    """
    tree = parse(html)
    strip(tree, by_marks=False)
    lines, _, _ = body_as_read([body_of(tree.body, title)] if tree.body else [], title)
    return "\n".join(lines)[:LONGEST]
