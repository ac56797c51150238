"""Pure: what is to be told, and to whom. Sees the record as it stands; sends nothing, and knows not
what was told before.

A notice is one thing told to some addresses, once. Those of one kind for one address go out
together, as one mail.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from bridge import labels
from bridge.model import Cause, Draft, Machine, Mail, Memory, Person, Role, Stop
from bridge.outcomes import TROUBLE, RunOutcome
from bridge.policy import due, s04_people, s09_1_review, s09_2_checks
from bridge.text.clean import plain
from bridge.values import dataclass

if TYPE_CHECKING:
    from bridge.model import Attempt, Check
    from bridge.sayings import Door
    from bridge.settings import Settings

RECENT: Final = timedelta(days=3)  #: for so long it is news that a source is back
LISTED: Final = 30  #: things told one by one in a mail; the others are counted
#: what is stopped but one road → what is told of it
_STOPPED: Final[Mapping[str, str]] = {
    Stop.ALL: "mail.stopped_all",
    Stop.ACCOUNT: "mail.stopped_account",
}
#: kind of mail → its subject, in which the first thing's title or the number of things stands, and
#: what stands first
_HEADS: Final = {
    "urgent": "mail.urgent",
    "digest": "mail.digest",
    "ask": "mail.ask",
    "returned": "mail.returned",
    "remove": "mail.remove",
    "offer": "mail.offer",
    "head": "mail.head",
    "failure": "mail.failure",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to be told."""

    key: str  #: the same thing has the same key at each run
    kind: str  #: urgent, ask, remove, offer, digest, returned, failure, anchor, head
    to: frozenset[str]  #: addresses
    title: str = ""  #: one line; empty in a digest hour at which nothing waits for these addresses
    lines: tuple[str, ...] = ()  #: below it
    mark: str = ""  #: what is kept as told beside the key: the journal's head, to be compared later


@dataclass(frozen=True, slots=True)
class Record:
    """What stands in the record, as far as it may be told."""

    persons: tuple[Person, ...]
    #: draft → journal row and moment at which it came to its state
    entered: Mapping[int, tuple[int, datetime]]
    waiting: tuple[Draft, ...] = ()
    returned: tuple[Draft, ...] = ()
    troubled: tuple[Draft, ...] = ()  #: held, failed, stopped, unknown
    offered: tuple[Draft, ...] = ()  #: due, for whoever posts by hand
    #: posts that a person has to delete on X, each before the correction that stands in its place
    removals: tuple[tuple[Draft, Draft], ...] = ()
    #: taken by a person who has not said yet what became of them
    taken: tuple[tuple[Draft, Attempt], ...] = ()
    #: posted ones without both ticks of 9(2)
    unchecked: tuple[tuple[Draft, tuple[Check, ...]], ...] = ()
    #: released or decided in the director's place, and none has looked since (後閲)
    uninspected: tuple[Draft, ...] = ()
    sources: tuple[tuple[str, Memory], ...] = ()  #: those that are looked at
    #: source → items that wait for a pick, the newest
    held: Mapping[str, tuple[int, datetime]] = field(default_factory=dict)
    #: source → last day with news, longer ago than is its habit
    silent: Mapping[str, date] = field(default_factory=dict)
    #: road or "all", why, since when; those that end by themselves left out
    stops: tuple[tuple[str, str, datetime], ...] = ()
    #: person → the address of their devices, of those who are told there
    devices: Mapping[str, str] = field(default_factory=dict)
    #: prior confirmations without effect, by number: why, and their scope
    lapsed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    head: tuple[int, str] = (0, "")  #: the journal's rows and its last hash


def choose(
    record: Record, settings: Settings, channels: Iterable[str], now: datetime
) -> tuple[Notice, ...]:
    """Return all that is worth telling at `now` (in the library's zone), whether it was told before
    or not.

    `channels` are addresses that hear everything (Teams, Slack …), beside the persons and staff who
    hear their own.
    """
    return tuple(_DueNotices(record, settings, frozenset(channels), now).all())


