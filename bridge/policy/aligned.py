"""Pure: of which piece of its page a clause of a text speaks, and what that piece says otherwise.

A clause is held against the piece of the page that has its marks (pieces.py). A value that this
piece has not, and that stands in pieces of which the clause has no mark, belongs to something else
there; one that the page denies, or tells as what was so until now, is none of the page's. And the
other way round: what a piece of the page with the clause's marks has is borne out, whatever another
rule makes of it. A mark counts the less the more pieces have it. Cannot see what a clause speaks of
that has no word of the page.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Final

from bridge.policy import claims, pieces
from bridge.policy.pieces import DAY, NONE, PART, SECTION, STATE, WORD
from bridge.topics.labels import labelled
from bridge.topics.sorts import Sort
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator, Sequence

    from bridge.policy.pieces import Fragment, Mark, Marks, Value

#: choices that belong to one thing of several (claims.py)
_CHOICES: Final = {
    one.name: one
    for one in claims.CHOICES
    if one.name in {"費用", "決め方", "申込みの方法", "申込み", "住まい", "期限の数え方", "用意"}
}
_OF_CHOICE: Final = {
    name: re.compile("|".join(value.pattern for value in one.values.values()))
    for name, one in _CHOICES.items()
}
_APPLYING: Final = re.compile("申|予約|席")
_ANYBODY: Final = re.compile("(?:どなた|だれ|誰)でも")
#: which labels tell what a value of a kind is for
_PARTS: Final = {
    "日": frozenset(("締切", "結果", "申込", "返却")),
    "場": frozenset(("会場", "返却")),
    "時": frozenset(("申込",)),
}
#: what a mark of a family weighs that one piece has
_WEIGHTS: Final = {PART: 0.8, "回": 1.2, "期": 1.2, "字": 1.2, "級": 1.2, "部": 1.2, "番": 1.2} | {
    "人": 1.2,
    "週": 1.2,
    "館": 1.2,
    "口": 1.2,
    "同": 1.0,
}
_RARE: Final = 0.75  #: how fast a mark counts the less the more pieces have it
_DATED: Final = 0.8  #: of a day
_SECTION: Final = 1.2  #: of what has a section of its own, however many pieces that has
_TITLED: Final = 0.5  #: of what the title has, too
_LONG: Final = 1.5  #: of a noun of four letters and more
_JOINED: Final = 0.9
_INHERITED: Final = 0.6
#: from which weight a piece is what a clause speaks of: where the value stands nowhere near it,
#: where it does, and of how something stands
_LEAST, _LEAST_BESIDE, _LEAST_STATE = 0.55, 0.75, 1.0
_KEPT, _LEAST_KEPT = f"{STATE}残る", 0.35  #: of which a page tells little
_LEAST_HEADED: Final = 0.4  #: where the value is of another head, and the piece of this one
_LEAST_AMONG: Final = 1.0  #: of days and places, of which a page has many
_RATIO: Final = 2.0  #: how much more than the piece that has the value
#: from which weight of marks that the text has nowhere a piece is of something else, for a value of
#: a kind; hours are seldom told twice
_FOREIGN: Final = {"日": 1.0, "場": 1.0, "時": 0.0, f"{STATE}使える": 0.6}
_APART: Final = 0.5
_NO_IDENTITY: Final = frozenset((DAY, "=円"))
#: 19時から20時に延長: from what to what
_CHANGE: Final = re.compile(r"延長|短縮|繰り?[上下]|早ま|変わ|変更|延ば|延び|延期|順延|振り?替")
#: 申し込みは, 定員30人: what is told of what was spoken of before
_ATTRIBUTE: Final = re.compile(
    r"(?:申し?込み?|受付|定員|費用|参加費|会場|場所|時間|日時|対象|締め?切り?|期間|料金|予約|応募|こちら)(?:は|(?=[\d約各]))"
)
_CAUSES: Final = ("ため、", "ので、", "により、", "につき、")
_TURNS: Final = ("が、", "けど、", "けれど、", "ものの、")
_FROM_TO: Final = re.compile(r"\s?(?:まで)?(?:から|より|を|→|だった|でした|の?ところ)")
_PAST: Final = re.compile(r"(?:だった|でした)(?!ら)")
_NO_VENUE: Final = re.compile(r"講師|出演|主催|共催|問い?合わ?せ|提出先")
#: 児童書34冊, 学習室は9時から
_RIGHT_BEFORE: Final = re.compile(
    r"([一-龠々ァ-ヴーA-Za-z]{2,8})(?:は|が|も|の|:|\(|約|およそ|お|\s){0,3}$"
)
_QUOTED: Final = re.compile(r"「([^」「\n]{2,10})」")
_HOUSE: Final = "館"
_SHUT: Final = re.compile("休[館室み]|閉")
_NEW: Final = "新館"  #: what a house becomes
_WHAT: Final = re.compile(r"(?:図書[館室]|分館|分室)$")
_NAMED: Final = re.compile(r"[一-龠々ァ-ヴーぁ-んA-Za-z]{3,14}")
_EXCLUSIVE: Final = frozenset(pieces.EXCLUSIVE)
_TELLING: Final = _EXCLUSIVE - {DAY, SECTION}
#: families that do not tell apart the pieces in which a value of a kind is looked for
_NO_REASON: Final = {"場": ("館",), "誰": ("人",), "申込みの方法": ("道",)}
_HEAD: Final = 4  #: characters by which a clause is found in words
_FEWEST: Final = 3  #: pieces of a page in which one thing may be taken for another


@dataclass(frozen=True, slots=True)
class _TextClause:
    """A clause of a text."""

    piece: Fragment
    near: tuple[tuple[str, ...], Marks]  #: nouns and marks by which its piece is looked for
    wide: tuple[tuple[str, ...], Marks]  #: with those of the clauses before it
    #: its own, or those of `wide` where it has no theme, with those of the sentence before it
    far: tuple[tuple[str, ...], Marks]
    words: str  #: its sentence up to its end
    values: tuple[Value, ...]  #: its own, and those of what it goes on
    kinds: frozenset[str]  #: of values that stand before it in what `wide` speaks of


class Beside:
    """A text beside its page."""

    def __init__(
        self, text: Sequence[claims.Passage], page: Sequence[claims.Passage], title: str
    ) -> None:
        self._text, self._passages, self._title = text, page, title

    # each when it is first asked for: of the page's own sentences most drafts ask nothing

    @cached_property
    def _pieces(self) -> tuple[tuple[Fragment, ...], tuple[str, ...]]:
        return pieces.of_page(tuple(self._passages))

    @property
    def _page(self) -> tuple[Fragment, ...]:
        return self._pieces[0]

    @property
    def _names(self) -> tuple[str, ...]:
        return self._pieces[1]

    @cached_property
    def _houses(self) -> dict[str, str]:
        return _short_names(self._page)

    @cached_property
    def _count(self) -> Counter[Mark]:
        return pieces.counted(self._page)

    @cached_property
    def _titled(self) -> set[Mark]:
        return {mark for mark in pieces.marks_of(self._title) if mark[0] == WORD}

    @cached_property
    def _offered(self) -> tuple[str, ...]:
        return tuple(one.name for one in claims.offered("\n".join(one.text for one in self._text)))

    def apart(self) -> Iterator[pieces.Contradiction]:
        """Yield what the text tells of one thing and its page of another, or otherwise."""
        for clause in self._clauses if len(self._page) >= _FEWEST else ():
            for value in (*clause.piece.values, *self._more(clause.piece, page=False)):
                if value.kind == "日" and self._open_beside(clause, value):
                    continue
                changes = value.kind == "時" and _CHANGE.search(clause.piece.text)
                line = self._untrue(value, clause) or (
                    "" if changes else self._of_another(value, clause)
                )
                if line:
                    yield pieces.Contradiction(value.words, line)

    def named_otherwise(self) -> Iterator[pieces.Contradiction]:
        """Yield each noun that a clause tells of one head or day (前期は看板), and the page of
        others of its family alone.
        """
        for clause in self._clauses if len(self._page) >= _FEWEST else ():
            heads = {mark for mark in clause.wide[1] if mark[0] in pieces.HEADS}
            on_days = [one for one in clause.piece.values if one.kind == "日"]
            if not (_CHANGE.search(clause.words) or any(one.role or one.edge for one in on_days)):
                heads |= {mark for mark in clause.near[1] if mark[0] == DAY}
            for family in {mark[0] for mark in heads}:
                one_of = frozenset(mark for mark in heads if mark[0] == family)
                days = [one for one in on_days if (DAY, one.value) in one_of]
                if any(self._open_beside(clause, one) for one in days):
                    continue
                if any(one_of & (one.marks | one.inherited) for one in self._page):
                    yield from self._elsewhere(clause.piece, one_of)

    def housed_otherwise(self) -> Iterator[pieces.Contradiction]:
        """Yield each day that a clause tells of a house, and the page of other houses alone."""
        for clause in self._clauses if len(self._page) >= _FEWEST else ():
            houses = {m for m in clause.near[1] if m[0] == _HOUSE and m[1] != _NEW}
            houses = {m for m in houses if self._count[m] and m[1][0] not in "各全"}
            days = [one for one in clause.piece.values if one.kind == "日" and not one.role]
            for value in days if houses else ():
                on_day = [one for one in self._holders(value) if not one.old]
                theirs = [
                    {m for m in one.marks | one.joined if m[0] == _HOUSE}
                    or {m for m in one.inherited if m[0] == _HOUSE}
                    for one in on_day
                ]
                if self._open_beside(clause, value):
                    continue
                if theirs and all(some and not _one_house(houses, some) for some in theirs):
                    yield pieces.Contradiction(value.words, on_day[0].text)

    def _open_beside(self, clause: _TextClause, value: Value) -> bool:
        """Return whether a clause tells a day on which the page has a house closed, as one on which
        another is not: 南分館は12月23日も開館します.
        """
        houses = {mark for mark in clause.near[1] if mark[0] == _HOUSE}
        closed = [one for one in self._holders(value) if _SHUT.search(one.text)]
        theirs = {mark for one in closed for mark in one.marks if mark[0] == _HOUSE}
        apart = houses and theirs and not _one_house(houses, theirs)
        return bool(apart) and not _SHUT.search(clause.piece.text)

    def _elsewhere(self, piece: Fragment, heads: Marks) -> Iterator[pieces.Contradiction]:
        """Yield each noun of a clause that only pieces of other heads have."""
        of_heads = all(mark[0] != DAY for mark in heads)
        for run in (*piece.runs, *(one for one in self._quoted if one in piece.text)):
            pairs = set(pieces.pairs(run))
            whole = re.compile(rf"(?<![一-龠々ァ-ヴーA-Za-z]){re.escape(run)}")
            having = [one for one in self._page if whole.search(one.text) or pairs <= one.inherited]
            label = labelled(f"{run}: -")
            shared = any(run in one.text and heads & _days_of(one) for one in self._passages)
            if (
                having
                and not (run in self._title or shared)
                and f"{run}のため" not in piece.text
                and not (label and label[0] != Sort.OTHER)
                and not any(run in value.words for value in piece.values)
                and all(_excluded(heads, one, "") for one in having)
                and (of_heads or all(any(m[0] == DAY for m in one.marks) for one in having))
            ):
                yield pieces.Contradiction(run, having[0].text)

    def bears_out(self, words: str) -> bool:
        """Return whether the piece of the page that has most of the marks of its clause has a value
        that the text tells in these words, and no other of the kind.
        """
        better = [
            self._best([one for one in self._page if _alone_in(one, value)], clause.far, value)[0]
            > max(
                _LEAST,
                self._best(self._others(value, clause, lead=True), clause.far, value)[0],
            )
            for clause in self._clauses
            for value in clause.piece.values
            if words in value.words or value.words in words
        ]
        return bool(better) and all(better)

    def stands_so(self, words: str) -> bool:
        """Return whether the piece of the page that has most of the marks of the clause in which
        words stand has it on the side that they tell.
        """
        for clause in self._clauses:
            for value in pieces.states(clause.piece.text, page=False):
                if value.words in words and clause.piece.text.strip()[:_HEAD] in words:
                    alike = self._holders(value)
                    other = self._others(value, clause, lead=True)
                    mine = self._best(alike, clause.wide, value)[0]
                    if mine > max(_LEAST_STATE, 1.5 * self._best(other, clause.wide, value)[0]):
                        return True
        return False

    @cached_property
    def _clauses(self) -> tuple[_TextClause, ...]:
        return tuple(self._each_clause())

    def _each_clause(self) -> Iterator[_TextClause]:
        before: tuple[tuple[str, ...], Marks] = ((), NONE)
        kinds, last = frozenset[str](), before
        for sentence in pieces.of_text(self._text):
            known = [self._known(self._marks(one) - _of_attribute(one)) for one in sentence]
            if any(known):
                before, kinds = ((), NONE), frozenset()
            earlier: tuple[Value, ...] = ()
            for n, piece in enumerate(sentence):
                own = self._marks(piece)
                families = {mark[0] for mark in own} - {WORD}
                before = before[0], frozenset(m for m in before[1] if m[0] not in families)
                wide = (*piece.runs, *before[0]), own | before[1]
                words = "".join(one.text for one in sentence[: n + 1])
                here = (piece.runs, own) if piece.themed else wide
                far = (*here[0], *last[0]), here[1] | last[1]
                values = (*piece.values, *(one for one in earlier if not piece.themed))
                yield _TextClause(
                    piece,
                    (piece.runs, own),
                    wide=wide,
                    far=far,
                    words=words,
                    values=values,
                    kinds=kinds,
                )
                earlier = piece.values
                if piece.themed and piece.text.rstrip().endswith(_TURNS):
                    before, kinds = ((), NONE), frozenset()
                elif piece.text.rstrip().endswith(_CAUSES):
                    pass  # 空調設備の故障のため、: why, not of what
                elif known[n] or any(m[0] in (SECTION, "=円") for m in own):
                    before = wide
                kinds |= {one.kind for one in piece.values}
            last = (
                tuple(run for one in sentence for run in one.runs),
                NONE.union(*(one.marks for one in sentence)),
            )
            if any(known):
                before = before[0], frozenset(m for m in before[1] if m[0] != PART)
            else:
                before, kinds = ((), NONE), frozenset()

    def _marks(self, piece: Fragment) -> Marks:
        """Return the marks of a clause, with the section that it names."""
        marks = set(piece.marks)
        for one in piece.values:
            if one.value.startswith(pieces.ANY_MONTH):  # 13日, of which the page has one
                ends = one.value.removeprefix("?")
                days = [m for m in self._count if m[0] == DAY and m[1].endswith(ends)]
                marks |= {days[0]} if len(days) == 1 else set()
        marks |= {
            (_HOUSE, house)
            for short, house in self._houses.items()
            if re.search(
                rf"(?<![一-龠々ァ-ヴー]){short}(?![一-龠々ァ-ヴー]|の?市|の?町)", piece.text
            )
        }
        if marks & set(pieces.LAST):
            numbers = [int(m[1]) for m in self._count if m[0] == "回" and m[1].isdigit()]
            marks = (marks - set(pieces.LAST)) | {("回", str(max(numbers, default=0)))}
        for n, name in enumerate(self._names):
            others = "\n".join(one for one in self._names if one is not name)
            # a word of the title names a section only as its whole name
            if any(
                part not in others and (part not in self._title or part == re.sub(r"\W", "", name))
                for part in _shared(name, piece.text)
            ):
                marks.add((SECTION, str(n)))
        return frozenset(marks)

    def _known(self, marks: Marks) -> bool:
        """Return whether the page has a mark that is no day and no word of its title."""
        return any(self._count[one] for one in marks - self._titled if one[0] != DAY)

    def _more(self, piece: Fragment, *, page: bool) -> Iterator[Value]:
        """Yield how a piece says that something stands, and its choices; of a page, too, that it
        has a price.
        """
        if page and "費用" in self._offered and "無料" not in piece.text:
            for price in piece.values:
                if price.kind == "円" and price.value != "0":
                    yield pieces.Value(0, 0, kind="費用", value="有料", words=price.words)
        yield from pieces.states(piece.text, page=page)
        for name in self._offered:
            if choice := _CHOICES.get(name):
                for value, words in claims.chosen(choice, piece.text).items():
                    if name == "申込み" and not _APPLYING.search(words):
                        continue  # 当日、会場で
                    if name == "費用" and not page and any(m[0] == "人" for m in piece.marks):
                        continue  # 高校生までは無料
                    yield pieces.Value(0, 0, kind=name, value=value, words=words)
        if "住まい" in self._offered and (anybody := _ANYBODY.search(piece.text)):
            yield pieces.Value(0, 0, kind="住まい", value="どなたでも", words=anybody[0])

    @cached_property
    def _quoted(self) -> tuple[str, ...]:
        """Return what the page has in quotation marks: 前期は「町なみ」."""
        return tuple({one for each in self._page for one in _QUOTED.findall(each.text)})

    @cached_property
    def _told(self) -> tuple[tuple[Fragment, tuple[Value, ...]], ...]:
        """Return the pieces of the page, each with all its values."""
        return tuple((one, (*one.values, *self._more(one, page=True))) for one in self._page)

    @cached_property
    def _by_kind(self) -> dict[str, list[tuple[Fragment, list[Value]]]]:
        """Return by kind the pieces of the page that have values of it, each with those."""
        index: dict[str, list[tuple[Fragment, list[Value]]]] = {}
        for one, values in self._told:
            own: dict[str, list[Value]] = {}
            for value in values:
                own.setdefault(value.kind, []).append(value)
            for kind, alike in own.items():
                index.setdefault(kind, []).append((one, alike))
        return index

    def _holders(self, value: Value) -> list[Fragment]:
        """Return the pieces of the page that have a value."""
        return [
            one
            for one, alike in self._by_kind.get(value.kind, ())
            if any(pieces.same(value, each) for each in alike)
        ]

    def _untrue(self, value: Value, clause: _TextClause) -> str:
        """Return the piece that denies a value, or tells it as what was so, where none has it
        otherwise; empty where that is not so.
        """
        past = clause.piece.old or "→" in clause.piece.text or _PAST.search(clause.piece.text)
        if past or _FROM_TO.match(clause.piece.text, value.end - _start(clause, value)):
            return ""
        having = [one for one, _ in self._by_kind.get(value.kind, ()) if _has(one, value)]
        denying = [
            one for one in self._page if any(pieces.same(value, other) for other in one.denied)
        ]
        old = having and all(one.old for one in having) and len(having)
        if denying and not having:
            return denying[0].text
        return having[0].text if old else ""

    def _others(self, value: Value, clause: _TextClause, *, lead: bool = False) -> list[Fragment]:
        """Return the pieces of the page that have other values of a kind, of the same role; `lead`:
        those that tell what the page is about as well.
        """
        piece = clause.piece
        applied = value.role == "apply" or (PART, "申込") in piece.marks
        others = []
        for one, each_alike in self._by_kind.get(value.kind, ()):
            alike = each_alike
            if one.old or any(pieces.same(value, each) for each in alike):
                continue
            headed = any(mark[0] in _TELLING for mark in one.marks)
            if one.lead and not (lead or headed or value.kind.startswith(STATE)):
                continue
            apply = (PART, "申込") in one.marks | one.inherited
            if value.kind == "時" and value.role != "half":
                if apply and not applied:
                    continue  # 申込：9時30分から is nothing against お預かり：15時
                alike = [each for each in alike if each.role == value.role]
            if value.kind == "日":
                alike = [each for each in alike if applied == (apply or each.role == "apply")]
            if any(each.role == "ask" for each in (value, *alike)) and not _by_one_way(piece, one):
                continue
            if value.kind == "場":
                names = [re.sub(r"\s", "", each.words) for each in alike]
                here = any(name in piece.text for name in names)
                here = here or all(name in clause.words for name in names)
                if here or _NO_VENUE.search(one.text) or _named(value, one):
                    continue
            if any(not any(pieces.same(each, own) for own in piece.values) for each in alike):
                others.append(one)
        return others

    def _of_another(self, value: Value, clause: _TextClause) -> str:
        """Return the piece of which a clause speaks, where a value belongs to another one."""
        others = self._others(value, clause)
        state = value.kind.startswith(STATE)
        having = self._holders(value)
        apart = [one for one in having if not _excluded(clause.near[1], one, value.kind)]
        lead = value.kind == "日" and any(one.lead and _alone_in(one, value) for one in apart)
        if not others or lead or not (having or state or value.role == "half"):
            return ""
        by = self._looked_for(value, clause)
        best, piece = self._best(others, by, value)
        of_its_own = not state and value.kind not in _CHOICES
        if piece and of_its_own and any(_tied(clause, value, one, piece) for one in apart):
            return ""
        having = apart
        if state and any(mark[0] == "道" for mark in clause.near[1]):
            having = [one for one in having if _by_one_way(clause.piece, one)]
        near = clause.near if value.kind in clause.kinds else clause.wide
        rest, other = self._best(having, near, value)
        also = _each_also(clause.words, piece)
        rest, other = (0.0, None) if also else (rest, other)
        by_way = state and _by_one_way(clause.piece, piece) if piece else False
        least = _LEAST_BESIDE if rest or by_way else _LEAST
        least = _LEAST_STATE if state and not (by_way and not rest) else least
        least = _LEAST_KEPT if value.kind == _KEPT else least
        if piece and not (apart or state) and _of_one_head(clause.near[1], piece):
            least = _LEAST_HEADED
        least = max(least, _LEAST_AMONG) if having and value.kind in ("日", "場") else least
        if state and piece and not (also or _names(clause.near[1], piece)):
            return ""
        if value.role == "ask" and not also and self._best(self._page, by, value)[0] > best:
            return ""  # of what the page tells without such a word
        both = _SECTION if _in_one_section(clause.near[1], piece, other) else 0
        more = best - both > _RATIO * (rest - both)
        sure = (
            state
            and piece
            and not rest
            and {DAY, _HOUSE} <= {m[0] for m in clause.near[1] & piece.marks}
        ) or all(
            self._foreign(one, value, clause) >= _FOREIGN.get(value.kind, _APART) for one in having
        )
        return piece.text if piece and best >= least and more and sure else ""

    def _foreign(self, piece: Fragment, value: Value, clause: _TextClause) -> float:
        """Return how much a piece that has a value tells of something that the text never names: a
        row of nothing but its day (期間 12月1日から) may be of anything.
        """
        marks = (piece.marks | piece.joined) - self._titled - clause.far[1] - clause.wide[1]
        return sum(
            float(max(1, self._count[mark]) ** -_RARE)
            for mark in marks
            if mark[0] not in _NO_IDENTITY
            and not (mark[0] == WORD and (mark[1] in clause.words or mark[1] in value.words))
        )

    def _looked_for(self, value: Value, clause: _TextClause) -> tuple[tuple[str, ...], Marks]:
        """Return the nouns and marks by which the piece of a clause is looked for."""
        piece = clause.piece
        if value.kind.startswith(STATE):
            by_way = any(mark[0] == "道" for mark in clause.near[1])
            by_way = by_way and not piece.themed
            return clause.wide if by_way or not self._known(clause.near[1]) else clause.near
        goes_on = not piece.themed or _ATTRIBUTE.search(piece.text)
        return clause.wide if goes_on and value.kind not in clause.kinds else clause.near

    def _best(
        self, some: Sequence[Fragment], by: tuple[tuple[str, ...], Marks], value: Value
    ) -> tuple[float, Fragment | None]:
        """Return the piece that has most of some nouns and marks, and how much of them."""
        best: tuple[float, Fragment | None] = 0.0, None
        for piece in some:
            if not _excluded(by[1], piece, value.kind):
                weight = self._weight(by, piece, value)
                best = (weight, piece) if best[1] is None or weight > best[0] else best
        return best

    def _weight(self, by: tuple[tuple[str, ...], Marks], piece: Fragment, value: Value) -> float:
        """Return how much of some nouns and marks a piece has."""
        total = dated = 0.0
        of_choice = _OF_CHOICE.get(value.kind)
        for run in by[0]:
            if run in value.words or value.words in run or (of_choice and of_choice.search(run)):
                continue
            own = pieces.pairs(run)
            share = sum(self._share(mark, piece) for mark in own) / len(own)
            total += share * (_LONG if len(run) > _FEWEST else 1)
        for mark in by[1]:
            family, which = mark
            if family in ("館", "口") and (which in value.words or family == value.kind):
                continue
            if family == PART and which not in _PARTS.get(value.kind, ()):
                continue
            if family == SECTION:
                total += _SECTION if mark in piece.inherited else 0
            elif family == "道" and value.kind.startswith(STATE):
                total += _DATED * self._share(mark, piece)
            elif family in _WEIGHTS:
                total += _WEIGHTS[family] * self._share(mark, piece)
            elif family[0] == "=" and family[1:] != value.kind:
                weight = 1 if value.kind.startswith(STATE) else _DATED
                dated = max(dated, weight * self._share(mark, piece))
        return total + dated

    def _share(self, mark: Mark, piece: Fragment) -> float:
        """Return how much a mark says of a piece that has it: the less the more have it."""
        has = 1 if mark in piece.marks else _JOINED if mark in piece.joined else 0
        has = has or (_INHERITED if mark in piece.inherited else 0)
        rare: float = max(1, self._count[mark]) ** -_RARE
        return has * (_TITLED if mark in self._titled else 1) * rare


def _days_of(passage: claims.Passage) -> Marks:
    """Return the days of a sentence: 17日は7時40分、21日は12時40分に、車を出します, whichever piece
    its last words are of.
    """
    return frozenset((DAY, f"{month}/{day}") for month, day in passage.dates)


def _of_attribute(piece: Fragment) -> Marks:
    """Return the marks of 定員は and its like, by which no piece of the page is told apart."""
    attribute = _ATTRIBUTE.search(piece.text)
    return pieces.marks_of(attribute[0].rstrip("は")) if attribute else NONE


def _short_names(page: Sequence[Fragment]) -> dict[str, str]:
    """Return the libraries of a page by the names that are theirs without 図書館."""
    houses = {mark[1] for one in page for mark in one.marks if mark[0] == _HOUSE}
    names = {_WHAT.sub("", house): house for house in sorted(houses)}
    return {re.escape(short): house for short, house in names.items() if len(short) > 1}


def _named(value: Value, piece: Fragment) -> bool:
    """Return whether a piece has the words of a place, as part of another one: 中央図書館 of
    中央図書館 2階.
    """
    flat = re.sub(r"\s", "", piece.text)
    return re.sub(r"\s", "", value.words) in flat


def _start(clause: _TextClause, value: Value) -> int:
    """Return where a clause begins in its sentence, by one of its values."""
    return value.start - max(0, clause.piece.text.find(value.words))


def _shared(name: str, text: str) -> Iterator[str]:
    """Yield the longest parts of a section's name that stand in a text: three letters or more."""
    for run in _NAMED.findall(re.sub(r"[【】◆■●○◇□▼◎]", " ", name)):
        for size in range(len(run), 2, -1):
            parts = [run[n : n + size] for n in range(len(run) - size + 1)]
            if shared := [one for one in parts if one in text]:
                yield from shared
                break


