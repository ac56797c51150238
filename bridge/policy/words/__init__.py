"""Pure: the word lists behind the findings: rules as data, which the library may edit.

config.py reads the files, this makes rules of them. A file holds one table a rule:

    [plan]
    clause = "5(3)ウ"              運用方針の項番号
    stop = true                    true = 止める(承知のうえの決裁が要る)、false = 注意だけ
    page = "note"                  リンク先のページにだけあるとき: "stop" / "note" / "ignore"
                                   (書かなければ stop のとおり)
    on = "text"                    "text" = 文章、"link" = リンク先のアドレスを見る
                                   (書かなければ "text")
    why = "…"                      画面に出す一文
    words = ["素案"]               この語があれば当たり
    patterns = ['計画[(]案[)]']      正規表現。words、patterns、together のどれかは要る
    together = [["鍵", "番号"], ["下に", "隠し"]]
                                   正規表現の組。どの組からも一つずつ、一つの文にあれば当たり
    within = "sentence"            together を見る広さ: "sentence" = 一つの文、"text" = 全体
                                   (書かなければ "sentence")
    except = ["ご検討"]            正規表現。当たりがこの中に収まるときは無害とする
    unless = ["注意", "{warning}"]  正規表現。同じ文の、当たりの前後20字(within = "text" では全体)
                                   にあれば無害とする。遠くの語は、ほかのことを言うかもしれない
    of = "all"                     "own" = ページのない、人が新しく書いた文だけを見る
                                   (書かなければ "all")
    sign = false                   true = ひとつだけでは注意にとどまる兆し(書かなければ false)
    topic = false                  true = 話題の語。お知らせの見本に似た文では数えない
                                   (書かなければ false)
    examples = ["素案をまとめた"]  当たるはずの文。一つは要る
    harmless = ["館内の案内"]      当たらないはずの文

A sign is a word that says little by itself. It stops where another rule's sign stands in the same
draft, or where a text that a person wrote is clearly more like the bad samples than like the
harmless ones (likeness.py); else it is a note. A topic is sure by itself, but for a text that is
much like the harmless samples: a lecture on fraud names fraud.

roles.toml holds no rules but names: `{warning}` in a regular expression stands for the patterns of
its table [warning]. samples.toml holds no rules either but the samples.

Full-width and half-width letters are alike to a rule, and so are capital and small ones (see
folding.py). With a dictionary a rule looks at a second spelling, too: だまして is 騙して to it, and
ばか is 馬鹿 (see bridge/text/morphemes.py).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import field, replace
from functools import lru_cache
from itertools import islice
from operator import add
from typing import Any, Final, Literal, TypeAlias, cast

from bridge.policy.folding import fold
from bridge.policy.likeness import Likeness, Sample
from bridge.policy.words.loops import endless
from bridge.settings import CLAUSES
from bridge.values import dataclass

OnPage: TypeAlias = Literal["stop", "note", "ignore"]
#: in which ways a rule can have a hit in a text: numbers of the alternatives of its expression, and
#: TOGETHER; None = in any
Ways: TypeAlias = Collection[int] | None
TOGETHER: Final = -1  #: by the expressions that stand together
ANY: Final = -2
_PART: Final = -3  #: the first of those that stand together; the others below it

NEAR: Final = 20  #: characters before and behind a hit in which an exception counts
_TEXTS: Final = ("words", "patterns", "except", "unless", "examples", "harmless")
OWN: Final = "own"  #: where a file's name stands in the name of a rule of [words]
ROLES: Final = "roles"  #: the file that holds names instead of rules
SAMPLES: Final = "samples"  #: the file that holds the samples
_NO_RULES: Final = (ROLES, SAMPLES)
_SIDES: Final = ("bad", "harmless")
_NAME: Final = re.compile(r"\{([a-z][a-z-]*)\}")
_SENTENCE: Final = re.compile(r"[^。\n!?！？]+")
_BREAK: Final = re.compile(r"[。\n!?！？]")
_FORMS: Final[dict[str, tuple[object, ...]]] = {
    "page": ("stop", "note", "ignore"),
    "on": ("text", "link"),
    "within": ("sentence", "text"),
    "of": ("all", "own"),
    "stop": (True, False),
    "sign": (False, True),
    "topic": (False, True),
}
_KEYS: Final = ("clause", "why", *_FORMS, *_TEXTS, "together")


class WordFaults(ValueError):
    """The word lists have faults; all of them are told at once."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults  #: one line each: file, rule, what is wrong


