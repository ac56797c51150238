"""Story 4 with a real record and a real mail server: who is told what, once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from fakes import (
    DIRECTOR,
    FINDING,
    NOW,
    POSTER,
    READER,
    TOKYO,
    Clock,
    answered,
    content,
    settings,
    wording,
)
from mailserver import Mailbox, free_port, serving

from bridge import lifecycle
from bridge.carriers import Smtp
from bridge.errors import BridgeError, NoticeFailed
from bridge.model import (
    Confirmation,
    Content,
    Draft,
    Item,
    ItemState,
    JournalLine,
    Kind,
    Mail,
    Memory,
    Opening,
    Person,
    PostId,
    Role,
    Sighting,
    Step,
    Subscription,
)
from bridge.network.way import DIRECT
from bridge.notify import Notify, NotifyReport
from bridge.policy.s09_2_checks import WITHIN
from bridge.record.store import Store
from bridge.settings import DeskSettings, Source

KANCHO, TANTO, STAFF = "kancho@lib.example.jp", "tanto@lib.example.jp", "shokuin@lib.example.jp"
HOME = Source("home", "homepage", "https://lib.example.jp/")
MORNING = datetime(2026, 11, 25, 9, 30, tzinfo=TOKYO)
VERSION = "2021-04-01"


class Library:
    """A record, its persons with their addresses, a mail server and a clock."""

    def __init__(self, store: Store, box: Mailbox) -> None:
        self.store, self.box = store, box
        self.clock = Clock(MORNING - timedelta(minutes=10))
        self.own: dict[str, object] = {}
        self.desk, self.road = "https://desk.example.jp", "sandbox"
        for person, mail in (
            (DIRECTOR, KANCHO),
            (POSTER, TANTO),
            (READER, "kakari@lib.example.jp"),
        ):
            self.person(replace(person, mail=mail))

    def person(self, person: Person) -> None:
        self.store.people.save(person, None, JournalLine(DIRECTOR.name, "people", NOW))

    def draft(
        self, title: str = "おはなし会", opening: Opening | None = None, **fixed: object
    ) -> int:
        made = replace(wording(content(f"{title}\n本文"), **fixed), title=title)
        return self.store.apply(
            lifecycle.open_draft(
                opening or Opening(None, "home", Kind.PAGE), made, "sync", self.clock()
            )
        )

    def step(self, id: int, make: Callable[[Draft], Step]) -> None:
        self.store.apply(make(self.store.draft(id)))

    def post(self, id: int) -> None:
        """Take a draft all the way to X."""
        seen = [finding.key for finding in self.store.draft(id).findings]
        self.step(
            id,
            lambda d: lifecycle.decide(
                d, DIRECTOR, self.clock(), acknowledged=seen, policy_version=VERSION
            ),
        )
        self.step(
            id,
            lambda d: lifecycle.send(
                d, through="x", marker="", policy_version=VERSION, at=self.clock()
            ),
        )
        attempt = self.store.last_attempt(id)
        assert attempt is not None
        self.step(
            id,
            lambda d: lifecycle.post(
                d, attempt, number=str(1000 + id), url=f"https://x.com/m/{id}", at=self.clock()
            ),
        )

    def at(self, hour: int, minute: int = 0, day: int = 25) -> None:
        self.clock.now = datetime(2026, 11, day, hour, minute, tzinfo=TOKYO)

    def run(self, *, dry: bool = False) -> NotifyReport:
        known = replace(
            settings(HOME, through=self.road),
            notices=self.box.settings(**self.own),
            desk=DeskSettings(self.desk),
        )
        return Notify(
            self.store,
            known,
            (Smtp(settings=known.notices, password="", library="見本図書館", way=DIRECT, total=5),),
            self.clock,
        ).run(dry=dry)

    def told(self) -> list[tuple[str, str]]:
        """Run once; return address and subject of what the server took."""
        assert self.run().errors == []
        return self.box.subjects()

    def read(self, address: str) -> str:
        """Return the text of the one mail at an address."""
        (mail,) = self.box.to(address)
        return str(mail.get_content())


@pytest.fixture
def library(store: Store) -> Iterator[Library]:
    with serving() as box:
        yield Library(store, box)


# ── digests ─────────────────────────────────────────────────────────────────────────────────────


def test_at_the_digest_hour_the_director_is_told_what_waits(library: Library) -> None:
    """One line a draft: title, since when, stopping findings, link; and nothing before the hour."""
    first = library.draft("読書会", findings=(FINDING,))
    library.draft("おはなし会")
    assert library.told() == []
    library.at(9, 30)
    library.run()
    text = library.read(KANCHO)
    assert "・読書会" in text
    assert "11月25日 9時20分から待っています。要確認の指摘1件。" in text
    assert f"https://desk.example.jp/drafts/{first}\r\n" in text
    assert "・おはなし会" in text
    assert library.box.subjects() == [(KANCHO, "決裁待ち・確認待ち 2件")]


def test_no_mail_when_nothing_waits(library: Library) -> None:
    """Neither at the hour nor after it: what comes later waits for the next hour."""
    library.at(9, 30)
    assert library.told() == []
    library.draft()
    library.at(9, 40)
    assert library.told() == []
    library.at(16)
    assert library.told() == [(KANCHO, "決裁待ち・確認待ち 1件")]


def test_a_digest_is_told_once_an_hour_of_the_digest(library: Library) -> None:
    """The same drafts are told again at the next hour, not at the next run."""
    library.draft()
    library.at(9, 31)
    assert len(library.told()) == 1
    for hour, minute in ((9, 41), (12, 0), (15, 59)):
        library.at(hour, minute)
        assert library.told() == []
    library.at(16, 1)
    assert len(library.told()) == 1
    library.at(9, 30, day=26)
    assert len(library.told()) == 1


def test_an_hour_that_passed_while_the_machine_was_off_is_told_on_the_same_day(
    library: Library,
) -> None:
    """Once, with what waits by then; after both hours the last one alone; on the next day no more."""
    library.draft()
    library.at(11, 17)
    assert len(library.told()) == 1
    library.at(20, 5, day=26)
    assert len(library.told()) == 1
    library.at(20, 15, day=26)
    assert library.told() == []
    library.at(8, 0, day=28)
    assert library.told() == []


def test_without_hours_there_is_no_digest(library: Library) -> None:
    """`digest_at = []` leaves what is told at once."""
    library.draft()
    library.own = {"digest_at": ()}
    library.at(23)
    assert library.told() == []


def test_the_journal_s_head_goes_with_the_first_digest_of_a_day(library: Library) -> None:
    """An anchor outside the file: number of rows and last hash; not in the second mail of the day."""
    library.draft()
    library.at(9, 30)
    last = library.store.journal_before(None, 1)[0]
    library.run()
    assert f"記録簿 {last['id']}行 末尾 {last['hash']}" in library.read(KANCHO)
    library.box.subjects()
    library.at(16)
    library.run()
    assert "記録簿" not in library.read(KANCHO)


def test_the_anchor_waits_for_a_mail(library: Library) -> None:
    """Where nothing waited in the morning, it goes along in the afternoon."""
    library.at(9, 30)
    library.run()
    library.draft()
    library.at(16)
    library.run()
    assert "記録簿" in library.read(KANCHO)


def test_5_3_a_an_address_outside_gets_the_head_once_a_day_on_quiet_days_too(
    library: Library,
) -> None:
    """Nothing waits and there is no digest: the head goes out all the same, once a day, and is kept
    to be compared later.
    """
    outside = "kansa@city.example.jp"
    library.own = {"heads": (outside,), "digest_at": ()}
    library.at(8)
    last = library.store.journal_before(None, 1)[0]
    library.run()
    assert f"記録簿 {last['id']}行 末尾 {last['hash']}" in library.read(outside)
    assert (last["id"], last["hash"]) in [head[:2] for head in library.store.proof.heads()]
    library.box.subjects()
    library.at(17)
    assert library.told() == []
    library.at(8, day=26)
    assert library.told() == [(outside, "記録簿の控え: 2026-11-26")]


def test_9_2_checks_that_are_overdue_are_told_to_director_and_poster(library: Library) -> None:
    """Whoever has ticked is not asked again; before the time is over nobody is."""
    id = library.draft(author=POSTER.name)
    library.post(id)
    library.at(9, 30)
    assert library.told() == []
    library.clock.now += WITHIN
    assert {to for to, _ in library.told()} == {KANCHO, TANTO}
    library.step(id, lambda d: lifecycle.check(d, (), DIRECTOR, library.clock()))
    library.at(16, day=26)
    library.run()
    assert "確認(9(2))が済んでいません" in library.read(TANTO)
    assert "記録簿" not in library.read(TANTO)
    assert library.box.subjects() == [(TANTO, "決裁待ち・確認待ち 1件")]


def test_a_long_queue_is_counted_after_thirty(library: Library) -> None:
    """A mail is read, not scrolled."""
    for number in range(40):
        library.draft(f"お知らせ{number}")
    library.at(9, 30)
    library.run()
    text = library.read(KANCHO)
    assert len(re.findall("・お知らせ", text)) == 30
    assert "ほか10件" in text


# ── at once ─────────────────────────────────────────────────────────────────────────────────────


def test_2_an_urgent_draft_is_told_to_the_director_at_once(library: Library) -> None:
    """At any hour, once; and again when it was returned and comes back."""
    id = library.draft("臨時休館", urgent=True)
    assert library.told() == [(KANCHO, "【緊急】決裁をお願いします: 臨時休館")]
    library.step(id, lambda d: lifecycle.comment(d, POSTER, "急ぎです", library.clock()))
    assert library.told() == []
    library.step(id, lambda d: lifecycle.return_(d, DIRECTOR, "時刻を", library.clock()))
    library.step(id, lambda d: lifecycle.resubmit(d, POSTER, library.clock()))
    assert library.told() == [(KANCHO, "【緊急】決裁をお願いします: 臨時休館")]


def test_several_urgent_drafts_are_one_mail(library: Library) -> None:
    """A typhoon closes every branch."""
    for place in ("滝山", "東部"):
        library.draft(f"臨時休館({place})", urgent=True)
    assert library.told() == [(KANCHO, "【緊急】決裁をお願いします: 2件")]


def test_a_returned_draft_is_told_to_its_author_with_the_reason(library: Library) -> None:
    """The author alone, when it was a person; every poster, when it was the machine."""
    library.person(Person("代理", Role.POSTER, mail="dairi@lib.example.jp"))
    own, made = library.draft(author=POSTER.name), library.draft("読書会")
    library.step(
        own, lambda d: lifecycle.return_(d, DIRECTOR, "会場を\n入れてください", library.clock())
    )
    library.run()
    text = library.read(TANTO)
    assert "理由: 会場を\r\n  入れてください" in text
    assert library.box.subjects() == [(TANTO, "差戻し: おはなし会")]
    library.step(made, lambda d: lifecycle.return_(d, DIRECTOR, "短く", library.clock()))
    assert library.told() == [("dairi@lib.example.jp", "差戻し: 読書会"), (TANTO, "差戻し: 読書会")]


# ── what went wrong ─────────────────────────────────────────────────────────────────────────────


def test_a_source_that_fails_is_told_to_staff_once_until_it_fails_anew(library: Library) -> None:
    """Per source and moment at which it began to fail, not at each run."""
    since = library.clock()
    for failures in (1, 2):
        memory = Memory(failing_since=since, failures=failures, error="返事がありません。")
        library.store.sightings.remember("home", memory)
        assert library.told() == (
            [(STAFF, "うまくいかなかったこと: 取得元「home」を読めません")] if failures == 1 else []
        )
    library.store.sightings.remember("home", Memory(succeeded_at=since))
    assert library.told() == []
    library.store.sightings.remember(
        "home", Memory(failing_since=since + timedelta(hours=1), error="404")
    )
    assert len(library.told()) == 1


def test_5_1_successor_is_asked_about_a_confirmation_whose_giver_left(library: Library) -> None:
    """Once, with its scope; not while the giver is there, not when it was revoked or is over."""
    today, line = library.clock().date(), JournalLine("館長", "confirm", library.clock())
    made = Confirmation(
        number="2026-1",
        persons=("職員",),
        sources=(),
        kinds=(Kind.PAGE,),
        first=today,
        last=today + timedelta(days=9),
        per_day=2,
        given_by="前館長",
    )
    library.store.people.save(Person("前館長", Role.DIRECTOR), None, line)
    library.store.people.save_confirmation(made, line)
    library.store.people.save_confirmation(
        replace(made, number="2026-2", last=today - timedelta(days=1)), line
    )
    assert library.told() == []
    library.store.people.save(Person("前館長", Role.DIRECTOR, active=False), None, line)
    told = library.told()
    assert [subject for _, subject in told] == ["館長が決めること: 事前確認2026-1を続けますか"]
    assert library.told() == []


def test_a_source_that_is_back_or_begins_anew_is_told_once(library: Library) -> None:
    """For some days; later it is no news any more."""
    now = library.clock()
    library.store.sightings.remember(
        "home", Memory(succeeded_at=now, down_since=now - timedelta(days=1), back_at=now)
    )
    assert library.told() == [(STAFF, "うまくいかなかったこと: 取得元「home」は、また読めています")]
    assert library.told() == []
    library.store.sightings.remember("home", Memory(succeeded_at=now, anew_at=now))
    assert library.told() == [
        (STAFF, "うまくいかなかったこと: 取得元「home」を、新しく見始めました")
    ]
    library.store.sightings.remember(
        "home", Memory(succeeded_at=now, anew_at=now - timedelta(days=4))
    )
    assert library.told() == []


@pytest.mark.parametrize(
    ("desk", "todo"),
    [
        ("", "feedbridge items から選べます。"),
        ("https://desk.example.jp", "取得状況の画面から選べます。"),
    ],
)
def test_a_mail_says_what_can_be_done_where_it_is_read(
    library: Library, desk: str, todo: str
) -> None:
    """Where there is a desk, it names a page; else a command."""
    library.desk = desk
    now = library.clock()
    library.store.sightings.remember("home", Memory(succeeded_at=now, anew_at=now))
    library.run()
    assert todo in library.read(STAFF)


def test_items_that_wait_for_a_pick_and_a_silent_source_are_told_once(library: Library) -> None:
    """Again when more are held, not at each run."""

    def seen(n: int, state: ItemState, day: date) -> None:
        item = Item(
            id=0,
            source="home",
            url=f"https://lib.example.jp/{n}",
            title=f"お知らせ{n}",
            state=state,
            seen_at=library.clock(),
            published=day,
        )
        library.store.sightings.remember("home", Memory(), [Sighting(item, (str(n),))])

    first = library.clock().date() - timedelta(days=90)
    for n in range(8):
        seen(n, ItemState.BASELINE, first + timedelta(days=3 * n))
    assert [subject[-13:] for _, subject in library.told()] == ["から新しい記事がありません"]
    seen(90, ItemState.HELD, library.clock().date())
    assert library.told() == [
        (STAFF, "うまくいかなかったこと: 取得元「home」の記事1件が、選ばれるのを待っています")
    ]
    assert library.told() == []


def test_held_failed_and_unknown_drafts_are_told_to_staff(library: Library) -> None:
    """Each with why; in one mail when they come together."""
    held, failed, unknown = (library.draft(title) for title in ("休館", "講座", "展示"))
    library.step(
        held,
        lambda d: lifecycle.hold(
            d, answered("元のページがなくなりました"), "sync", library.clock()
        ),
    )
    for id, verb in ((failed, lifecycle.fail), (unknown, lifecycle.lose)):
        library.step(
            id, lambda d: lifecycle.decide(d, DIRECTOR, library.clock(), policy_version=VERSION)
        )
        library.step(
            id,
            lambda d: lifecycle.send(
                d, through="x", marker="", policy_version=VERSION, at=library.clock()
            ),
        )
        attempt = library.store.last_attempt(id)
        assert attempt is not None
        library.step(
            id, lambda d, a=attempt, v=verb: v(d, a, answered("Xの言い分"), library.clock())
        )  # type: ignore[misc]
    library.run()
    text = library.read(STAFF)
    for words in (
        "元のページがなくなりました",
        "Xが受け付けませんでした",
        "投稿されたかどうか分かりません",
        "Xの言い分",
    ):
        assert words in text
    assert library.box.subjects() == [(STAFF, "うまくいかなかったこと: 3件")]
    assert library.told() == []


def test_a_stop_that_ends_by_itself_is_not_told_and_others_are(library: Library) -> None:
    """429 opens again without anybody; keys, credits and the stop switch wait for a person."""
    line = JournalLine("publish", "stop", library.clock())
    library.store.people.stop("x", "429", library.clock() + timedelta(minutes=15), line)
    assert library.told() == []
    library.store.people.stop("x", "残高がありません", None, line)
    library.run()
    assert "残高がありません" in library.read(STAFF)
    assert library.box.subjects() == [
        (STAFF, "うまくいかなかったこと: 投稿の道(XのAPI)が止まっています")
    ]
    library.store.people.resume("x", line)
    library.clock.forward(minutes=1)
    library.store.people.stop("x", "残高がありません", None, replace(line, at=library.clock()))
    assert len(library.told()) == 1, "the same again is news again"


def test_9_2_a_correction_proposed_because_a_page_changed_is_told_to_staff(
    library: Library,
) -> None:
    """A person's own correction is no news to the person."""
    first = library.draft()
    library.post(first)
    library.draft("訂正1", Opening(None, "home", Kind.PAGE, corrects=first))
    library.draft("訂正2", Opening(None, "home", Kind.PAGE, corrects=first), author=POSTER.name)
    assert library.told() == [(STAFF, "うまくいかなかったこと: 訂正1")]


