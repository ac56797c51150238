"""What feeds.toml says, as values: one dataclass a table, one field a key.

Pure: no I/O. config.py reads the file and reports every fault; what a key means stands here, once.
Durations carry their unit in the name; amounts are US$. The Bounds are what config.py holds the
file to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date, time
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from bridge.model import Bond, SourceKind, Through
from bridge.values import dataclass

#: the policy's wordings: the day from which each is in force, and what it is (附則)
POLICY_VERSIONS = {"2016-07-01": "施行", "2018-04-01": "一部改正", "2021-04-01": "一部改正"}
POLICY_VERSION = max(POLICY_VERSIONS)  # the latest one that the program knows


#: the clauses on which words are looked for; the lists' rules and [words] name one of them
CLAUSES = ("5(3)イ", "5(3)ウ", "5(4)", *(f"6({n})" for n in range(1, 14)), "10", "11")


class Bounds:
    """What a number is held to (gt, ge, le), or a text (min_length): pydantic, by which config.py
    reads the file, asks for it.

    annotated-types says the same, and costs each command a tenth of its start.
    """

    def __init__(self, **named: float) -> None:
        self.named = named

    def __get_pydantic_core_schema__(
        self, kind: object, handler: Callable[[object], dict[str, Any]]
    ) -> dict[str, Any]:
        """Return pydantic's schema of the type, with the bounds."""
        return {**handler(kind), **self.named}


Name = Annotated[str, Bounds(min_length=1)]
Extent = Literal["each", "own", "findings"]  #: [policy] checklist
Seconds = Annotated[float, Bounds(gt=0, le=86_400)]
Dollars = Annotated[float, Bounds(ge=0, le=1_000_000)]
Minutes = Annotated[int, Bounds(ge=0, le=525_600)]  #: a year at most
#: a day that lies further off than this cannot be counted to: 0 too many is told as a fault
DayCount = Annotated[int, Bounds(ge=1, le=36_500)]
Count = Annotated[int, Bounds(ge=1, le=100_000)]


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours of one day, in the library's zone."""

    opens: time
    closes: time  #: later than `opens`; 24:00 stands as time.max


@dataclass(frozen=True, slots=True)
class LibrarySettings:
    """[library]"""

    name: Name
    site: str  #: the homepage's address
    account: str  #: on X, without @ (section 3)
    timezone: str = "Asia/Tokyo"
    account_pages: tuple[str, ...] = ()  #: pages that must show the account, 5(5)


@dataclass(frozen=True, slots=True)
class HoursSettings:
    """[hours], 5(2): when posts go out."""

    weekly: tuple[Hours | None, ...]  #: Monday to Sunday; None = closed
    #: first and last day of each closing (year end, stock-taking)
    closed: tuple[tuple[date, date], ...] = ()
    #: one day's own hours; wins over all else
    special: Mapping[date, Hours] = field(default_factory=dict)
    holidays: Literal["open", "closed", "as-sunday"] = "open"  #: on public holidays
    closed_page: str = ""  #: page of the site that names closed days; they are proposed to a person


@dataclass(frozen=True, slots=True)
class Selectors:
    """CSS selectors of a source; each empty = found by the program itself."""

    items: str = ""  #: homepage: each news item
    title: str = ""  #: article: its title
    body: str = ""  #: article: its body
    image: str = ""  #: article: its picture
    drop: str = ""  #: article and list: what does not belong


@dataclass(frozen=True, slots=True)
class Source:
    """[[source]]"""

    id: str
    kind: SourceKind
    url: str
    selectors: Selectors = field(default_factory=Selectors)
    encoding: str = ""  #: overrides every other word about the charset
    template: str = ""  #: overrides [tweet] template
    hashtags: tuple[str, ...] = ()  #: without #
    library: str = ""  #: whose pages these are; begins a draft whose title does not name it
    enabled: bool = True
    path: str = ""  #: sitemap: only addresses whose path begins with it


@dataclass(frozen=True, slots=True)
class TweetSettings:
    """[tweet]"""

    template: str = "{title}\n{summary}\n{url}"
    #: template by kind of page: cancelled, closure, event …
    kinds: Mapping[str, str] = field(default_factory=dict)
    hashtags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """[fetch]: how politely, how long, how much."""

    connect_seconds: Seconds = 5.0
    read_seconds: Seconds = 20.0  #: longest silence
    total_seconds: Seconds = 60.0  #: a whole answer, redirects and drips included
    run_seconds: Seconds = 600.0  #: a whole sync
    max_bytes: Annotated[int, Bounds(ge=1_000, le=1_000_000_000)] = (
        5_000_000  #: of one body, unpacked
    )
    concurrency: Annotated[int, Bounds(ge=1, le=128)] = (
        128  #: as many at once, when so many wait; one host never more than 2
    )
    #: articles are asked for as robots.txt allows (RFC 9309); lists are the library's own choice
    robots: bool = True
    #: host:port that may be private or on another port (demo, tests)
    allow_private: tuple[str, ...] = ()
    user_agent: str = ""  #: empty = the program's own, with the library's site
    new_per_source: Count = 10  #: more new items at once wait for a person
    pages_per_run: Count = 50  #: more new pages are read at the next run
    pause_days: DayCount = 30  #: a source silent for longer starts anew with a baseline
    recheck_days: Annotated[int, Bounds(ge=0, le=36_500)] = (
        7  #: pages of posts are looked at again for so long
    )
    every_minutes: Annotated[int, Bounds(ge=1, le=1_440)] = (
        10  #: how often cron runs; doctor tells a run that is overdue
    )


