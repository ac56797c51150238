"""Pure: the yearly book and the decision sheet as one file of HTML each: nothing to load, readable
in any browser, printable.
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from functools import cache, lru_cache
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from bridge import labels
from bridge.book import Moments, day_and_time, document_number, retention
from bridge.book.table import apart
from bridge.model import Machine
from bridge.text.clean import PERHAPS_HIDDEN, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import tzinfo

    from jinja2 import Environment

    from bridge.book import Cover
    from bridge.book.sheet import Sheet
    from bridge.leaf import AttemptRow, DecisionRow, Leaf, ReviewRow, VersionRow
    from bridge.model import Image, Page


def pages(cover: Cover, leaves: Iterable[Leaf]) -> Iterator[bytes]:
    """Yield the book in UTF-8, one draft at a time."""
    zone = cover.made_at.tzinfo
    at: Moments[str] = Moments(lambda moment: _at(moment, zone))
    articles = (_LeafMarkup(cover, leaf, at).text() for leaf in leaves)
    template = _environment(zone).get_template("book.html")
    yield from map(str.encode, template.generate(cover=cover, articles=articles))


def page(sheet: Sheet) -> str:
    """Return a decision sheet for one A4."""
    return _environment().get_template("sheet.html").render(sheet=sheet)


@cache
def _environment(zone: tzinfo | None = None) -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("bridge.book"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    environment.finalize = lambda value: visible(value) if type(value) is str else value
    environment.filters["at"] = lambda moment: _at(moment.isoformat(), zone)
    environment.globals["retention"] = retention
    return environment


def _at(moment: str, zone: tzinfo | None) -> str:
    return day_and_time(moment, zone)[:16]


#: what is not shown as it is; one look for all of it
_ODD: Final = re.compile(f"[{PERHAPS_HIDDEN}&<>\"']").search


def _shown(text: str) -> str:
    """Return a text as markup, each thing in it that nobody sees shown by its number."""
    if not _ODD(text):  # nearly every cell
        return text
    text = visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&#34;").replace("'", "&#39;")


#: the same of what comes again and again: names of persons, of steps, of sources
_word: Final = lru_cache(1024)(_shown)


@lru_cache(1024)  # a year has some dozens
def _step(action: str, actor: str) -> str:
    return f"{_shown(labels.action(action))} {_shown(labels.actor(actor))}"


@lru_cache(1024)  # many lines say the same
def _said(detail: str) -> str:
    return _shown(labels.said(json.loads(detail)))


def _row(heading: str, cell: str, end: str = "\n") -> str:
    return f'<tr><th scope="row">{heading}</th><td>{cell}</td></tr>{end}'


# The cells of a draft are put together here, not by a template: it asked for the filters of each
# value anew, and that was two thirds of the time of a book.


def _picture(image: Image) -> str:
    return (
        f"<br>画像 {_shown(image.url or 'アップロード')} "
        f'<span class="small">sha256 {_shown(image.sha256 or "なし")}</span><br>'
        f"代替テキスト: {_shown(image.alt)}<br>権利: {_shown(image.rights)}"
    )


class _LeafMarkup:
    """One draft of the book."""

    def __init__(self, cover: Cover, leaf: Leaf, at: Moments[str]) -> None:
        self._cover, self._leaf, self._at = cover, leaf, at

    def text(self) -> Markup:
        """Return it as markup."""
        leaf = self._leaf
        id, content = leaf.draft.id, leaf.present.content
        rows = [
            f'<article id="d{id}">\n'
            f"<h2>起案{id} <bdi>{_shown(leaf.present.title)}</bdi></h2>\n<table><tbody>\n",
            *self._opening(),
            *map(self._version, leaf.versions, count(1)),
            _row("決裁", self._decisions()),
        ]
        if leaf.reviews:
            rows.append(_row("回議 9(1)", "<br>".join(map(self._review, leaf.reviews)), ""))
        if not content.removes:
            rows.append(_row("禁止事項の確認 6(1)～(13)", self._ticks(), ""))
        rows += [_row("決裁のときのページ", self._page(*one)) for one in leaf.pages.values()]
        rows.append(_row("投稿", self._post()))
        checks = [
            f"{labels.word(labels.ROLE, role)} {_word(person)} {self._at[at]}"
            for _, role, person, at in leaf.checks
        ]
        rows.append(_row("確認 9(2)", "<br>".join(checks) or "なし"))
        if leaf.first or leaf.corrections:
            rows.append(_row("訂正 9(2)", self._ties()))
        rows.append(_row("経過", self._course(), ""))
        rows.append("\n</tbody></table>\n</article>\n")
        return Markup("".join(rows))  # noqa: S704 - each value in it has gone through _shown

    def _by(self, person: str, at: str) -> str:
        return f"{_word(labels.actor(person))} {self._at[at]}"

    def _opening(self) -> Iterator[str]:
        cover, present, page = self._cover, self._leaf.present, self._leaf.page
        id, _, source, kind, state, _, _, note, origin, _, opened_at, _ = self._leaf.draft
        opening = datetime.fromisoformat(opened_at)
        number = document_number(cover.records, id, opening, cover.made_at.tzinfo)
        yield _row("文書番号", _shown(number))
        stands = f"{labels.word(labels.STATE, state)}・5(1){labels.word(labels.KIND, kind)}"
        urgent, note = "・緊急" if present.urgent else "", _shown(note)
        yield _row("状態・種別", f"{stands}{urgent}{note and '<br>'}{note}")
        by, origin = self._by(present.author, opened_at), _shown(origin)
        yield _row("起案", f"{by}・{_word(source)}{origin and '<br>'}{origin}")
        behind = f"<bdi>{_shown(page.title)}</bdi><br>{_shown(page.url)}" if page else "なし"
        yield _row("元のページ", behind)

    def _version(self, version: VersionRow, number: int) -> str:
        _, _, at, author, title, content, digest, weight, findings, _, _ = version
        picture = "" if content.image is None else _picture(content.image)
        notes = [
            f"<br>{'要確認' if f.stop else '注意'} {_word(f.clause)}"
            f"「<bdi>{_shown(f.found)}</bdi>」{_shown(f.why)}"
            for f in findings
        ]
        return _row(
            f"第{number}版<br>{weight}/280",
            f'<span class="small">{self._by(author, at)}・{_shown(title)}</span><br>'
            f'<bdi class="exact">{_shown(labels.words(content))}</bdi>{picture}'
            f'{"".join(notes)}<br><span class="small">{_shown(digest)}</span>',
        )

    def _decisions(self) -> str:
        words = "<br>".join(map(self._decision, self._leaf.decisions)) or "なし"
        return words + "".join(f"<br>{_shown(labels.scope(c))}" for c in self._leaf.confirmations)

    def _decision(self, decision: DecisionRow) -> str:
        rest: list[Any]
        _, id, version, _, person, at, _, confirmation, acknowledged, hours, *rest = decision
        _, policy, _, _, _, _, inspector, inspected_at, _ = rest
        text = f"第{version}版 {_word(person)} {self._at[at]} {labels.way(decision)}"
        if confirmation:
            text += f"({_word(confirmation)})"
        if self._leaf.draft.decision != id:
            text += "(取消し)"
        text += f"・運用方針 {_word(policy)}"
        if inspected_at:
            text += f"<br>後閲 {_word(inspector or '')} {self._at[inspected_at]}"
        if acknowledged:
            text += f"<br>承知した指摘 {_shown('、'.join(acknowledged))}"
        if hours:
            text += f"<br>開館時間外に出す理由: {_shown(hours)}"
        return text

    def _review(self, one: ReviewRow) -> str:
        step, at = _word(one.step), self._at[one.at]
        return f"第{one.version}版 {step} {_word(one.person)} {at}"

    def _ticks(self) -> str:
        ticks = "<br>".join(
            f"第{t.version}版 {labels.word(labels.CHECKLIST_PART, t.part)} {_word(t.person)} "
            f"{self._at[t.at]} どれにもあたりません"
            for t in self._leaf.checklists
        )
        by_itself = self._leaf.present.author == Machine.SYNC
        return ticks or ("決裁の判断に含みます(ページのまま)" if by_itself else "記録なし")

    def _page(self, seen_at: str, page: Page) -> str:
        rows = "".join(f"<br>{_shown(label)}: {_shown(value)}" for label, value in page.rows)
        return (
            f"<bdi>{_shown(page.title)}</bdi><br>{_shown(page.url)} "
            f'<span class="small">{self._at[seen_at]}に確認</span>{rows}<br>'
            f'<bdi class="exact small">{_shown(page.text)}</bdi>'
        )

    def _post(self) -> str:
        posts, of = self._leaf.posts, len(self._leaf.present.content.cuts) + 1
        words = "なし"
        if posts:
            first, cost = posts[0], sum(post.cost for post in posts)
            part = f" {of}件のうち{len(posts)}件目まで" if of > len(posts) else ""
            road = labels.word(labels.THROUGH, first.through)
            urls = "".join([f"<br>{_shown(post.url)}" for post in posts])
            words = f"{self._at[first.at]} {road} US${cost:.3f}{part}{urls}"
        return words + "".join(map(self._attempt, self._leaf.attempts))

    def _attempt(self, one: AttemptRow) -> str:
        _, _, _, _, through, started_at, _, outcome, detail, *_ = one
        road, came = labels.word(labels.THROUGH, through), labels.word(labels.OUTCOME, outcome)
        at, words = self._at[started_at], _word(detail)
        return f'<br><span class="small">試み {at} {road} {came} {words}</span>'

    def _ties(self) -> str:
        leaf = self._leaf
        ties = []
        if leaf.first:
            ties.append(f"起案{leaf.first.id}の{labels.tie(leaf.present.content)}")
        for o in leaf.corrections:
            state = labels.word(labels.STATE, o.state)
            minutes = (
                f" 投稿から{apart(leaf.post.at, o.posted_at)}分"
                if leaf.post and o.posted_at
                else ""
            )
            ties.append(f"起案{o.id}で{labels.tie(o.content)}({state}){minutes} {_shown(o.origin)}")
        return "<br>".join(ties)

    def _course(self) -> str:
        at = self._at
        lines = [
            f'<li value="{id}">{at[moment]} {_step(action, actor)} {_said(detail)}</li>'
            for _, id, moment, actor, action, detail in self._leaf.lines
        ]
        return f'<ol class="course">{"".join(lines)}</ol>'
