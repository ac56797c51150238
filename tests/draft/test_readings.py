"""What is read in a title, a sentence, a value, a draft: one line of text, and what is made of it.

readings.txt has a table for each reader: `== reader`, then `what it is given → what it says`, parts
with ｜ between them and lines with ⏎. `PYTHONPATH=tests:. python tests/draft/test_readings.py` writes it anew where a
rule was changed on purpose: then its difference is what the change does, and is read before it is
kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Final

import pytest
from in_short import TODAY, URL, blocks

from bridge.draft.fitting import Part, check_template, cut_at_phrase, fit
from bridge.draft.kinds import is_urgent, kind_of, label_of
from bridge.draft.proof import faults
from bridge.draft.sentences import told_in
from bridge.draft.standing import filled
from bridge.draft.subject import head_of, pairs
from bridge.draft.values import value_of
from bridge.model import Facts, Occasion, Page
from bridge.topics.builder import outline_of

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
    told = told_in(outline, units=outline.units, kind=kind, main=main, today=TODAY, names={})
    names = ("strong", "verb", "fair", "back", "some", "cut")
    return "⏎".join(
        f"{one.text} {one.points} "
        + " ".join([*(n for n in names if getattr(one, n)), *sorted(one.tells)])
        for one in told
    )


def of_parts(filler: str, parts: str) -> str:
    """What fits beside so many fixed letters: `use text` each, `*` before a sentence, `<` before
    one that hangs on the sentence before it.
    """
    made: list[Part] = []
    for told in parts.split("⏎"):
        use, _, text = told.partition(" ")
        spoken, after = text.startswith(("*", "<")), text.startswith("<")
        part = Part(text.lstrip("*<"), int(use), spoken=spoken)
        made.append(replace(part, after=made[-1].text) if after else part)
    template = "{title}\n{summary}\n" + "く" * int(filler) + "\n{url}\n{where} {hashtags}"
    values = {"title": "夏の催し", "url": URL, "where": "集会室", "hashtags": "#図書館"}
    text, title, summary = fit(template, values, made)
    rest = text.rpartition(URL)[2].strip()
    return f"{title} | {summary} | {rest}".replace("\n", "⏎")


def of_template(template: str) -> str:
    """What is wrong with it."""
    return "".join(check_template(template))


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
}


def readings() -> Iterator[tuple[str, str, str]]:
    """Yield reader, what it is given, and what it says."""
    for block in FILE.read_text("utf-8").split("\n== ")[1:]:
        reader, *lines = block.strip("\n").split("\n")
        for line in filter(None, lines):
            given, _, said = line.partition(" →")
            yield reader, given, said.strip()


def read(reader: str, given: str) -> str:
    """Return what a reader says."""
    return READERS[reader](*given.split("｜")).strip()


@pytest.mark.parametrize(
    ("reader", "given", "said"),
    [pytest.param(*one, id=f"{one[0]}-{n}") for n, one in enumerate(readings())],
)
def test_5_1_a_a_reader_says_what_stands_beside_its_text(
    reader: str, given: str, said: str
) -> None:
    """The kind of a title, the points of a sentence, the words of a value, the faults of a draft."""
    assert read(reader, given) == said


def test_each_reader_has_its_table_and_each_text_stands_once() -> None:
    """No reader without a line."""
    every = [(reader, given) for reader, given, _ in readings()]
    assert {reader for reader, _ in every} == set(READERS)
    assert len(set(every)) == len(every)


def written() -> str:
    """Return readings.txt as the program of today writes it."""
    parts = [FILE.read_text("utf-8").partition("\n== ")[0]]
    for reader in READERS:
        lines = [f"{given} → {read(of, given)}" for of, given, _ in readings() if of == reader]
        parts.append("\n".join((f"== {reader}", *(line.rstrip() for line in lines), "")))
    return "\n".join(parts)


if __name__ == "__main__":
    FILE.write_text(written(), "utf-8")
