"""Pure: the nouns, one name per stage: Entry → Item → Page → Facts → Draft → Finding → Decision →
Attempt → Post → Check.

Frozen values, no I/O, no rule. Every datetime is aware; every date is in the library's zone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date, datetime, time
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from bridge.values import asdict, dataclass

if TYPE_CHECKING:
    from bridge.sayings import Refusal


class Kind(StrEnum):
    """What a draft is, by the clauses 5(1)ア to エ of the policy."""

    PAGE = "ア"  #: content of the library's homepage: title, summary, link
    TOLD = "イ"  #: told to citizens by other means; the origin is noted
    MATERIAL = "ウ"  #: library materials, information on the city
    OTHER = "エ"  #: what the director finds fit; only by the director's own decision


class State(StrEnum):
    """Where a draft stands. The steps between them are in lifecycle.py."""

    WAITING = "waiting"
    DECIDED = "decided"
    SENDING = "sending"
    #: a thread of which the first posts stand on X, and the rest goes out by itself
    PARTIAL = "partial"
    STOPPED = "stopped"  #: such a thread that goes on only by a person's word
    POSTED = "posted"
    CHECKED = "checked"
    UNCHECKED = "unchecked"  #: posted, and disposed of without both ticks: its time was over
    REMOVED = "removed"
    RETURNED = "returned"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    HELD = "held"
    FAILED = "failed"
    UNKNOWN = "unknown"


#: nothing of them is out, and they may still be decided or go out: a change of the page matters
PENDING: Final = (State.WAITING, State.DECIDED, State.RETURNED, State.HELD)
#: decided, and on their way: the gate takes them as soon as it may
DUE: Final = (State.DECIDED, State.PARTIAL)


class ItemState(StrEnum):
    """What became of an item: never nothing (truth 3)."""

    #: seen, its page not read yet (a cap, or the page did not answer); read at the next run
    NEW = "new"
    BASELINE = "baseline"  #: stood there at the first sight of its source, or after a long pause
    HELD = "held"  #: more new items at once than the limit; waits for a person to pick
    DRAFTED = "drafted"  #: has a draft; the draft's state says the rest
    SET_ASIDE = "set_aside"  #: decided against, with a reason


class Act(StrEnum):
    """What was done on X under an id."""

    POST = "post"  #: a text was put up
    RETWEET = "retweet"  #: another's post was put up as it is, 5(4)
    DELETION = "deletion"  #: an own post was taken away, 9(2)
    UNDOING = "undoing"  #: a retweet was taken away


class Role(StrEnum):
    """Roles of section 4."""

    DIRECTOR = "director"  #: 館長: decides
    POSTER = "poster"  #: 職員, 館長が認める者: drafts; releases under a prior confirmation
    READER = "reader"  #: 供覧のみ


class Verb(StrEnum):
    """What was done, as a line of the journal names it."""

    OPEN = "open"
    EDIT = "edit"
    REFRESH = "refresh"
    RESUBMIT = "resubmit"
    REVIEW = "review"
    DECIDE = "decide"
    RELEASE = "release"
    TAKE_BACK = "take_back"
    TIME = "time"
    RETURN = "return"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"
    HOLD = "hold"
    SEND = "send"
    FOUND = "found"
    NOT_SEEN = "not_seen"
    OFFER = "offer"
    TAKE = "take"
    OPEN_WINDOW = "open_window"
    HAND_BACK = "hand_back"
    TAKE_OVER = "take_over"
    PUT_RIGHT = "put_right"
    LAPSE = "lapse"
    POST = "post"
    DEFER = "defer"
    FAIL = "fail"
    LOSE = "lose"
    UNSEEN = "unseen"
    POSTED = "posted"
    NOT_POSTED = "not_posted"
    LEAVE = "leave"
    CHECK = "check"
    CLOSE = "close"
    REMOVE = "remove"
    NOT_REMOVED = "not_removed"
    COMMENT = "comment"
    HAND_OVER = "hand_over"
    PEOPLE = "people"
    LOGIN = "login"
    LOCKOUT = "lockout"
    FACTOR = "factor"
    DEVICE = "device"
    RENAME = "rename"
    INVITE = "invite"
    INSPECT = "inspect"
    CONFIRM = "confirm"
    REVOKE = "revoke"
    STOP = "stop"
    RESUME = "resume"
    ACCOUNT = "account"
    IMPOSTOR = "impostor"
    INCIDENT = "incident"
    MEASURE = "measure"
    MEASURE_DONE = "measure_done"
    PURGE = "purge"
    PICTURE = "picture"
    HELD = "held"
    RESTORE = "restore"
    COPY = "copy"
    INVENTORY = "inventory"
    CLOSINGS = "closings"
    CLOSING = "closing"
    PICK = "pick"
    SET_ASIDE = "set_aside"
    BASELINE = "baseline"
    NEW = "new"
    RESYNC = "resync"
    SOURCE = "source"
    SETTINGS = "settings"
    DISPOSE = "dispose"
    RELABEL = "relabel"
    CAUSE = "cause"


class Cause(StrEnum):
    """Why a draft stands where it stands, where something hangs on it; its note says it to
    persons.
    """

    UNSEEN = "unseen"  #: whether X has its text already, the own timeline did not tell
    NOT_REMOVED = "not_removed"  #: X refuses to delete its post
    DIFFERS = "differs"  #: X shows another text than was decided, 9(2)
    LAPSED = "lapsed"  #: its decision holds no more


class Machine(StrEnum):
    """Under which names the program itself stands in the journal."""

    SYNC = "sync"
    RESYNC = "resync"
    PUBLISH = "publish"
    RESTORE = "restore"
    MIGRATION = "migration"


class Way(StrEnum):
    """How a decision was given, 5(1)."""

    DIRECTOR = "director"
    CONFIRMATION = "confirmation"


class ChecklistPart(StrEnum):
    """At which step the thirteen kinds of 6 were ticked."""

    DRAFT = "draft"
    DECISION = "decision"


class Through(StrEnum):
    """The road of a post."""

    SANDBOX = "sandbox"
    MANUAL = "manual"
    X = "x"


def same_place(one: str, other: str) -> bool:
    """Return whether what goes out by one road stands where that of another does: by hand and
    through the API it is on X; the sandbox is a place of its own.
    """
    return (one == Through.SANDBOX) is (other == Through.SANDBOX)


class Outcome(StrEnum):
    """What became of an attempt; `OPEN` is false."""

    OPEN = ""
    POSTED = "posted"
    REFUSED = "refused"
    UNKNOWN = "unknown"


class Stop(StrEnum):
    """What keeps posts back by its name, beside the name of a road (`Through`), which keeps back
    what goes that way.
    """

    ALL = "all"  #: the stop switch
    ACCOUNT = "account"  #: a page does not show the account, 5(5)


class ClosingState(StrEnum):
    """Where a closing stands, 5(2)."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Appearance(StrEnum):
    """How a page shows the account, 5(5); `UNREAD` is false."""

    UNREAD = ""
    SHOWN = "shown"
    NAMED = "named"
    OTHER = "other"
    MISSING = "missing"


