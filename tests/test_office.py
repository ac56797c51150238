"""The office: persons, prior confirmations, stops, when several act at once or somebody is not who
they were.
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest
from fakes import DIRECTOR, NOW, POSTER, READER, Clock, packaged_words, settings

from bridge import catalogue, labels
from bridge.desk import Desk
from bridge.draft.rules import Rules
from bridge.errors import FileReadOnly, NotAllowed, StepRefused, UsageRefused
from bridge.model import Confirmation, JournalLine, Kind, Person, Role, State
from bridge.record.store import Store

TODAY = NOW.date()
SECOND = Person("副館長", Role.DIRECTOR)


def at(store: Store) -> Desk:
    return Desk(store, Rules(settings(), packaged_words), Clock())


def register(store: Store, *persons: Person) -> None:
    for person in persons:
        store.people.save(person, None, JournalLine("test", "people", NOW))


def given(**other: object) -> Confirmation:
    return replace(
        Confirmation(
            number="",
            persons=(POSTER.name,),
            sources=(),
            kinds=(Kind.MATERIAL,),
            first=TODAY,
            last=TODAY,
            per_day=1,
            given_by="",
        ),
        **other,
    )  # type: ignore[arg-type]


@pytest.mark.parametrize("until", [TODAY - timedelta(days=1), TODAY + timedelta(days=30)])
def test_4_a_director_whose_right_ends_does_not_count_as_the_one_who_stays(
    store: Store, until: object
) -> None:
    """Somebody must be able to decide for good: with only a limited one left, nobody could any
    more.
    """
    register(store, DIRECTOR, replace(SECOND, until=until))
    for change in ({"active": False}, {"role": Role.POSTER}, {"until": TODAY}):
        with pytest.raises(StepRefused, match="館長が一人もいなくなる"):
            at(store).office.change_person(DIRECTOR, DIRECTOR.name, change)


def test_4_the_first_director_is_there_for_good(store: Store) -> None:
    """An end for the only one would lock the library out on that day."""
    with pytest.raises(StepRefused, match="館長が一人もいなくなる"):
        at(store).office.save_person(None, replace(DIRECTOR, until=TODAY), "correct horse battery")


@pytest.mark.parametrize("mail", ["a@b\r\nBcc: x@y.jp", "a b@c.jp", "だれか", "a@b@c"])
def test_4_a_persons_mail_is_an_address(store: Store, mail: str) -> None:
    """What is no address would never arrive, and a line break in it is none."""
    register(store, DIRECTOR)
    with pytest.raises(UsageRefused, match="メール"):
        at(store).office.save_person(DIRECTOR, replace(POSTER, mail=mail), "correct horse battery")


def test_4_who_was_removed_gets_no_new_link(store: Store) -> None:
    """First the registration, then the password."""
    register(store, DIRECTOR, replace(POSTER, active=False))
    with pytest.raises(StepRefused, match="登録を外されています"):
        at(store).office.invited(DIRECTOR, replace(POSTER, active=False))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"kinds": ()}, "種別"),
        ({"first": TODAY - timedelta(days=9), "last": TODAY - timedelta(days=1)}, "過ぎて"),
        ({"persons": (READER.name,)}, "供覧"),
        ({"persons": (POSTER.name, "去った人")}, "登録を外されています"),
        ({"per_day": 10**30}, "上限"),
    ],
)
def test_5_1_confirmation_that_could_release_nothing_is_not_given(
    store: Store, change: dict[str, object], why: str
) -> None:
    """It would look like a right and be none."""
    register(store, DIRECTOR, POSTER, READER, Person("去った人", Role.POSTER, active=False))
    with pytest.raises((StepRefused, NotAllowed), match=why):
        at(store).office.confirm(DIRECTOR, given(**change))


def test_5_1_confirmations_given_at_once_have_a_number_each(store: Store, tmp_path: Path) -> None:
    """Two directors, one moment: none of the two writes over the other."""
    register(store, DIRECTOR, POSTER)
    start = Barrier(4)

    def give(per_day: int) -> str:
        with Store(store.path) as own:
            start.wait()
            return at(own).office.confirm(DIRECTOR, given(per_day=per_day)).number

    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(give, (1, 2, 3, 4)))
    assert len(set(numbers)) == 4
    assert sorted(c.per_day for c in store.people.confirmations()) == [1, 2, 3, 4]


def test_4_a_right_does_not_begin_when_it_is_over(store: Store) -> None:
    """On each road by which somebody is registered, invited or changed; what is over already may
    stand while something else changes.
    """
    yesterday = TODAY - timedelta(days=1)
    register(store, DIRECTOR, POSTER, Person("臨時", Role.POSTER, yesterday))
    office, late = at(store).office, Person("新人", Role.POSTER, yesterday)
    for step in (
        lambda: office.save_person(DIRECTOR, late, "a long password"),
        lambda: office.invited(DIRECTOR, late),
        lambda: office.change_person(DIRECTOR, POSTER.name, {"until": yesterday}),
    ):
        with pytest.raises(UsageRefused, match="過ぎています"):
            step()
    assert office.change_person(DIRECTOR, "臨時", {"active": False}).until == yesterday


def test_5_1_the_daily_limit_holds_when_many_release_at_once(store: Store) -> None:
    """What was counted stands until it is written."""
    register(store, DIRECTOR, POSTER)
    at(store).office.confirm(DIRECTOR, given(per_day=1))
    ids = [at(store).write(POSTER, Kind.MATERIAL, f"本を{n}冊紹介します。").id for n in range(6)]
    start = Barrier(6)

    def release(id: int) -> None:
        with Store(store.path) as own:
            start.wait()
            with suppress(NotAllowed):
                at(own).decide(POSTER, [id], shown=[own.draft(id).digest])

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(release, ids))
    assert [d.state for d in store.drafts()].count(State.DECIDED) == 1


def test_5_1_bulk_release_counts_per_confirmation(store: Store) -> None:
    """Two confirmations of one a day each cover two drafts in one go, and no third."""
    register(store, DIRECTOR, POSTER)
    desk = at(store)
    desk.office.confirm(DIRECTOR, given(per_day=1))
    desk.office.confirm(DIRECTOR, given(per_day=1, kinds=(Kind.TOLD, Kind.MATERIAL)))
    drafts = [desk.write(POSTER, Kind.MATERIAL, f"本を{n}冊紹介します。") for n in (1, 2, 3)]
    ids, shown = [d.id for d in drafts], [d.digest for d in drafts]
    with pytest.raises(NotAllowed, match="上限"):
        desk.decide(POSTER, ids, shown=shown)
    assert {d.state for d in store.drafts()} == {State.WAITING}
    done = desk.decide(POSTER, ids[:2], shown=shown[:2])
    assert [d.decision.confirmation for d in done if d.decision] == ["2026-1", "2026-2"]
    with pytest.raises(NotAllowed, match="上限"):
        desk.decide(POSTER, ids[2:], shown=shown[2:])


def test_5_1_refused_release_says_why_each_confirmation_that_runs_does_not_cover_it(
    store: Store,
) -> None:
    """The limit of the one that was meant is told beside the scope of another; one that was revoked
    is not.
    """
    register(store, DIRECTOR, POSTER)
    desk = at(store)
    for kinds in ((Kind.MATERIAL,), (Kind.TOLD,), (Kind.TOLD,)):
        desk.office.confirm(DIRECTOR, given(per_day=1, kinds=kinds))
    desk.office.revoke(DIRECTOR, "2026-3")
    first, second = (desk.write(POSTER, Kind.MATERIAL, f"本を{n}冊紹介します。") for n in (1, 2))
    desk.decide(POSTER, [first.id], shown=[first.digest])
    with pytest.raises(NotAllowed, match=r"2026-1の.*上限.*2026-2の範囲外") as refused:
        desk.decide(POSTER, [second.id], shown=[second.digest])
    assert "2026-3" not in str(refused.value)


def test_5_1_the_last_of_the_daily_limit_is_still_released(store: Store) -> None:
    """Two a day: two in one go, and the third is refused, alone as in bulk."""
    register(store, DIRECTOR, POSTER)
    desk = at(store)
    desk.office.confirm(DIRECTOR, given(per_day=2))
    drafts = [desk.write(POSTER, Kind.MATERIAL, f"本を{n}冊紹介します。") for n in (1, 2, 3)]
    desk.decide(POSTER, [d.id for d in drafts[:2]], shown=[d.digest for d in drafts[:2]])
    with pytest.raises(NotAllowed, match="上限"):
        desk.decide(POSTER, [drafts[2].id], shown=[drafts[2].digest])


def test_5_1_confirmation_survives_the_file_whole(store: Store) -> None:
    """What it covers beside the ordinary comes back; the journal has it, and each list says it."""
    register(store, DIRECTOR, POSTER)
    made = at(store).office.confirm(DIRECTOR, given(outside_hours=True, corrections=True))
    assert store.people.confirmation(made.number) == made
    *_, line = store.journal()
    assert '"outside_hours": true' in line["detail"]
    assert "時間外も" in labels.scope(made)
    assert "訂正・追記も" in labels.scope(made)
    assert at(store).office.lapsed() == {made.number: ""}
    register(store, replace(DIRECTOR, active=False))
    assert "改めて" in at(store).office.lapsed()[made.number]


def test_4_two_directors_cannot_remove_each_other_at_once(store: Store) -> None:
    """One of them is the last when it is written."""
    register(store, DIRECTOR, SECOND)
    start = Barrier(2)

    def remove(pair: tuple[Person, Person]) -> None:
        with Store(store.path) as own:
            start.wait()
            with suppress(NotAllowed, StepRefused):
                at(own).office.change_person(pair[0], pair[1].name, {"active": False})

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(remove, ((DIRECTOR, SECOND), (SECOND, DIRECTOR))))
    assert [p.active for p in store.people.persons()].count(True) >= 1


def test_4_who_was_removed_while_they_chose_a_password_stays_removed(store: Store) -> None:
    """The password was right a minute ago; since then the director took the registration away."""
    register(store, DIRECTOR, POSTER)
    at(store).office.change_person(DIRECTOR, POSTER.name, {"active": False})
    mark = store.people.mark(POSTER.name)
    with pytest.raises(NotAllowed, match="登録を外されています"):
        at(store).office.change_password(POSTER, "another long password")
    assert not store.people.person(POSTER.name).active
    assert store.people.mark(POSTER.name) == mark


def test_4_a_password_of_ones_own_leaves_what_a_director_changed_meanwhile(store: Store) -> None:
    """The role, the end and the address are those of the row, not those of the login."""
    register(store, DIRECTOR, POSTER)
    changes = {"role": Role.READER, "until": TODAY, "mail": "a@lib.example.jp"}
    now = at(store).office.change_person(DIRECTOR, POSTER.name, changes)
    at(store).office.change_password(POSTER, "another long password")
    assert store.people.person(POSTER.name) == now == replace(POSTER, **changes)


def test_4_a_change_is_of_the_row_as_it_is_and_by_a_director_of_now(store: Store) -> None:
    """What was read before a password was typed is old: of the person, and of who changes them."""
    register(store, DIRECTOR, SECOND, POSTER)
    at(store).office.change_person(SECOND, POSTER.name, {"active": False})
    at(store).office.change_person(DIRECTOR, POSTER.name, {"mail": "a@lib.example.jp"})
    assert store.people.person(POSTER.name) == replace(
        POSTER, mail="a@lib.example.jp", active=False
    )
    at(store).office.change_person(DIRECTOR, SECOND.name, {"role": Role.POSTER})
    for act in (
        lambda: at(store).office.change_person(SECOND, POSTER.name, {"active": True}),
        lambda: at(store).office.save_person(SECOND, replace(READER, name="新人"), "a long word"),
    ):
        with pytest.raises(NotAllowed, match="館長"):
            act()
    at(store).office.change_person(DIRECTOR, SECOND.name, {"active": False})
    at(store).office.free_name(DIRECTOR, SECOND.name)
    with pytest.raises(NotAllowed, match="登録を外されています"):
        at(store).office.change_person(SECOND, POSTER.name, {"active": True})
    assert not store.people.person(POSTER.name).active


def test_4_of_two_who_register_one_name_the_second_is_refused(store: Store) -> None:
    """The first has a role and a password by then; neither is written over."""
    register(store, DIRECTOR)
    at(store).office.save_person(DIRECTOR, POSTER, "a long password")
    mark = store.people.mark(POSTER.name)
    with pytest.raises(StepRefused, match="すでに登録"):
        at(store).office.save_person(
            DIRECTOR, replace(POSTER, role=Role.DIRECTOR), "another long password"
        )
    assert store.people.person(POSTER.name) == POSTER
    assert store.people.mark(POSTER.name) == mark


@pytest.mark.parametrize(
    "password",
    [
        "1234567",
        "12345678",
        "87654321",
        "abcdefgh",
        "qwertyuiop",
        "Password",
        "ＰＡＳＳＷＯＲＤ",
        "11111111",
        "abababab",
        "toshokan",
        "代理の職員の名前",
    ],
)
def test_4_a_password_that_is_tried_first_is_refused(store: Store, password: str) -> None:
    """Short, in a row, of few letters, from the lists, or the name itself; nothing is written."""
    person = replace(POSTER, name="代理の職員の名前")
    at(store).office.save_person(None, DIRECTOR, "correct horse battery")
    with pytest.raises(UsageRefused, match="パスワード"):
        at(store).office.save_person(DIRECTOR, person, password)
    assert [known.name for known in store.people.persons()] == [DIRECTOR.name]


@pytest.mark.parametrize("name", ["館⻑", "Ｓｙｎｃ", "ｐublish", "館 長", "Ａｋｉ", "aki"])
def test_5_3_a_a_name_that_looks_like_another_is_refused(store: Store, name: str) -> None:
    """Half-width or full, a radical for a letter, a blank more, the program's own: the journal
    would name the wrong one.
    """
    at(store).office.save_person(None, DIRECTOR, "correct horse battery")
    at(store).office.save_person(DIRECTOR, replace(POSTER, name="Aki"), "correct horse battery")
    with pytest.raises(UsageRefused):
        at(store).office.save_person(DIRECTOR, replace(POSTER, name=name), "correct horse battery")


def test_4_a_person_of_before_with_such_a_name_may_still_be_changed(store: Store) -> None:
    """Both stand in the record of an earlier release: the right of either can be ended."""
    at(store).office.save_person(None, DIRECTOR, "correct horse battery")
    for name in ("Aki", "aki", "⻑"):
        store.people.save(
            replace(POSTER, name=name), "correct horse battery", JournalLine("館長", "people", NOW)
        )
    for name in ("aki", "⻑"):
        at(store).office.change_person(DIRECTOR, name, {"active": False})
        assert not store.people.person(name).active


@pytest.mark.parametrize(
    ("place", "error"),
    [
        (("library", "account"), NotAllowed),
        (("posting", "through"), NotAllowed),
        (("posting", "prices", "read"), NotAllowed),
        (("review", "members"), NotAllowed),
        (("desk", "second_factor"), NotAllowed),
        (("records", "retention_years"), NotAllowed),
        (("nothing",), UsageRefused),
        (("words",), UsageRefused),
        (("words", "6(99)"), UsageRefused),
        (("tweet", "kinds", "nothing"), UsageRefused),
        (("urgent", "あ" * 41), UsageRefused),
        (("urgent", "改\n行"), UsageRefused),
    ],
)
def test_4_whatever_door_asks_a_guarded_setting_is_not_changed(
    store: Store, place: tuple[str, ...], error: type[Exception]
) -> None:
    """The desk itself refuses, before anything is written; a poster changes none at all."""
    desk, seen = at(store), catalogue.values(settings())
    written: list[str] = []
    with pytest.raises(error):
        desk.office.change_settings(DIRECTOR, {place: "x"}, seen, lambda: written.append("x"))
    with pytest.raises(NotAllowed, match="館長"):
        desk.office.change_settings(
            POSTER, {("posting", "per_day"): 3}, seen, lambda: written.append("x")
        )
    same = {("posting", "per_day"): seen["posting", "per_day"]}
    with pytest.raises(StepRefused, match="変わるところ"):
        desk.office.change_settings(DIRECTOR, same, seen, lambda: written.append("x"))
    assert (written, list(store.journal())) == ([], [])


def test_5_3_a_a_file_that_cannot_be_written_leaves_no_line_in_the_journal(store: Store) -> None:
    """Both, or neither."""

    def fails() -> None:
        raise FileReadOnly("settings.file_read_only", file="feeds.toml", reason="書けません")

    seen = catalogue.values(settings())
    with pytest.raises(FileReadOnly):
        at(store).office.change_settings(DIRECTOR, {("posting", "per_day"): 3}, seen, fails)
    assert list(store.journal()) == []
    told = at(store).office.change_settings(
        DIRECTOR, {("posting", "per_day"): 3}, seen, lambda: None
    )
    assert told == ("一日の上限([posting] per_day): 10件 → 3件",)
    assert [line["action"] for line in store.journal()] == ["settings"]


@pytest.mark.parametrize("what", ["stop", "confirmation"])
def test_5_3_a_the_record_says_by_what_a_decision_was_taken_back(store: Store, what: str) -> None:
    """Not only who did it: nobody has looked at that one draft."""
    register(store, DIRECTOR, POSTER)
    desk = at(store)
    desk.office.confirm(DIRECTOR, given())
    made = desk.write(POSTER, Kind.MATERIAL, "本を1冊紹介します。")
    desk.decide(POSTER, [made.id], shown=[made.digest])
    if what == "stop":
        desk.office.stop(POSTER, "確かめるため")
        desk.office.resume(DIRECTOR)
        why = "投稿停止が解けたので、今も正しいかを決め直します"
    else:
        assert desk.office.revoke(DIRECTOR, "2026-1") == 1
        why = "事前確認2026-1が取り消されました"
    assert store.draft(made.id).note == why
    assert json.loads(store.history(made.id)[-1]["detail"])["why"] == why
