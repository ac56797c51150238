"""The yearly book in each of its forms, letter by letter, of a record with every kind of row.

book.json, book.html and book.csv in whole/ are what the book says of it. `make tables` writes
them anew where a form was changed on purpose: then the difference is what the change does, and is
read before it is kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta, tzinfo
from itertools import count
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest
from fakes import NOW, TOKYO, cheap_passwords, content
from tables import in_brief
from test_lifecycle import CONFIRMATION

from bridge import labels
from bridge.book import Cover, html, plain, table
from bridge.errors import NotFound, StoreFailed
from bridge.model import (
    ChecklistPart,
    Confirmation,
    Finding,
    Image,
    JournalLine,
    Kind,
    Outcome,
    Page,
    PostId,
    Role,
    State,
    Through,
    Verb,
    Way,
)
from bridge.record import codec, export, leaves
from bridge.record.store import Store
from bridge.settings import RecordsSettings
from bridge.text.years import Year
from bridge.values import asdict

FORMS: Final = {"json": plain.pages, "html": html.pages, "csv": table.pages}
WORDS: Final = (
    "",
    "ただの文",
    "=1+1",
    '"引用" \\ 改行\n次の行\tと\u2028 <b>&\'',
    "見えない\u200b字\ufe0f \ufe0f\x7f\xad",
    "　＠全角",
    "100% %s {} 𠮷",
)
MOMENTS: Final = tuple(
    codec.stamp(NOW + timedelta(days=400 * n, seconds=n, microseconds=n % 2)) for n in range(5)
)
PICTURE: Final = Image("https://lib.example.jp/a.png", "絵 <1>", "図書館", "0" * 64)
CONTENTS: Final = (
    content('おはなし会 <1> & "2"\n12月1日\''),
    content("一つめです。\n二つめです。\n三つめです。"),
    content("絵です。"),
    content("", ""),
    content("", "https://x.com/a/status/1"),
    content("直した文です。"),
    content("(廃棄)"),
)
FURTHER: Final[tuple[dict[str, Any], ...]] = (
    {},
    {"cuts": (7, 14)},
    {"image": PICTURE, "reply_to": "77"},
    {"replaces": PostId("78"), "also": ("79", "80")},
    {"repost_of": "https://x.com/city/status/5"},
    {"replaces": PostId.parse("-rt:3:44"), "image": Image("", "", "", "")},
    {"account": "", "url": ""},
)
FINDINGS: Final = (
    Finding("6(4)", "<b>無料</b>", "本文", "なぜか", stop=True),
    Finding("5(3)ウ", "(案)\u200b", "題名", "まだ案です", stop=False, rule="undecided.plan"),
)
SCOPE: Final = {"outside_hours": True, "corrections": True, "absence": True}
TOLD: Final = (
    {},
    {"text": WORDS[3], "reason": "日付", "why": "", "rows": {"drafts 1": "m"}},
    {"acknowledged": ["6(4):無料", "a"], "digest": "d", "to": "次の人", "absence": True},
    {"renamed": "前の人", "person": "後の人", "active": False, "checklist": "draft"},
    {"persons": ["甲", "乙"], "kinds": ["ア"], "road": "x", "count": 3, "days": []},
    {"state": "confirmed", "why": "遅れ\n  対処: 待つ", "item": 5, "copy": "控え1"},
    {"text": WORDS[4], "first": "2026-11-25", "last": None, "acts": ["block", "report"]},
)
FOLDER: Final = Path(__file__).with_name("whole")
DRAFTS: Final = 20


LOTS: Final[dict[str, Sequence[Any]]] = {
    "word": WORDS,
    "at": MOMENTS,
    "maybe": (None, *MOMENTS),
    "kind": tuple(Kind),
    "state": tuple(State),
    "through": tuple(Through),
    "outcome": tuple(Outcome),
    "way": tuple(Way),
    "part": tuple(ChecklistPart),
    "verb": (*(verb for verb in Verb if verb != Verb.HAND_OVER), "unheard_of"),
    "told": tuple(json.dumps(one, ensure_ascii=False) for one in TOLD),
    "flag": (0, 1, 0),
    "count": (0, 1, 2, 1, 3),
    "confirmation": ("", "2026-1", "", "2026-2"),
    "by": ("sync", "職員", "館長", "publish", "<甲>"),
    "content": [one.plain() | more for one, more in zip(CONTENTS, FURTHER, strict=True)],
    "findings": ((), FINDINGS, FINDINGS[:1]),
    "cost": (0.0, 0.2, 0.015),
}
ROWS: Final = (("会場", "中央図書館"), ("<対象>", WORDS[4]))


class Layer:
    """Lays drafts in which every word, state and mark there is comes up sooner or later."""

    def __init__(self, store: Store) -> None:
        self._db, self._asked, self._lines = store._db, count(), store.verify_journal().rows
        self._db.execute("PRAGMA foreign_keys = OFF")
        self._db.execute("PRAGMA synchronous = OFF")
        for index in ("one_open_attempt", "one_open_by_hand", "one_owner"):  # of one that works
            self._db.execute(f"DROP INDEX {index}")
        self._db.execute("UPDATE identity SET uninspected = 20")

    def _a(self, name: str) -> Any:
        lot = hashlib.sha256(f"{name} {next(self._asked)}".encode()).digest()
        return LOTS[name][int.from_bytes(lot, "big") % len(LOTS[name])]

    def _row(self, table: str, **values: object) -> None:
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        self._db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", (*values.values(),))

    def draft(self, id: int) -> None:
        a, row = self._a, self._row
        item = id if id % 3 else None
        if item:
            row(
                "items",
                id=id,
                source="home",
                url=f"https://l/{id}",
                title="題",
                page="",
                summary="",
                state="drafted",
                seen_at=a("at"),
                reason="",
                tries=0,
            )
        page = codec.page_in(Page(f"https://l/{id}", a("word"), a("word"), ROWS[: id % 3]))
        if item and id % 2:
            row("pages", item=id, read_at=a("at"), etag="", last_modified="", digest="", page=page)
        versions, decisions = 1 + id % 3, a("count")
        row(
            "drafts",
            id=id,
            item=item,
            source="home",
            kind=a("kind"),
            state=a("state"),
            version=versions,
            decision=id * 10 + decisions if decisions and a("flag") else None,
            note=a("word"),
            origin=a("word"),
            corrects=None if id % 4 else max(1, id - 3 - id % 5),
            opened_at=a("at"),
            changed_at=a("at"),
        )
        for version in range(1, versions + 1):
            self._version(id, version)
        for n in range(1, decisions + 1):
            self._decision(id, id * 10 + n, versions, page)
        self._sending(id)
        self._eyes(id)
        for _ in range(4):
            self._lines += 1
            row(
                "journal",
                id=self._lines,
                at=a("at"),
                actor=a("by"),
                action=a("verb"),
                draft=id,
                before=a("maybe"),
                after="waiting",
                version=a("flag") or None,
                detail=a("told"),
                previous="p",
                hash=f"{self._lines:064}",
            )

    def _version(self, id: int, version: int) -> None:
        a = self._a
        findings, made = codec.dump([asdict(one) for one in a("findings")]), a("content")
        image = made["image"] and asdict(made["image"])
        made = made | {"image": image, "replaces": str(made["replaces"] or "")}
        self._row(
            "versions",
            draft=id,
            version=version,
            title=a("word"),
            content=codec.dump(made),
            digest=f"d{version}",
            weight=id,
            findings=findings,
            author=a("by"),
            at=a("at"),
            urgent=a("flag"),
            expires_on=None if id % 3 else str(date(2026, 12, id % 28 + 1)),
            page_digest="",
        )

    def _decision(self, id: int, given: int, version: int, page: str) -> None:
        a, row = self._a, self._row
        row("decisions", id=given, draft=id, version=version, digest="d1", person=a("by"), at=a("at"), way=a("way"), confirmation=a("confirmation"), acknowledged=json.dumps(["6(4):<b>無料</b>", "b"][: a("count")]), outside_hours=a("word"), not_before=a("maybe"), policy_version="2021-04-01", road=a("through"), library="l", record="r", absence=a("flag"))  # fmt: skip
        if a("flag"):
            row("inspections", decision=given, draft=id, person="館長", at=a("at"))
        if a("flag"):
            row("decision_pages", decision=given, seen_at=a("at"), page=page)

    def _sending(self, id: int) -> None:
        a, posts = self._a, self._a("count")
        for n in range(1, a("count") + 1):
            self._row("attempts", id=id * 10 + n, draft=id, decision=1, digest="d1", outcome=a("outcome"), through=a("through"), started_at=a("at"), marker="5", detail=a("word"), person=a("by"), opened_at=a("maybe"), absent_at=a("maybe"), part=n)  # fmt: skip
        for n in range(1, posts + 1):
            self._row(
                "posts",
                id=id * 10 + n,
                draft=id,
                attempt=id * 10 + n,
                act="post",
                post_id=f"{id}{n}",
                url=f"https://x.com/{id}{n}?a&b",
                at=a("at"),
                through=a("through"),
                cost=a("cost"),
                part=n,
            )

    def _eyes(self, id: int) -> None:
        a, row = self._a, self._row
        for n, role in enumerate(list(Role)[: a("count")]):
            row("checks", draft=id, role=role, person=a("by"), at=MOMENTS[n])
        for n in range(a("count")):
            row(
                "checklists",
                draft=id,
                version=n + 1,
                digest="d1",
                person=a("by"),
                at=a("at"),
                part=a("part"),
            )
            row(
                "reviews",
                draft=id,
                version=n + 1,
                digest="d1",
                step=f"係長{n}",
                person=a("by"),
                at=a("at"),
            )


def lay(store: Store, drafts: int) -> None:
    """Lay two prior confirmations and so many drafts."""
    for number in ("2026-1", "2026-2"):
        given = Confirmation(**asdict(CONFIRMATION) | SCOPE | {"number": number})
        store.people.save_confirmation(given, JournalLine("館長", "confirm", NOW))
    layer = Layer(store)
    for id in range(1, drafts + 1):
        layer.draft(id)


def cover(zone: tzinfo = TOKYO) -> Cover:
    fixed: dict[str, Any] = {
        "library": "<見本>図書館",
        "account": "mihon_lib",
        "year": Year(2026),
        "made_at": NOW.astimezone(zone),
        "count": 30,
        "rows": 9,
        "head": "h",
        "broken_at": None,
        "records": RecordsSettings(document_number="{reiwa}図<{id}>号", seals=("館長", "<係長>")),
    }
    return Cover(**fixed)


def books(store: Store) -> Iterator[tuple[str, str]]:
    ids = [row[0] for row in store._db.execute("SELECT id FROM drafts ORDER BY id")]
    for form, pages in FORMS.items():
        yield form, b"".join(pages(cover(), store.export.leaves(ids))).decode()


@pytest.fixture
def laid(store: Store) -> Store:
    lay(store, DRAFTS)
    return store


def test_a_book_says_in_each_form_what_it_always_said(laid: Store) -> None:
    """Byte for byte: a book is kept for years beside those of other releases."""
    for form, text in books(laid):
        assert text == (FOLDER / f"book.{form}").read_bytes().decode(), form


def test_a_book_is_the_same_however_many_are_read_at_a_time(
    laid: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each draft gets its own rows, whoever is read beside it."""
    whole = dict(books(laid))
    monkeypatch.setattr(export, "LEAVES", 3)
    assert dict(books(laid)) == whole