class Pattern:
    """A regular expression that is compiled when it is first asked: most rules find nothing in most
    texts, and never come to their exceptions.
    """

    __slots__ = ("finditer", "search", "source", "ways")

    search: Callable[..., re.Match[str] | None]
    finditer: Callable[..., Iterator[re.Match[str]]]

    def __init__(self, source: str) -> None:
        self.source = source
        #: its alternatives: it matches where one of them does; none while they are not known
        self.ways: tuple[Pattern, ...] = ()

    def touches(self, folded: str, ways: Ways = None) -> bool:
        """Return whether the expression matches somewhere; `ways`: the numbers of the alternatives
        that can, None where nobody knows.
        """
        if ways is None:
            return self.search(folded) is not None
        return any(self.ways[n].search(folded) is not None for n in ways if n >= 0)

    def __getattr__(self, name: str) -> Any:
        """Compile the expression: it is asked for what it does not have yet. From then on it
        answers without a detour.
        """
        if name not in {"search", "finditer"}:
            raise AttributeError(name)
        compiled = re.compile(self.source, re.IGNORECASE)
        self.search, self.finditer = compiled.search, compiled.finditer
        return getattr(self, name)


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of words to be found."""

    name: str  #: file and table: "undecided.plan"
    clause: str
    why: str  #: one Japanese sentence
    stop: bool  #: when it stands in the draft itself
    page: OnPage  #: when it stands only on the page behind the link
    on: Literal["text", "link"]
    pattern: Pattern | None  #: a hit by itself
    together: tuple[Pattern, ...]  #: a hit where each has one
    within: Literal["sentence", "text"]  #: how far apart those may stand
    spared: Pattern | None  #: a hit inside a match of this is harmless
    unless: Pattern | None  #: where this stands, too, nothing is a hit
    of: Literal["all", "own"]  #: own: what a person wrote anew, without a page behind it
    sign: bool  #: says little by itself: weighed with the other signs of the draft
    topic: bool  #: not counted in a text that is much like the harmless samples
    examples: tuple[str, ...]
    harmless: tuple[str, ...]

    def hits(
        self, folded: str, respelled: str = "", ways: Ways = None
    ) -> Iterator[tuple[int, int]]:
        """Yield the span of each hit in a folded text that no exception covers; `ways` as
        Words.possible names them.

        `respelled` is the same text as the dictionary spells it, sentence by sentence; what is a
        hit there alone is told by its whole sentence. What makes harmless does so in either
        spelling.
        """
        found = list(self._in(folded)) if self._touches(folded, ways) else []
        yield from found
        if found or not respelled:
            return
        for (ours, other), spans in _respelled(folded, respelled, self.within):
            if not self._touches(other, ways) or self._bare(ours):
                continue
            if not all(self._harmless(ours, hit, len(other)) for hit in self._in(other)):
                yield from spans

    def _harmless(self, ours: str, hit: tuple[int, int], length: int) -> bool:
        """Return whether a sentence as it stands makes a hit of its other spelling (`length`
        characters) harmless, about where that stands in it.
        """
        if self.unless is None:
            return False
        start, end = (place * len(ours) // length for place in hit)
        return bool(self.unless.search(ours, *self._near((0, len(ours)), (start, end), len(ours))))

    def _bare(self, folded: str) -> bool:
        """Return whether the words are there, whatever makes them harmless."""
        alone = self.pattern is not None and bool(self.pattern.search(folded))
        return alone or (bool(self.together) and all(one.search(folded) for one in self.together))

    def _in(self, folded: str) -> Iterator[tuple[int, int]]:
        hits = sorted((*self._alone(folded), *self._joined(folded)))
        spared = (
            [found.span() for found in self.spared.finditer(folded)] if self.spared and hits else []
        )
        for start, end in hits:
            if not any(begin <= start and end <= stop for begin, stop in spared):
                yield start, end

    def _touches(self, folded: str, ways: Ways) -> bool:
        """Return whether there can be a hit at all."""
        if self.pattern is not None and self.pattern.touches(folded, ways):
            return True
        joined = bool(self.together) and (ways is None or TOGETHER in ways)
        return joined and self.together[0].search(folded) is not None

    def _alone(self, folded: str) -> Iterator[tuple[int, int]]:
        """Yield each hit of the patterns that its surroundings do not make harmless."""
        hits = [hit.span() for hit in self.pattern.finditer(folded)] if self.pattern else []
        if self.unless is None or not hits:
            yield from hits
            return
        breaks = [-1, *(mark.start() for mark in _BREAK.finditer(folded)), len(folded)]
        harmless: dict[tuple[int, int], bool] = {}
        for start, end in hits:
            around = (
                breaks[bisect_left(breaks, start, 1) - 1] + 1,
                breaks[bisect_left(breaks, end, 1)],
            )
            around = self._near(around, (start, end), len(folded))
            if around not in harmless:
                harmless[around] = bool(self.unless.search(folded, *around))
            if not harmless[around]:
                yield start, end

    def _near(
        self, sentence: tuple[int, int], hit: tuple[int, int], length: int
    ) -> tuple[int, int]:
        """Return where what makes a hit harmless stands: beside it, in its sentence; anywhere for a
        rule that looks at the whole text.
        """
        if self.within == "text":
            return 0, length
        return max(sentence[0], hit[0] - NEAR), min(sentence[1], hit[1] + NEAR)

    def _joined(self, folded: str) -> Iterator[tuple[int, int]]:
        """Yield where each of `together` has its words, from the first to the last of them."""
        first = self.together[0] if self.together else None
        if first is None or not first.search(folded):  # most texts: no need to take them apart
            return
        spared = [found.span() for found in self.spared.finditer(folded)] if self.spared else []
        pieces = (
            ((0, len(folded)),)
            if self.within == "text"
            else (m.span() for m in _SENTENCE.finditer(folded))
        )
        for start, end in pieces:
            whole = self._whole(folded, (start, end), spared)
            if not whole:
                continue
            hit = min(span[0] for span in whole), max(span[1] for span in whole)
            around = self._near((start, end), hit, len(folded))
            if self.unless is None or not self.unless.search(folded, *around):
                yield hit

    def _whole(
        self, folded: str, piece: tuple[int, int], spared: list[tuple[int, int]]
    ) -> list[tuple[int, int]]:
        """Return where each of `together` stands first in a piece; nothing where one does not, as
        in most not even the first.
        """
        spans: list[tuple[int, int]] = []
        for pattern in self.together:
            span = _free(pattern, folded, start=piece[0], end=piece[1], spared=spared)
            if span is None:
                return []
            spans.append(span)
        return spans


@lru_cache(maxsize=8)  # of one text: all rules ask
def _respelled(
    folded: str, respelled: str, within: str
) -> tuple[tuple[tuple[str, str], tuple[tuple[int, int], ...]], ...]:
    """Return each sentence, or the whole, that the dictionary spells otherwise, both spellings, and
    where it stands in ours; nothing when the sentences do not match.

    What is spelled alike in both is left out: what hits there is not a hit of the dictionary's
    spelling alone.
    """
    ours, theirs = (
        [(0, len(text))] if within == "text" else [one.span() for one in _SENTENCE.finditer(text)]
        for text in (folded, respelled)
    )
    places: dict[tuple[str, str], list[tuple[int, int]]] = {}
    if len(ours) == len(theirs):
        for (start, end), (begin, stop) in zip(ours, theirs, strict=True):
            pair = folded[start:end], respelled[begin:stop]
            if pair[0] != pair[1]:
                places.setdefault(pair, []).append((start, end))
    return tuple((pair, tuple(spans)) for pair, spans in places.items())


def _free(
    pattern: Pattern, folded: str, start: int, end: int, spared: list[tuple[int, int]]
) -> tuple[int, int] | None:
    """Return the first match that no exception covers."""
    for found in pattern.finditer(folded, start, end):
        if not any(begin <= found.start() and found.end() <= stop for begin, stop in spared):
            return found.span()
    return None


@dataclass(frozen=True, slots=True)
class Words:
    """All rules, in the order of their files."""

    rules: tuple[Rule, ...]
    likeness: Likeness = Likeness(())  #: to what a person wrote
    #: one to three letters → the rules and ways of which a hit may have them; None = not known
    by_gram: Mapping[str, tuple[tuple[str, int], ...]] | None = None
    #: rules and ways of which a hit may have any letters, and all ways of a rule that the library
    #: has added
    anywhere: frozenset[tuple[str, int]] = frozenset()
    #: of rules with expressions that stand together, the ways of all of them
    joined: Mapping[str, frozenset[int]] = field(default_factory=dict)

    def weighed(self) -> dict[str, Rule]:
        """Return the signs and topics by name: what they say hangs on the text around them."""
        return {rule.name: rule for rule in self.rules if rule.sign or rule.topic}

    def possible(self, folded: str, respelled: str = "") -> Mapping[str, Ways]:
        """Return the rules that can have a hit in a folded text, or in it as the dictionary spells
        it, by name, each with the ways in which it can: the others need not be asked.
        """
        if self.by_gram is None or not _UNLIKE.isdisjoint(folded + respelled):
            return {rule.name: None for rule in self.rules}
        grams = _grams(folded) | _grams(_other_part(folded, respelled))
        ways: defaultdict[str, set[int]] = defaultdict(set)
        for name, way in self.anywhere.union(
            *map(self.by_gram.__getitem__, self.by_gram.keys() & grams)
        ):
            ways[name].add(way)
        for name in self.joined.keys() & ways.keys():
            parts = self.joined[name]
            joined = {TOGETHER} if parts <= ways[name] else set()
            ways[name] = ways[name] - parts | joined
        return {name: None if ANY in each else each for name, each in ways.items() if each}

    def of(self, *clauses: str) -> Iterator[Rule]:
        """Yield the rules of these clauses."""
        some = frozenset(clauses)
        return (rule for rule in self.rules if rule.clause in some)


def _grams(text: str) -> set[str]:
    """Return one to three letters that follow each other, capital letters as small ones."""
    small = text.lower()
    pairs = list(map(add, small, islice(small, 1, None)))
    return {*small, *pairs, *map(add, pairs, islice(small, 2, None))}


def _other_part(text: str, other: str) -> str:
    """Return what of another spelling may have letters in a row that the text has not: all between
    what both begin and end with, and two letters on either side.
    """
    if other in {"", text}:
        return ""
    least = min(len(text), len(other))
    start = next((n for n in range(least) if text[n] != other[n]), least)
    end = next((n for n in range(least - start) if text[-1 - n] != other[-1 - n]), least - start)
    return other[max(0, start - 2) : len(other) - max(0, end - 2)]


#: letters that are small ones, or capitals, of i, k and s to a regular expression alone
_UNLIKE: Final = frozenset("\u0130\u0131\u017f\u212a")


def with_grams(
    words: Words,
    needed: Callable[[Collection[str]], Mapping[str, Mapping[str, Collection[str] | None]]],
) -> Words:
    """Return the rules, each findable by the letters without which it has no hit; `needed` names
    them for each alternative of several expressions.
    """
    needs = needed(sources(words))
    by_gram: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    anywhere, joined = set(), {}
    for rule in words.rules:
        ways: dict[int, Collection[str] | None] = {}
        if rule.pattern is not None:
            parts = needs[rule.pattern.source]
            rule.pattern.ways = tuple(map(Pattern, parts))
            ways = dict(enumerate(parts.values()))
        if rule.together:  # each of them stands in a hit
            every = (_of_all(needs[one.source].values()) for one in rule.together)
            each = {_PART - place: grams for place, grams in enumerate(every)}
            joined[rule.name] = frozenset(each)
            ways |= each
        for way, grams in ways.items():
            pair = rule.name, way
            if grams is None:
                anywhere.add(pair)
            for gram in set(grams or ()):
                by_gram[gram].append(pair)
    found = {gram: tuple(pairs) for gram, pairs in by_gram.items()}
    return replace(words, by_gram=found, anywhere=frozenset(anywhere), joined=joined)


def _of_all(parts: Iterable[Collection[str] | None]) -> set[str] | None:
    """Return the grams of which each match of one of these alternatives has one; None where one of
    them has none.
    """
    grams: set[str] = set()
    for part in parts:
        if part is None:
            return None
        grams.update(part)
    return grams


def sources(words: Words) -> set[str]:
    """Return the expressions by which rules have hits."""
    found = (one for rule in words.rules for one in (rule.pattern, *rule.together))
    return {one.source for one in found if one is not None}


def with_added(words: Words, added: Mapping[str, tuple[str, ...]]) -> Words:
    """Return the rules, and one more for each clause to which the library has added words
    ([words]).

    They stop a draft in which they stand; on the page behind it they are a note.
    """
    own = tuple(
        _rule(
            f"{OWN}.{clause}",
            {
                "clause": clause,
                "stop": True,
                "page": "note",
                "words": listed,
                "examples": listed,
                "why": "図書館が注意する語に加えたものです。出してよいか、確かめてください。",
            },
            {},
        )
        for clause, listed in added.items()
        if listed
    )
    anywhere = words.anywhere.union((rule.name, ANY) for rule in own)
    return replace(words, rules=(*words.rules, *own), anywhere=anywhere)


def parse_words(
    tables: Mapping[str, Mapping[str, Any]],
    *,
    packaged: bool = False,
    samples: Callable[[], Mapping[str, Any]] | None = None,
) -> Words:
    """Return the rules of `tables`, the parsed TOML of each file by its stem; raises WordFaults
    with every fault.

    Tables that are `packaged`, and nothing else, are not examined: the tests have done it, and no
    file of the library's is in them. `samples` returns theirs where a text is first held against
    them; by default they are among the tables.
    """
    if packaged:
        known = {
            name: f"(?:{'|'.join(f'(?:{text})' for text in raw['patterns'])})"
            for name, raw in tables[ROLES].items()
        }
        lists = ((stem, table) for stem, table in tables.items() if stem not in _NO_RULES)
        return Words(
            tuple(
                _rule(f"{stem}.{name}", raw, known)
                for stem, table in lists
                for name, raw in table.items()
            ),
            Likeness(lambda: _samples(samples() if samples else tables[SAMPLES])),
        )
    rules: list[Rule] = []
    roles, faults = _roles(tables.get(ROLES, {}))
    faults += _unfit(texts := tables.get(SAMPLES, {}))
    for stem, table in tables.items():
        for name, raw in table.items() if stem not in _NO_RULES else ():
            wrong = list(_faults(raw)) or list(_broken(raw, roles))
            if not wrong:
                rules.append(rule := _rule(f"{stem}.{name}", raw, roles))
                wrong = list(_misses(rule))
            faults += [f"{stem}.toml [{name}] {what}" for what in wrong]
    if faults:
        raise WordFaults(tuple(faults))
    return Words(tuple(rules), Likeness(_samples(texts)))


def _samples(table: Mapping[str, Any]) -> Iterator[Sample]:
    """Yield the texts of samples.toml."""
    for raw in table.values():
        for key in _SIDES:
            yield from (Sample(raw["clause"], key == "bad", text) for text in raw.get(key, ()))


def _unfit(table: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with samples.toml."""
    for name, raw in table.items():
        told = raw if isinstance(raw, Mapping) else {}
        known = told.get("clause") in CLAUSES and told.keys() <= {"clause", *_SIDES}
        if not known or not all(_are_texts(told.get(key, [])) for key in _SIDES):
            yield (
                f'{SAMPLES}.toml [{name}] clause(項番号)と、bad、harmless を ["…", "…"] '
                "の形で書いてください"
            )


