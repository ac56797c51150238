"""Pure: the yearly book as a table for spreadsheets, one row a draft (CSV of RFC 4180, UTF-8 with a
byte order mark).
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from bridge import labels
from bridge.book import Moments, day_and_time, document_number, seconds
from bridge.model import Role, Verb

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bridge.book import Cover
    from bridge.leaf import DecisionRow, Leaf

HEADINGS: Final = (
    "起案番号",
    "状態",
    "種別",
    "取得元",
    "件名",
    "投稿する文",
    "リンク",
    "起案者",
    "起案日時",
    "版の数",
    "要確認の指摘",
    "承知した指摘",
    "決裁者",
    "決裁日時",
    "決裁の方法",
    "事前確認",
    "開館時間外の理由",
    "運用方針の版",
    "投稿の試み",
    "投稿日時",
    "投稿のアドレス",
    "投稿の方法",
    "費用(US$)",
    "確認(館長)",
    "確認(投稿担当)",
    "訂正した起案",
    "訂正までの分",
    "訂正された起案",
    "経緯・理由",
    "備考",
    "ひとこと",
    "ダイジェスト",
    "元のページの題",
    "元のページ",
    "画像",
    "画像の代替テキスト",
    "画像の権利",
    "すべての版",
    "すべての指摘",
    "すべての決裁",
    "経過",
    "決裁のときのページ",
    "禁止事項の確認(6)",
    "回議(9(1))",
    "文書番号",
    "保存年限(年)",
    "記録簿の行数",
    "記録簿の末尾のハッシュ",
    "記録簿の検証",
)
#: a spreadsheet takes a cell that begins with one of these for a formula; an apostrophe makes it
#: text (OWASP, CSV Injection)
_FORMULA: Final = re.compile("[ \n]*[=+\\-@\t\r＝＋－＠]").match
_FIRST: Final = frozenset(" \n=+-@\t\r＝＋－＠")  #: with one of these such a cell begins


def pages(cover: Cover, leaves: Iterable[Leaf]) -> Iterator[bytes]:
    """Yield the table in UTF-8, heading first, then one draft at a time."""
    zone = cover.made_at.tzinfo
    yield ("\ufeff" + _line(HEADINGS)).encode()
    # of the book the same in each row: a table stays a table
    walk = (str(cover.records.retention_years), str(cover.rows), cover.head, cover.verdict)
    at: Moments[str] = Moments(lambda moment: day_and_time(moment, zone))
    for leaf in leaves:
        opening = datetime.fromisoformat(leaf.draft.opened_at)
        number = document_number(cover.records, leaf.draft.id, opening, zone)
        yield _line((*_cells(leaf, at), *_long(leaf, at), number, *walk)).encode()


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _FORMULA(cell) else cell


def _line(cells: Iterable[str]) -> str:
    cells = [guarded(cell) if cell[:1] in _FIRST else cell for cell in cells]
    # each cell is quoted, as RFC 4180 has it
    text = '","'.join(cells)
    if text.count('"') > 2 * (len(cells) - 1):
        text = '","'.join([cell.replace('"', '""') for cell in cells])
    return f'"{text}"\r\n'


def _cells(leaf: Leaf, at: Moments[str]) -> tuple[str, ...]:
    id, _, source, kind, state, _, force, note, origin, _, opened_at, _ = leaf.draft
    _, _, _, author, title, content, digest, _, findings, _, _ = leaf.present
    post = leaf.post
    ticks = {role: f"{person} {at[moment]}" for _, role, person, moment in leaf.checks}
    decision = next((one for one in leaf.decisions if one.id == force), None)
    return (
        str(id),
        labels.word(labels.STATE, state),
        labels.word(labels.KIND, kind),
        source,
        title,
        labels.words(content),
        content.url,
        labels.actor(author),
        at[opened_at],
        str(len(leaf.versions)),
        "、".join([finding.key for finding in findings if finding.stop]),
        *_decision(leaf, decision, at),
        str(len(leaf.attempts)),
        *_posts(leaf, at),
        ticks.get(Role.DIRECTOR, ""),
        ticks.get(Role.POSTER, ""),
        "、".join([f"{other.id}({labels.tie(other.content)})" for other in leaf.corrections]),
        "、".join(
            [
                str(apart(post.at, other.posted_at))
                for other in leaf.corrections
                if post and other.posted_at
            ]
        ),
        str(leaf.first.id) if leaf.first else "",
        origin,
        note,
        "\n".join(
            [
                f"{labels.actor(actor)}: {_said(detail)}"
                for _, _, _, actor, action, detail in leaf.lines
                if action == Verb.COMMENT
            ]
        ),
        digest,
    )


def _decision(leaf: Leaf, decision: DecisionRow | None, at: Moments[str]) -> tuple[str, ...]:
    """Return the cells of the decision in force, empty where there is none."""
    if decision is None:
        return ("",) * 7
    scopes = [
        labels.scope(one) for one in leaf.confirmations if one.number == decision.confirmation
    ]
    return (
        "、".join(decision.acknowledged),
        decision.person,
        at[decision.at],
        labels.way(decision),
        "、".join(scopes),
        decision.outside_hours,
        decision.policy_version,
    )


def _posts(leaf: Leaf, at: Moments[str]) -> tuple[str, ...]:
    """Return the cells of what went out, empty where nothing did."""
    post, posts = leaf.post, leaf.posts
    if post is None:
        return ("",) * 4
    return (
        at[post.at],
        "\n".join([one.url for one in posts]),
        labels.word(labels.THROUGH, post.through),
        f"{sum(one.cost for one in posts):.3f}",
    )


def _long(leaf: Leaf, at: Moments[str]) -> tuple[str, ...]:
    """Return the cells of many lines: what has no place of its own in a table, one thing a line."""
    present, page, image = leaf.present, leaf.page, leaf.present.content.image
    versions = [
        f"第{n}版 {labels.actor(v.author)} {at[v.at]} {v.title}: {labels.words(v.content)}"
        for n, v in enumerate(leaf.versions, 1)
    ]
    findings = [
        f"{'要確認' if f.stop else '注意'} {f.clause}「{f.found}」{f.why}" for f in present.findings
    ]
    decisions = [f"第{d.version}版 {d.person} {at[d.at]} {labels.way(d)}" for d in leaf.decisions]
    course = [
        f"{id} {at[moment]} {_step(action, actor)} {_said(detail)}"
        for _, id, moment, actor, action, detail in leaf.lines
    ]
    pages = [
        f"{at[moment]} {page.title} {page.url}\n{page.text}" for moment, page in leaf.pages.values()
    ]
    reviews = [f"第{r.version}版 {r.step} {r.person} {at[r.at]}" for r in leaf.reviews]
    ticks = [
        f"第{t.version}版 {labels.word(labels.CHECKLIST_PART, t.part)} {t.person} {at[t.at]}"
        for t in leaf.checklists
    ]
    return (
        *((page.title, page.url) if page else ("", "")),
        *((image.name, image.alt, image.rights) if image else ("",) * 3),
        *map("\n".join, (versions, findings, decisions, course, pages, ticks, reviews)),
    )


def apart(first: str, then: str) -> int:
    """Return the whole minutes from a post to its correction, each as ISO text."""
    return int(seconds(first, then) // 60)


@lru_cache(1024)  # a year has some dozens
def _step(action: str, actor: str) -> str:
    return f"{labels.action(action)} {labels.actor(actor)}"


@lru_cache(1024)  # many lines say the same
def _said(detail: str) -> str:
    return labels.said(json.loads(detail))
