"""6 禁止事項の確認: whose word stands for a text, how much is asked, and what the machine saw of
each kind.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from fakes import DIRECTOR, NOW, POSTER, content, draft

from bridge.model import Checklist, Decision, Finding, PostId
from bridge.policy import s06_checklist
from bridge.settings import Extent

SALE = Finding("6(6)", "1冊50円", "本文", "売り買いの話です。", stop=True)
NOTE = Finding("6(10)", "042-000-0000", "本文", "電話番号です。", stop=False)
PLAN = Finding("5(3)ウ", "(案)", "題名", "まだ決まっていません。", stop=True)


def tick(person: str, part: str, minutes: int = 0) -> Checklist:
    return Checklist(
        version=1, digest="d", person=person, at=NOW + timedelta(minutes=minutes), part=part
    )


def decision(person: str) -> Decision:
    return Decision(
        id=1,
        draft=1,
        version=1,
        digest="d",
        person=person,
        at=NOW + timedelta(minutes=5),
        way="director",
    )


@pytest.mark.parametrize(
    ("extent", "author", "findings", "asked"),
    [
        ("own", "sync", (SALE,), False),
        ("own", "職員", (), True),
        ("each", "sync", (), True),
        ("each", "職員", (), True),
        ("findings", "職員", (), False),
        ("findings", "職員", (PLAN,), False),
        ("findings", "職員", (NOTE,), True),
        ("findings", "sync", (SALE,), True),
    ],
)
def test_6_the_library_says_whose_texts_ask_for_the_tick(
    extent: Extent, author: str, findings: tuple[Finding, ...], asked: bool
) -> None:
    """Each draft, those that a person wrote, or those in which something of clause 6 was found."""
    assert s06_checklist.asked(extent, author, content(), findings) is asked


def test_6_where_nothing_goes_out_nothing_is_asked() -> None:
    """A deletion has no text that could be forbidden."""
    gone = replace(content("", ""), replaces=PostId("7"))
    assert not s06_checklist.asked("each", "職員", gone, (SALE,))


def test_6_who_ticked_at_the_drafting_is_not_asked_again() -> None:
    """The director who wrote the text has said so of this very text; of another one, or another
    person, nobody has.
    """
    own = draft(author="館長", checklists=(tick("館長", "draft"),))
    assert not s06_checklist.asked_of_decider("own", own, DIRECTOR.name)
    assert s06_checklist.asked_of_decider("own", own, POSTER.name)
    assert s06_checklist.asked_of_decider("own", replace(own, checklists=()), DIRECTOR.name)


def test_6_the_thirteen_stand_in_their_order_with_what_was_seen() -> None:
    """Two findings of one kind are counted; no words found is not "nothing wrong"."""
    rows = s06_checklist.rows((SALE, SALE, NOTE, PLAN))
    assert [row.clause for row in rows] == [f"6({n})" for n in range(1, 14)]
    verdicts = {row.clause: row.verdict for row in rows}
    assert (verdicts["6(6)"], verdicts["6(10)"], verdicts["6(4)"]) == ("2件", "1件", "語なし")
    assert set(verdicts.values()) == {"2件", "1件", "語なし"}
    assert [row.clause for row in rows if row.stops] == ["6(6)"]
    assert [row.clause for row in rows if row.noted] == ["6(10)"]


@pytest.mark.parametrize(
    ("author", "ticks", "who", "drafted", "decided"),
    [
        ("sync", (), "", "ページのまま(決裁の判断に含みます)", "まだ"),
        ("sync", (), "館長", "ページのまま(決裁の判断に含みます)", "決裁の判断に含みます"),
        (
            "sync",
            (tick("館長", "decision", 5),),
            "館長",
            "ページのまま(決裁の判断に含みます)",
            "館長",
        ),
        ("職員", (), "", "記録なし", "まだ"),
        ("職員", (), "館長", "記録なし", "記録なし"),
        ("職員", (tick("職員", "draft"),), "館長", "職員", "記録なし"),
        ("職員", (tick("職員", "draft"), tick("館長", "decision", 5)), "館長", "職員", "館長"),
        (
            "職員",
            (tick("職員", "draft"), tick("館長", "decision", 5)),
            "別の館長",
            "職員",
            "記録なし",
        ),
        ("館長", (tick("館長", "draft"),), "館長", "館長", "館長"),
        ("職員", (tick("職員", "draft"), tick("館長", "decision", 9)), "館長", "職員", "記録なし"),
    ],
)
def test_6_the_record_says_whose_word_stands_for_a_text(
    author: str, ticks: tuple[Checklist, ...], who: str, drafted: str, decided: str
) -> None:
    """A tick has its person; a page as it is stands under the decision; of texts of before nothing
    is known.
    """
    made = draft(author=author, checklists=ticks, decision=decision(who) if who else None)
    for word, told in (
        (s06_checklist.drafter(made), drafted),
        (s06_checklist.decider(made), decided),
    ):
        assert (word.person if word.at else word.why) == told


def test_6_what_stops_is_acknowledged_and_where_the_tick_is_asked_each_kind_that_is_noted() -> None:
    """The first note of a kind stands for all of it; a kind that stops has no tick of its own."""
    more = Finding("6(10)", "042-000-0001", "本文", "電話番号です。", stop=False)
    beside = Finding("6(6)", "半額", "本文", "売り買いの話です。", stop=False)
    findings = (NOTE, more, SALE, beside, PLAN)
    assert s06_checklist.to_acknowledge(findings, asked=False) == (SALE, PLAN)
    assert s06_checklist.to_acknowledge(iter(findings), asked=True) == (SALE, PLAN, NOTE)