class _DueNotices:
    """One look at the record."""

    def __init__(
        self, record: Record, settings: Settings, channels: frozenset[str], now: datetime
    ) -> None:
        self._record, self._settings, self._channels, self._now = record, settings, channels, now
        #: who reads a mail acts at the desk, where there is one
        self._door: Door = "desk" if settings.desk.url else "terminal"
        self._there = [p for p in record.persons if not s04_people.refusal(p, "look", now.date())]
        self._directors = self._of_persons(p for p in self._there if p.role is Role.DIRECTOR)
        self._posters = self._of_persons(p for p in self._there if p.role is Role.POSTER)

    def all(self) -> Iterable[Notice]:
        yield from self._urgent()
        yield from self._lapsed()
        yield from self._returned()
        yield from self._by_hand()
        yield from self._failures()
        yield from self._digest()
        yield self._head()

    def _urgent(self) -> Iterable[Notice]:
        for draft in self._record.waiting:
            if draft.urgent:
                yield self._of(draft, "urgent", self._next(draft), *self._waits(draft))

    def _next(self, draft: Draft) -> frozenset[str]:
        """Return the addresses of those whose word a draft waits for: of the next step (9(1)), else
        the directors.
        """
        settings = self._settings.review
        waiting = s09_1_review.owed(settings, draft)
        names = settings.members.get(waiting[0], ()) if waiting else ()
        return (
            self._of_persons(p for p in self._there if p.name in names)
            if waiting
            else self._directors
        )

    def _lapsed(self) -> Iterable[Notice]:
        desk = self._settings.desk.url
        link = f"{desk}/confirmations" if desk else "feedbridge confirm list"
        for number, why in self._record.lapsed.items():
            yield self._notice(
                f"lapsed:{number}",
                "ask",
                self._directors,
                RunOutcome("mail.confirmation_lapsed", number=number),
                *why,
                link,
            )

    def _by_hand(self) -> Iterable[Notice]:
        to = self._posters | self._directors
        for first, correction in self._record.removals:
            urls = [post.url for post in first.posts]
            sentence = RunOutcome(
                "mail.to_remove", draft=first.id, correction=correction.id, urls=urls
            )
            yield self._of(first, "remove", to, sentence, key=f"remove:{first.id}:{correction.id}")
        for draft in self._record.offered:
            yield self._of(draft, "remove" if draft.content.removes else "offer", to)
        for draft, attempt in self._record.taken:
            if due.unanswered(attempt, self._settings.posting, self._now):
                at, act = self._here(attempt.started_at), labels.ACT[draft.content.act]
                holder = RunOutcome("mail.taken", person=attempt.person, at=at)
                question = RunOutcome("mail.posted_or_not", act=act)
                yield self._of(draft, "failure", to, question, holder)

    def _returned(self) -> Iterable[Notice]:
        for draft in self._record.returned:
            reason = RunOutcome("mail.reason", note=draft.note).what
            yield self._of(draft, "returned", self._author(draft), *_quoted(reason))

    def _failures(self) -> Iterable[Notice]:
        staff = frozenset(self._settings.notices.staff)
        for source, memory in self._record.sources:
            if memory.failing_since is not None:
                since = memory.failing_since
                yield self._notice(
                    f"source:{source}:{since.isoformat()}",
                    "failure",
                    staff,
                    RunOutcome("mail.source_failing", source=source),
                    RunOutcome("mail.since", since=self._here(since)),
                    *_quoted(memory.error),
                )
            yield from self._changes(source, memory, staff)
        for source, (count, newest) in self._record.held.items():
            concern = RunOutcome("concern.held", source=source, count=count)
            key = f"held:{source}:{newest.isoformat()}"
            yield self._notice(key, "failure", staff, *concern.words(self._door))
        for source, day in self._record.silent.items():
            concern = RunOutcome("concern.silent", source=source, day=day)
            key = f"silent:{source}:{day.isoformat()}"
            yield self._notice(key, "failure", staff, *concern.words(self._door))
        for draft in self._record.troubled:
            yield self._of(draft, "failure", staff, _trouble(draft), *_quoted(draft.note))
        for draft, _ in self._record.unchecked:
            if draft.cause is Cause.DIFFERS:
                yield self._of(draft, "failure", staff | self._directors, *_quoted(draft.note))
        for draft in self._record.waiting:
            if draft.cause is Cause.LAPSED:
                yield self._of(draft, "failure", staff | self._directors, *_quoted(draft.note))
            if draft.corrects is not None and draft.author == Machine.SYNC:
                yield self._of(
                    draft,
                    "failure",
                    staff,
                    RunOutcome("mail.correction_drafted", draft=draft.corrects),
                )
        for name, why, since in self._record.stops:
            road = labels.word(labels.STOP, name)
            title = (
                RunOutcome(_STOPPED[name])
                if name in _STOPPED
                else RunOutcome("mail.stopped_road", road=road)
            )
            yield self._notice(
                f"stop:{name}:{since.isoformat()}",
                "failure",
                staff,
                title,
                RunOutcome("mail.since", since=self._here(since)),
                *_quoted(why),
            )

    def _changes(self, source: str, memory: Memory, staff: frozenset[str]) -> Iterable[Notice]:
        """Yield that a source is read again, or was begun anew, while that is news."""
        back, down, anew = memory.back_at, memory.down_since, memory.anew_at
        if back is not None and down is not None and self._now - back < RECENT:
            yield self._notice(
                f"back:{source}:{back.isoformat()}",
                "failure",
                staff,
                RunOutcome("mail.source_back", source=source),
                RunOutcome("mail.source_was_down", since=self._here(down)),
            )
        if anew is not None and self._now - anew < RECENT:
            concern = RunOutcome("concern.begun_anew", source=source)
            key = f"anew:{source}:{anew.isoformat()}"
            yield self._notice(key, "failure", staff, *concern.words(self._door))

    def _digest(self) -> Iterable[Notice]:
        """Yield what waits at the last digest hour of today that is over, and nothing before the
        first.
        """
        past = [hour for hour in self._settings.notices.digest_at if hour <= self._now.time()]
        if not past:
            return
        key = f"digest:{self._now.date().isoformat()}T{max(past):%H:%M}"
        everybody = self._directors | self._posters | self._channels
        # who has nothing to read has had this hour all the same
        yield Notice(key, "digest", everybody)
        for draft in self._record.waiting:
            yield self._of(draft, "digest", self._next(draft), *self._waits(draft), key=key)
        for draft in self._record.uninspected:
            absence = draft.decision is not None and draft.decision.absence
            code = "mail.uninspected_absence" if absence else "mail.uninspected_confirmation"
            sentence = RunOutcome(code, person=draft.decision.person if draft.decision else "")
            yield self._of(draft, "digest", self._directors, sentence, key=key)
        for draft, checks in self._record.unchecked:
            if draft.post is not None and s09_2_checks.due(draft.post.at) < self._now:
                missing = s09_2_checks.NEEDED - {Role(check.role) for check in checks}
                to = self._directors if Role.DIRECTOR in missing else frozenset[str]()
                to |= self._author(draft) if Role.POSTER in missing else frozenset[str]()
                sentence = RunOutcome("mail.unchecked", at=self._here(draft.post.at))
                yield self._of(draft, "digest", to, sentence, key=key)
        rows, head = self._record.head
        yield Notice(
            key=f"anchor:{self._now.date().isoformat()}",
            kind="anchor",
            to=self._directors | self._channels,
            title=self._anchor(),
            lines=(RunOutcome("mail.keep_anchor").what,),
            mark=f"head:{rows}:{head}",
        )

    def _head(self) -> Notice:
        """Yield the journal's head for the addresses outside, once a day, whether something waits
        or not (5(3)ア).
        """
        rows, head = self._record.head
        day, to = self._now.date(), frozenset(self._settings.notices.heads)
        return Notice(
            key=f"outside:{day.isoformat()}",
            kind="head",
            to=to,
            title=f"{day.isoformat()}",
            lines=(self._anchor(),),
            mark=f"head:{rows}:{head}",
        )

    def _anchor(self) -> str:
        rows, head = self._record.head
        return RunOutcome("mail.anchor", rows=rows, head=head).what

    # ── words ───────────────────────────────────────────────────────────────────────────────────

    def _of(
        self, draft: Draft, kind: str, to: frozenset[str], *lines: str | RunOutcome, key: str = ""
    ) -> Notice:
        row = self._record.entered.get(draft.id, (0, draft.changed_at))[0]
        marked = draft.urgent and kind != "urgent"
        title = RunOutcome("mail.urgent_title", title=draft.title) if marked else draft.title
        desk = self._settings.desk.url
        link = f"{desk}/drafts/{draft.id}" if desk else f"feedbridge show {draft.id}"
        return self._notice(
            key or f"{kind}:{draft.id}:{draft.state}:{row}", kind, to, title, *lines, link
        )

    def _notice(
        self,
        key: str,
        kind: str,
        to: frozenset[str],
        title: str | RunOutcome,
        *lines: str | RunOutcome,
    ) -> Notice:
        return Notice(
            key=key,
            kind=kind,
            to=to | self._channels,
            title=one_line(self._worded(title)),
            lines=tuple(map(self._worded, lines)),
        )

    def _worded(self, text: str | RunOutcome) -> str:
        return text if isinstance(text, str) else text.words(self._door).what

    def _waits(self, draft: Draft) -> tuple[RunOutcome]:
        since = self._here(self._record.entered.get(draft.id, (0, draft.created_at))[1])
        if stops := sum(finding.stop for finding in draft.findings):
            return (RunOutcome("mail.waits_with_findings", since=since, stops=stops),)
        return (RunOutcome("mail.waits", since=since),)

    def _here(self, moment: datetime) -> datetime:
        return moment.astimezone(self._now.tzinfo)

    def _author(self, draft: Draft) -> frozenset[str]:
        """Return where the author reads, or who took over; the posters when it was the machine, or
        somebody who is told no more.
        """
        keeper = draft.successor or draft.author
        return self._of_persons(p for p in self._there if p.name == keeper) or self._posters

    def _of_persons(self, persons: Iterable[Person]) -> frozenset[str]:
        """Return where these persons read: by mail, on their devices, or both."""
        persons = tuple(persons)
        devices = (self._record.devices.get(p.name, "") for p in persons)
        return frozenset(filter(None, (*(p.mail for p in persons), *devices)))


