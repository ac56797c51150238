"""5(1): what a prior confirmation may be, at each of its bounds; and the digest to which a decision
is bound.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from fakes import DIRECTOR, POSTER, TODAY, content, draft

from bridge.model import Confirmation, Image, Kind
from bridge.policy import s05_1_signoff as rule

GIVEN = Confirmation(
    number="2026-1",
    persons=("職員",),
    sources=(),
    kinds=(Kind.PAGE,),
    first=TODAY,
    last=TODAY,
    per_day=5,
    given_by="館長",
)


@pytest.mark.parametrize(("days", "fault"), [(1, ""), (365, ""), (366, ""), (367, "1年まで")])
def test_5_1_prior_confirmation_lasts_366_days_at_most(days: int, fault: str) -> None:
    """From the first to the last day, both counted: a leap year and no day more."""
    asked = replace(GIVEN, last=TODAY + timedelta(days=days - 1))
    told = "".join(map(str, rule.confirmation_faults(asked, TODAY)))
    assert (fault in told, bool(told)) == (True, bool(fault))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"persons": ()}, "対象者"),
        ({"kinds": ()}, "種別を一つ以上"),
        ({"kinds": (Kind.PAGE, Kind.OTHER)}, "種別エ"),
        ({"last": TODAY - timedelta(days=1), "first": TODAY - timedelta(days=2)}, "過ぎて"),
        ({"first": TODAY + timedelta(days=1)}, "始まりの日より前"),
        ({"per_day": 0}, "1件から"),
        ({"per_day": rule.MAX_PER_DAY + 1}, "1件から"),
    ],
)
def test_5_1_what_is_no_prior_confirmation(change: dict[str, object], why: str) -> None:
    """Without persons or kinds, for エ, over before it begins, or without a limit of the day."""
    assert rule.confirmation_faults(GIVEN, TODAY) == ()
    assert rule.confirmation_faults(replace(GIVEN, per_day=rule.MAX_PER_DAY), TODAY) == ()
    assert why in "".join(map(str, rule.confirmation_faults(replace(GIVEN, **change), TODAY)))  # type: ignore[arg-type]


def test_truth_1_whatever_goes_out_is_in_the_digest() -> None:
    """Another text, link, account, picture, alternative text or target is another digest."""
    plain = content()
    picture = Image("https://lib.example.jp/a.png", "絵", "市が撮影")
    others = [
        replace(plain, text="別の文"),
        replace(plain, url="https://lib.example.jp/2"),
        replace(plain, account="other"),
        replace(plain, image=picture),
        replace(plain, image=replace(picture, alt="別の説明")),
        replace(plain, reply_to="1"),
        replace(plain, repost_of="https://x.com/a/status/1"),
    ]
    digests = [rule.digest(each) for each in (plain, *others)]
    assert len(set(digests)) == len(digests)
    assert rule.digest(content()) == digests[0]


def test_5_1_e_a_confirmation_of_before_releases_nothing_of_the_directors() -> None:
    """One that an older record holds for it: what the director alone approves stays his."""
    older = replace(GIVEN, kinds=(Kind.PAGE, Kind.OTHER))
    asked = {"giver": DIRECTOR, "person": POSTER, "today": TODAY, "released_today": 0}
    refused = rule.release_refusal(older, draft=draft(kind=Kind.OTHER), **asked)
    assert refused is not None
    assert refused.code == "confirmation.director_for_kind"
    assert rule.release_refusal(older, draft=draft(), **asked) is None