def test_a_moment_is_told_in_the_librarys_zone(laid: Store) -> None:
    """Another zone, other hours, in every form."""
    far = ZoneInfo("America/St_Johns")
    for form, pages in FORMS.items():
        there = b"".join(pages(cover(far), laid.export.leaves([1, 2]))).decode()
        here = b"".join(pages(cover(), laid.export.leaves([1, 2]))).decode()
        assert there != here, form


SPOILT: Final = {
    "drafts": (("kind", "オ"), ("state", "gone"), ("opened_at", "昨日"), ("changed_at", "")),
    "versions": (("at", "?"), ("content", "{"), ("findings", '[{"a": 1}]'), ("expires_on", "?")),
    "decisions": (("at", "?"), ("not_before", "?"), ("way", "alone"), ("acknowledged", "[")),
    "inspections": (("at", "?"),),
    "attempts": (
        ("through", "tv"),
        ("outcome", "?"),
        ("started_at", "?"),
        ("opened_at", "?"),
        ("absent_at", "?"),
    ),
    "posts": (("through", "tv"), ("at", "?")),
    "checks": (("role", "king"), ("at", "?")),
    "checklists": (("part", "end"), ("at", "?")),
    "reviews": (("at", "?"),),
    "items": (("seen_at", "?"),),
    "pages": (("page", "{}"),),
    "decision_pages": (("seen_at", "?"), ("page", "[]")),
    "journal": (("at", "?"), ("detail", "{")),
}


