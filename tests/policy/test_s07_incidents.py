"""7: abusive replies and messages are noted briefly, counted, and decided on by the director."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from fakes import FINDING, NOW, TODAY

from bridge.errors import UsageRefused
from bridge.model import Incident, Measure
from bridge.policy import noted
from bridge.policy import s07_incidents as rule


def incident(id: int = 1, account: str = "troll_1", **fixed: object) -> Incident:
    return replace(
        Incident(
            id=id,
            account=account,
            on=TODAY,
            clause="7(3)",
            way="reply",
            note="館員への暴言",
            by="職員",
        ),
        **fixed,
    )  # type: ignore[arg-type]


def measure(count: int = 2, **fixed: object) -> Measure:
    return replace(
        Measure(
            id=1,
            account="troll_1",
            acts=("block",),
            reason="くり返し",
            count=count,
            decided_by="館長",
            decided_at=NOW,
        ),
        **fixed,
    )  # type: ignore[arg-type]


def test_7_repetition_is_counted_per_account_whatever_its_capitals() -> None:
    """X does not tell Troll_1 from troll_1."""
    (case, other) = rule.cases([incident(1), incident(2, "TROLL_1"), incident(3, "friend")], [], 2)
    assert (case.account, len(case.incidents), case.repeated, case.proposed) == (
        "TROLL_1",
        2,
        True,
        True,
    )
    assert (other.account, other.repeated, other.proposed) == ("friend", False, False)


def test_7_what_is_decided_is_not_proposed_again_until_something_new_comes() -> None:
    """A blocked account that is silent needs no second decision."""
    two, three = [incident(1), incident(2)], [incident(1), incident(2), incident(3)]
    done = measure(done_by="職員", done_at=NOW)
    assert [
        rule.cases(i, m, 2)[0].proposed
        for i, m in ((two, [measure()]), (two, [done]), (three, [done]))
    ] == [
        False,
        False,
        True,
    ]
    assert rule.cases(three, [measure()], 2)[0].open == measure()


@pytest.mark.parametrize(
    ("incidents", "measures", "acts", "reason", "why"),
    [
        ([], [], ["block"], "理由", "記録されていません"),
        ([1, 2], [], [], "理由", "少なくとも"),
        ([1, 2], [], ["mute"], "理由", "少なくとも"),
        ([1, 2], [], ["block"], "  ", "理由が要ります"),
        ([1], [], ["report"], "理由", "くり返し"),
        ([1, 2], [measure()], ["report"], "理由", "まだ行われていません"),
        ([1, 2], [measure(done_by="職員")], ["report", "block"], "理由", ""),
    ],
)
def test_7_when_the_director_may_decide(
    incidents: list[int], measures: list[Measure], acts: list[str], reason: str, why: str
) -> None:
    """Only on what is noted, repeated, with a reason, and not while a decision is open."""
    case = next(iter(rule.cases([incident(n) for n in incidents], measures, 2)), None)
    told = str(rule.refusal(case, acts, reason, 2) or "")
    assert why in told
    assert bool(told) == bool(why)


def test_7_what_is_decided_and_not_done_stands_before_what_needs_nobody() -> None:
    """Proposed, then decided on and still to be done, then the rest, the newest first."""
    newest = [
        incident(9, "friend"),
        incident(8, "other"),
        incident(2, "again"),
        incident(1, "again"),
    ]
    cases = rule.cases(newest, [measure(1, account="other")], 2)
    assert [case.account for case in cases] == ["again", "other", "friend"]


def test_7_the_kinds_have_the_numbers_of_clause_7_and_no_thirteenth() -> None:
    """From laws, 7(1), to obscene, 7(11), and whatever the library finds unfit, 7(12); in half or
    full width.
    """
    assert list(rule.ABUSE) == [f"7({n})" for n in range(1, 13)]
    assert rule.ABUSE["7(1)"] == "法令に反する"
    assert (rule.ABUSE["7(11)"], rule.ABUSE["7(12)"][:6]) == ("わいせつ", "館が不適当と")
    assert rule.clause("７（１２）") == "7(12)"
    for wrong in ("7(13)", "6(1)", "7", "7(0)", ""):
        with pytest.raises(UsageRefused):
            rule.clause(wrong)
    with pytest.raises(UsageRefused) as refused:
        rule.clause(f" {'あ' * 30}")
    assert refused.value.facts["given"] == "あ" * 20  # enough to know it again
    with pytest.raises(UsageRefused):
        rule.medium("fax")


@pytest.mark.parametrize(
    ("found", "noted"),
    [
        ("6(2)", ["7(1)"]),
        ("6(4)", ["7(3)"]),
        ("6(13)", ["7(12)"]),
        ("6(1)", []),
        ("6(10)", ["11"]),
        ("11", ["11"]),
        ("5(3)", []),
        ("5(3)ウ", []),
        ("10", []),
    ],
)
def test_7_a_note_is_found_under_the_numbers_of_7_and_personal_data_under_11(
    found: str, noted: list[str]
) -> None:
    """The kinds of 6 are those of 7 one number lower; what another clause finds is not of a note."""
    assert [one.clause for one in rule.of_note([replace(FINDING, clause=found)])] == noted


def test_11_the_day_from_which_incidents_are_kept() -> None:
    """A year by default; an absurd number of days is not an error of the calendar."""
    assert rule.oldest_kept(TODAY, 365) == TODAY - timedelta(days=365)
    assert rule.oldest_kept(TODAY, 10**7) == date.min


@pytest.mark.parametrize("name", ["@troll_1", "＠troll_1", " troll_1 "])
def test_an_account_is_taken_with_and_without_its_sign(name: str) -> None:
    """Staff paste what they see."""
    assert noted.account(name) == "troll_1"


@pytest.mark.parametrize(
    "name",
    ["", "@", "@@a", "troll 1", "トロル", "a" * 16, "troll-1", "a\nb", "https://x.com/a", "ａｂｃ"],
)
def test_what_is_no_account_is_refused(name: str) -> None:
    """X's user names have one to fifteen letters, digits and underscores."""
    with pytest.raises(UsageRefused, match="アカウント名ではありません"):
        noted.account(name)


@pytest.mark.parametrize(
    ("url", "note"),
    [
        ("", " "),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("x.com/a", ""),
        ("https://", ""),
        ("https://user:pw@x.com/a", ""),
        ("https://x.com/a b", ""),
        ('https://x.com/"><script>', ""),
        ("https://x.com/\u202ea", ""),
        ("https://x.com/" + "a" * 2_000, ""),
        ("", "あ" * 201),
        ("", "一行目\n二行目"),
        ("", "鐘\x07"),
        ("", "逆さ\u202e"),
    ],
)
def test_evidence_that_is_not_sound_is_refused(url: str, note: str) -> None:
    """Scripts, credentials, hidden characters, long copies of messages."""
    with pytest.raises(UsageRefused, match="何も記録していません"):
        noted.evidence(url, note)


def test_sound_evidence_is_kept_as_written() -> None:
    """An address, a note, or both; an emoji of several parts is no hidden character."""
    assert noted.evidence(" https://x.com/a/status/1 ", "暴言👨‍👩‍👧") == (
        "https://x.com/a/status/1",
        "暴言👨‍👩‍👧",
    )


def test_a_day_to_come_is_refused() -> None:
    """Nobody has seen anything tomorrow."""
    assert noted.seen_on(TODAY, TODAY) == TODAY
    with pytest.raises(UsageRefused, match="まだ来ていません"):
        noted.seen_on(TODAY + timedelta(days=1), TODAY)
