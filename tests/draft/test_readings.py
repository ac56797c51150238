"""What is read in a title, a sentence, a value, a draft: one line of text, and what is made of it.

readings.txt has a table for each reader: `== reader`, then `what it is given → what it says`, parts
with ｜ between them and lines with ⏎. `make tables` writes it anew where a
rule was changed on purpose: then its difference is what the change does, and is read before it is
kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Final

import pytest
from answers import answers
from draft.test_examples import Example, drafted
from in_short import TODAY, URL, blocks
from tables import all_of, in_line, lots_of_readings, read, readings, rewrite

from bridge.draft.choice import chosen
from bridge.draft.compose import Style, compose
from bridge.draft.fitting import Part, check_template, cut_at_phrase, fit
from bridge.draft.further import further
from bridge.draft.kinds import is_urgent, kind_of, label_of
from bridge.draft.linemarks import LineMarks
from bridge.draft.plan import Plan, read_facts
from bridge.draft.proofreading import faults
from bridge.draft.sentences import Statement, says_of_what, told_in
from bridge.draft.standalone import filled
from bridge.draft.subject import head_of, pairs
from bridge.draft.values import When, value_of
from bridge.draft.worth import Worth
from bridge.model import Facts, Occasion, Page
from bridge.text.weight import LIMIT
from bridge.topics.builder import outline_of
from bridge.topics.outline import Outline, Section, Unit
from bridge.topics.sorts import Sort

FILE = Path(__file__).with_name("readings.txt")
JULY: Final = Occasion(date(2026, 7, 4), begins=time(14))
#: what a draft is read against
FACTS: Final = {
    "plain": Facts("催し"),
    "event": Facts(
        "催し",
        kind="event",
        when=(("日時", "7月4日(土)14時～"),),
        place="集会室",
        occasions=(JULY,),
    ),
    "exhibition": Facts(
        "展示", kind="exhibition", when=(("期間", "7月4日(土)～"),), place="中央図書館 展示室"
    ),
    "closure": Facts(
        "休館", kind="closure", occasions=(Occasion(date(2026, 7, 1), date(2026, 7, 3)),)
    ),
    "recruitment": Facts(
        "募集", kind="recruitment", occasions=(JULY,), when=(("日時", "7月4日(土)"),)
    ),
    "cancelled": Facts("映画会", label="中止", kind="cancelled"),
    "recovered": Facts("検索の復旧", kind="service"),
    "several": Facts(
        "催し",
        kind="event",
        several=True,
        events=(("一", "7月4日"), ("二", "7月5日"), ("三", "7月6日")),
    ),
}
EVENT_DAY: Final = frozenset((date(2026, 7, 4), date(2026, 7, 18)))


def of_title(title: str, sentence: str) -> str:
    """Its label, whether it hurries, its kind, and the kind where something has a day."""
    label, urgent = label_of(title, [sentence]), is_urgent(title, [sentence])
    kinds = [kind_of(title, label, "", urgent=urgent, dated=dated) for dated in (False, True)]
    return f"{label or '-'} {'緊急' if urgent else '-'} {' '.join(kinds)}"


def of_subject(title: str) -> str:
    """What it is about, and its pairs of letters."""
    return f"{head_of(title)} {' '.join(sorted(pairs(title)))}"


def of_value(value: str) -> str:
    """How it may be said."""
    return value_of(value, TODAY)


def of_room(room: str, text: str) -> str:
    """What of it has room."""
    return cut_at_phrase(text, int(room))


def of_pointer(names: str, sentence: str) -> str:
    """The sentence by itself."""
    return filled(sentence, tuple(names.split()))


def of_draft(kind: str, summary: str) -> str:
    """Its faults."""
    facts = FACTS[kind]
    return "、".join(faults(facts.title, summary.replace("⏎", "\n"), facts, TODAY))


def of_sentence(kind: str, title: str, sentences: str) -> str:
    """What each sentence of a page tells, from the most telling on."""
    lines = sentences.split("⏎")
    text = "\n".join(line.strip("# ") for line in lines)
    outline = outline_of(Page(URL, title, text, blocks=blocks(*lines)), TODAY)
    main = EVENT_DAY if kind in ("event", "exhibition") else frozenset[date]()
    statements = told_in(outline, units=outline.units, kind=kind, main=main, today=TODAY, names={})
    names = ("strong", "verb", "fair", "back", "some", "cut")
    return "⏎".join(
        f"{one.text} {one.points} "
        + " ".join([*(n for n in names if getattr(one, n)), *sorted(one.tells)])
        for one in statements
    )


def of_parts(filler: str, parts: str) -> str:
    """What fits beside so many fixed letters: `use text` each, `*` before a sentence, `<` before
    one that hangs on the sentence before it.
    """
    every: list[Part] = []
    for line in parts.split("⏎"):
        use, _, text = line.partition(" ")
        spoken, after = text.startswith(("*", "<")), text.startswith("<")
        part = Part(text.lstrip("*<"), int(use), spoken=spoken)
        every.append(replace(part, after=every[-1].text) if after else part)
    template = "{title}\n{summary}\n" + "く" * int(filler) + "\n{url}\n{where} {hashtags}"
    values = {"title": "夏の催し", "url": URL, "where": "集会室", "hashtags": "#図書館"}
    text, title, summary = fit(template, values, every)
    rest = text.rpartition(URL)[2].strip()
    return f"{title} | {summary} | {rest}".replace("\n", "⏎")


def of_template(template: str) -> str:
    """What is wrong with it."""
    return "".join(map(str, check_template(template)))


def _day(words: str) -> date | None:
    """7/4 is a day of this year; 2025/7/4 of another."""
    if not words:
        return None
    *year, month, day = map(int, words.split("/"))
    return date(*(year or [TODAY.year]), month, day)


def _statement(words: str) -> Statement:
    """`at section points flags tells days text`, flags and tells with + between them, - for none."""
    at, section, points, flags, tells, days, text = words.split(" ", 6)
    is_ = set(flags.split("+"))
    return Statement(
        text=text,
        at=int(at),
        after=int(at) - 1,
        points=int(points),
        unit=Unit(
            text, Sort.NOTE if "note" in is_ else Sort.SENTENCE, section=int(section), at=int(at)
        ),
        tells=frozenset(tells.split("+")) - {"-"},
        days=tuple(day for one in days.split("+") if one != "-" and (day := _day(one))),
        back="back" in is_,
        strong="strong" in is_,
        verb="verb" in is_,
        fair="fair" in is_,
        some="some" in is_,
    )


def _best_first(words: str) -> list[Statement]:
    return sorted(map(_statement, words.split("⏎")), key=lambda one: (-one.points, one.at))


def of_choice(needs: str, most: str, how: str, worthy: str, statements: str) -> str:
    """Which are said, by their places, and how many of them are needed."""
    is_ = how.split("+")
    choice, needed = chosen(
        _best_first(statements),
        tuple(needs.split()),
        int(most),
        alone="alone" in is_,
        wide="wide" in is_,
        vague="vague" in is_,
        worth=frozenset(worthy.split()),
        closing="closing" in is_,
        bare="bare" in is_,
    )
    return f"{' '.join(str(one.at) for one in choice)} / {needed}"


def of_worth(kind: str, chosen_: str, statements: str) -> str:
    """The points of each in the order of the page, and which are worth room beside the chosen, each
    with what a draft may have already; 0 is the section of the news.
    """
    kind, _, bare = kind.partition(" ")
    every = _best_first(statements)
    choice = [one for one in every if str(one.at) in chosen_.split()]
    in_order = sorted(every, key=lambda one: one.at)
    sections = [Section(n, n - 1, "本の展示" if n else "", ("h", "2")) for n in range(3)]
    units = [one.unit for one in in_order]
    outline = Outline("夏の本の展示を行います", TODAY, TODAY, units=units, sections=sections)
    news = frozenset({0})
    weighed = Worth(LineMarks(outline, kind=kind, several=False, news=news, today=TODAY))
    points = map(weighed.of_sentence, in_order)
    more = further(
        every,
        choice,
        kind=kind,
        sections=news,
        bare=bool(bare),
        today=TODAY,
        away=lambda one: says_of_what(one.text),
        worth=weighed.of_sentence,
    )
    places = (f"{one.statement.at}≤{one.upto}" for one in more)
    return f"{' '.join(map(str, points))} / {' '.join(places)}"


def _occasion(words: str) -> Occasion:
    """7/4～7/9 14:00～16:00, 7/4～ (onward), 毎土."""
    days, _, hours = words.partition(" ")
    if days.startswith("毎"):
        return Occasion(
            None,
            weekly=("月火水木金土日".index(days[1]),),
            begins=time.fromisoformat(hours) if hours else None,
        )
    first, wave, last = days.partition("～")
    begins, _, ends = hours.partition("～")
    return Occasion(
        _day(first),
        _day(last),
        begins=time.fromisoformat(begins) if begins else None,
        ends=time.fromisoformat(ends) if ends else None,
        onward=bool(wave and not last),
    )


def _facts(words: str) -> Facts:
    """`name=value` a line, ` / ` between several values, = between the two of a pair."""
    values: dict[str, object] = {"title": "夏の催し"}
    for line in filter(None, words.split("⏎")):
        name, _, value = line.partition("=")
        match name:
            case "urgent" | "several" | "arriving" | "dated" | "more" | "leads" | "partial":
                values[name] = value == "yes"
            case "deadline":
                values[name] = _day(value)
            case "occasions":
                values[name] = tuple(map(_occasion, value.split(" / ")))
            case "sentences" | "notes":
                values[name] = tuple(value.split(" / "))
            case "order" | "hangs":
                values[name] = tuple(map(int, value.split()))
            case "needed":
                values[name] = int(value)
            case "when" | "events" | "others" | "labels" | "beside":
                values[name] = tuple(tuple(one.split("=", 1)) for one in value.split(" / "))
            case "further":
                values[name] = tuple(
                    (
                        one.strip("^?"),
                        -1 if one.startswith("^") else 1,
                        190 if one.endswith("?") else LIMIT,
                        (),
                    )
                    for one in value.split(" / ")
                )
            case _:
                values[name] = value
    return Facts(**values)  # type: ignore[arg-type]


def of_facts(room: str, page: str, facts: str) -> str:
    """The draft of facts, with so many fixed letters, a hashtag and a library's name where there are some."""
    filler = int(room)
    style = Style(
        template="{title}\n{summary}\n" + "く" * filler + "\n{url}",
        hashtags=("図書館",) if filler else (),
        library="東町図書館" if filler > 20 else "",
    )
    text = page.replace("⏎", "\n")
    facts_ = _facts(facts)
    made = compose(Page(URL, facts_.title, text), facts=facts_, style=style, url=URL, today=TODAY)
    lines = [
        made.text.replace("く" * filler, "く") if filler else made.text,
        *(f"- {one.summary} {'、'.join(one.faults)}" for one in made.tried),
        *(f"! {note}" for note in made.notes),
        str(made.expires_on or ""),
    ]
    return "⏎".join(lines).replace("\n", "⏎").replace(URL, "U")