@pytest.mark.parametrize("road", ["manual", "x"])
def test_9_2_a_post_that_a_person_deletes_on_x_is_told_once_when_its_correction_is_out(
    library: Library, road: str
) -> None:
    """With its address, and under no verb of posting; where the program deletes it, nobody is told
    of it.
    """
    library.road, first = road, library.draft()
    library.post(first)
    new = Opening(None, "home", Kind.PAGE, corrects=first)
    instead = replace(content("直した文です。"), replaces=PostId(str(1000 + first)))
    made = wording(instead, author=POSTER.name)
    correction = library.store.apply(lifecycle.open_draft(new, made, POSTER.name, library.clock()))
    assert library.told() == []
    library.post(correction)
    library.run()
    if road == "manual":
        text = library.read(TANTO)
        assert f"https://x.com/m/{first}" in text
        assert f"起案{correction}(訂正)が出ました" in text
    subjects = [(to, "Xで消してください: おはなし会") for to in (KANCHO, TANTO)]
    assert library.box.subjects() == (subjects if road == "manual" else [])
    assert library.told() == []


@pytest.mark.parametrize(
    ("removes", "subject"), [(True, "Xで消してください: "), (False, "手で投稿してください: ")]
)
def test_9_2_what_is_offered_is_told_by_what_is_done_on_x(
    library: Library, subject: str, *, removes: bool
) -> None:
    """A deletion is no post."""
    library.road, id = "manual", library.draft()
    if removes:
        gone = wording(Content("", "", "mihon_lib", replaces=PostId("1")), title="おはなし会")
        library.step(id, lambda d: lifecycle.edit(d, gone, POSTER, library.clock()))
    library.step(
        id, lambda d: lifecycle.decide(d, DIRECTOR, library.clock(), policy_version=VERSION)
    )
    library.step(id, lambda d: lifecycle.offer(d, VERSION, library.clock()))
    title = library.store.draft(id).title
    assert library.told() == [(to, f"{subject}{title}") for to in (KANCHO, TANTO)]