def _are_texts(given: Any) -> bool:
    return isinstance(given, list) and all(
        isinstance(text, str) and bool(text.strip()) for text in given
    )


def _roles(table: Mapping[str, Any]) -> tuple[dict[str, str], list[str]]:
    """Return what each name of roles.toml stands for, and what is wrong with it."""
    roles: dict[str, str] = {}
    faults: list[str] = []
    for name, raw in table.items():
        try:
            found = re.compile("|".join(f"(?:{text})" for text in raw["patterns"]), re.IGNORECASE)
            if loop := endless(found.pattern):
                faults.append(f"{ROLES}.toml [{name}] patterns — {loop}")
                continue
            missed = [text for text in raw["examples"] if not found.search(fold(text))]
            hit = [text for text in raw.get("harmless", ()) if found.search(fold(text))]
        except (KeyError, TypeError, re.error) as error:
            faults.append(
                f'{ROLES}.toml [{name}] patterns と examples を ["…"] の形で書いてください({error})'
            )
            continue
        faults += [f"{ROLES}.toml [{name}] examples — 「{text}」に当たりません" for text in missed]
        faults += [f"{ROLES}.toml [{name}] harmless — 「{text}」に当たります" for text in hit]
        roles[name] = f"(?:{found.pattern})"
    return roles, faults


