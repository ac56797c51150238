"""Pure: the decision sheet (起案用紙) of one draft: headings and words, the same on the page, in a
file and on paper.
"""

from __future__ import annotations

import json
from math import ceil
from typing import TYPE_CHECKING, Final
from unicodedata import east_asian_width

from bridge import labels
from bridge.book import document_number, retention
from bridge.model import Role, Verb
from bridge.policy import s06_checklist
from bridge.settings import RecordsSettings
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, tzinfo

    from bridge.model import Dossier, Finding

COURSE: Final = 10  #: lines of the journal on the sheet; all of them are in the yearly book
LONGEST: Final = 160  #: characters of a note on the sheet; the text to be posted is never cut
MOST_LINES: Final = 20  #: of the text to be posted, set line by line
SIZES: Final = (9, 8, 7, 6, 5, 4)  #: points
#: points of an A4 beside the headings, below the title and above the digest
_WIDTH, _HEIGHT = (
    400.0,
    670.0,
)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One heading of the sheet and what stands beside it."""

    heading: str
    words: str  #: lines
    exact: bool = False  #: the text to be posted: each character as it goes out
    stamp: bool = False  #: room for a seal


@dataclass(frozen=True, slots=True)
class Sheet:
    """A decision sheet, ready to be set on one A4."""

    title: str
    under: str  #: library and policy
    rows: tuple[SheetRow, ...]
    course: tuple[str, ...]  #: the newest lines of the journal, oldest first
    digest: str
    seals: tuple[str, ...] = ()  #: 決裁印欄: whose seal each box is for

    @property
    def points(self) -> int:
        """Return the size of letters, in points, at which a browser sets it on one A4: the largest
        of SIZES that fits.
        """
        lines = [line for row in self.rows for line in row.words.split("\n")] + list(self.course)
        gaps = 6 * len(self.rows) + 60 + 60 * bool(self.seals)  # points: padding, seals
        for size in SIZES:
            needed = sum(ceil(_ems(line) * size * 1.1 / _WIDTH) or 1 for line in lines)
            if needed * size * 1.4 + gaps <= _HEIGHT:
                return size
        return SIZES[-1]


def sheet(
    dossier: Dossier,
    library: str,
    policy: str,
    zone: tzinfo,
    records: RecordsSettings = RecordsSettings(),  # noqa: B008 - a value
) -> Sheet:
    """Return the sheet of a draft; its times are in `zone`, `policy` is the version in force today,
    `records` what municipal paper bears.
    """
    newest = dossier.journal[-COURSE:]
    left_out = len(dossier.journal) - len(newest)
    course = [
        f"{_stamp(row['at'], zone)} {labels.action(row['action'])} {labels.actor(row['actor'])}"
        for row in newest
    ]
    return Sheet(
        title=f"起案用紙 {dossier.draft.id}",
        under=f"{library}・ツイッター運用方針({policy})",
        rows=(*_bearing(dossier, records, zone), *_rows(dossier, zone, seal=not records.seals)),
        course=tuple([f"(これより前の{left_out}行は記録簿にあります)"] * bool(left_out) + course),
        digest=dossier.draft.digest,
        seals=records.seals,
    )


def _bearing(dossier: Dossier, records: RecordsSettings, zone: tzinfo) -> Iterator[SheetRow]:
    """Yield 文書番号, empty where it is written by hand, and 保存年限."""
    yield SheetRow(
        "文書番号", document_number(records, dossier.draft.id, dossier.draft.created_at, zone)
    )
    yield SheetRow("保存年限", retention(records))


def _rows(dossier: Dossier, zone: tzinfo, *, seal: bool) -> Iterator[SheetRow]:
    draft, content = dossier.draft, dossier.draft.content
    yield SheetRow(
        "起案番号",
        f"{draft.id}(第{draft.version}版・{labels.STATE[draft.state]}"
        f"{'・緊急' if draft.urgent else ''})",
    )
    yield SheetRow("件名", _short(draft.title))
    yield SheetRow(
        "種別",
        f"5(1){labels.KIND[draft.kind]}"
        + (f"\n{_short(draft.origin)}" if draft.origin and not dossier.first else ""),
    )
    yield SheetRow("起案", f"{labels.actor(draft.author)} {_at(draft.created_at, zone)}")
    yield SheetRow(f"投稿する文\n{draft.weight}/280", _set(labels.words(content)), exact=True)
    yield SheetRow("リンク", content.url or "なし")
    if picture := content.image:
        yield SheetRow(
            "画像",
            f"{picture.name}\n代替テキスト: {_short(picture.alt)}\n権利: {_short(picture.rights)}",
        )
    yield SheetRow("元のページ", _page(dossier, zone))
    yield SheetRow(
        "指摘", "\n".join(_finding(dossier, finding) for finding in draft.findings) or "なし"
    )
    if not content.removes:
        yield SheetRow(
            "禁止事項 6\n(1)～(13)",
            "\n".join(
                f"{labels.CHECKLIST_PART[part]}: {_word(word, zone)}"
                for part, word in s06_checklist.ticks(draft)
            ),
        )
    yield SheetRow(
        "版",
        "、".join(
            f"第{n}版 {labels.actor(v.author)} {_at(at, zone)}"
            for n, (at, v) in enumerate(dossier.versions, 1)
        ),
    )
    if tied := "\n".join(_tied(dossier, zone)):
        yield SheetRow("訂正・追記・\n削除 9(2)", tied)
    if reviews := "\n".join(
        f"{one.step} {one.person} {_at(one.at, zone)}" for one in draft.reviews
    ):
        yield SheetRow("回議 9(1)", reviews)
    yield _decision(dossier, zone, seal=seal)
    yield SheetRow("投稿", _post(dossier, zone))
    yield SheetRow(
        "確認 9(2)", "\n".join(_check(dossier, role, zone) for role in (Role.DIRECTOR, Role.POSTER))
    )


def _page(dossier: Dossier, zone: tzinfo) -> str:
    """Return the page as it stood at the decision in force, its text cut: the book has it whole;
    else as last read.
    """
    decision = dossier.draft.decision
    if decision is None or decision.id not in dossier.pages:
        return f"{_short(dossier.page.title)}\n{dossier.page.url}" if dossier.page else "なし"
    at, page = dossier.pages[decision.id]
    return (
        f"{_short(page.title)}\n{page.url}\n決裁のとき({_at(at, zone)}に確認): {_short(page.text)}"
    )


def _finding(dossier: Dossier, finding: Finding) -> str:
    sentence = (
        f"{'要確認' if finding.stop else '注意'} {finding.clause} "
        f"{finding.where}「{_short(finding.found, 40)}」"
    )
    drafted = [
        row["actor"]
        for row in dossier.journal
        if row["action"] in {Verb.OPEN, Verb.EDIT}
        and row["version"] == dossier.draft.version
        and _named(finding, json.loads(row["detail"]).get("acknowledged", ()))
    ]
    decision = dossier.draft.decision
    decided = [decision.person] if decision and _named(finding, decision.acknowledged) else []
    known = "、".join(dict.fromkeys(drafted + decided))
    if not known and not finding.stop:
        return sentence
    return f"{sentence} 承知: {known or 'まだ'}"


def _named(finding: Finding, keys: object) -> bool:
    return isinstance(keys, list | tuple) and (finding.key in keys or finding.clause in keys)


def _word(word: s06_checklist.Word, zone: tzinfo) -> str:
    return f"どれにもあたりません {word.person} {_at(word.at, zone)}" if word.at else word.why


def _tied(dossier: Dossier, zone: tzinfo) -> Iterator[str]:
    if first := dossier.first:
        link = f" {first.post.url}" if first.post else ""
        yield (
            f"起案{first.id}の{labels.tie(dossier.draft.content)}{link} 理由: "
            f"{_short(dossier.draft.origin) or 'なし'}"
        )
    for other in dossier.corrections[-4:]:
        out = f" {_at(other.post.at, zone)}" if other.post else ""
        yield (
            f"起案{other.id}で{labels.tie(other.content)}({labels.STATE[other.state]}{out}) "
            f"理由: {_short(other.origin, 60)}"
        )


def _decision(dossier: Dossier, zone: tzinfo, *, seal: bool) -> SheetRow:
    decision = dossier.draft.decision
    if decision is None:
        return SheetRow("決裁", "館長" if seal else "まだ", stamp=seal)
    how = "代決 " if decision.absence else ""
    lines = [
        f"{how}{decision.person} {_at(decision.at, zone)}(運用方針 "
        f"{decision.policy_version or '版の記録なし'})"
    ]
    lines += [
        labels.scope(confirmation)
        for confirmation in dossier.confirmations
        if confirmation.number == decision.confirmation
    ]
    if decision.outside_hours:
        lines.append(f"開館時間外に出す理由: {_short(decision.outside_hours)}")
    if decision.confirmation:
        ticks = (
            f"{decision.inspector} {_at(decision.inspected_at, zone)}"
            if decision.inspected_at
            else labels.inspection(decision)
        )
        lines.append(f"後閲: {ticks}")
    return SheetRow("決裁", "\n".join(lines))


def _post(dossier: Dossier, zone: tzinfo) -> str:
    draft = dossier.draft
    if (post := draft.post) is None:
        return "まだ"
    cost = sum(one.cost for one in draft.posts)
    sentence = f"{_at(post.at, zone)} {labels.THROUGH[post.through]} US${cost:.3f}"
    if draft.begun:
        sentence += f"({len(draft.content.parts)}件のうち{len(draft.posts)}件目まで)"
    return "\n".join([sentence, *(one.url for one in draft.posts)])


def _check(dossier: Dossier, role: Role, zone: tzinfo) -> str:
    ticks = [f"{c.person} {_at(c.at, zone)}" for c in dossier.checks if c.role == role]
    return f"{labels.ROLE[role]}: {'、'.join(ticks) or 'まだ'}"


def _ems(line: str) -> float:
    """Return how wide a line is, in letters of full width."""
    return sum(0.6 if east_asian_width(c) in {"Na", "H", "N"} else 1.0 for c in line)


def _set(text: str) -> str:
    """Return a text as it is set: as it is, or with its many breaks written out, so that one A4
    holds them.
    """
    return text if text.count("\n") <= MOST_LINES else text.replace("\n", "⟦改行⟧")


def _short(text: str, longest: int = LONGEST) -> str:
    one = " ".join(text.split())
    return one if len(one) <= longest else f"{one[: longest - 1]}…"


def _stamp(text: str, zone: tzinfo) -> str:
    from datetime import datetime

    return _at(datetime.fromisoformat(text), zone)


def _at(moment: datetime, zone: tzinfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"