# ── who is told ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "change",
    [
        {"active": False},
        {"until": date(2026, 11, 24)},
        {"mail": ""},
        {"role": Role.READER},
        {"role": Role.POSTER},
    ],
)
def test_4_only_active_directors_are_asked_for_decisions(
    library: Library, change: dict[str, object]
) -> None:
    """A right that has ended ends the mails, too."""
    library.person(replace(DIRECTOR, **{"mail": KANCHO} | change))  # type: ignore[arg-type]
    library.draft("臨時休館", urgent=True)
    assert library.told() == []


def test_two_persons_with_one_address_get_one_mail(library: Library) -> None:
    """Offices share addresses."""
    library.person(Person("副館長", Role.DIRECTOR, mail=KANCHO))
    library.draft("臨時休館", urgent=True)
    assert [to for to, _ in library.told()] == [KANCHO]


# ── what may go wrong ───────────────────────────────────────────────────────────────────────────


def test_a_server_that_is_down_is_an_error_and_the_news_goes_out_at_the_next_run(
    library: Library,
) -> None:
    """Nothing is kept as told that nobody took."""
    library.draft("臨時休館", urgent=True)
    library.own = {"smtp_port": free_port()}
    for _ in range(2):
        (error,) = library.run().errors
        assert isinstance(error, NoticeFailed)
    library.own = {}
    assert library.told() == [(KANCHO, "【緊急】決裁をお願いします: 臨時休館")]
    assert library.told() == []