class ImpostorState(StrEnum):
    """Where an impostor stands, 5(5)."""

    SEEN = "seen"
    REPORTED = "reported"
    GONE = "gone"


class Medium(StrEnum):
    """How an abusive message came, 7."""

    REPLY = "reply"
    DM = "dm"
    MENTION = "mention"


class Sanction(StrEnum):
    """What is done about an abusive account, 7."""

    BLOCK = "block"
    REPORT = "report"


class Tie(StrEnum):
    """How a draft is tied to the first one, 9(2)."""

    CORRECTION = "correction"  #: takes its place
    ADDITION = "addition"  #: continues it
    REMOVAL = "removal"  #: takes it away, and puts nothing in its place


class SourceKind(StrEnum):
    """What a source is, `[[source]] kind`."""

    HOMEPAGE = "homepage"
    FEED = "feed"
    SITEMAP = "sitemap"


#: kinds whose list is for programs alone: no post links to it
RAW_KINDS: Final = frozenset({SourceKind.FEED})


class FactorKind(StrEnum):
    """What a person shows at the login beside the password."""

    APP = "app"
    PASSKEY = "passkey"
    CODE = "code"  #: a recovery code, good for once


class Where(StrEnum):
    """Where a finding stands. The record has kept it in these words from the first: each is its own
    label.
    """

    TITLE = "題名"
    TEXT = "本文"
    LINK = "リンク"
    IMAGE = "画像"
    PAGE = "ページ"  #: behind the link
    AWAY = "リンク先"  #: its page is gone (404, 410)
    SHOWN = "投稿"  #: another account's post that a retweet shows


# ── what the site says ──────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a feed or of a homepage's news list, as read; not yet known to be new."""

    source: str  #: id of the source it was read from
    url: str  #: absolute address as listed; empty when the entry links to nothing
    title: str  #: plain text; may be empty
    guid: str = ""  #: the feed's own id (guid, atom:id, rdf:about); empty when it has none
    published: date | None = None  #: as the list says; None when it says nothing
    summary: str = ""  #: plain text that the list carries of it; may be empty
    page: str = ""  #: the page on which it stands; linked to when `url` is empty
    list: int = 0  #: which list of that page it stands in


@dataclass(frozen=True, slots=True)
class ListVerdict:
    """A list that stands on a page, and whether it is one of news."""

    heading: str  #: under which it stands; empty when it has none
    shape: str  #: how its rows are marked up: "ul/li"
    count: int  #: entries
    news: bool
    reason: str  #: why, Japanese


@dataclass(frozen=True, slots=True)
class Listing:
    """A feed or news list as read."""

    entries: tuple[Entry, ...]  #: in the order of the document
    title: str = ""  #: what the feed or page calls itself
    how: str = ""  #: how it was read, for staff: "RSS 1.0", "dl/dt/dd 12件"
    notes: tuple[Refusal, ...] = ()  #: what staff should know
    feeds: tuple[str, ...] = ()  #: addresses of feeds that a homepage announces
    #: of a homepage: what was taken, and what was taken for something else
    lists: tuple[ListVerdict, ...] = ()
    empty: bool = False  #: it says itself that there is no news
    cut: bool = False  #: not all of it could be read
    next: str = ""  #: address of the page with older news; empty when none is named