def of_page(title: str, page: str) -> str:
    """What a page says, by the fields of its facts."""
    lines = page.split("⏎")
    text = "\n".join(line.strip("#|= ") for line in lines)
    facts = read_facts(Page(URL, title, text, blocks=blocks(*lines)), TODAY)
    # `parts` has each line again
    return in_line(replace(facts, title="", parts=())).strip("()")


def _when(one: When) -> str:
    return f"{one.unit.at} {one.label} {one.role} {in_line(one.occasions)}"


def of_plan(title: str, page: str) -> str:
    """What a page says, step by step: its times, whose they are, what stands beside them."""
    lines = page.split("⏎")
    text = "\n".join(line.strip("#|= ") for line in lines)
    source = Page(URL, title, text, blocks=blocks(*lines))
    plan = Plan(source, outline_of(source, TODAY), TODAY)
    names = ("kind", "over", "looks_back", "several", "topics", "listed", "programme", "renewed")
    return all_of(
        **{name: getattr(plan, name) for name in names},
        changes=plan.changes_told,
        times=map(_when, plan.times),
        whens=[one.unit.at for one in plan.whens],
        mine=[one.at for one in plan.mine],
        scope=[one.at for one in plan.scope],
        parts=[one.at for one in plan.parts_by_name],
        parted=[one.at for one in plan.scope if plan.of_programme(one)],
        told=[f"{one.at}:{one.points}" for one in plan.told],
    )