def test_a_recipient_who_is_refused_is_tried_again_and_the_others_are_told_once(
    library: Library,
) -> None:
    """Two directors; one address is wrong until it is mended."""
    library.person(Person("副館長", Role.DIRECTOR, mail="fuku@lib.example.jp"))
    library.draft("臨時休館", urgent=True)
    library.box.refused["fuku@lib.example.jp"] = "450 4.2.0 Greylisted"
    for told in ([KANCHO], []):
        report = library.run()
        assert [mail.to for mail in report.told] == told
        assert len(report.errors) == 1
    library.box.refused.clear()
    assert [to for to, _ in library.told()][-1] == "fuku@lib.example.jp"


def test_a_title_with_a_line_break_injects_no_header(library: Library) -> None:
    """Titles come from web pages: there is no Bcc, and the subject is one line."""
    library.draft("x\r\nBcc: a@b.example\u2028\x00\u202ey", urgent=True)
    library.run()
    (mail,) = library.box.taken
    assert library.box.recipients == [KANCHO]
    assert mail["Bcc"] is None
    assert mail["Subject"] == "【緊急】決裁をお願いします: x Bcc: a@b.example y"


def test_a_dry_run_sends_and_keeps_nothing(library: Library) -> None:
    """It shows what would go out; hours without news are not spent either."""
    library.draft("臨時休館", urgent=True)
    library.at(9, 30)
    report = library.run(dry=True)
    assert [mail.to for mail in report.would] == [KANCHO, KANCHO]
    assert library.box.taken == []
    assert len(library.told()) == 2


