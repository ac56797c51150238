"""Pure: the yearly book as a table for spreadsheets, one row a draft (CSV of RFC 4180, UTF-8 with a
byte order mark).
"""

from __future__ import annotations

import csv
from datetime import datetime
from io import StringIO
from typing import TYPE_CHECKING, Final

from bridge import labels
from bridge.book import document_number
from bridge.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import tzinfo

    from bridge.book import Cover
    from bridge.model import Dossier, Post

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
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def pages(cover: Cover, dossiers: Iterable[Dossier]) -> Iterator[str]:
    """Yield the table, heading first, then one draft at a time."""
    zone = cover.made_at.tzinfo
    yield "\ufeff" + _line(HEADINGS)
    for dossier in dossiers:
        walked = (
            document_number(cover.records, dossier.draft, zone),
            str(cover.records.retention_years),
            str(cover.rows),
            cover.head,
            cover.verdict,
        )  # of the book the same in each row: a table stays a table
        yield _line((*_cells(dossier, zone), *_long(dossier, zone), *walked))


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.lstrip(" \n").startswith(_FORMULA) else cell


def _line(cells: Iterable[str]) -> str:
    out = StringIO()
    csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerow(map(guarded, cells))
    return out.getvalue()


def _cells(dossier: Dossier, zone: tzinfo | None) -> tuple[str, ...]:
    draft, decision, post = dossier.draft, dossier.draft.decision, dossier.draft.post
    ticks = {check.role: f"{check.person} {_at(check.at, zone)}" for check in dossier.checks}
    return (
        str(draft.id),
        labels.STATE[draft.state],
        labels.KIND[draft.kind],
        draft.source,
        draft.title,
        labels.words(draft.content),
        draft.content.url,
        labels.actor(draft.author),
        _at(draft.created_at, zone),
        str(len(dossier.versions)),
        "、".join(finding.key for finding in draft.findings if finding.stop),
        *(
            (
                "、".join(decision.acknowledged),
                decision.person,
                _at(decision.at, zone),
                labels.way(decision),
                "、".join(
                    labels.scope(c)
                    for c in dossier.confirmations
                    if c.number == decision.confirmation
                ),
                decision.outside_hours,
                decision.policy_version,
            )
            if decision
            else ("",) * 7
        ),
        str(len(dossier.attempts)),
        *(
            (
                _at(post.at, zone),
                "\n".join(one.url for one in draft.posts),
                labels.THROUGH[post.through],
                f"{sum(one.cost for one in draft.posts):.3f}",
            )
            if post
            else ("",) * 4
        ),
        ticks.get(Role.DIRECTOR, ""),
        ticks.get(Role.POSTER, ""),
        "、".join(f"{other.id}({labels.tie(other.content)})" for other in dossier.corrections),
        "、".join(
            str(apart(post, other.post)) for other in dossier.corrections if post and other.post
        ),
        str(dossier.first.id) if dossier.first else "",
        draft.origin,
        draft.note,
        "\n".join(
            f"{labels.actor(row['actor'])}: {labels.detail(row['detail'])}"
            for row in dossier.journal
            if row["action"] == "comment"
        ),
        draft.digest,
    )


def _long(dossier: Dossier, zone: tzinfo | None) -> tuple[str, ...]:
    """Return the cells of many lines: what has no place of its own in a table, one thing a line."""
    draft, page, image = dossier.draft, dossier.page, dossier.draft.content.image
    versions = [
        f"第{n}版 {labels.actor(v.author)} {_at(at, zone)} {v.title}: {labels.words(v.content)}"
        for n, (at, v) in enumerate(dossier.versions, 1)
    ]
    findings = [
        f"{'要確認' if f.stop else '注意'} {f.clause}「{f.found}」{f.why}" for f in draft.findings
    ]
    decisions = [
        f"第{d.version}版 {d.person} {_at(d.at, zone)} {labels.way(d)}" for d in dossier.decisions
    ]
    course = [
        f"{row['id']} {_at(datetime.fromisoformat(row['at']), zone)} "
        f"{labels.action(row['action'])} "
        f"{labels.actor(row['actor'])} {labels.detail(row['detail'])}"
        for row in dossier.journal
    ]
    pages = [
        f"{_at(at, zone)} {page.title} {page.url}\n{page.text}"
        for at, page in dossier.pages.values()
    ]
    reviews = [f"第{r.version}版 {r.step} {r.person} {_at(r.at, zone)}" for r in dossier.reviews]
    ticks = [
        f"第{t.version}版 {labels.CHECKLIST_PART[t.part]} {t.person} {_at(t.at, zone)}"
        for t in dossier.checklists
    ]
    return (
        *((page.title, page.url) if page else ("", "")),
        *((image.name, image.alt, image.rights) if image else ("",) * 3),
        *(
            "\n".join(lines)
            for lines in (versions, findings, decisions, course, pages, ticks, reviews)
        ),
    )


def apart(post: Post, correction: Post) -> int:
    """Return the whole minutes from a post to its correction."""
    return int((correction.at - post.at).total_seconds() // 60)


def _at(moment: datetime, zone: tzinfo | None) -> str:
    return moment.astimezone(zone).isoformat(" ", "seconds")[:19]
