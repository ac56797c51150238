"""The account and who comes near it: 5(5) and 7, on a real record, with a web of our own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from fakes import (
    DIRECTOR,
    NOW,
    POSTER,
    READER,
    TODAY,
    Clock,
    Scripted,
    Web,
    packaged_words,
    settings,
    wording,
)

from bridge import lifecycle
from bridge.account import Account
from bridge.draft.rules import Rules
from bridge.errors import NotAllowed, NotFound, StepRefused, Unreachable, UsageRefused, WrongState
from bridge.model import Kind, Opening, State, Stop
from bridge.office import Office
from bridge.policy.s05_2_hours import make_calendar
from bridge.publish import Publish
from bridge.record.store import Store
from bridge.settings import AccountSettings, Settings

CITY, LIBRARY = "https://city.example.jp/sns", "https://lib.example.jp/"
RIGHT = '<p>公式<a href="https://twitter.com/Mihon_Lib?lang=ja">X</a></p>'.encode()
WRONG = "<p>公式ツイッター @mihon_lib</p>".encode()


def library(**account: object) -> Settings:
    made = settings(through="x")
    pages = replace(made.library, account_pages=(CITY, LIBRARY))
    return replace(made, library=pages, account=AccountSettings(**account))  # type: ignore[arg-type]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "state.db") as opened:
        yield opened


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def web() -> Web:
    return Web({CITY: RIGHT, LIBRARY: RIGHT})


@pytest.fixture
def account(store: Store, clock: Clock) -> Account:
    return Account(store, library(), clock)


def journal(store: Store) -> list[tuple[str, str]]:
    return [
        (row["action"], row["detail"])
        for row in store._db.execute("SELECT action, detail FROM journal ORDER BY id")
    ]


def stopped(store: Store) -> bool:
    return Stop.ACCOUNT in store.people.stops(NOW)


# ── the pages ───────────────────────────────────────────────────────────────────────────────────


def test_5_5_pages_that_show_the_account_are_no_alarm(
    account: Account, store: Store, web: Web
) -> None:
    """Old host, other capitals, a query: it is the account."""
    shown = account.look(web)  # type: ignore[arg-type]
    assert [s.verdict for s in shown] == ["shown", "shown"]
    assert account.alarms() == []
    assert not stopped(store)


def test_5_5_a_page_that_lost_the_link_is_an_alarm_once_and_posts_wait(
    account: Account, store: Store, web: Web, clock: Clock
) -> None:
    """One line for the change and one for the stop, however often it is looked at; all is well
    again by itself.
    """
    account.look(web)  # type: ignore[arg-type]
    before = len(journal(store))
    web.pages[LIBRARY] = WRONG
    for _ in range(3):
        clock.forward(days=1)
        account.look(web)  # type: ignore[arg-type]
        assert stopped(store)
    assert [action for action, _ in journal(store)[before:]] == ["account", "stop"]
    assert account.alarms() == [
        f"{LIBRARY} に公式アカウントが正しく載っていません: 名前だけで、アカウントへのリンクがありません(2026年11月26日から)"
    ]
    web.pages[LIBRARY] = RIGHT
    account.look(web)  # type: ignore[arg-type]
    assert not stopped(store)
    assert [action for action, _ in journal(store)[before + 2 :]] == ["account", "resume"]


def test_5_5_a_decided_draft_waits_while_the_account_is_missing_and_is_not_void(
    account: Account, store: Store, web: Web, clock: Clock
) -> None:
    """Nothing goes out, the decision stands, and it goes out when the page shows the account again."""
    version = wording()
    id = store.apply(lifecycle.open_draft(Opening(None, "staff", Kind.TOLD), version, "職員", NOW))
    store.apply(
        lifecycle.decide(store.draft(id), DIRECTOR, NOW, policy_version=library().policy_version)
    )
    poster = Scripted()
    gate = Publish(
        store=store,
        settings=library(),
        calendar=make_calendar(library().hours, frozenset()),
        poster=poster,
        fetcher=web,
        clock=clock,
    )  # type: ignore[arg-type]
    web.pages[CITY] = b"<p>sns</p>"
    account.look(web)  # type: ignore[arg-type]
    assert "公式アカウントが正しく載っていません" in gate.run().waiting[id].what
    assert (store.draft(id).state, poster.calls) == (State.DECIDED, [])
    web.pages[CITY] = RIGHT
    account.look(web)  # type: ignore[arg-type]
    assert gate.run().posted == [id]


def test_5_5_a_director_lets_posts_go_until_the_next_change(
    account: Account, store: Store, web: Web, clock: Clock
) -> None:
    """Knowingly: the same fault stops nothing again; another page, or another fault, does."""
    office = Office(store, None, clock)  # type: ignore[arg-type]
    web.pages[LIBRARY] = WRONG
    account.look(web)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        office.resume(POSTER, Stop.ACCOUNT)
    assert office.resume(DIRECTOR, Stop.ACCOUNT) == []
    clock.forward(days=1)
    account.look(web)  # type: ignore[arg-type]
    assert not stopped(store)
    assert account.alarms()
    web.pages[LIBRARY] = b'<a href="https://x.com/mihon_1ib">@mihon_lib</a>'
    account.look(web)  # type: ignore[arg-type]
    assert stopped(store)
    assert "@mihon_1ib" in store.people.stops(NOW)[Stop.ACCOUNT][0]


def test_5_5_with_warn_nothing_is_kept_back(store: Store, web: Web, clock: Clock) -> None:
    """[account] missing = "warn": told, not stopped; and a stop of before ends."""
    web.pages[CITY] = WRONG
    Account(store, library(), clock).look(web)  # type: ignore[arg-type]
    assert stopped(store)
    warning = Account(store, library(missing="warn"), clock)
    warning.look(web)  # type: ignore[arg-type]
    assert not stopped(store)
    assert len(warning.alarms()) == 1


def test_5_5_hold_after_warn_holds(store: Store, web: Web, clock: Clock) -> None:
    """The library changes its mind while the page is still wrong."""
    web.pages[CITY] = WRONG
    Account(store, library(missing="warn"), clock).look(web)  # type: ignore[arg-type]
    Account(store, library(), clock).look(web)  # type: ignore[arg-type]
    assert stopped(store)


def test_5_5_what_cannot_be_read_is_not_known(
    account: Account, store: Store, web: Web, clock: Clock
) -> None:
    """Down, an error page under 200, a PDF: no alarm before three days, and never a stop."""
    web.pages |= {CITY: Unreachable("fetch.silent"), LIBRARY: b"<title>404 Not Found</title>"}
    for day in range(4):
        account.look(web)  # type: ignore[arg-type]
        assert bool(account.alarms()) == (day == 3)
        assert not stopped(store)
        clock.forward(days=1)
    assert [action for action, _ in journal(store)] == []
    web.pages[LIBRARY] = b"%PDF-1.7"
    assert "ウェブページではありません" in account.look(web)[1].why  # type: ignore[arg-type]


def test_5_5_a_missing_account_stays_missing_while_the_page_is_down(
    account: Account, store: Store, web: Web
) -> None:
    """A server that falls silent does not let posts go."""
    web.pages[CITY] = WRONG
    account.look(web)  # type: ignore[arg-type]
    web.pages[CITY] = Unreachable("fetch.silent")
    account.look(web)  # type: ignore[arg-type]
    assert stopped(store)


def test_5_5_a_page_behind_a_frame_is_looked_into(account: Account, web: Web) -> None:
    """A frameset or refresh stands for its page."""
    web.pages |= {
        CITY: b'<frameset><frame name="main" src="/main.html"></frameset>',
        "https://city.example.jp/main.html": RIGHT,
    }
    assert account.look(web)[0].verdict == "shown"  # type: ignore[arg-type]


def test_5_5_it_is_due_once_a_day_and_when_the_list_changes(
    store: Store, web: Web, clock: Clock
) -> None:
    """Not at each run; a page taken off the list lifts what it caused."""
    account = Account(store, library(), clock)
    web.pages[LIBRARY] = WRONG
    assert account.due()
    account.look(web)  # type: ignore[arg-type]
    assert not account.due()
    clock.forward(hours=13)
    assert not account.due()
    clock.forward(hours=1, minutes=1)
    assert account.due()
    made = library()
    shorter = Account(
        store, replace(made, library=replace(made.library, account_pages=(CITY,))), clock
    )
    assert shorter.due()
    shorter.look(web)  # type: ignore[arg-type]
    assert not stopped(store)
    assert not Account(store, settings(), clock).alarms()


@pytest.mark.slow
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00" * 1000,
        b"<" * 50_000,
        b"<div>" * 50_000,
        b'<a href="//[">x</a>' * 1000,
        b"\xff\xfe" + b"<a href" * 9,
        b"<base href='http://[x'><a href='x'>",
    ],
)
def test_5_5_no_page_breaks_the_check(account: Account, web: Web, body: bytes) -> None:
    """Rubbish is a page without the account."""
    web.pages[CITY] = body
    assert account.look(web)[0].verdict == "missing"  # type: ignore[arg-type]


# ── impostors ───────────────────────────────────────────────────────────────────────────────────


def test_5_5_an_impostor_is_seen_reported_and_gone_by_named_persons(
    account: Account, store: Store
) -> None:
    """Each step once, in order; the journal has the number and not the name."""
    id = account.add_impostor(
        POSTER,
        account="@mihon_1ib",
        on=None,
        url="https://x.com/mihon_1ib",
        note="ロゴを使っている",
    )
    with pytest.raises(StepRefused, match="すでに記録"):
        account.add_impostor(POSTER, account="MIHON_1IB", on=None, url="", note="また")
    account.step_impostor(DIRECTOR, id, "reported")
    with pytest.raises(WrongState):
        account.step_impostor(POSTER, id, "reported")
    account.step_impostor(POSTER, id, "gone")
    for state in ("reported", "gone"):
        with pytest.raises(WrongState):
            account.step_impostor(POSTER, id, state)
    (kept,) = account.impostors()
    assert [(state, who) for state, who, _ in kept.steps] == [
        ("seen", "職員"),
        ("reported", "館長"),
        ("gone", "職員"),
    ]
    assert (kept.account, kept.on, kept.state) == ("mihon_1ib", TODAY, "gone")
    assert "mihon_1ib" not in str(journal(store))
    assert (
        account.add_impostor(POSTER, account="mihon_1ib", on=None, url="", note="戻ってきた") != id
    )


def test_5_5_a_warning_is_for_an_impostor_that_is_there(account: Account) -> None:
    """The text names it without @; once it is gone there is nothing to warn of."""
    id = account.add_impostor(POSTER, account="mihon_1ib", on=None, url="", note="ロゴを使っている")
    assert "@" not in account.warning_tweet(id)
    assert "mihon_1ib" in account.warning(id, html=True)
    assert any("help.x.com" in line for line in account.to_report(id))
    account.step_impostor(POSTER, id, "gone")
    with pytest.raises(WrongState):
        account.warning_tweet(id)
    with pytest.raises(NotFound):
        account.warning(99, html=True)


def test_5_5_look_alikes_of_given_names(account: Account) -> None:
    """Names as staff paste them; what is no name is told."""
    assert account.look_alikes(["@mihon_1ib", "toshokan"]) == [("mihon_1ib", 0)]
    with pytest.raises(UsageRefused):
        account.look_alikes(["図書館"])


def test_the_own_account_is_neither_impostor_nor_troll(account: Account, store: Store) -> None:
    """A slip of the pen is refused."""
    for add in (
        lambda: account.add_impostor(POSTER, account="Mihon_Lib", on=None, url="", note="x"),
        lambda: account.add_incident(
            POSTER, account="mihon_lib", on=None, clause="7(3)", way="reply", url="", note="x"
        ),
    ):
        with pytest.raises(StepRefused, match="公式アカウント"):
            add()
    assert journal(store) == []


# ── incidents ───────────────────────────────────────────────────────────────────────────────────


def noted(account: Account, *names: str) -> None:
    for name in names:
        account.add_incident(
            POSTER, account=name, on=None, clause="7(3)", way="reply", url="", note="暴言"
        )


@pytest.fixture
def reading(store: Store, clock: Clock) -> Account:
    """An account whose notes are looked at."""
    rules = Rules(library(), packaged_words)
    return Account(store, library(), clock, rules)


@pytest.mark.parametrize(
    "note", ["電話は042-471-1111の人", "taro@example.jp から", "０４２－４７１－１１１１へかけた"]
)
def test_11_a_note_with_a_number_or_an_address_of_a_person_is_not_kept(
    reading: Account, store: Store, note: str
) -> None:
    """Neither of an incident nor of an impostor."""
    with pytest.raises(UsageRefused, match="個人の情報"):
        reading.add_incident(
            POSTER, account="troll_1", on=None, clause="7(3)", way="reply", url="", note=note
        )
    with pytest.raises(UsageRefused, match="個人の情報"):
        reading.add_impostor(POSTER, account="mihon_1ib", on=None, url="", note=note)
    assert journal(store) == []


def test_7_a_note_that_tells_of_another_kind_or_names_a_person_is_remarked(
    reading: Account,
) -> None:
    """By the numbers of 7, one less than those of 6; what was chosen is not told again."""
    note = "出会い系への誘いをくり返す。高橋さんの名を出している"
    name, kind = reading.remarks(note, "7（3）")
    assert "高橋さん" in name.what
    assert kind.what == "メモの「出会い系」は、7(11) わいせつ にも見えます。"
    assert reading.remarks(note, "7(11)") == reading.remarks(note) == [name]
    assert reading.remarks("暴言", "7(2)") == []


def test_7_from_noting_to_done(account: Account, store: Store) -> None:
    """Noted by staff, counted, decided by the director, done by a person, each with name and time."""
    noted(account, "troll_1")
    assert not account.cases()[0].proposed
    noted(account, "TROLL_1")
    assert account.cases()[0].proposed
    with pytest.raises(NotAllowed):
        account.decide(POSTER, "troll_1", ["block"], "くり返し")
    account.decide(DIRECTOR, "@Troll_1", ["report", "block"], "くり返しの中傷")
    (case,) = account.cases()
    assert case.open is not None
    assert (case.open.acts, case.open.count, case.open.decided_by) == (
        ("block", "report"),
        2,
        "館長",
    )
    assert not case.proposed
    done = account.done(POSTER, "troll_1")
    assert (done.done_by, done.done_at) == ("職員", NOW)
    with pytest.raises(NotFound):
        account.done(POSTER, "troll_1")
    assert "troll" not in str(journal(store)).lower()
    assert "中傷" not in str(journal(store))
    steps = [action for action, _ in journal(store)]
    assert steps[-4:] == ["incident", "incident", "measure", "measure_done"]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"account": "no name!"}, UsageRefused),
        ({"on": TODAY + timedelta(days=1)}, UsageRefused),
        ({"clause": "7(13)"}, UsageRefused),
        ({"way": "fax"}, UsageRefused),
        ({"url": "javascript:alert(1)"}, UsageRefused),
        ({"note": "改\x00行"}, UsageRefused),
        ({"note": ""}, UsageRefused),
    ],
)
def test_7_what_is_not_sound_is_refused_and_nothing_is_written(
    account: Account, store: Store, change: dict[str, object], error: type[Exception]
) -> None:
    """Names, days, clauses, addresses, notes."""
    good: dict[str, object] = {
        "account": "troll_1",
        "on": None,
        "clause": "7(3)",
        "way": "reply",
        "url": "",
        "note": "暴言",
    }
    with pytest.raises(error, match="何も記録していません"):
        account.add_incident(POSTER, **(good | change))  # type: ignore[arg-type]
    assert (journal(store), account.cases()) == ([], [])


def test_7_nothing_is_decided_on_an_account_without_incidents(
    account: Account, store: Store
) -> None:
    """Nor on one that did it once, nor without a reason."""
    with pytest.raises(NotFound, match="記録されていません"):
        account.decide(DIRECTOR, "nobody_1", ["block"], "理由")
    noted(account, "troll_1")
    with pytest.raises(StepRefused, match="1件"):
        account.decide(DIRECTOR, "troll_1", ["block"], "理由")
    noted(account, "troll_1")
    with pytest.raises(StepRefused, match="理由"):
        account.decide(DIRECTOR, "troll_1", ["block"], " ")
    assert account.cases()[0].measures == ()


def test_11_purging_takes_the_names_out_of_the_file_and_leaves_counts(
    account: Account, store: Store, clock: Clock, tmp_path: Path
) -> None:
    """What is older than a year goes, with the decisions on accounts of which nothing is left; the
    chain still holds.
    """
    from bridge.record.journal import verify

    noted(account, "vanishing_1", "vanishing_1", "staying_1")
    account.decide(DIRECTOR, "vanishing_1", ["block"], "くり返し")
    account.done(POSTER, "vanishing_1")
    clock.forward(days=300)
    noted(account, "staying_1")
    clock.forward(days=66)
    assert account.overdue() == 3
    with pytest.raises(NotAllowed):
        account.purge(POSTER)
    assert account.purge(DIRECTOR) == (3, 1)
    assert [case.account for case in account.cases()] == ["staying_1"]
    assert b"vanishing_1" not in (tmp_path / "state.db").read_bytes()
    assert journal(store)[-1] == ("purge", '{"days": 365, "incidents": 3, "measures": 1}')
    assert verify(store._db).broken_at is None
    noted(account, "staying_1")
    assert max(i.id for i in account.cases()[0].incidents) == 5


def test_4_readers_note_and_decide_nothing(account: Account, store: Store) -> None:
    """供覧 looks on."""
    for act in (
        lambda: account.add_impostor(READER, account="mihon_1ib", on=None, url="", note="x"),
        lambda: account.add_incident(
            READER, account="troll_1", on=None, clause="7(3)", way="reply", url="", note="x"
        ),
        lambda: account.decide(READER, "troll_1", ["block"], "x"),
        lambda: account.done(READER, "troll_1"),
        lambda: account.purge(READER),
        lambda: account.step_impostor(READER, 1, "gone"),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert journal(store) == []