def unguarded(store: Store, table: str) -> None:
    """Let a table be altered, as the disk does."""
    for (trigger,) in store._db.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (table,)
    ).fetchall():
        store._db.execute(f"DROP TRIGGER {trigger}")


@pytest.mark.parametrize(
    ("table", "column", "value"),
    in_brief(
        [pytest.param(table, *each) for table, values in SPOILT.items() for each in values], 4
    ),
)
def test_a_spoilt_value_is_no_page_of_the_book(
    laid: Store, table: str, column: str, value: str
) -> None:
    """What the disk has spoilt is told, not handed down."""
    unguarded(laid, table)
    laid._db.execute("PRAGMA ignore_check_constraints = ON")
    laid._db.execute(f"UPDATE OR IGNORE {table} SET {column} = ?", (value,))
    ids = [row[0] for row in laid._db.execute("SELECT id FROM drafts")]
    for pages in FORMS.values():
        with pytest.raises(StoreFailed):
            b"".join(pages(cover(), laid.export.leaves(ids)))


def test_bytes_that_are_no_letters_are_no_page_of_the_book(laid: Store) -> None:
    """The lines of a book as data are bytes until they are looked at."""
    unguarded(laid, "journal")
    laid._db.execute("UPDATE journal SET actor = CAST(x'66ff' AS TEXT) WHERE draft = 2")
    for pages in FORMS.values():
        with pytest.raises(StoreFailed):
            b"".join(pages(cover(), laid.export.leaves([1, 2])))