@dataclass(frozen=True, slots=True)
class Image:
    """A picture with what clause 10 asks for."""

    url: str  #: where it was taken from; empty = it was uploaded
    alt: str = ""  #: alternative text
    rights: str = ""  #: whose it is and why it may go out; empty = not cleared
    #: of the bytes that the record keeps and that go out; empty = only its address is known
    sha256: str = ""

    @property
    def name(self) -> str:
        """Return what it is called beside a text: where it comes from, and the beginning of its
        sha256.
        """
        from bridge.sayings import Note  # when the first one is named

        mark = f"sha256 {self.sha256[:12]}…" if self.sha256 else Note("picture.not_taken_in").what
        return f"{self.url or 'アップロードした画像'} ({mark})"


@dataclass(frozen=True, slots=True)
class Picture:
    """The bytes of a picture as they go out, looked through by read/pictures.py."""

    body: bytes
    media_type: str  #: image/jpeg, image/png, image/webp
    width: int  #: pixels
    height: int

    @property
    def sha256(self) -> str:
        """Return the name under which the record keeps it."""
        return hashlib.sha256(self.body).hexdigest()


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of an article's body, in its place: blocks in order, with their ranks, are the
    page's tree.
    """

    #: heading, text, item (of a list), pair (a label, then its value) or row (the cells of a
    #: table's record)
    sort: str
    #: its lines as <br> breaks them; of a pair the label first; of a row its cells
    lines: tuple[str, ...]
    rank: int = 0  #: of a heading 1 to 6; of an item its depth, from 1
    names: tuple[str, ...] = ()  #: of a row: what its columns are called, as far as the table says
    #: places of the lines that are bold or large throughout: headings without a mark
    loud: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkCard:
    """What a page asks to be shown as where it is linked: X's card (twitter:card, Open Graph)."""

    title: str
    image: Image | None = None  #: only its address and alternative text: nothing is taken in
    large: bool = False  #: the picture stands above the title, wide (summary_large_image)


@dataclass(frozen=True, slots=True)
class Page:
    """An article as read: bytes became values, nothing is judged yet."""

    url: str  #: where it was found, after redirects
    title: str
    text: str  #: the body as plain text, one block (paragraph, list item, table row) a line
    #: label and value pairs of tables and definition lists, in order
    rows: tuple[tuple[str, str], ...] = ()
    canonical: str = ""  #: rel=canonical, absolute; empty when the page names none
    published: date | None = None
    image: Image | None = None
    notes: tuple[str, ...] = ()  #: for the person: "本文なし", "PDF", "画像のみ", "文字化け" …
    #: sha256 of title, text and image with counters and today's date left out
    fingerprint: str = ""
    #: the body with its structure; empty where nobody kept it: then the text's lines
    blocks: tuple[Block, ...] = ()
    #: the reader's number (read/pages.py); what another reader read is compared by its text only
    reader: int = 0
    unread: str = ""  #: why the article was not asked for: all this is what its list says of it
    card: LinkCard | None = None  #: None: it asks for none, or was read before this was looked at

    @property
    def row_lines(self) -> tuple[str, ...]:
        """Return each of its rows as a line."""
        return tuple(f"{label} {value}" for label, value in self.rows)