def test_every_link_in_a_mail_only_shows(library: Library) -> None:
    """A draft's page, and nothing that decides, invites or logs in."""
    id = library.draft("臨時休館", urgent=True)
    library.at(9, 30)
    library.run()
    text = "".join(str(mail.get_content()) for mail in library.box.taken)
    assert set(re.findall(r"https?://\S+", text)) == {f"https://desk.example.jp/drafts/{id}"}


def test_without_a_desk_the_mail_names_the_command(library: Library) -> None:
    """No address, no link."""
    id = library.draft("臨時休館", urgent=True)
    library.desk = ""
    library.run()
    text = library.read(KANCHO)
    assert "http" not in text
    assert f"feedbridge show {id}" in text


def test_a_way_that_is_closed_does_not_close_the_others(library: Library) -> None:
    """Mail is down; the channel is told, also of what is meant for nobody's address."""

    class Channel:
        channels = ("apprise-1",)

        def __init__(self) -> None:
            self.said: list[str] = []

        def carries(self, to: str) -> bool:
            return to in self.channels

        def carry(self, mails, at):  # type: ignore[no-untyped-def]
            for mail in mails:
                self.said.append(mail.subject)
                yield mail, None

    library.own = {"smtp_port": free_port(), "staff": ()}
    library.draft("臨時休館", urgent=True)
    library.store.people.stop("all", "確認中", None, JournalLine("館長", "stop", library.clock()))
    known = replace(settings(HOME), notices=library.box.settings(**library.own))
    channel = Channel()
    story = Notify(
        library.store,
        known,
        (Smtp(settings=known.notices, password="", library="図書館", way=DIRECT, total=5), channel),
        library.clock,
    )
    (error,) = story.run().errors
    assert isinstance(error, BridgeError)
    assert channel.said == [
        "【緊急】決裁をお願いします: 臨時休館",
        "うまくいかなかったこと: 全投稿停止になっています",
    ]
    story.run()
    assert len(channel.said) == 2


