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
from bridge.book import day_and_time, document_number, seconds
from bridge.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import tzinfo

    from bridge.book import Cover
    from bridge.leaf import Leaf

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
    for leaf in leaves:
        opening = datetime.fromisoformat(leaf.draft.opened_at)
        number = document_number(cover.records, leaf.draft.id, opening, zone)
        yield _line((*_cells(leaf, zone), *_long(leaf, zone), number, *walk)).encode()


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


def _cells(leaf: Leaf, zone: tzinfo | None) -> tuple[str, ...]:
    draft, present, post = leaf.draft, leaf.present, leaf.post
    ticks = {check.role: f"{check.person} {_at(check.at, zone)}" for check in leaf.checks}
    decision = next((one for one in leaf.decisions if one.id == draft.decision), None)
    return (
        str(draft.id),
        labels.word(labels.STATE, draft.state),
        labels.word(labels.KIND, draft.kind),
        draft.source,
        present.title,
        labels.words(present.content),
        present.content.url,
        labels.actor(present.author),
        _at(draft.opened_at, zone),
        str(len(leaf.versions)),
        "、".join([finding.key for finding in present.findings if finding.stop]),
        *(
            (
                "、".join(decision.acknowledged),
                decision.person,
                _at(decision.at, zone),
                labels.way(decision),
                "、".join(
                    labels.scope(c) for c in leaf.confirmations if c.number == decision.confirmation
                ),
                decision.outside_hours,
                decision.policy_version,
            )
            if decision
            else ("",) * 7
        ),
        str(len(leaf.attempts)),
        *(
            (
                _at(post.at, zone),
                "\n".join(one.url for one in leaf.posts),
                labels.word(labels.THROUGH, post.through),
                f"{sum(one.cost for one in leaf.posts):.3f}",
            )
            if post
            else ("",) * 4
        ),
        ticks.get(Role.DIRECTOR, ""),
        ticks.get(Role.POSTER, ""),
        "、".join(f"{other.id}({labels.tie(other.content)})" for other in leaf.corrections),
        "、".join(
            str(apart(post.at, other.posted_at))
            for other in leaf.corrections
            if post and other.posted_at
        ),
        str(leaf.first.id) if leaf.first else "",
        draft.origin,
        draft.note,
        "\n".join(
            f"{labels.actor(line.actor)}: {_said(line.detail)}"
            for line in leaf.lines
            if line.action == "comment"
        ),
        present.digest,
    )


def _long(leaf: Leaf, zone: tzinfo | None) -> tuple[str, ...]:
    """Return the cells of many lines: what has no place of its own in a table, one thing a line."""
    present, page, image = leaf.present, leaf.page, leaf.present.content.image
    versions = [
        f"第{n}版 {labels.actor(v.author)} {_at(v.at, zone)} {v.title}: {labels.words(v.content)}"
        for n, v in enumerate(leaf.versions, 1)
    ]
    findings = [
        f"{'要確認' if f.stop else '注意'} {f.clause}「{f.found}」{f.why}" for f in present.findings
    ]
    decisions = [
        f"第{d.version}版 {d.person} {_at(d.at, zone)} {labels.way(d)}" for d in leaf.decisions
    ]
    course = [
        f"{id} {_at(at, zone)} {_step(action, actor)} {_said(detail)}"
        for _, id, at, actor, action, detail in leaf.lines
    ]
    pages = [
        f"{_at(at, zone)} {page.title} {page.url}\n{page.text}" for at, page in leaf.pages.values()
    ]
    reviews = [f"第{r.version}版 {r.step} {r.person} {_at(r.at, zone)}" for r in leaf.reviews]
    ticks = [
        f"第{t.version}版 {labels.word(labels.CHECKLIST_PART, t.part)} {t.person} {_at(t.at, zone)}"
        for t in leaf.checklists
    ]
    return (
        *((page.title, page.url) if page else ("", "")),
        *((image.name, image.alt, image.rights) if image else ("",) * 3),
        *(
            "\n".join(lines)
            for lines in (versions, findings, decisions, course, pages, ticks, reviews)
        ),
    )


def apart(first: str, then: str) -> int:
    """Return the whole minutes from a post to its correction, each as ISO text."""
    return int(seconds(first, then) // 60)


def _at(moment: str, zone: tzinfo | None) -> str:
    return day_and_time(moment, zone)


@lru_cache(1024)  # a year has some dozens
def _step(action: str, actor: str) -> str:
    return f"{labels.action(action)} {labels.actor(actor)}"


@lru_cache(1024)  # many lines say the same
def _said(detail: str) -> str:
    return labels.said(json.loads(detail))