def _each_also(words: str, piece: Fragment | None) -> bool:
    """Return whether a clause tells the same of several things (本もCDも), so that what holds of
    another one bears nothing out.
    """
    also = re.findall(r"([一-龠々ァ-ヴーA-Za-z]{2,10}|[」』])も(?=[一-龠ァ-ヴA-Za-z「、])", words)
    also += re.findall("どちらも|いずれも|どれも|両方", words)
    return piece is not None and len(also) > 1 and any(one in piece.text for one in also)


def _by_one_way(one: Fragment, other: Fragment) -> bool:
    """Return whether two pieces name one way to apply, to send or to give back."""
    return any(mark in other.marks for mark in one.marks if mark[0] == "道")


def _of_one_head(marks: Marks, piece: Fragment) -> bool:
    """Return whether a piece has by itself a head (第1部) that is among marks."""
    return any(mark[0] in pieces.HEADS and mark in piece.marks for mark in marks)


def _in_one_section(marks: Marks, one: Fragment | None, other: Fragment | None) -> bool:
    """Return whether two pieces stand in the section that marks name, which then tells nothing."""
    return any(
        mark[0] == SECTION and one and other and mark in one.inherited & other.inherited
        for mark in marks
    )


def _names(marks: Marks, piece: Fragment) -> bool:
    """Return whether a piece has by itself, or with its head, a mark that is a word or a day."""
    return any(
        m[0] in (WORD, DAY, "同", "人", "道") and (m in piece.marks or m in piece.joined)
        for m in marks
    )


