"""How often each rule fired in a year, and what came of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from fakes import DIRECTOR, NOW, POSTER, TOKYO, content, wording

from bridge import lifecycle
from bridge.book.rules import OWN, Tally, lines, tallies, tally_json
from bridge.model import Examined, Finding, Kind, Opening
from bridge.record.store import Store
from bridge.text.years import Year

PLAN = Finding("5(3)ウ", "(案)", "題名", "まだ決まっていません。", stop=True, rule="undecided.plan")
OLD = replace(PLAN, rule="")
FACT = Finding("6(9)", "10時", "本文", "ページでは11時です。", stop=True)
NOTE = Finding("6(10)", "042-000-0000", "本文", "電話番号です。", stop=False, rule="privacy.phone")
YEAR = Year(2026)
NAMES = {(PLAN.clause, PLAN.why): "undecided.plan"}


def one(
    *found: tuple[Finding, ...],
    by: str = "職員",
    known: tuple[str, ...] | None = None,
    back: int = 0,
) -> Examined:
    """A draft whose versions had these findings, decided with `known` acknowledged, its version
    `back` returned.
    """
    versions = tuple((NOW, "sync" if n == 0 else by, each) for n, each in enumerate(found))
    decisions = ((len(found), known),) if known is not None else ()
    return Examined(1, versions, decisions, (back,) if back else ())


def only(*drafts: Examined) -> Tally:
    (tally,) = tallies(drafts, YEAR, TOKYO, NAMES)
    return tally


@pytest.mark.parametrize(
    ("draft", "acknowledged", "edited", "returned"),
    [
        (one((PLAN,)), 0, 0, 0),
        (one((PLAN,), known=(PLAN.key,)), 1, 0, 0),
        (one((PLAN,), known=("5(3)ウ",)), 1, 0, 0),
        (one((PLAN,), known=("6(9):10時",)), 0, 0, 0),
        (one((replace(PLAN, stop=False),), known=(PLAN.key,)), 1, 0, 0),
        (one((PLAN,), ()), 0, 1, 0),
        (one((PLAN,), (), by="sync"), 0, 0, 0),
        (one((PLAN,), (PLAN,), known=(PLAN.key,)), 1, 0, 0),
        (one((PLAN,), back=1), 0, 0, 1),
        (one((PLAN,), (), back=2), 0, 1, 0),
        (one((PLAN,), (), known=("5(3)ウ",)), 0, 1, 0),
    ],
)
def test_what_came_of_a_rule(
    draft: Examined, acknowledged: int, edited: int, returned: int
) -> None:
    """Acknowledged where it stood at the decision, edited where a person's wording has it no more,
    returned where it stood.
    """
    told = only(draft)
    assert (told.fired, told.acknowledged, told.edited, told.returned) == (
        1,
        acknowledged,
        edited,
        returned,
    )


def test_a_rule_counts_once_a_draft_in_the_month_of_its_opening() -> None:
    """Three versions with the same finding are one; the month is that of the library's zone."""
    may = replace(one((PLAN,)), versions=((NOW.replace(month=5), "sync", (PLAN,)),))
    told = only(one((PLAN,), (PLAN,), (PLAN,)), may)
    assert (told.fired, told.months[1], told.months[7]) == (2, 1, 1)


def test_a_finding_of_before_gets_the_name_of_its_rule_by_its_sentence() -> None:
    """The program's own rules stand under their clause, and the one that fired most stands first."""
    told = tallies([one((OLD, FACT)), one((PLAN, NOTE))], YEAR, TOKYO, NAMES)
    assert [(t.rule, t.clause, t.fired) for t in told] == [
        ("undecided.plan", "5(3)ウ", 2),
        ("privacy.phone", "6(10)", 1),
        (OWN, "6(9)", 1),
    ]
    assert [t.stops for t in told] == [2, 0, 1]


@pytest.mark.parametrize(
    ("drafts", "named"),
    [
        ([one((PLAN,), known=(PLAN.key,))] * 3, True),
        ([one((PLAN,), known=(PLAN.key,))] * 2, False),
        ([*([one((PLAN,), known=(PLAN.key,))] * 3), one((PLAN,), ())], False),
        ([*([one((PLAN,), known=(PLAN.key,))] * 3), one((PLAN,), back=1)], False),
        ([*([one((PLAN,), known=(PLAN.key,))] * 3), one((PLAN,))], True),
        ([one((NOTE,), known=())] * 5, False),
    ],
)
def test_a_rule_that_is_always_acknowledged_is_named(drafts: list[Examined], named: bool) -> None:
    """Three times and more, and never a reason to write or decide otherwise; what still waits says
    nothing.
    """
    told = tallies(drafts, YEAR, TOKYO, NAMES)
    assert [t.always_acknowledged for t in told] == [named]
    assert any(line.startswith("※ undecided.plan(5(3)ウ) は") for line in lines(told)) is named
    assert tally_json(told[0])["always_acknowledged"] is named


def test_a_year_without_findings_says_so() -> None:
    """An empty list is no silence."""
    assert list(lines([])) == ["  指摘はありません。"]


def test_the_record_tells_what_became_of_each_finding(store: Store) -> None:
    """Versions, the findings acknowledged with each decision, returns; drafts without findings and
    of other years are left out.
    """
    at = NOW
    first = store.apply(
        lifecycle.open_draft(
            Opening(None, "staff", Kind.TOLD), wording(findings=(PLAN,)), "職員", at
        )
    )
    store.apply(lifecycle.return_(store.draft(first), DIRECTOR, "案を確かめる", at))
    store.apply(
        lifecycle.edit(
            store.draft(first), wording(content("決まりました", ""), author="職員"), POSTER, at
        )
    )
    second = store.apply(
        lifecycle.open_draft(
            Opening(None, "staff", Kind.TOLD), wording(findings=(OLD,)), "職員", at
        )
    )
    store.apply(lifecycle.decide(store.draft(second), DIRECTOR, at, acknowledged=["5(3)ウ"]))
    store.apply(lifecycle.open_draft(Opening(None, "staff", Kind.TOLD), wording(), "職員", at))
    early = NOW - timedelta(days=400)
    store.apply(
        lifecycle.open_draft(
            Opening(None, "staff", Kind.TOLD), wording(findings=(PLAN,)), "職員", early
        )
    )
    told = tallies(store.export.examined(YEAR.begin(TOKYO), YEAR.end(TOKYO)), YEAR, TOKYO, NAMES)
    assert [(t.fired, t.acknowledged, t.edited, t.returned) for t in told] == [(2, 1, 1, 1)]
