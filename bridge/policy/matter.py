"""Pure: what is looked at before a decision, and what it is measured by.

`Candidate` and `Context` are what the callers of examine.py give; `Matter` is the same, prepared
once for all rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final

from bridge import urls
from bridge.model import Facts, Finding, Image, Kind, Page, Where
from bridge.policy.folding import fold
from bridge.policy.words import Rule, Ways, Words
from bridge.text.morphemes import Morpheme, Reading, respelled

#: as the rules call them
TITLE, TEXT, LINK, IMAGE, PAGE = Where.TITLE, Where.TEXT, Where.LINK, Where.IMAGE, Where.PAGE
PERSONAL: Final = ("6(10)", "11")  #: the clauses of personal data

_READ: Final = 1000  #: characters up to which a text is taken apart; what X takes is shorter
_LONGEST: Final = 40  # characters of what was found; the rest is on the page


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A wording before its decision."""

    kind: Kind
    title: str
    text: str  #: what X will show, link included
    #: the page's own address; may differ from the link in `text`, which may be the one of the list
    #: it stands on
    url: str
    image: Image | None
    page: Page | None  #: the page behind it; None for a hand-written one
    facts: Facts | None  #: what the page says; None when nobody read it
    source: str  #: id of the source; "staff" for a hand-written one
    listed: str = ""  #: the title on the list that led to the page
    #: the last day on which posting makes sense, where a person gave one
    expires_on: date | None = None
    by_hand: bool = False  #: a person wrote the text, or changed it
    #: it continues an own post or takes its place (9(2)), and need not say anew what it is about
    follows: bool = False
    #: pages to which the text links and which the record has not read: nothing is compared with
    #: them
    unread: tuple[str, ...] = ()
    #: where `page` is what several linked pages say together: the one that the text is about
    first: Page | None = None

    @property
    def composed(self) -> bool:
        """Whether the program has just put the text together of what it read on the page."""
        return self.facts is not None and not self.by_hand