# ── devices ─────────────────────────────────────────────────────────────────────────────────────


class Devices:
    """Stands in for push services."""

    channels: tuple[str, ...] = ()

    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []

    def carries(self, to: str) -> bool:
        return to.startswith("push:")

    def carry(self, mails: Iterable[Mail], _: datetime) -> Iterator[tuple[Mail, None]]:
        for mail in mails:
            self.told.append((mail.to, mail.subject))
            yield mail, None


def enter_device(library: Library, name: str) -> None:
    one = Subscription(
        id=0,
        person=name,
        endpoint=f"https://push.example.net/{name}",
        p256dh="p",
        auth="a",
        label="電話",
        at=NOW,
    )
    library.store.subscriptions.add(one, JournalLine(name, "device", NOW))


def test_a_device_is_told_what_its_person_would_be_told_by_mail_once(library: Library) -> None:
    """Also a person without an address of mail; the mails go on as before."""
    devices = Devices()
    library.person(replace(DIRECTOR, mail=""))
    enter_device(library, DIRECTOR.name)
    library.draft(urgent=True)
    known = replace(settings(HOME), notices=library.box.settings(), desk=DeskSettings("https://d"))
    ways = (
        Smtp(settings=known.notices, password="", library="見本図書館", way=DIRECT, total=5),
        devices,
    )
    for _ in range(2):
        assert Notify(library.store, known, ways, library.clock).run().errors == []
    assert devices.told == [("push:館長", "【緊急】決裁をお願いします: おはなし会")]
    assert not any(address == KANCHO for address, _ in library.box.subjects())


def test_a_device_of_who_is_removed_is_told_nothing(library: Library) -> None:
    """It is forgotten with the registration."""
    enter_device(library, POSTER.name)
    library.person(replace(POSTER, active=False))
    assert library.store.subscriptions.all() == ()