def _faults(raw: Any) -> Iterator[str]:
    """Yield what is wrong with the table of one rule, before anything is made of it."""
    if not isinstance(raw, Mapping):
        yield "は [名前] の表ではありません"
        return
    for key in raw.keys() - set(_KEYS):
        yield f"{key} — この項目はありません — {', '.join(_KEYS)}"
    if raw.get("clause") not in CLAUSES:
        yield (
            f"clause — {raw.get('clause', '')!r} は運用方針の項番号ではありません — "
            f"{', '.join(CLAUSES)}"
        )
    if not isinstance(raw.get("why"), str) or not raw["why"].strip():
        yield "why — 理由の一文がありません"
    for key, allowed in _FORMS.items():
        given = raw.get(key, None if key == "stop" else allowed[0])
        if not any(given is one or (given == one and isinstance(one, str)) for one in allowed):
            yield (
                f"{key} — 書ける値ではありません — "
                f"{' / '.join(str(value).lower() for value in allowed)}"
            )
    for key in _TEXTS:
        if not _are_texts(raw.get(key, [])):
            yield f'{key} — ["…", "…"] の形で書いてください'
    groups = raw.get("together", [])
    if not isinstance(groups, list) or not all(
        isinstance(group, list)
        and group
        and all(isinstance(text, str) and text.strip() for text in group)
        for group in groups
    ):
        yield 'together — [["…", "…"], ["…"]] の形で書いてください'
    if not any(raw.get(key) for key in ("words", "patterns", "together")):
        yield "words も patterns も together もありません"
    if not raw.get("examples"):
        yield "examples — 当たるはずの文を一つは書いてください"