# ── what a draft is made of ─────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Occasion:
    """One moment, span or series of days that a page names."""

    start: date | None  #: None for a series without a first day (毎週土曜日), and for 7月11日まで
    end: date | None = None  #: last day of a span; None = one day
    begins: time | None = None
    ends: time | None = None
    weekly: tuple[int, ...] = ()  #: weekdays of a series, Monday = 0
    text: str = ""  #: as the page has it
    year_given: bool = False  #: the page names the year itself
    weekday_wrong: bool = False  #: the page's weekday is not that date's
    weekday_given: bool = False  #: the page names the weekday, so it may be said
    clock: str = ""  #: the times in the page's own words, half-width: 午後2時30分～4時
    through: bool = False  #: the times are those of the first and the last day, not of each day
    onward: bool = False  #: from the first day on, no last day named (4月7日から)
    #: of a series: which weeks of the month (第1・第3); empty = each
    ordinals: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled line of a page as it is told, with its use to a reader."""

    use: int  #: 32: a draft has it; 1: where there is room
    sort: str  #: the field that its label names
    text: str  #: label：value


@dataclass(frozen=True, slots=True)
class PartLine:
    """A line of a page of several parts, and in which of them it stands."""

    text: str  #: folded, with its label
    marks: frozenset[str]  #: its days, hours and numbers, each in one spelling
    part: str  #: the heading of its part; empty where it is of all


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says, found and not yet worded. Every value stands on the page (truth 7)."""

    title: str
    label: str = ""  #: 中止 延期 訂正 臨時休館 … when the page is such a notice
    urgent: bool = False  #: section 2: closures, disaster, system failure
    occasions: tuple[Occasion, ...] = ()
    several: bool = False  #: several events on one page: no date may stand for all
    place: str = ""
    audience: str = ""
    capacity: str = ""
    fee: str = ""
    apply: str = ""  #: how or until when to apply
    deadline: date | None = None  #: last day to apply
    deadline_hour: str = ""  #: its weekday, and until when on it, as far as the page has them
    arriving: bool = False  #: 必着: what is sent must be there by the deadline
    bring: str = ""
    sentences: tuple[str, ...] = ()  #: the page's telling sentences, best first
    order: tuple[int, ...] = ()  #: places in `sentences`, as the page has them one after another
    places: tuple[int, ...] = ()  #: by sentence, its place on the page from the first that is told
    dated: bool = False  #: a line of the page is a day to come
    cut: bool = False  #: `events` are of some houses, and others have theirs
    #: rows of `when`, each with what is otherwise on some of its days, and the expression by which
    #: a text is known to tell it
    excepted: tuple[tuple[str, str, str], ...] = ()
    #: by sentence, the one before it without which it is not understood; -1 none
    hangs: tuple[int, ...] = ()
    #: so many of `sentences` tell what a draft of this kind must tell; the others may go
    needed: int = 0
    more: bool = False  #: a sentence pointed at more on the page than is told
    leads: bool = True  #: whether the first sentence stands before the labelled lines
    #: field and label as the page calls it: ("place", "ところ")
    labels: tuple[tuple[str, str], ...] = ()
    kind: str = ""  #: what the page is: cancelled, closure, event … (draft/kinds.py)
    #: label and words of each time told: ("休館期間", "2月26日(月)～3月8日(金)")
    when: tuple[tuple[str, str], ...] = ()
    events: tuple[tuple[str, str], ...] = ()  #: name and when of each, when there are several
    #: of `events`, by name, where, for whom and how one takes part, as far as it is its own
    own: tuple[tuple[str, tuple[str, str, str]], ...] = ()
    partial: bool = False  #: `events` are some of many: a list of them would pass for all
    others: tuple[tuple[str, str], ...] = ()  #: further labels and values: 対象の館, 変更後 …
    notes: tuple[str, ...] = ()  #: what a person should look at, Japanese sentences
    #: heads of lines with a day to come of which nothing else was understood: おあずけ 3月27日(土)
    loose: tuple[str, ...] = ()
    #: sentences worth the room that is left, the worthiest first; the place of each from the
    #: first that is told, the weighted characters that a draft may have before it, and place and
    #: text of those without which it is not told
    further: tuple[tuple[str, int, int, tuple[tuple[int, str], ...]], ...] = ()
    #: labels and values of the news that no field holds, worth the room that is left
    beside: tuple[tuple[str, str], ...] = ()
    #: lines of the page that a post would surely tell, the worthiest first, told or not
    worthy: tuple[str, ...] = ()
    #: of an event, what the page says: 会場 with its first letters, 時刻, 申込み, 無料
    usual: tuple[tuple[str, str], ...] = ()
    free: tuple[str, ...] = ()  #: 申込不要, 無料, where a sentence says so of everything
    #: the lines of a page so short that it may be told whole; none of any other
    entire: tuple[str, ...] = ()
    #: the labelled lines of a page that may be told by them; none of any other
    labelled: tuple[Labelled, ...] = ()
    #: the rows of a short page's one table as lines, in wordings from full to short, and the lines
    #: above and below it; an empty one where a line may not be told
    tabled: tuple[tuple[str, ...], ...] = ()
    around: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    #: of a title that names two things, sentences of each
    things: tuple[str, ...] = ()
    #: under what conditions something else is so each time: all of them are told, or none
    steps: tuple[str, ...] = ()
    #: of a page of prose its sentences: the heading above each, its words, how soon it goes, and
    #: the place of the one on which it hangs, -1 none
    flow: tuple[tuple[str, str, int, int], ...] = ()
    parts: tuple[PartLine, ...] = ()  #: the lines of a page of several parts; none of any other


@dataclass(frozen=True, slots=True)
class Rewording:
    """A second wording of a draft by the library's own program, or why there is none."""

    draft: int
    version: int  #: of the draft, about which the program was asked
    text: str  #: as it would go out; empty when it was refused
    refusal: str = ""  #: why, a Japanese phrase


@dataclass(frozen=True, slots=True)
class Finding:
    """What the machine saw, by clause. It can stop a draft, never clear it (truth 8)."""

    clause: str  #: "5(3)ウ", "6(4)", "10" …
    found: str  #: the very words
    where: Where
    why: str  #: one Japanese sentence
    stop: bool  #: True: whoever decides must acknowledge it knowingly; False: a note
    #: no prior confirmation covers it (5(1)): it asks for the director's own decision
    director: bool = False
    #: name of the word list's rule, "undecided.plan"; empty: the program's own, or of a release
    #: that did not keep it
    rule: str = field(default="", compare=False)

    @property
    def key(self) -> str:
        """Return the short name under which it is acknowledged: clause and words."""
        return f"{self.clause}:{self.found}"


@dataclass(frozen=True, slots=True)
class PostId:
    """Under which id something stands on X, or stood there, and what it is."""

    number: str  #: X's: of the own post; of a retweet, or of its end: of the post that is shown
    act: Act = Act.POST
    #: of a retweet, to which X gives no id of its own: the draft by which it was made
    draft: int = 0

    def __str__(self) -> str:
        """Return it in a word, as it stands in a digest and in JSON: 123, rt:5:123, -123,
        -rt:5:123.
        """
        plain = (
            f"rt:{self.draft}:{self.number}"
            if self.act in {Act.RETWEET, Act.UNDOING}
            else self.number
        )
        return f"-{plain}" if self.act in {Act.DELETION, Act.UNDOING} else plain

    @classmethod
    def parse(cls, word: str) -> PostId:
        """Return what `str` has put into a word."""
        plain = word.removeprefix("-")
        if plain.startswith("rt:"):
            _, draft, number = plain.split(":")
            return cls(number, Act.UNDOING if word != plain else Act.RETWEET, int(draft))
        return cls(plain, Act.DELETION if word != plain else Act.POST)

    @property
    def end(self) -> PostId:
        """Return under which id its own end stands in the record."""
        return replace(self, act=Act.UNDOING if self.act is Act.RETWEET else Act.DELETION)


