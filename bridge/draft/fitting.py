"""Pure: parts become one text of at most 280 weighted characters; what helps a reader least goes
first, the link never.

Templates hold names in braces and nothing else. They are put in by our own hand, once: no page can
speak as a template.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any, Final

from bridge.draft.shorter import shorter, tersely
from bridge.draft.standalone import reasonless
from bridge.sayings import Refusal
from bridge.text.weight import LIMIT, bound, weigh
from bridge.values import dataclass

NAMES: Final = (
    "title",
    "summary",
    "url",
    "when",
    "where",
    "who",
    "apply",
    "deadline",
    "label",
    "hashtags",
)
_NAME: Final = re.compile(r"\{([^{}]*)\}")
#: what begins an exception to the sentence before it
_EXCEPTION: Final = re.compile(r"ただし|但し")
#: in this order they go when even without a summary the text is too long
_SPARE: Final = ("hashtags", "apply", "deadline", "who", "where", "when", "label")


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the summary."""

    text: str
    use: int  #: to a reader; the least useful goes first
    #: a sentence: it may be cut at a phrase when it would be the only thing left
    spoken: bool = False
    after: str = ""  #: the sentence without which it is not understood


def check_template(template: str) -> tuple[Refusal, ...]:
    """Return what is wrong with a template; empty when it may be used."""
    names = _NAME.findall(template)
    known = [f"{{{name}}}" for name in NAMES]
    faults = [
        Refusal("template.name_unknown", name=name, known=known)
        for name in names
        if name not in NAMES
    ]
    if re.search(r"[{}]", _NAME.sub("", template)):
        faults.append(Refusal("template.braces"))
    faults += [
        Refusal("template.name_missing", name=name)
        for name in ("title", "url")
        if name not in names
    ]
    faults += [
        Refusal("template.name_repeated", name=name)
        for name in ("title", "summary", "url")
        if names.count(name) > 1
    ]
    # 6(6): a page's words are no hashtag and no mention of ours by what stands before them
    if re.search(r"[#＃][\w・]*\{", template):
        faults.append(Refusal("template.tag_of_page"))
    if re.search(r"(?<![A-Za-z0-9_])[@＠][A-Za-z0-9_{]", template):
        faults.append(Refusal("template.mention"))
    if (fixed := bound(_NAME.sub("", template))) > LIMIT // 2:
        faults.append(Refusal("template.too_long", length=fixed, most=LIMIT // 2))
    return tuple(faults)


def render(template: str, values: Mapping[str, str]) -> str:
    """Return the template with `values` put in; a line whose names are all empty goes, and a link
    stands alone on its line.
    """
    lines = []
    for line, names in _lines(template):
        if names and not any(values.get(name) for name in names):
            continue
        if "url" in names and values.get("url") and line.strip() != "{url}":
            line = line.replace("{url}", "\n{url}\n")  # noqa: PLW2901
        lines.append(_NAME.sub(lambda match: values.get(match[1], ""), line))
    return "\n".join(part for line in "\n".join(lines).split("\n") if (part := line.strip()))


def stands_alone(template: str) -> bool:
    """Return whether a template has its summary on lines of its own."""
    return any(line == "{summary}" for line, _ in _lines(template))


def lines_weigh(lines: Sequence[str]) -> int:
    """Return the weighted characters of lines, each by itself and with what ends it: a text of
    them weighs no less.
    """
    return sum(map(_line_weighs, lines))


@lru_cache(maxsize=512)  # one line stands in many wordings
def _line_weighs(text: str) -> int:
    lines = (line.strip() for line in text.split("\n"))
    return sum(weigh(line) + 1 for line in lines if line)


@lru_cache(maxsize=16)  # one template is of many drafts
def _lines(template: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the lines of a template, each with its names."""
    lines = template.replace("\\n", "\n").split("\n")
    return tuple((line, tuple(_NAME.findall(line))) for line in lines)


def fit(template: str, values: Mapping[str, str], parts: Sequence[Part]) -> tuple[str, str, str]:
    """Return text, title and summary: the parts that fit with the template, the least useful gone
    first.

    Where they do not, all labelled lines are worded shorter, and sentences without their reasons
    where that leaves room for a part more; with days as 7/10(金) and places without what they are
    beside where that keeps a labelled line more. Whole parts go before any is cut; the last
    sentence is cut at a phrase, then hashtags and the template's other fields go, then the title
    is cut at a phrase.
    """
    rest = list(parts)
    if _over(template, values, parts) > 0:
        _, brief, plain, terse = wordings(parts)
        rest = max((_kept(template, values, p) for p in (brief, plain)), key=len)
        least = _kept(template, values, terse)
        rest = least if _rows(least) > _rows(rest) else rest
    spare = dict(values)
    for name in _SPARE:
        if _over(template, spare, rest) <= 0:
            break
        spare[name] = ""
    over = max(_over(template, spare, rest), 0)
    spare["title"] = cut_at_phrase(spare["title"], max(bound(spare["title"]) - over, 4))
    summary = _summary(rest)
    return render(template, spare | {"summary": summary}), spare["title"], summary


def _rows(parts: Sequence[Part]) -> int:
    """Return how many labelled lines there are."""
    return sum("：" in part.text and not part.spoken for part in parts)


def _kept(template: str, values: Mapping[str, str], parts: Sequence[Part]) -> list[Part]:
    """Return the parts for which there is room, the least useful gone first; a last sentence cut at
    a phrase.
    """
    rest = list(parts)
    while (over := _over(template, values, rest)) > 0 and rest:
        least = min(reversed(rest), key=lambda part: part.use)
        if len(rest) > 1 or not least.spoken:
            rest.remove(least)
            rest = _standing(rest, parts)
            continue
        cut = cut_at_phrase(least.text, bound(least.text) - over)
        rest = [replace(least, text=cut, spoken=False)] if len(cut) > 12 else []
    for part in sorted(
        (p for p in parts if p not in rest), key=lambda p: -p.use
    ):  # a shorter one may still fit
        more = [p for p in parts if p in rest or p is part]
        whole = len(more) == len(rest) + 1 and _standing(more, parts) == more
        if whole and _over(template, values, more) <= 0:
            rest = more
    return rest


def briefly(parts: Sequence[Part]) -> list[Part]:
    """Return parts with their labelled lines worded shorter."""
    rows = iter(shorter([part.text for part in parts if not part.spoken]))
    return [part if part.spoken else replace(part, text=next(rows)) for part in parts]


def plainly(parts: Sequence[Part]) -> list[Part]:
    """Return the same with sentences that do not say why."""
    less = {part.text: reasonless(part.text) for part in parts if part.spoken}
    return [
        replace(part, text=less.get(part.text, part.text), after=less.get(part.after, part.after))
        for part in briefly(parts)
    ]


def wordings(parts: Sequence[Part]) -> tuple[Sequence[Part], ...]:
    """Return parts in their wordings, from full to short."""
    plain = plainly(parts)
    rows = iter(tersely([part.text for part in parts if not part.spoken]))
    terse = [part if part.spoken else replace(part, text=next(rows)) for part in plain]
    return parts, briefly(parts), plain, terse


def _standing(rest: list[Part], parts: Sequence[Part]) -> list[Part]:
    """Return what is left when a sentence that goes takes along those that hang on it, and an
    exception (ただし) the sentence that it limits, unless that one leads.
    """
    texts = {part.text for part in parts}
    limited = {p.after for p in parts if p not in rest and _EXCEPTION.match(p.text)} - {
        next((p.text for p in parts if p.spoken), "")
    }
    while lost := [
        p
        for p in rest
        if p.text in limited or (p.after in texts and all(p.after != other.text for other in rest))
    ]:
        rest = [p for p in rest if p not in lost]
    return rest


def _summary(parts: Sequence[Part]) -> str:
    """Sentences run on, labelled lines stand alone."""
    summary = ""
    for before, part in zip((None, *parts), parts, strict=False):
        together = before is not None and before.spoken and part.spoken
        summary += part.text if together else f"\n{part.text}"
    return summary.strip()


def _over(template: str, values: Mapping[str, str], parts: Sequence[Part]) -> int:
    """How many weighted characters too long; the link counts as X counts it."""
    link = "x" * _link_weight(values.get("url", ""))
    return bound(render(template, {**values, "summary": _summary(parts), "url": link})) - LIMIT


@lru_cache(maxsize=64)
def _link_weight(link: str) -> int:
    return weigh(link)


def cut_at_phrase(text: str, room: int) -> str:
    """Return the beginning of `text` in at most `room` weighted characters, cut between phrases,
    with … behind it.
    """
    if bound(text) <= room:
        return text
    head = ""
    for phrase in _parser().parse(text[: max(room, 1)]):
        if bound(head + phrase) + 2 > room:
            break
        head += phrase
    while bracket := _open(head):
        head = head[: head.rindex(bracket)]
    if not head:  # one endless word
        head = text[: max(room // 2 - 1, 0)]
    return re.sub(r"[、。・,\s「『（(【～〜-]+$", "", head) + "…"


def _open(text: str) -> str:
    """Return a bracket of `text` that is opened and not closed, else nothing."""
    return next(
        (a for a, b in ("「」", "『』", "（）", "()", "【】") if text.count(a) > text.count(b)), ""
    )


@cache
def _parser() -> Any:
    import budoux

    return budoux.load_default_japanese_parser()