@dataclass(frozen=True, slots=True)
class Context:
    """What the library has laid down."""

    today: date  #: in the library's zone
    #: a host, or ".example.jp" for all below; the site's own is always listed
    link_hosts: tuple[str, ...]
    account: str  #: without @
    words: Words
    site: str  #: the homepage's address
    #: how the dictionary takes a text apart; None when it is not installed
    reading: Reading | None = None
    #: whether the library is open on a day; None when nobody knows
    opens: Callable[[date], bool] | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text and where it stands."""

    where: Where
    text: str  #: as it stands
    folded: str  #: the same places, in one spelling
    morphemes: tuple[Morpheme, ...] = ()  #: its words; none without a dictionary
    #: as the dictionary spells it, sentence by sentence the same; empty without a dictionary
    respelled: str = ""
    #: the rules of the word lists that can have a hit here, in either spelling
    possible: Mapping[str, Ways] = field(default_factory=dict)


@dataclass(frozen=True)
class Matter:
    """A candidate in its context, in the parts that rules look at: the draft first, its page
    last.
    """

    candidate: Manuscript
    context: Context

    @cached_property
    def draft(self) -> tuple[Stretch, ...]:
        """Title and text of the draft, the page's title, which is the linked page's subject, and
        the words that X shows instead of the picture; without addresses.
        """
        page = self.candidate.page
        texts = [(TITLE, self.candidate.title), (TEXT, urls.ADDRESS.sub(" ", self.candidate.text))]
        if page and page.title != self.candidate.title:
            texts.append((TITLE, page.title))
        if self.candidate.image and self.candidate.image.alt:
            texts.append((IMAGE, self.candidate.image.alt))
        return tuple(self._stretch(where, text, self.context.reading) for where, text in texts)

    @property
    def said(self) -> tuple[Stretch, ...]:
        """Return what the draft itself says: title, text, and the words for its picture."""
        return (*self.draft[:2], *(part for part in self.draft[2:] if part.where == IMAGE))

    @cached_property
    def page(self) -> Stretch:
        """The body of the page behind the link; empty when there is none."""
        return self._stretch(PAGE, self.candidate.page.text if self.candidate.page else "")

    @cached_property
    def links(self) -> tuple[str, ...]:
        """Return every address of the draft, that of its page first."""
        own = (self.candidate.url,) if self.candidate.url else ()
        return tuple(dict.fromkeys((*own, *urls.ADDRESS.findall(self.candidate.text))))

    @cached_property
    def hosts(self) -> tuple[str, ...]:
        """Return the hosts that may be linked to."""
        return (*self.context.link_hosts, urls.host(self.context.site))

    @cached_property
    def own(self) -> bool:
        """Return whether a person wrote it anew: no page is behind it, and no post before it."""
        draft = self.candidate
        return draft.page is None and draft.kind is not Kind.PAGE and not draft.follows

    @cached_property
    def odds(self) -> float | None:
        """Return how like the bad samples a text is that a person wrote anew (likeness.py); None of
        any other.
        """
        return self.context.words.likeness.odds(self.draft[1].folded) if self.own else None

    def by_words(self, *clauses: str) -> Iterator[Finding]:
        """Yield one finding for each rule of these clauses that has a hit: in the draft, else on
        its page.

        Of one sentence a clause says one thing: a second rule is heard only when it stops what the
        first did not. A sign is not sure to stop. Personal data of the draft are told one by one:
        whoever lets the first number pass has not seen the second.
        """
        said: dict[tuple[str, str, tuple[int, int]], bool] = {}
        for rule in self.context.words.of(*clauses):
            if rule.on == "text" and rule.name not in self._possible:
                continue
            parts = self._looked_at(rule) if self.own or rule.of == "all" else ()
            hits = (
                (part, span)
                for part in parts
                if rule.on == "link" or rule.name in part.possible
                for span in rule.hits(part.folded, part.respelled, part.possible.get(rule.name))
            )
            each = rule.clause in PERSONAL and rule.stop and not rule.sign
            ours: set[str] = set()
            for part, (start, end) in hits:
                words = part.text[start:end]
                if ours and (not each or part.where == PAGE):
                    break
                stop = rule.page == "stop" if part.where == PAGE else rule.stop
                place = rule.clause, part.text, span_around(part.folded, start)
                sure = stop and not rule.sign
                news = sure > said.get(place, False) or place not in said
                if words not in ours and (each or news):
                    said[place] = sure
                    yield finding(
                        rule.clause, words, part.where, rule.why, stop=stop, rule=rule.name
                    )
                ours.add(words)

    def _stretch(self, where: Where, text: str, reading: Reading | None = None) -> Stretch:
        folded, words = fold(text), self.context.words
        morphemes = tuple(reading(folded)) if reading and 0 < len(folded) <= _READ else ()
        other = respelled(morphemes)
        return Stretch(
            where=where,
            text=text,
            folded=folded,
            morphemes=morphemes,
            respelled=other,
            possible=words.possible(folded, other),
        )

    @cached_property
    def _possible(self) -> frozenset[str]:
        """Return the names of the rules that can have a hit somewhere in the draft or its page."""
        return frozenset().union(*(part.possible for part in (*self.draft, self.page)))

    def _looked_at(self, rule: Rule) -> Iterable[Stretch]:
        """Return where a rule looks."""
        if rule.on == "link":
            return (
                Stretch(LINK, link, link)
                for link in self.links
                if not urls.listed(link, self.hosts)
            )
        if rule.of == "own":  # what a title lacks may stand below it
            return self.draft[1:2]
        return (*self.draft, self.page) if rule.page != "ignore" else self.draft


def span_around(folded: str, at: int, marks: str = "。\n") -> tuple[int, int]:
    """Return where the sentence begins and ends in which a place of a folded text lies, or what
    else stands between two of the `marks`.
    """
    first = max(folded.rfind(mark, 0, at) for mark in marks) + 1
    last = min(
        (found for mark in marks if (found := folded.find(mark, at)) >= 0), default=len(folded)
    )
    return first, last


def finding(
    clause: str,
    found: str,
    where: Where,
    why: str,
    *,
    stop: bool,
    director: bool = False,
    rule: str = "",
) -> Finding:
    """Return a Finding whose words stand on one line and are not too long for the screen; `rule`:
    of a word list.
    """
    found = " ".join(found.split())
    short = found if len(found) <= _LONGEST else f"{found[:_LONGEST]}…"
    return Finding(
        clause=clause, found=short, where=where, why=why, stop=stop, director=director, rule=rule
    )