@dataclass(frozen=True, slots=True)
class NetworkSettings:
    """[network]: the way out of the house, for pages, X and notices alike."""

    proxy: str = ""  #: an HTTP proxy's address, or "environment"; empty = directly
    proxy_user: str = ""  #: empty = the proxy asks for none; its password is a secret
    no_proxy: tuple[str, ...] = ()  #: hosts, domains and networks that are reached directly
    ca_file: str = ""  #: PEM file of issuers believed beside the known ones


@dataclass(frozen=True, slots=True)
class Prices:
    """[posting.prices], US$ a call."""

    with_link: Dollars = 0.200
    without_link: Dollars = 0.015
    delete: Dollars = 0.010
    retweet: Dollars = 0.015  #: to retweet; to undo it costs as much as to delete
    read: Dollars = 0.001


@dataclass(frozen=True, slots=True)
class PostingSettings:
    """[posting]: the way out and its limits."""

    through: Through = Through.SANDBOX
    per_day: Annotated[int, Bounds(ge=0, le=100_000)] = 10
    gap_minutes: Minutes = 15
    monthly_budget_usd: Dollars = 20.0
    take_back_minutes: Minutes = 10  #: time to take a decision back before it goes out
    ask_minutes: Annotated[int, Bounds(ge=1, le=525_600)] = (
        15  #: what a person took to post by hand is asked after so long
    )
    #: a decision whose giver has lost the right since waits for whoever decides now
    decisions_end_with_right: bool = True
    prices: Prices = field(default_factory=Prices)
    secrets_file: str = ""  #: 0600 file with X's keys; empty = the environment
    api_url: str = "https://api.x.com"  #: X's host; another one only on loopback, for tests


@dataclass(frozen=True, slots=True)
class NoticeSettings:
    """[notices]: who is told what waits and what went wrong; each mail goes to one address."""

    smtp_host: str = ""  #: the mail server; empty = no mail
    smtp_port: Annotated[int, Bounds(ge=1, le=65_535)] = 587
    security: Literal["starttls", "tls", "none"] = "starttls"  #: "none" on loopback only
    smtp_user: str = ""  #: empty = the server asks for no password
    sender: str = ""  #: the mail address in From
    staff: tuple[str, ...] = ()  #: addresses told of failures
    heads: tuple[str, ...] = ()  #: addresses outside that get the journal's head once a day, 5(3)ア
    #: when directors are told what waits, in the library's zone
    digest_at: tuple[time, ...] = (
        time(9, 30),
        time(16),
    )


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """[desk]: the pages on which posts are decided."""

    #: the address under which people reach them, without a slash at its end; empty = not told
    url: str = ""
    #: the library's own colour: a name of accent.NAMED, or "#rrggbb" that can be read
    color: str = "浅葱"
    second_factor: tuple[Literal["director", "poster", "reader"], ...] = ()  #: roles that need one


@dataclass(frozen=True, slots=True)
class OpenIdSettings:
    """[openid]: the city's own login beside name and password; roles stay ours."""

    issuer: str = ""  #: the address under which it names itself; empty = none
    client_id: str = ""  #: under which it knows the desk
    label: str = "市のアカウント"  #: on the button
    claim: str = "sub"  #: what of its answer names a person
    #: the claim's value → who that is here
    persons: Mapping[str, str] = field(default_factory=dict)
    scope: str = "openid profile"
    multifactor: bool = False  #: it asks for a second factor itself: ours is not asked then


@dataclass(frozen=True, slots=True)
class AccountSettings:
    """[account], 5(5) and 7: what happens around the account."""

    #: a page does not show the account: keep posts back, or tell it only
    missing: Literal["hold", "warn"] = "hold"
    repeated: Count = 2  #: so many incidents of one account are "again and again"
    incidents_keep_days: DayCount = 365  #: older incidents are to be removed (11)


@dataclass(frozen=True, slots=True)
class RewriteSettings:
    """[rewrite]: a program that proposes a second wording."""

    command: tuple[str, ...] = ()  #: the program and its arguments, no shell; empty = none is asked
    seconds: Annotated[int, Bounds(ge=1, le=120)] = 20  #: for one answer


@dataclass(frozen=True, slots=True)
class RecordsSettings:
    """[records]: how long the record is kept."""

    retention_years: Annotated[int, Bounds(ge=1, le=100)] = (
        5  #: after the end of the fiscal year in which a draft ended
    )
    #: 文書番号 of a draft: {year} or {reiwa} of its fiscal year, and {id}; empty = by hand
    document_number: str = ""
    seals: tuple[Name, ...] = ()  #: 決裁印欄: whose seal each box is for, in order


