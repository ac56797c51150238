"""The yearly book as data: its texts are what JSON is written like, and leave nothing out."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from fakes import DIRECTOR, FINDING, LINK, NOW, POSTER, TOKYO, attached, content, wording

from bridge import book, lifecycle
from bridge.book import Moments, local, plain
from bridge.model import (
    Attempt,
    Content,
    Decision,
    Item,
    ItemState,
    Kind,
    Memory,
    Opening,
    Page,
    Sighting,
)
from bridge.record import codec
from bridge.record.store import Store
from bridge.settings import RecordsSettings

AWKWARD = '"引用" \\ 改行\n\t\u2028 <b> 100% %s {} 𠮷 \x7f\x01'
RECORDS = RecordsSettings(document_number='{year}図"{id}号')


def filled(store: Store) -> None:
    """A page's draft decided, sent and checked, a thread with a picture, words of every kind."""
    item = Item(id=0, source="home", url=LINK, title="題", state=ItemState.NEW, seen_at=NOW)
    store.sightings.remember("home", Memory(succeeded_at=NOW), [Sighting(item, ("a",))])
    store.sightings.keep_page(
        1, page=Page(LINK, AWKWARD, AWKWARD), validators=("", ""), digest="", at=NOW
    )
    found = wording(findings=(replace(FINDING, found=AWKWARD),), expires_on=NOW.date())
    store.apply(lifecycle.open_draft(Opening(1, "home", Kind.PAGE, AWKWARD), found, "sync", NOW))
    store.apply(
        lifecycle.decide(
            store.draft(1),
            DIRECTOR,
            NOW,
            acknowledged=[finding.key for finding in found.findings],
            outside_hours=AWKWARD,
        )
    )
    store.apply(lifecycle.send(store.draft(1), through="x", marker="5", policy_version="", at=NOW))
    attempt = store.last_attempt(1)
    assert attempt is not None
    store.apply(lifecycle.post(store.draft(1), attempt, number="77", url="https://x.com/7", at=NOW))
    for person in (DIRECTOR, POSTER):
        store.apply(lifecycle.check(store.draft(1), store.checks(1), person, NOW))
    text = f"{AWKWARD}\n二つめです。"
    thread = Content(text, "", "mihon_lib", attached(store), cuts=(len(AWKWARD),))
    opening = Opening(None, "staff", Kind.TOLD, corrects=1)
    store.apply(lifecycle.open_draft(opening, wording(thread), "職員", NOW, ticked=True))
    store.apply(lifecycle.edit(store.draft(2), wording(content("直した。", "")), POSTER, NOW))
    store.apply(lifecycle.comment(store.draft(2), POSTER, AWKWARD, NOW))


def texts(store: Store) -> list[str]:
    leaves = store.export.leaves([1, 2]).data()
    writer = plain.Writer(TOKYO, RECORDS)
    return [writer.text(leaf).decode() for leaf in leaves]


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "Europe/London", "Asia/Kathmandu", "UTC"])
def test_a_moment_is_told_as_the_standard_library_tells_it(zone: str) -> None:
    """On the hour, within it, with and without fractions; where a clock is turned in the hour, and
    where it is not whole hours from UTC; texts of another shape, too.
    """
    at = datetime(2025, 3, 30, tzinfo=UTC)
    moments = [at + timedelta(minutes=29 * n, microseconds=n % 3) for n in range(200)]
    texts = [codec.stamp(one) for one in moments]
    texts += [
        "2025-04-01T09:05:07+09:00",
        "2025-04-01T09:05:07Z",
        "2025-W14-1T00:05:12.345678+00:00",
    ]
    for text in texts:
        expected = datetime.fromisoformat(text).astimezone(ZoneInfo(zone)).isoformat()
        assert local(text, ZoneInfo(zone)) == expected


def test_no_more_moments_are_remembered_than_are_near(monkeypatch: pytest.MonkeyPatch) -> None:
    """A moment is told once while it is near, whatever comes of the year is not kept."""
    monkeypatch.setattr(book, "NEAR", 3)
    asked: list[str] = []
    told: Moments[str] = Moments(lambda moment: asked.append(moment) or moment.upper())
    assert [told[one] for one in "aabbca"] == [*"AABBCA"]
    assert asked == [*"abc"]
    assert [told[one] for one in "dea"] == [*"DEA"]
    assert asked == [*"abcdea"]
    assert len(told) == 3


def test_a_book_is_written_as_json_is(store: Store) -> None:
    """Letter by letter what JSONEncoder makes of what it says: quotes, controls, percent signs."""
    filled(store)
    for text in texts(store):
        assert json.dumps(json.loads(text), ensure_ascii=False) == text
        assert text.count(json.dumps(AWKWARD, ensure_ascii=False)[1:-1]) >= 2


def test_a_book_leaves_no_field_out(store: Store) -> None:
    """What a decision, an attempt, a wording has, stands there under its name, with its value."""
    filled(store)
    first, second = map(json.loads, texts(store))
    made, other = map(store.export.dossier, (1, 2))
    [decision], [attempt] = first["decisions"], first["attempts"]
    assert [*decision] == [one.name for one in fields(Decision) if one.name != "draft"] + ["page"]
    assert [*attempt] == [one.name for one in fields(Attempt) if one.name != "draft"]
    for told, value in ((decision, made.decisions[0]), (attempt, made.attempts[0])):
        plain_facts = {k: v for k, v in told.items() if isinstance(v, str | int) and k[-2:] != "at"}
        assert len(plain_facts) > 6
        assert plain_facts == {name: getattr(value, name) for name in plain_facts}
    assert decision["at"] == attempt["started_at"] == NOW.isoformat()
    assert decision["acknowledged"] == [*made.decisions[0].acknowledged]
    assert first["versions"][0]["findings"][0]["found"] == AWKWARD
    assert first["post"]["cost_usd"] == made.draft.posts[0].cost
    assert [one["content"] for one in second["versions"]] == [
        json.loads(json.dumps(version.content.plain())) for _, version in other.versions
    ]
    assert second["versions"][0]["content"]["image"]["sha256"]
    assert [one["text"] for one in second["comments"]] == [AWKWARD]
    assert second["journal"] == other.journal == json.loads(json.dumps(second["journal"]))
    assert second["corrects"]["id"] == first["id"]
    assert first["corrections"][0]["id"] == 2