_SORTED: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def digest_of(plain: object) -> str:
    """Return the sha256 (hex) of the plain values of a Content."""
    return hashlib.sha256(_SORTED(plain).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Content:
    """What goes out, and nothing else: the decision is bound to the digest of this (truth 1)."""

    text: str  #: what X will show, link included; at most 280 weighted characters a post
    url: str  #: the link; stands in `text`; empty when there is none
    account: str  #: without @
    image: Image | None = None
    reply_to: str = ""  #: id of the own post that an addition continues, 9(2)
    repost_of: str = ""  #: address of the public body's post that a retweet shows, 5(4)
    #: the own post that is deleted once this one stands, 9(2); with no text: that, and nothing else
    replaces: PostId | None = None
    #: where in `text` the further posts of a thread begin; empty: one post
    cuts: tuple[int, ...] = ()
    #: X's numbers of the further posts of the thread that `replaces` begins: they are deleted with
    #: it
    also: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """Return the texts of its posts, in the order in which each answers the one before."""
        bounds = (0, *self.cuts, len(self.text))
        return tuple(self.text[start:end].strip() for start, end in pairwise(bounds))

    def plain(self) -> dict[str, Any]:
        """Return it as plain values, as they are kept and digested; ids are words.

        A field that came later stands here only when it holds something: what was decided before
        keeps its digest.
        """
        values = asdict(self) | {"replaces": str(self.replaces or "")}
        if self.image is not None and not self.image.sha256:
            del values["image"]["sha256"]
        return {
            name: value for name, value in values.items() if value or name not in {"cuts", "also"}
        }

    @property
    def digest(self) -> str:
        """Return the sha256 (hex) of all that goes out: to this the decision is bound
        (policy/s05_1_signoff.py).
        """
        return digest_of(self.plain())

    @property
    def removes(self) -> bool:
        """Return whether it only takes an own post, or a retweet, away (9(2))."""
        return self.replaces is not None and not self.text

    @property
    def act(self) -> Act:
        """Return what is done on X by it: a post, a retweet, or the end of one of them."""
        if self.replaces is not None and self.removes:
            return self.replaces.end.act
        return Act.RETWEET if self.retweets else Act.POST

    @property
    def tie(self) -> Tie:
        """Return how it is tied to the first one, of a draft that corrects, continues or deletes
        another (9(2)).
        """
        return Tie.REMOVAL if self.removes else Tie.CORRECTION if self.replaces else Tie.ADDITION

    @property
    def disposed(self) -> bool:
        """Return whether its time to be kept was over and the text is gone; no text that goes out
        is without an account.
        """
        return self.text == DISPOSED and not self.account

    @property
    def retweets(self) -> bool:
        """Return whether it shows another's post and writes nothing (5(4))."""
        return bool(self.repost_of)


@dataclass(frozen=True, slots=True)
class Timing:
    """Between which moments a post is wanted: a reminder on the day before, an opening not before
    the day itself.
    """

    not_before: datetime | None = None
    not_after: datetime | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft in its present version."""

    id: int
    item: int | None  #: None for a hand-written one
    source: str  #: id of the source; "staff" for a hand-written one
    kind: Kind
    state: State
    version: int  #: from 1; a new one at every change
    title: str
    content: Content
    digest: str  #: policy.s05_1_signoff.digest(content)
    weight: int  #: weighted characters, 280 at most
    findings: tuple[Finding, ...]
    author: str  #: person or "sync"
    created_at: datetime
    changed_at: datetime
    urgent: bool = False
    note: str = ""  #: why it stands where it stands: reason of a return, why it is held …
    cause: Cause | None = None  #: the same for the program, where something hangs on it
    #: kind イ: where citizens were told; a correction, an addition, a retweet: its reason
    origin: str = ""
    corrects: int | None = None  #: the posted draft that this one corrects or adds to, 9(2)
    expires_on: date | None = None  #: the last day on which posting makes sense
    decision: Decision | None = None  #: the one in force; None when there is none
    post: Post | None = None  #: what X has of it; of a thread the first
    #: of a thread: what X has of the posts after the first, in order
    further: tuple[Post, ...] = ()
    checklists: tuple[Checklist, ...] = ()  #: the ticks of 6 on exactly this text, oldest first
    #: the words before the decision (9(1)) on exactly this text, oldest first
    reviews: tuple[Review, ...] = ()
    successor: str = ""  #: to whom its drafter's work was handed over last; empty = to nobody
    #: as somebody set it last; inside the decision's bounds it is nobody's new decision
    timing: Timing = Timing()

    @property
    def posts(self) -> tuple[Post, ...]:
        """Return what X has of it, in order; more than one of a thread."""
        return () if self.post is None else (self.post, *self.further)

    @property
    def owed(self) -> tuple[str, ...]:
        """Return the texts of its posts that X does not have yet, in order."""
        return self.content.parts[len(self.posts) :]

    @property
    def begun(self) -> bool:
        """Return whether the first posts of a thread stand on X and the others do not."""
        return self.post is not None and bool(self.owed)


@dataclass(frozen=True, slots=True)
class Checklist:
    """6: a person's tick that one text is none of the thirteen kinds."""

    version: int
    digest: str  #: of the text that was ticked: another one has no tick
    person: str
    at: datetime
    part: ChecklistPart


@dataclass(frozen=True, slots=True)
class Review:
    """回議, 9(1): one person's word on one text before its decision."""

    version: int
    digest: str  #: of the text: another one has none of its words
    step: str  #: as [review] order names it: 係長
    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Bond:
    """Under what a decision was given: it holds on this road, for this library, in this record, and
    nowhere else.
    """

    road: str = ""  #: sandbox, manual, x; empty: an earlier release did not write it
    library: str = ""  #: host of the library's site; empty as above
    record: str = ""  #: id of the record; empty before it is kept


@dataclass(frozen=True, slots=True)
class Decision:
    """決裁: a named person's word on exactly one text."""

    id: int
    draft: int
    version: int
    digest: str
    person: str
    at: datetime
    way: Way
    confirmation: str = ""  #: number of the prior confirmation, 5(1)
    acknowledged: tuple[str, ...] = ()  #: keys of the stopping findings seen and accepted
    outside_hours: str = ""  #: written reason to post outside 5(2)'s hours; empty = wait
    not_before: datetime | None = None  #: end of the time to take it back
    policy_version: str = ""
    bond: Bond = Bond()
    #: the timing that was on the screen: beyond it a new decision is needed
    bounds: Timing = Timing()
    #: 代決: given in the place of the director who is away, under `confirmation`
    absence: bool = False
    inspector: str = ""  #: 後閲: the director who has looked at it afterwards; empty = nobody yet
    inspected_at: datetime | None = None
    uninspected: bool = False  #: given before the record kept 後閲: nobody owes a look


@dataclass(frozen=True, slots=True)
class Attempt:
    """The intent to post, on disk before the call (truth 4)."""

    id: int
    draft: int
    decision: int
    digest: str
    through: Through
    started_at: datetime
    marker: str = ""  #: newest own post id before the call; the timeline after it is searched
    outcome: Outcome = Outcome.OPEN
    detail: str = ""
    person: str = ""  #: by hand: who took it
    opened_at: datetime | None = None  #: by hand: when X's window was opened; None = not yet
    #: when X was first seen without it; a second look makes it a word
    absent_at: datetime | None = None
    part: int = 1  #: which post of a thread


@dataclass(frozen=True, slots=True)
class Post:
    """What X has."""

    draft: int
    attempt: int
    what: PostId
    url: str
    at: datetime
    through: Through
    cost: float = 0.0  #: US$
    id: int = 0  #: 0 before it is kept
    part: int = 1  #: which post of a thread

    @property
    def post_id(self) -> str:
        """Return X's number."""
        return self.what.number


@dataclass(frozen=True, slots=True)
class Shown:
    """One post of the own account as X shows it, links expanded."""

    post_id: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Check:
    """9(2): one tick after the post."""

    draft: int
    role: Role  #: director or poster
    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of section 4."""

    name: str
    role: Role
    until: date | None = None  #: last day of a poster's right; None = open
    active: bool = True
    mail: str = ""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """事前確認 of 5(1): what the director allowed beforehand."""

    number: str
    persons: tuple[str, ...]
    sources: tuple[str, ...]  #: empty = all
    kinds: tuple[Kind, ...]
    first: date
    last: date
    per_day: int
    given_by: str  #: the director with whose right it ends
    revoked_at: datetime | None = None
    #: urgent ones (2) may go out outside the hours of 5(2), with a written reason
    outside_hours: bool = False
    corrections: bool = False  #: corrections and additions of own posts (9(2)) are meant, too
    #: 不在: who is named decides in the giver's place (代決), acknowledging what stops a text
    absence: bool = False


@dataclass(frozen=True, slots=True)
class Workload:
    """What hangs on a person: to be handed over before they leave."""

    drafts: tuple[Draft, ...] = ()  #: not over and not out, theirs by drafting or taking over
    checks: tuple[Draft, ...] = ()  #: posts of theirs whose tick by a poster is missing (9(2))
    #: taken to be posted by hand, without a word on what became of them
    taken: tuple[Draft, ...] = ()
    named: tuple[Confirmation, ...] = ()  #: prior confirmations in force that name them
    given: tuple[Confirmation, ...] = ()  #: and those that they gave: they end with their right
    steps: tuple[str, ...] = ()  #: steps of 回議 (9(1)) that nobody else can take

    @property
    def nothing(self) -> bool:
        """Return whether nothing hangs on them."""
        return not (
            self.drafts or self.checks or self.taken or self.named or self.given or self.steps
        )


DEVICES: Final = "push:"  #: what the address of a person's devices begins with, before the name


@dataclass(frozen=True, slots=True)
class Mail:
    """What is told to one address in one go."""

    to: str  #: a mail address, or the name of a channel
    keys: tuple[str, ...]  #: of the things told: each is told once
    subject: str = ""  #: one line; empty: there is nothing to say
    body: str = ""  #: plain text


@dataclass(frozen=True, slots=True)
class Subscription:
    """A device on which a person is told what waits (RFC 8030)."""

    id: int  #: 0 before it is kept
    person: str
    endpoint: str  #: the address at its browser's push service
    p256dh: str  #: its public key, base64url
    auth: str  #: its secret of 16 octets, base64url
    label: str  #: what its person calls it
    at: datetime


@dataclass(frozen=True, slots=True)
class Factor:
    """二段階認証: what a person shows beside the password."""

    id: int  #: 0 before it is kept
    person: str
    kind: FactorKind
    label: str  #: what its person calls it
    secret: str  #: app: its seed, sealed; passkey: its id and public key; code: its sha256
    used: int  #: app: the last period (of 30 s) whose digits were taken; passkey: its counter
    at: datetime  #: of its enrolment


@dataclass(frozen=True, slots=True)
class Closing:
    """休館日の案: closed days that a page of the site names, or a person; they count when a person
    has confirmed them, 5(2).
    """

    id: int  #: 0 before it is kept
    first: date
    last: date  #: the first, for one day
    why: str  #: 年末年始, 特別整理期間 …
    words: str  #: as the page has it; empty when a person entered it
    url: str = ""  #: the page; empty when a person entered it
    state: ClosingState = ClosingState.PROPOSED
    by: str = ""  #: who confirmed, refused or withdrew it
    at: datetime | None = None  #: when


# ── what is kept between runs ───────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Item:
    """An entry that we know."""

    id: int
    source: str  #: the source that showed it first
    url: str  #: as first listed; empty when it links to nothing
    title: str
    state: ItemState
    seen_at: datetime
    published: date | None = None
    reason: str = ""  #: why it stands where it stands
    tries: int = 0  #: failed readings of its page so far
    page: str = ""  #: the page on which it is listed
    summary: str = ""  #: what the list says of it; all there is when it links to nothing
    #: its list calls it off (中止, 満席 …) since its draft was made, which has not heard of it yet
    halt: bool = False
    #: others have its address: of the page behind it only its own part is the item's
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Sighting:
    """An entry about to become an item."""

    item: Item  #: its id is not looked at
    keys: tuple[str, ...]  #: identities under which it is recognised again


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered of a source."""

    etag: str = ""
    last_modified: str = ""
    digest: str = ""  #: sha256 of the last body
    count: int = 0  #: entries of the last list
    #: last answer; None = never seen, so the next is a baseline
    succeeded_at: datetime | None = None
    changed_at: datetime | None = None  #: last new item
    failing_since: datetime | None = None
    failures: int = 0  #: in a row
    error: str = ""
    how: str = ""  #: how the list was read
    #: last look that was not cut by the run's end, whatever came of it
    asked_at: datetime | None = None
    #: last answer with a body; some servers say "not modified" for ever
    whole_at: datetime | None = None
    #: by which readers the list was read; those of another release see other lists
    reading: int = 0
    #: addresses of the documents behind the first from which it was read
    parts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()  #: remarks on the last list, told once
    #: of a homepage: what was taken for news at the last look, and what was not
    lists: tuple[ListVerdict, ...] = ()
    cut: bool = False  #: the last list could not be read to its end
    #: since when it could not be read, the last time that this ended
    down_since: datetime | None = None
    back_at: datetime | None = None  #: when that ended
    anew_at: datetime | None = None  #: when it last began with a baseline again, after a pause


@dataclass(frozen=True, slots=True)
class Watched:
    """A draft to which a change of its page still matters, and what is known of that page."""

    draft: int
    item: int
    source: str
    state: State
    last_day: date | None  #: of what it announces
    looked_at: datetime | None = None  #: last look, None = never
    whole_at: datetime | None = None  #: last answer with a body
    #: when it was read as it stands in the record; None = never read
    changed_at: datetime | None = None
    halt: bool = False  #: its list calls it off, and the draft has not heard of it yet


@dataclass(frozen=True, slots=True)
class HostMemory:
    """What is remembered of a host (name, and port when it is not the usual one)."""

    not_before: datetime | None = None  #: it asked to be left alone until then (Retry-After)
    robots: str | None = None  #: its robots.txt; empty = it has none
    robots_at: datetime | None = None  #: when that was read


@dataclass(frozen=True, slots=True)
class Run:
    """The last time that a command of cron did its work."""

    at: datetime  #: when it ended
    detail: str = ""  #: of a backup: the folder of its copies


# ── the account ─────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Showing:
    """5(5): how a page showed the account when it was last looked at."""

    page: str  #: its address
    verdict: Appearance = Appearance.UNREAD
    since: datetime | None = None  #: from when on it has had this verdict
    looked_at: datetime | None = None  #: last look, whether it could be read or not
    #: from when on it could not be read; None = the last look read it
    unread_since: datetime | None = None
    why: str = ""  #: the other accounts that it names, or why it could not be read
    #: posts have been stopped because of this verdict; a director may have let them go since
    kept_back: bool = False


@dataclass(frozen=True, slots=True)
class Impostor:
    """5(5): an account that somebody took for an impostor."""

    id: int  #: 0 = not kept yet
    account: str  #: without @, as written
    on: date  #: when it was seen
    url: str = ""  #: evidence: an address
    note: str = ""  #: evidence, in words
    #: seen, reported, gone: by whom and when, in order
    steps: tuple[tuple[ImpostorState, str, datetime], ...] = ()

    @property
    def state(self) -> ImpostorState:
        """Return where it stands."""
        return self.steps[-1][0] if self.steps else ImpostorState.SEEN


@dataclass(frozen=True, slots=True)
class Incident:
    """7: one abusive reply, message or mention. No profile and no message is kept."""

    id: int  #: 0 = not kept yet
    account: str  #: without @, as written
    on: date
    clause: str  #: 7(1) to 7(12)
    way: Medium
    url: str = ""  #: evidence: an address
    note: str = ""  #: evidence, in words
    by: str = ""  #: who noted it


@dataclass(frozen=True, slots=True)
class Measure:
    """7: what the director decided about an account; a person does it on X."""

    id: int
    account: str
    acts: tuple[Sanction, ...]
    reason: str
    count: int  #: incidents on which it was decided
    decided_by: str
    decided_at: datetime
    done_by: str = ""  #: empty = not done yet
    done_at: datetime | None = None


# ── what a step writes ──────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One line of the journal, before it is chained."""

    actor: str  #: a person, or a Machine
    action: Verb
    at: datetime
    detail: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Version:
    """One wording of a draft; never altered."""

    title: str
    content: Content
    digest: str
    weight: int
    findings: tuple[Finding, ...]
    author: str
    urgent: bool = False
    expires_on: date | None = None
    page_digest: str = ""  #: fingerprint of the page it was made from


@dataclass(frozen=True, slots=True)
class Opening:
    """What never changes of a draft, and the note it begins with."""

    item: int | None
    source: str
    kind: Kind
    note: str = ""
    origin: str = ""
    corrects: int | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """What becomes of an item; `record.sightings.move` carries it out, unless the item has gone
    elsewhere since.
    """

    item: int
    before: ItemState  #: where it must stand
    after: ItemState
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What one step does to one draft; `record.store.apply` carries it out in one transaction, or
    not at all.
    """

    draft: int  #: 0 = a new draft
    before: State | None  #: where it must stand; None for a new one
    version: int  #: the version it must have
    after: State
    line: JournalLine
    note: str = ""
    cause: Cause | None = None
    opening: Opening | None = None  #: of a new draft
    wording: Version | None = None  #: a new version
    void: bool = False  #: the decision in force ends
    decision: Decision | None = None
    attempt: Attempt | None = None  #: the intent, or its outcome when it has an id
    post: Post | None = None
    check: Check | None = None
    #: the line's actor ticked the thirteen kinds of 6; None = not
    checklist: ChecklistPart | None = None
    #: 後閲: the line's actor has looked at this decision afterwards; 0 = at none
    inspection: int = 0
    review: str = ""  #: the line's actor has had their word at this step (9(1)); empty = not
    item: Move | None = None  #: what becomes of the item behind it


# ── what is handed down ─────────────────────────────────────────────────────────────────────────

DISPOSED = "(廃棄)"  #: stands in the place of a text whose time to be kept is over


@dataclass(frozen=True, slots=True)
class Dossier:
    """一件書類: all that the record has on one draft."""

    draft: Draft
    page: Page | None  #: the page behind it, as last read
    seen_at: datetime | None  #: when the item behind it was first seen; None for a hand-written one
    #: each wording and when it was made, oldest first
    versions: tuple[tuple[datetime, Version], ...]
    decisions: tuple[Decision, ...]  #: every one, those that were void later too, oldest first
    confirmations: tuple[Confirmation, ...]  #: the prior ones under which it was released
    attempts: tuple[Attempt, ...]  #: oldest first
    checks: tuple[Check, ...]  #: the ticks of 9(2)
    first: Draft | None  #: the posted draft that this one corrects, continues or deletes
    corrections: tuple[Draft, ...]  #: those that correct, continue or delete this one
    #: its rows of the journal, a list of JSON
    lines: str
    #: every tick of 6, on earlier wordings too, oldest first
    checklists: tuple[Checklist, ...] = ()
    reviews: tuple[Review, ...] = ()  #: every word before a decision (9(1)), likewise
    #: by the decision's id: the page as it stood at that moment, and when it was last seen to be so
    pages: Mapping[int, tuple[datetime, Page]] = field(default_factory=dict)

    @property
    def journal(self) -> list[dict[str, Any]]:
        """Return its rows, oldest first: id, at, actor, action, before, after, version, detail,
        hash.
        """
        rows: list[dict[str, Any]] = json.loads(self.lines)
        return rows


@dataclass(frozen=True, slots=True)
class Examined:
    """What became of the findings of one draft, for the figures."""

    draft: int
    #: when, by whom, what was found; oldest first
    versions: tuple[tuple[datetime, str, tuple[Finding, ...]], ...]
    #: version, and the findings that were acknowledged with it
    decisions: tuple[tuple[int, tuple[str, ...]], ...]
    returned: tuple[int, ...]  #: versions that were returned or rejected


@dataclass(frozen=True, slots=True)
class Sent:
    """One thing that was done on X, with the moments on its way there."""

    kind: Kind
    seen_at: datetime | None  #: when its page was first seen; None for a hand-written one
    decided_at: datetime  #: the decision under which it went out
    posted_at: datetime
    corrects: bool  #: it corrects, continues or deletes an earlier post, 9(2)
    removes: bool  #: it only took something away, so nothing went out
    through: Through
    cost: float  #: US$, by [posting.prices]