@dataclass(frozen=True, slots=True)
class ReviewSettings:
    """[review], 9(1): who has a word on a text before its decision, and whether its drafter may
    decide it.
    """

    #: a text may be decided by the person who wrote it; the policy makes the director decider
    drafter_decides: bool = True
    #: kind (ア イ ウ エ) → steps before the decision
    order: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: step → persons, any one of whom takes it
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RetweetSettings:
    """[retweets], 5(4)."""

    accounts: tuple[str, ...] = ()  #: of public bodies whose posts may be put up, without @
    elections: tuple[tuple[date, date], ...] = ()  #: first and last day of each election period


#: what kind of page it is, in the order in which they are asked (draft/kinds.py): feeds.toml may
#: have a template for each ([tweet] kinds)
PAGE_KIND: Mapping[str, str] = {
    "cancelled": "中止",
    "postponed": "延期",
    "corrected": "訂正",
    "emergency": "緊急",
    "closure": "休館",
    "service": "サービスの変更",
    "recruitment": "募集",
    "exhibition": "展示",
    "newsletter": "たより",
    "event": "催し",
    "notice": "そのほかのお知らせ",
}
#: [urgent], section 2: what happened → its sentence; {when} and {why} bring their own comma, and go
#: when they are empty
URGENT: Mapping[str, str] = {
    "臨時休館": "{place}は、{why}{when}臨時休館します。",
    "閉館時間の変更": "{place}は、{why}{when}閉館します。",
    "災害によるサービスの休止": "{place}は、{why}{when}サービスを休みます。",
    "システム障害": "{place}では、{why}{when}検索・予約などのサービスを利用できません。",
    "システムの復旧": "{place}の検索・予約などのサービスは、{when}復旧しました。",
    "開館": "{place}は、{when}開館します。",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """The whole file."""

    library: LibrarySettings
    hours: HoursSettings
    sources: tuple[Source, ...]
    tweet: TweetSettings = field(default_factory=TweetSettings)
    link_hosts: tuple[str, ...] = ()  #: [links] hosts: a host, or ".example.jp" for all below
    fetch: FetchSettings = field(default_factory=FetchSettings)
    network: NetworkSettings = field(default_factory=NetworkSettings)
    posting: PostingSettings = field(default_factory=PostingSettings)
    notices: NoticeSettings = field(default_factory=NoticeSettings)
    desk: DeskSettings = field(default_factory=DeskSettings)
    account: AccountSettings = field(default_factory=AccountSettings)
    retweets: RetweetSettings = field(default_factory=RetweetSettings)
    records: RecordsSettings = field(default_factory=RecordsSettings)
    rewrite: RewriteSettings = field(default_factory=RewriteSettings)
    review: ReviewSettings = field(default_factory=ReviewSettings)
    openid: OpenIdSettings = field(default_factory=OpenIdSettings)
    #: [urgent]: heading → sentence
    urgent: Mapping[str, str] = field(default_factory=lambda: URGENT)
    #: [policy] version: the day from which its wording is in force
    policy_version: str = POLICY_VERSION
    #: [policy] versions: every wording there has been
    policy_versions: tuple[str, ...] = tuple(POLICY_VERSIONS)
    #: [policy] words: folder whose word lists go over the packaged ones; empty = none
    words: str = ""
    #: [words]: clause → words that the library wants to be looked at
    added_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: [policy] checklist, 6: whose texts ask for the tick of the thirteen kinds: each draft, those
    #: that a person wrote, or those in which the machine found something
    checklist: Extent = "own"

    @property
    def bond(self) -> Bond:
        """Return under what a decision is given today: the road, and the library by its site's
        host.
        """
        return Bond(self.posting.through, (urlsplit(self.library.site).hostname or "").lower())

    def source(self, id: str) -> Source | None:
        """Return the source of that id, or None."""
        return next((s for s in self.sources if s.id == id), None)


@dataclass(frozen=True, slots=True)
class XKeys:
    """The OAuth 1.0a keys of the account. They never stand in feeds.toml, and never show in a
    repr.
    """

    consumer_key: str = field(repr=False)
    consumer_secret: str = field(repr=False)
    access_token: str = field(repr=False)
    access_token_secret: str = field(repr=False)

    def hidden_in(self, text: str) -> str:
        """Return `text` with each of the four values blotted out."""
        for value in (
            self.consumer_key,
            self.consumer_secret,
            self.access_token,
            self.access_token_secret,
        ):
            text = text.replace(value, "***") if value else text
        return text


@dataclass(frozen=True, slots=True)
class NoticeSecrets:
    """What opens the ways of notices. They never stand in feeds.toml, and never show in a repr."""

    smtp_password: str = field(default="", repr=False)
    apprise_urls: tuple[str, ...] = field(default=(), repr=False)  #: they hold tokens
