"""What the rules read in one text, word list, password, address or release: one line each.

readings.txt has a table for each reader: `== reader`, then `what it is given → what it says`, parts
with ｜ between them. `make tables` writes it anew where
a rule was changed on purpose: then its difference is what the change does, and is read before it
is kept.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import pytest
from answers import answers
from fakes import DIRECTOR, FINDING, POSTER, TODAY, content, draft
from policy.samples import URL, context, found
from tables import all_of, in_line, lots_of_readings, read, readings, rewrite
from test_lifecycle import CONFIRMATION

from bridge.draft.plan import read_facts
from bridge.errors import BridgeError
from bridge.model import Finding, Kind, Page, PostId, Role
from bridge.policy import (
    aligned,
    calls,
    claims,
    exchanged,
    pieces,
    s04_people,
    s05_1_signoff,
    s05_3_wording,
    s06_9_days,
    s06_9_facts,
    s06_9_scope,
    sides,
    things,
)
from bridge.policy.folding import fold
from bridge.policy.matter import Manuscript, Matter
from bridge.policy.noted import account, evidence
from bridge.policy.s05_4_retweets import listed, read_post, refusal
from bridge.policy.s05_5_account import account_of, distance, look_alikes, verdict
from bridge.policy.words import WordFaults, parse_words
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


def _passages(text: str) -> tuple[claims.Passage, ...]:
    return claims.passages(text.replace("⏎", "\n"), TODAY)


def _findings(every: Iterable[Finding]) -> str:
    return "⏎".join(
        f"{'' if one.stop else '記 '}{one.where}「{one.found}」{one.why}" for one in every
    ).replace("\n", " ")


def of_claims(text: str) -> str:
    """All that it claims, by what it is."""
    parts = _passages(text)
    flat = fold(text.replace("⏎", "\n"))
    choices = {one.name: one for one in (*claims.CHOICES, *claims.TITLED)}
    return all_of(
        days=[
            [day.mention.text, day.role, edge, past]
            for one in parts
            for (day, edge), (_, past) in zip(
                claims.edges(one), claims.edges(one, past_hours=True), strict=True
            )
        ],
        roles=[one.role for one in parts if one.role],
        times=[
            [time.words, time.begins, time.ends, *claims.moments(time)]
            for one in parts
            for time in one.times
        ],
        moved=[days for days in claims.moved(parts) if days],
        openings=[[one.house, one.value, one.dates] for one in claims.openings(parts)],
        counts=claims.counts(flat),
        chosen={name: said for name, one in choices.items() if (said := claims.chosen(one, flat))},
        denied={name: said for name, one in choices.items() if (said := claims.denied(one, flat))},
        answers=claims.answers(flat),
        alone=list(claims.narrowings(flat)),
        audience=[one for one in claims.audience(flat) if one],
        limits=claims.limits(flat),
        series=list(claims.series(flat)),
        places=claims.places(flat),
        houses=list(claims.houses_in(flat)),
        admitted=claims.admissions(flat),
        rates=claims.pairs(flat),
        chains=[one[0] for one in claims.chains(flat)],
    )


def of_page_claims(text: str) -> str:
    """What is read of it once, for all comparisons."""
    title, _, rest = text.replace("⏎", "\n").partition("\n")
    page = s06_9_facts._page_claims(Page("", title, rest, published=TODAY), TODAY)
    names = ("counts", "listed", "days", "spans", "bare", "months")
    return all_of(numbers=page.numbers, **{name: getattr(page, name) for name in names})


def of_scope(text: str, page: str) -> str:
    """What reaches further than on its page, or less far."""
    text, page = (fold(one.replace("⏎", "\n")) for one in (text, page))
    return _findings(s06_9_scope.findings(text, page))


def of_days(text: str, page: str) -> str:
    """What takes place on another day or half a day."""
    return _findings(s06_9_days.findings(_passages(text), _passages(page)))


def _matter(text: str, page: str, title: str, **more: object) -> Matter:
    lines = page.replace("⏎", "\n")
    source = Page(URL, title or "催し", lines, published=TODAY) if page else None
    words = text.replace("⏎", "\n")
    one = Manuscript(Kind.PAGE, "催し", f"{words}\n{URL}", URL, None, source, None, "home")
    facts = read_facts(source, TODAY) if source else None
    return Matter(replace(one, **{"facts": facts, **more}), context())  # type: ignore[arg-type]


def of_beside(text: str, page: str, title: str, listed: str) -> str:
    """What it says otherwise than its page; `listed`: the title on the list, * before it where a
    person wrote the text.
    """
    hand, listed = listed.startswith("*"), listed.lstrip("*")
    matter = _matter(text, page, title, listed=listed, by_hand=hand, facts=None)
    return _findings(s06_9_facts.findings(matter))


def _in_short(one: pieces.Value) -> str:
    """`kind value`, of an hour the first and last minute; its role, and the days before its last."""
    value = one.value or f"{min(one.minutes)}~{max(one.minutes)}+{len(one.minutes)}"
    parts = (one.kind, value, one.role, "edge" * one.edge, ",".join(one.inside))
    return " ".join(filter(None, (*parts, f"「{one.words}」")))


def _fragment(one: pieces.Fragment) -> str:
    marks = {
        name: {"".join(mark) for mark in getattr(one, name)}
        for name in ("marks", "inherited", "joined")
    }
    return all_of(
        text=one.text,
        runs=one.runs,
        **marks,
        values=map(_in_short, one.values),
        denied=map(_in_short, one.denied),
        is_=[name for name in ("themed", "lead", "old") if getattr(one, name)],
        label=one.label,
    )


def of_pieces(text: str) -> str:
    """The clauses of a text, and how each says that something stands."""
    return "⏎".join(
        f"{_fragment(one)} {all_of(states=map(_in_short, pieces.states(one.text, page=False)))}"
        for sentence in pieces.of_text(_passages(text))
        for one in sentence
    )


def of_page_pieces(text: str) -> str:
    """The pieces of a page, how each says that something stands, and the names of its sections."""
    every, names = pieces.of_page(_passages(text))
    return "⏎".join(
        (
            *(
                f"{_fragment(one)} {all_of(states=map(_in_short, pieces.states(one.text, page=True)))}"
                for one in every
            ),
            " / ".join(names),
        )
    )


def of_sides(text: str) -> str:
    """The side on which it puts each thing."""
    return "⏎".join(
        f"{one.axis}{'○' if one.yes else '×'} {'の'.join(one.item)} "
        + all_of(beside=one.beside, also=one.also, dates=one.dates, alone=one.alone, of=one.words)
        for one in sides.sides(_passages(text))
    )


def of_opposed(text: str, page: str) -> str:
    """Which things it puts on the other side than its page."""
    pairs = sides.opposed(_passages(text), _passages(page))
    return "⏎".join(f"「{one.words}」{other.line}" for one, other in pairs)


def of_borne(text: str, page: str, title: str) -> str:
    """What it tells of one thing and its page of another, and what of it the page bears out."""
    beside = aligned.Beside(_passages(text), _passages(page), title)
    words = dict.fromkeys(
        one.words
        for sentence in pieces.of_text(_passages(text))
        for piece in sentence
        for one in (*piece.values, *pieces.states(piece.text, page=False))
    )
    stated = dict.fromkeys(one.text for one in _passages(text))
    return all_of(
        apart=[f"「{one.words}」{one.line}" for one in beside.apart()],
        otherwise=[f"「{one.words}」{one.line}" for one in beside.named_otherwise()],
        borne=[one for one in words if beside.bears_out(one)],
        stands=[one for one in stated if beside.stands_so(one)],
    )


def of_things(page: str) -> str:
    """The groups of things that a page tells side by side, each with its cells: label, text, and
    what they tell.
    """
    return "⏎".join(
        all_of(
            **{
                one.name: [
                    f"{cell.label}:{cell.text}{in_line(map(_in_short, cell.values))}"
                    for cell in one.cells
                ]
                for one in group
            }
        )
        for group in things.groups(_passages(page))
    )


def of_calls(names: str, beside: str, title: str, text: str) -> str:
    """By which words a text calls which of some things, beside what else a page says."""
    every = names.split("、")
    hits = calls.calls(tuple(every), beside, title).find(text)
    return " ".join(f"{text[a:z]}={'+'.join(every[n] for n in sorted(w))}" for a, z, w in hits)


def of_exchanged(text: str, page: str) -> str:
    """What it tells of one thing and its page of another beside it, and what the page bears out of
    the thing that it names.
    """
    beside = exchanged.Exchanged(_passages(text), _passages(page))
    words = dict.fromkeys(
        one.words for each in _passages(text) for one in things.values_of(each, page=False)
    )
    return all_of(
        foreign=[f"「{one.words}」{one.line}" for one in beside.foreign()],
        borne=[one for one in words if beside.bears_out(one)],
    )


def of_wording(text: str, page: str, title: str, expires: str) -> str:
    """What is unclear, over or impossible in it; a person wrote it under the title of the page."""
    last = date.fromisoformat(expires) if expires else None
    about = _matter(text, page, title, expires_on=last)
    own = replace(about.candidate, title=title or "催し")
    return _findings(s05_3_wording.findings(Matter(own, about.context)))


def of_closed_days(text: str, page: str) -> str:
    """What takes place on a Monday, when the library is closed."""
    about = _matter(text, page, "")
    about = Matter(about.candidate, replace(about.context, opens=lambda day: day.weekday() != 0))
    return _findings(one for one in s05_3_wording.findings(about) if "休館日です" in one.why)


def of_list(table: str, text: str, respelled: str) -> str:
    """What is wrong with a word list, beside one role; or what it finds in a text, which the
    dictionary may spell otherwise.
    """
    roles = {"staff": {"patterns": ["職員"], "examples": ["職員"]}}
    try:
        parsed = parse_words({"roles": roles, "own": tomllib.loads(table.replace("⏎", "\n"))})
    except WordFaults as error:
        return "⏎".join(error.faults)
    found = [(one, one.hits(fold(text), fold(respelled))) for one in parsed.rules]
    kinds = {one.name: (one.stop, one.page, one.on, one.of, one.within) for one in parsed.rules}
    hits = {one.name: [text[start:end] for start, end in spans] for one, spans in found}
    return all_of(rules=kinds, hits=hits)


def of_last_day(text: str, on: str, after: str) -> str:
    """The last day on which it makes sense, and why a person's does not go out so many days
    later.
    """
    day = date.fromisoformat(on)
    words = text.replace("⏎", "\n")
    wording = draft(content=content(words), author="職員")
    over = s05_3_wording.over_since(wording, day, day + timedelta(days=int(after)))
    return f"{s05_3_wording.last_day(words, day) or '-'} {over or ''}"


def of_rule(rule: str, text: str, page: str, title: str) -> str:
    """What one rule answers while a person's text is examined beside its page."""
    text, page = (one.replace("⏎", "\n") for one in (text, page))
    return answers(f"policy.{rule}", lambda: found(text, title, page or None, by_hand=True))


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
    "claims": of_claims,
    "page claims": of_page_claims,
    "scope": of_scope,
    "days": of_days,
    "beside": of_beside,
    "pieces": of_pieces,
    "page pieces": of_page_pieces,
    "sides": of_sides,
    "opposed": of_opposed,
    "borne out": of_borne,
    "things": of_things,
    "calls": of_calls,
    "exchanged": of_exchanged,
    "wording": of_wording,
    "closed days": of_closed_days,
    "last day": of_last_day,
    "list": of_list,
    "rule": of_rule,
}


@pytest.mark.parametrize("lot", lots_of_readings(FILE))
def test_a_rule_says_what_stands_beside_its_text(lot: dict[str, tuple[str, str, str]]) -> None:
    """Passwords and names of 4, releases of 5(1), accounts of 5(4) and 5(5), a library's patterns."""
    table = {name: says for name, (_, _, says) in lot.items()}
    assert {name: read(READERS, of, given) for name, (of, given, _) in lot.items()} == table


def test_each_reader_of_the_rules_has_its_table() -> None:
    """No reader without a line, and no line twice."""
    every = [(reader, given) for reader, given, _ in readings(FILE)]
    assert {reader for reader, _ in every} == set(READERS)
    assert len(set(every)) == len(every)


if __name__ == "__main__":
    rewrite(FILE, READERS)
