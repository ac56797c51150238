"""What the rules read in one pattern, password, address or release: one line each, and the verdict.

readings.txt has a table for each reader: `== reader`, then `what it is given → what it says`, parts
with ｜ between them. `make tables` writes it anew where
a rule was changed on purpose: then its difference is what the change does, and is read before it
is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import pytest
from fakes import DIRECTOR, FINDING, POSTER, TODAY, content, draft
from tables import read, readings, rewrite
from test_lifecycle import CONFIRMATION

from bridge.errors import BridgeError
from bridge.model import Kind, PostId, Role
from bridge.policy import s04_people, s05_1_signoff
from bridge.policy.noted import account, evidence
from bridge.policy.s05_4_retweets import listed, read_post, refusal
from bridge.policy.s05_5_account import account_of, distance, look_alikes, verdict
from bridge.policy.words.loops import endless

FILE = Path(__file__).with_name("readings.txt")
POLITICS: Final = replace(FINDING, clause="6(4)", stop=False)
#: what a release may differ in
OF_CONFIRMATION: Final = {
    "other persons": {"persons": ("別の人",)},
    "one source": {"sources": ("events",)},
    "its source": {"sources": ("home",)},
    "another kind": {"kinds": (Kind.MATERIAL,)},
    "every kind": {"kinds": tuple(Kind)},
    "from tomorrow": {"first": TODAY + timedelta(days=1)},
    "from today": {"first": TODAY},
    "until yesterday": {"last": TODAY - timedelta(days=1)},
    "until today": {"last": TODAY},
    "one a day": {"per_day": 1},
    "revoked": {"revoked_at": date(2026, 11, 1)},
    "outside the hours": {"outside_hours": True},
    "corrections": {"corrections": True},
    "in absence": {"absence": True},
}
OF_DRAFT: Final = {
    "stopped": {"findings": (FINDING,)},
    "noted": {"findings": (replace(FINDING, stop=False),)},
    "for the director": {"findings": (replace(FINDING, stop=False, director=True),)},
    "of politics": {"findings": (POLITICS,)},
    "a correction": {"corrects": 9},
    "a deletion": {"content": replace(content(""), url="", replaces=PostId("1")), "corrects": 9},
    "urgent": {"urgent": True},
    "of another kind": {"kind": Kind.OTHER},
    "material": {"kind": Kind.MATERIAL},
    "of the events": {"source": "events"},
}
OF_GIVER: Final = {
    "nobody": None,
    "a poster": replace(DIRECTOR, role=Role.POSTER),
    "gone": replace(DIRECTOR, active=False),
    "until yesterday": replace(DIRECTOR, until=TODAY - timedelta(days=1)),
    "until today": replace(DIRECTOR, until=TODAY),
}


def of_pattern(pattern: str) -> str:
    """Why it may take for ever."""
    return endless(pattern)[:8]


def of_release(confirmation: str, content_: str, giver: str, today: str, reason: str) -> str:
    """Why it is none of what was confirmed."""
    given = CONFIRMATION
    for change in filter(None, confirmation.split(",")):
        given = replace(given, **OF_CONFIRMATION[change])  # type: ignore[arg-type]
    wording = draft()
    for change in filter(None, content_.split(",")):
        wording = replace(wording, **OF_DRAFT[change])  # type: ignore[arg-type]
    why = s05_1_signoff.release_refusal(
        given,
        OF_GIVER[giver] if giver else DIRECTOR,
        POSTER,
        wording,
        today=TODAY,
        released_today=int(today),
        outside_hours=reason,
    )
    return why.code if why else ""


def of_password(password: str, name: str, known: str) -> str:
    """Why it is guessed soon."""
    why = s04_people.weak(password, name, known.split())
    return why.code if why else ""


def of_name(name: str, others: str) -> str:
    """Whether it could be taken for another one."""
    why = s04_people.deceptive(name, others.split("、"))
    return why.code if why else ""


def of_account(name: str) -> str:
    """The name of an account."""
    return _or_code(lambda: account(name))


def of_evidence(url: str, note: str) -> str:
    """Whether it will do."""
    return _or_code(lambda: " ".join(evidence(url, note)))


def of_address(url: str) -> str:
    """Whose page it is, and which post."""
    return f"{account_of(url)} {_or_code(lambda: read_post(url).url)}"


def of_page(own: str, links: str, text: str) -> str:
    """How a page shows the account."""
    pairs = [(url, words) for url, _, words in (one.partition(" ") for one in links.split("、"))]
    shows, others = verdict(own, pairs if links else [], text)
    return f"{shows.value} {others}"


def of_likeness(own: str, names: str) -> str:
    """Which could be taken for it, and how far each is from it."""
    near = " ".join(f"{name}:{far}" for name, far in look_alikes(own, names.split()))
    return f"{near} / {' '.join(str(distance(own, name)) for name in names.split())}"


def of_retweet(url: str, accounts: str, reason: str, own: str, author: str, knowingly: str) -> str:
    """Why a post may not be put up."""
    post = read_post(url)
    why = refusal(
        post, accounts.split(), reason, own=own, author=author, knowingly=knowingly == "yes"
    )
    return f"{why.code if why else ''} {'listed' if listed(post.user, accounts.split()) else ''}"


def _or_code(ask: Callable[[], str]) -> str:
    try:
        return ask()
    except BridgeError as error:
        return f"refused: {error.code}"


READERS: Final[dict[str, Callable[..., str]]] = {
    "pattern": of_pattern,
    "release": of_release,
    "password": of_password,
    "name": of_name,
    "account": of_account,
    "evidence": of_evidence,
    "address": of_address,
    "page": of_page,
    "likeness": of_likeness,
    "retweet": of_retweet,
}


@pytest.mark.parametrize(
    ("reader", "given", "says"),
    [pytest.param(*one, id=f"{one[0]}-{n}") for n, one in enumerate(readings(FILE))],
)
def test_a_rule_says_what_stands_beside_its_text(reader: str, given: str, says: str) -> None:
    """Passwords and names of 4, releases of 5(1), accounts of 5(4) and 5(5), a library's patterns."""
    assert read(READERS, reader, given) == says


def test_each_reader_of_the_rules_has_its_table() -> None:
    """No reader without a line, and no line twice."""
    every = [(reader, given) for reader, given, _ in readings(FILE)]
    assert {reader for reader, _ in every} == set(READERS)
    assert len(set(every)) == len(every)


if __name__ == "__main__":
    rewrite(FILE, READERS)