def of_rule(rule: str, title: str, page: str) -> str:
    """What one rule answers while the page is drafted."""
    title, _, day = title.partition(" | ")
    published = date.fromisoformat(day) if day else None
    lines = tuple(page.split("⏎"))
    return answers(f"draft.{rule}", lambda: drafted(Example(title, published, lines, "")))


READERS: Final[dict[str, Callable[..., str]]] = {
    "title": of_title,
    "subject": of_subject,
    "value": of_value,
    "room": of_room,
    "pointer": of_pointer,
    "draft": of_draft,
    "sentence": of_sentence,
    "parts": of_parts,
    "template": of_template,
    "choice": of_choice,
    "worth": of_worth,
    "facts": of_facts,
    "page": of_page,
    "plan": of_plan,
    "rule": of_rule,
}


@pytest.mark.parametrize("lot", lots_of_readings(FILE))
def test_5_1_a_a_reader_says_what_stands_beside_its_text(
    lot: dict[str, tuple[str, str, str]],
) -> None:
    """The kind of a title, the points of a sentence, the words of a value, the faults of a draft."""
    table = {name: says for name, (_, _, says) in lot.items()}
    assert {name: read(READERS, of, given) for name, (of, given, _) in lot.items()} == table


def test_each_reader_has_its_table_and_each_text_stands_once() -> None:
    """No reader without a line."""
    every = [(reader, given) for reader, given, _ in readings(FILE)]
    assert {reader for reader, _ in every} == set(READERS)
    assert len(set(every)) == len(every)


if __name__ == "__main__":
    rewrite(FILE, READERS)
