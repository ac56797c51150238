"""Pure: the yearly book and the decision sheet as one file of HTML each: nothing to load, readable
in any browser, printable.
"""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache, lru_cache
from itertools import count
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from bridge import labels
from bridge.book import day_and_time, document_number, retention
from bridge.book.table import apart
from bridge.model import Machine
from bridge.text.clean import visible

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
    articles = (_Article(cover, leaf).text() for leaf in leaves)
    template = _environment(cover.made_at.tzinfo).get_template("book.html")
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


def _shown(text: str) -> str:
    """Return a text as markup, each thing in it that nobody sees shown by its number."""
    if not text:  # many a cell
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


def _row(heading: str, cell: str) -> str:
    return f'<tr><th scope="row">{heading}</th><td>{cell}</td></tr>'


# The cells of a draft are put together here, not by a template: it asked for the filters of each
# value anew, and that was two thirds of the time of a book.


def _picture(image: Image) -> str:
    return (
        f"<br>画像 {_shown(image.url or 'アップロード')} "
        f'<span class="small">sha256 {_shown(image.sha256 or "なし")}</span><br>'
        f"代替テキスト: {_shown(image.alt)}<br>権利: {_shown(image.rights)}"
    )


class _Article:
    """One draft of the book."""

    def __init__(self, cover: Cover, leaf: Leaf) -> None:
        self._records, self._zone, self._leaf = cover.records, cover.made_at.tzinfo, leaf

    def text(self) -> Markup:
        """Return it as markup."""
        leaf = self._leaf
        draft, content = leaf.draft, leaf.present.content
        rows = [
            f'<article id="d{draft.id}">\n'
            f"<h2>起案{draft.id} <bdi>{_shown(leaf.present.title)}</bdi></h2>\n<table><tbody>\n",
            *self._opening(),
            *map(self._version, leaf.versions, count(1)),
            _row("決裁", self._decisions()) + "\n",
        ]
        if leaf.reviews:
            rows.append(_row("回議 9(1)", "<br>".join(map(self._review, leaf.reviews))))
        if not content.removes:
            rows.append(_row("禁止事項の確認 6(1)～(13)", self._ticks()))
        rows += [_row("決裁のときのページ", self._page(*one)) + "\n" for one in leaf.pages.values()]
        rows.append(_row("投稿", self._post()) + "\n")
        checks = [
            f"{labels.word(labels.ROLE, role)} {_word(person)} {_at(at, self._zone)}"
            for _, role, person, at in leaf.checks
        ]
        rows.append(_row("確認 9(2)", "<br>".join(checks) or "なし") + "\n")
        if leaf.first or leaf.corrections:
            rows.append(_row("訂正 9(2)", self._ties()) + "\n")
        rows.append(_row("経過", self._course()))
        rows.append("\n</tbody></table>\n</article>\n")
        return Markup("".join(rows))  # noqa: S704 - each value in it has gone through _shown

    def _by(self, person: str, at: str) -> str:
        return f"{_word(labels.actor(person))} {_at(at, self._zone)}"

    def _opening(self) -> Iterator[str]:
        draft, present, page = self._leaf.draft, self._leaf.present, self._leaf.page
        opening = datetime.fromisoformat(draft.opened_at)
        number = document_number(self._records, draft.id, opening, self._zone)
        yield _row("文書番号", _shown(number)) + "\n"
        state = (
            f"{labels.word(labels.STATE, draft.state)}・5(1){labels.word(labels.KIND, draft.kind)}"
        )
        urgent, note = "・緊急" if present.urgent else "", _shown(draft.note)
        yield _row("状態・種別", f"{state}{urgent}{note and '<br>'}{note}") + "\n"
        by, origin = self._by(present.author, draft.opened_at), _shown(draft.origin)
        yield _row("起案", f"{by}・{_word(draft.source)}{origin and '<br>'}{origin}") + "\n"
        behind = f"<bdi>{_shown(page.title)}</bdi><br>{_shown(page.url)}" if page else "なし"
        yield _row("元のページ", behind) + "\n"

    def _version(self, version: VersionRow, number: int) -> str:
        image, by = version.content.image, self._by(version.author, version.at)
        picture = "" if image is None else _picture(image)
        findings = "".join(
            f"<br>{'要確認' if f.stop else '注意'} {_word(f.clause)}"
            f"「<bdi>{_shown(f.found)}</bdi>」{_shown(f.why)}"
            for f in version.findings
        )
        return (
            _row(
                f"第{number}版<br>{version.weight}/280",
                f'<span class="small">{by}・{_shown(version.title)}</span><br>'
                f'<bdi class="exact">{_shown(labels.words(version.content))}</bdi>{picture}'
                f'{findings}<br><span class="small">{_shown(version.digest)}</span>',
            )
            + "\n"
        )

    def _decisions(self) -> str:
        words = "<br>".join(map(self._decision, self._leaf.decisions)) or "なし"
        return words + "".join(f"<br>{_shown(labels.scope(c))}" for c in self._leaf.confirmations)

    def _decision(self, decision: DecisionRow) -> str:
        parts = [
            f"第{decision.version}版 {_word(decision.person)} {_at(decision.at, self._zone)} "
            f"{labels.way(decision)}"
        ]
        if decision.confirmation:
            parts.append(f"({_word(decision.confirmation)})")
        if self._leaf.draft.decision != decision.id:
            parts.append("(取消し)")
        parts.append(f"・運用方針 {_word(decision.policy_version)}")
        if decision.inspected_at:
            looked = f"{_word(decision.inspector or '')} {_at(decision.inspected_at, self._zone)}"
            parts.append(f"<br>後閲 {looked}")
        if decision.acknowledged:
            parts.append(f"<br>承知した指摘 {_shown('、'.join(decision.acknowledged))}")
        if decision.outside_hours:
            parts.append(f"<br>開館時間外に出す理由: {_shown(decision.outside_hours)}")
        return "".join(parts)

    def _review(self, one: ReviewRow) -> str:
        step, at = _word(one.step), _at(one.at, self._zone)
        return f"第{one.version}版 {step} {_word(one.person)} {at}"

    def _ticks(self) -> str:
        ticks = "<br>".join(
            f"第{t.version}版 {labels.word(labels.CHECKLIST_PART, t.part)} {_word(t.person)} "
            f"{_at(t.at, self._zone)} どれにもあたりません"
            for t in self._leaf.checklists
        )
        by_itself = self._leaf.present.author == Machine.SYNC
        return ticks or ("決裁の判断に含みます(ページのまま)" if by_itself else "記録なし")

    def _page(self, seen_at: str, page: Page) -> str:
        rows = "".join(f"<br>{_shown(label)}: {_shown(value)}" for label, value in page.rows)
        return (
            f"<bdi>{_shown(page.title)}</bdi><br>{_shown(page.url)} "
            f'<span class="small">{_at(seen_at, self._zone)}に確認</span>{rows}<br>'
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
            words = f"{_at(first.at, self._zone)} {road} US${cost:.3f}{part}{urls}"
        return words + "".join(map(self._attempt, self._leaf.attempts))

    def _attempt(self, one: AttemptRow) -> str:
        road = labels.word(labels.THROUGH, one.through)
        outcome = labels.word(labels.OUTCOME, one.outcome)
        at, detail = _at(one.started_at, self._zone), _word(one.detail)
        return f'<br><span class="small">試み {at} {road} {outcome} {detail}</span>'

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
        zone = self._zone
        lines = [
            f'<li value="{id}">{_at(at, zone)} {_step(action, actor)} {_said(detail)}</li>'
            for _, id, at, actor, action, detail in self._leaf.lines
        ]
        return f'<ol class="course">{"".join(lines)}</ol>'