def mails(notices: Iterable[Notice], delivered: AbstractSet[tuple[str, str]]) -> tuple[Mail, ...]:
    """Return the mails that tell what `delivered` (key and address) does not hold: one a kind and
    address, urgent ones first.

    A Mail without a subject is one of which there is nothing to say: its keys count as delivered.
    The journal's head goes along with a digest, once a day.
    """
    new: dict[str, dict[str, list[Notice]]] = {kind: {} for kind in _HEADS}
    anchors = {}
    for notice in notices:
        for to in sorted(notice.to):
            if (notice.key, to) in delivered:
                continue
            if notice.kind == "anchor":
                anchors[to] = notice
            else:
                new[notice.kind].setdefault(to, []).append(notice)
    return tuple(
        _mail(kind, to, listed, anchors.get(to) if kind == "digest" else None)
        for kind, by_address in new.items()
        for to, listed in by_address.items()
    )


def _mail(kind: str, to: str, notices: list[Notice], anchor: Notice | None) -> Mail:
    keys = tuple(
        dict.fromkeys(key for notice in notices for key in (notice.key, notice.mark) if key)
    )
    titled = [notice for notice in notices if notice.title]
    if not titled:
        return Mail(to, keys)
    one = len(titled) == 1 and kind != "digest"
    summary = titled[0].title if one else RunOutcome("mail.count", count=len(titled))
    subject, first = RunOutcome(_HEADS[kind], summary=summary).words()
    blocks = [
        first,
        *("\n".join((f"・{n.title}", *(f"  {line}" for line in n.lines))) for n in titled[:LISTED]),
    ]
    if len(titled) > LISTED:
        blocks.append(RunOutcome("mail.more", count=len(titled) - LISTED).what)
    if anchor is not None:
        keys += (anchor.key, anchor.mark)
        blocks.append("\n".join((anchor.title, *anchor.lines)))
    return Mail(to, keys, subject, "\n\n".join(blocks) + "\n")


def one_line(text: str) -> str:
    """Return `text` in one line of what may be seen: titles come from pages, and a subject has no
    second line.
    """
    return " ".join(plain(text).split())[:200]


def _trouble(draft: Draft) -> str:
    return RunOutcome(TROUBLE[draft.state]).words("mail").what


def _quoted(text: str) -> tuple[str, ...]:
    return tuple(line for line in plain(text).split("\n") if line)