def _broken(raw: Mapping[str, Any], roles: Mapping[str, str]) -> Iterator[str]:
    """Yield what is wrong with the regular expressions."""
    groups = [("together", _either(group)) for group in raw.get("together", ())]
    for key, joined in (
        ("patterns", _pattern(raw)),
        ("except", _either(raw.get("except", ()))),
        ("unless", _either(raw.get("unless", ()))),
        *groups,
    ):
        for name in _NAME.findall(joined):
            if name not in roles:
                yield (
                    f"{key} — {{{name}}} という役割は {ROLES}.toml にありません — "
                    f"{', '.join(roles)}"
                )
                return
        try:
            if joined and re.compile(_named(joined, roles), re.IGNORECASE).match(""):
                yield f"{key} — 何も書かれていないところにも当たります"
            if loop := endless(_named(joined, roles)):
                yield f"{key} — {loop}"
        except re.error as error:
            yield f"{key} — 正規表現として読めません({error}: {error.pattern!s:.60})"


def _pattern(raw: Mapping[str, Any]) -> str:
    listed = [re.escape(fold(word)) for word in raw.get("words", ())]
    return "|".join((*listed, *(f"(?:{text})" for text in raw.get("patterns", ()))))


def _either(texts: Iterable[str]) -> str:
    return "|".join(f"(?:{text})" for text in texts)