def test_a_number_that_sqlite_does_not_read_is_told(laid: Store) -> None:
    """Python wrote NaN where an earlier release had it so."""
    unguarded(laid, "journal")
    laid._db.execute("UPDATE journal SET detail = '{\"number\": NaN}' WHERE draft = 2")
    for form, text in books(laid):
        assert ("NaN" if form == "json" else "nan") in text


@pytest.mark.parametrize("detail", ['["a"]', '"a"', "7", '{"text": "a", "rows": {"b": "c"}}'])
def test_a_line_beside_one_that_sqlite_does_not_read_says_the_same(
    laid: Store, detail: str
) -> None:
    """A span with such a line is asked for whole details: paper tells no more of them."""
    unguarded(laid, "journal")
    laid._db.execute("UPDATE journal SET detail = ? WHERE draft = 1", (detail,))
    ids, beside = [1], [1, 2]
    alone = {form: b"".join(FORMS[form](cover(), laid.export.leaves(ids))) for form in FORMS}
    laid._db.execute("UPDATE journal SET detail = '{\"number\": NaN}' WHERE draft = 2")
    for form in ("html", "csv"):
        both = b"".join(FORMS[form](cover(), laid.export.leaves(beside)))
        line = alone[form].split("起案1".encode())[-1] if form == "html" else alone[form]
        head = line[: line.rindex(b"</article>")] if form == "html" else line
        assert head in both, form


def test_paper_is_not_asked_for_what_it_would_tell() -> None:
    """Whatever a line says in words stays in it."""
    assert labels.TELLING.isdisjoint(leaves.UNTOLD)


@pytest.mark.parametrize("table", ["drafts", "versions", "items"])
def test_a_lost_row_is_no_page_of_the_book(laid: Store, table: str) -> None:
    """A draft, its wording or its item that is gone is told."""
    ids = [row[0] for row in laid._db.execute("SELECT id FROM drafts ORDER BY item IS NULL")]
    unguarded(laid, table)
    laid._db.execute(f"DELETE FROM {table}")
    with pytest.raises(NotFound):
        list(laid.export.leaves(ids))
    with pytest.raises(NotFound):
        laid.export.dossier(ids[0])


if __name__ == "__main__":
    import tempfile

    with (
        cheap_passwords(),
        tempfile.TemporaryDirectory() as place,
        Store(Path(place) / "state.db", TOKYO) as made,
    ):
        lay(made, DRAFTS)
        for form, text in books(made):
            (FOLDER / f"book.{form}").write_bytes(text.encode())