def _tied(clause: _TextClause, value: Value, one: Fragment, other: Fragment) -> bool:
    """Return whether a piece that has a value has more of what its clause tells with it than
    another: the noun right before it (児童書34冊), or other values (14時30分 of a place).
    """
    span = [each for each in clause.piece.values if each.kind == value.kind == "時"]
    if len(span) == 2 and not _identity(one) and all(_has(one, each) for each in span):
        return True  # 時間 13時30分~16時, a row of nothing else
    before, there, _ = clause.piece.text.partition(value.words)
    noun = _RIGHT_BEFORE.search(before) if there else None
    if noun and noun[1] in one.text and noun[1] not in other.text:
        return True
    further = clause.values if value.kind not in clause.kinds else ()
    for some in (clause.piece.values, further):
        rest = [each for each in some if each.kind not in (value.kind, "曜", "日")]
        ours, theirs = (sum(_has(each, its) for its in rest) for each in (one, other))
        if ours != theirs:
            return ours > theirs
    venue = (PART, "会場") in one.marks and value.kind == "場"
    return venue and other.text.lstrip().startswith(pieces.REMARK)


def _identity(piece: Fragment) -> Marks:
    """Return the marks of a piece that tell of what it is."""
    return frozenset(mark for mark in piece.marks if mark[0] not in (PART, DAY))