def _named(joined: str, roles: Mapping[str, str]) -> str:
    """Return a regular expression with what its names stand for."""
    return _NAME.sub(lambda name: roles[name[1]], joined)


def _rule(name: str, raw: Mapping[str, Any], roles: Mapping[str, str]) -> Rule:
    def compiled(joined: str) -> Pattern | None:
        return Pattern(_named(joined, roles)) if joined else None

    groups = (compiled(_either(group)) for group in raw.get("together", ()))
    return Rule(
        name=name,
        clause=raw["clause"],
        why=raw["why"],
        stop=raw["stop"],
        page=cast("OnPage", raw.get("page", "stop" if raw["stop"] else "note")),
        on=raw.get("on", "text"),
        pattern=compiled(_pattern(raw)),
        together=tuple(group for group in groups if group),
        within=raw.get("within", "sentence"),
        spared=compiled(_either(raw.get("except", ()))),
        unless=compiled(_either(raw.get("unless", ()))),
        of=raw.get("of", "all"),
        sign=raw.get("sign", False),
        topic=raw.get("topic", False),
        examples=tuple(raw["examples"]),
        harmless=tuple(raw.get("harmless", ())),
    )


def _misses(rule: Rule) -> Iterator[str]:
    """Yield the examples that the rule does not find, and the harmless texts that it does."""
    for text in rule.examples:
        if not any(rule.hits(fold(text))):
            yield f"examples — 「{text}」に当たりません"
    for text in rule.harmless:
        if any(rule.hits(fold(text))):
            yield f"harmless — 「{text}」に当たります"