def _alone_in(piece: Fragment, value: Value) -> bool:
    """Return whether a piece has a value and no other of its kind, but for the other end of a
    span.
    """
    alike = [one for one in piece.values if (one.kind, one.role) == (value.kind, value.role)]
    span = value.kind == "日" and len(alike) == 2 and any(one.inside for one in alike)
    return any(pieces.same(value, one) for one in alike) and (len(alike) == 1 or span)


def _has(piece: Fragment, value: Value) -> bool:
    """Return whether a piece has a value."""
    return any(pieces.same(value, one) for one in piece.values)


def _one_house(some: Iterable[Mark], others: Iterable[Mark]) -> bool:
    """Return whether two marks name one house, one of them with its town: 桐ヶ谷中央図書館."""
    return any(
        one.endswith(other) or other.endswith(one)
        for (family, one), (of, other) in product(some, others)
        if family == of == _HOUSE
    )


def _excluded(marks: Marks, piece: Fragment, kind: str) -> bool:
    """Return whether a piece is of another head, library, reader or day than marks tell; `kind`: of
    the value that is looked for, which is no reason.
    """
    but = {f"={kind}", kind, *_NO_REASON.get(kind, ())}
    for family in {mark[0] for mark in marks} & _EXCLUSIVE - but:
        its = piece.inherited if family == SECTION else piece.marks
        its |= piece.inherited if family == DAY else NONE
        theirs = {mark for mark in its if mark[0] == family}
        house = family == _HOUSE and not kind.startswith(STATE)
        if not theirs and (family in pieces.HEADS or house):
            theirs = {mark for mark in piece.inherited if mark[0] == family}
        applied = family == DAY and any(one.role == "apply" for one in piece.values)
        alike = marks & theirs or (family == _HOUSE and _one_house(marks, theirs))
        if theirs and not alike and not applied:
            return True
    return False
