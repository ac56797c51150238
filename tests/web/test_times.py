"""When a post goes out, on the desk: the week, the form that moves one, the feed."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from fakes import NOW, TOKYO
from web.house import House, forged
from web.test_roles import decided, posted

import bridge.web
from bridge.errors import NotFound
from bridge.model import Closing, JournalLine, Kind, State, Timing
from bridge.policy.s05_1_signoff import on_screen
from bridge.policy.s05_2_hours import make_calendar
from bridge.settings import Hours, HoursSettings
from bridge.web.ical import Event, calendar
from bridge.web.week import SLIP, Slip, week

OPEN = Hours(datetime(1, 1, 1, 9).time(), datetime(1, 1, 1, 17).time())
CALENDAR = make_calendar(
    HoursSettings(tuple(None if day == 4 else OPEN for day in range(7))), frozenset()
)


def slip(hour: int, *, day: int = 25) -> Slip:
    return Slip(1, "題", datetime(2026, 11, day, hour, tzinfo=TOKYO), State.DECIDED)


# ── the week ────────────────────────────────────────────────────────────────────────────────────


def test_a_day_is_a_row_and_closed_hours_and_days_are_named() -> None:
    """The 27th is a closed Friday; the 26th closes at five; a slip stands at its hour and always
    has room.
    """
    seen = week(
        date(2026, 11, 25),
        slips=[slip(9), slip(16), slip(12, day=28)],
        calendar=CALENDAR,
        closings={},
        now=NOW,
    )
    assert [row.day.day for row in seen.rows] == [25, 26, 27, 28, 29, 30, 1]
    assert seen.rows[2].closed == "休館日"
    assert seen.rows[0].hours == "9:00–17:00"
    columns = [column for column, _ in seen.rows[0].slips]
    assert columns == [0, min(7 * seen.columns // 8, seen.columns - SLIP)]
    assert seen.rows[0].now == seen.columns // 8
    assert [row.shut for row in seen.rows] == [
        ()
    ] * 7  # the week shows the hours of the house alone


def test_hours_of_a_week_in_which_the_house_is_closed_are_marked() -> None:
    """Something planned for eight in the evening makes each day as long; what is closed is no more
    than that.
    """
    seen = week(date(2026, 11, 25), [slip(20)], calendar=CALENDAR, closings={}, now=NOW)
    assert len([row for row in seen.rows if row.shut]) == 6  # the 27th is closed whole
    for row in seen.rows:
        assert [start + length for start, length in row.shut] == [seen.columns] * len(row.shut)


@pytest.mark.parametrize("hour", [0, 7, 23])
def test_a_slip_outside_the_hours_widens_the_week(hour: int) -> None:
    """An urgent one at night is not cut off; the grid stays inside what the style sheet knows."""
    seen = week(date(2026, 11, 25), slips=[slip(hour)], calendar=CALENDAR, closings={}, now=NOW)
    [(column, _)] = seen.rows[0].slips
    assert 0 <= column <= seen.columns - SLIP
    assert seen.columns <= 36
    assert seen.marks[0][1] <= hour <= seen.marks[-1][1] + 3


def test_a_closing_has_its_own_words() -> None:
    """What the library said goes before the weekday."""
    closed = make_calendar(
        HoursSettings((OPEN,) * 7, closed=((date(2026, 11, 26),) * 2,)), frozenset()
    )
    seen = week(
        date(2026, 11, 25),
        slips=[],
        calendar=closed,
        closings={date(2026, 11, 26): "館内整理日"},
        now=NOW,
    )
    assert seen.rows[1].closed == "館内整理日"


def test_each_column_of_the_week_has_its_rule() -> None:
    """No inline style: each class that a week may ask for stands in the style sheet."""
    told = (Path(bridge.web.__file__).parent / "static/desk.css").read_text(encoding="utf-8")
    for begin in range(24):
        for hours in range(8, 25):
            if begin + hours <= 24:
                columns = hours * max(1, 36 // hours)
                assert f".of-{columns} .lane" in told
    assert all(f".c{n} {{" in told for n in range(1, 38))
    assert all(f".s{n} {{" in told for n in range(1, 37))


# ── moving ──────────────────────────────────────────────────────────────────────────────────────


def test_5_2_a_decided_post_is_moved_by_a_form_and_goes_out_no_earlier(house: House) -> None:
    """The week links to the form; the post waits for its time, and the decision stands."""
    id = decided(house)["id"]
    client = house.client("poster")
    assert f'href="/drafts/{id}/when"' in client.get("/planned").text
    house.post("poster", f"/drafts/{id}/when", day="2026-11-26", hour="10:30")
    assert house.get(id).state is State.DECIDED
    page = client.get("/planned?from=2026-11-26").text
    assert re.search(r'class="hour">10:30</strong>', page)
    assert "この時より前には出さないと決めてある" in page
    house.publish()
    assert house.get(id).state is State.DECIDED
    house.at(datetime(2026, 11, 26, 10, 30, tzinfo=TOKYO))
    house.publish()
    assert house.get(id).state is State.POSTED


def test_5_1_the_timing_on_the_card_bounds_the_decision(house: House) -> None:
    """Set while it waits, shown on the card, decided; moved later by staff without a decision,
    earlier not.
    """
    id = house.draft("12月1日の催しの前日です。")
    house.post("poster", f"/drafts/{id}/when", day="2026-11-30", hour="09:00")
    assert "11月30日(月) 9:00ごろ" in house.client("director").get("/").text
    house.post("director", f"/drafts/{id}/decide", digest=on_screen(house.get(id)))
    refused = house.post("poster", f"/drafts/{id}/when", day="2026-11-29", hour="09:00")
    assert refused.status_code == 422
    assert "決裁の範囲(11月30日 9時00分から)を越えます" in refused.text
    assert 'value="2026-11-29"' in refused.text  # nothing typed is lost
    assert (
        house.post("poster", f"/drafts/{id}/when", day="2026-11-30", hour="13:00").status_code
        == 303
    )
    assert house.get(id).decision is not None
    assert house.get(id).timing == Timing(datetime(2026, 11, 30, 13, tzinfo=TOKYO))
    with house.parts.store() as store:
        assert store.verify_journal().broken_at is None
        assert house.parts.archive(store).proof().sound


def test_what_is_not_out_by_its_end_is_held_and_says_why(house: House) -> None:
    """It is not posted late, and not lost in silence."""
    id = decided(house)["id"]
    house.post("poster", f"/drafts/{id}/when", last_day="2026-11-25", last_hour="10:30")
    house.at(NOW + timedelta(minutes=31))
    house.publish()
    draft = house.get(id)
    assert draft.state is State.HELD
    assert "11月25日 10時30分" in draft.note


@pytest.mark.parametrize(
    "form",
    [
        {"hour": "10:00"},
        {"day": "あした"},
        {"day": "2026-11-26", "hour": "25:00"},
        {"last_day": "2026-11-24"},
        {"day": "0001-01-01"},
        {"day": "9999-12-31"},
        {"last_day": "2062-12-01"},
    ],
)
def test_a_time_that_makes_no_sense_comes_back_as_it_was_typed(
    house: House, form: dict[str, str]
) -> None:
    """Nothing is kept."""
    id = house.draft()
    answer = house.post("poster", f"/drafts/{id}/when", **form)
    assert answer.status_code == 422
    assert house.get(id).timing == Timing()
    for value in form.values():
        assert f'value="{value}"' in answer.text
    for path in ("/", "/planned", f"/drafts/{id}"):
        assert house.client("poster").get(path).status_code == 200


@pytest.mark.parametrize("day", ["0002-12-01", "9999-12-31", "2062-12-01"])
def test_a_mistyped_year_makes_no_draft(house: House, day: str) -> None:
    """The form comes back before anything is written, so it is not written twice."""
    form = {"kind": "ウ", "text": "本の紹介です。"}
    assert house.post("poster", "/new", **form, day=day).status_code == 422
    with pytest.raises(NotFound):
        house.get(1)
    assert house.post("poster", "/new", **form, day="2026-12-01").status_code == 303


def test_a_gap_of_the_week_leads_to_a_draft_for_that_day(house: House) -> None:
    """The day stands in the form, and the draft that comes of it waits for it."""
    page = house.client("poster").get("/planned").text
    assert 'href="/new?day=2026-11-26"' in page
    assert 'name="day" value="2026-11-26"' in house.client("poster").get("/new?day=2026-11-26").text
    made = house.post(
        "poster", "/new", kind="ウ", text="前の日のお知らせです。", day="2026-11-26", hour=""
    )
    id = int(made.headers["Location"].rsplit("/", 1)[1])
    assert house.get(id).timing == Timing(datetime(2026, 11, 26, tzinfo=TOKYO))


def test_the_months_cells_lead_to_the_week(house: House) -> None:
    """A day of the calendar is a link to its posts."""
    assert 'href="/planned?from=2026-11-28"' in house.client("reader").get("/calendar").text


# ── the feed ────────────────────────────────────────────────────────────────────────────────────


def feed_of(house: House, who: str = "director") -> str:
    found = re.search(
        r"http://localhost(/feeds/[^<]+\.ics)", house.client(who).get("/account").text
    )
    assert found is not None
    return found[1]


def test_the_feed_tells_planned_posts_and_closings_without_a_login(house: House) -> None:
    """Moments in UTC, closings as whole days; what is posted is not in it."""
    posted(house)
    id = house.draft("コンマ, とセミコロン; のある題\nです", title="コンマ, と;")
    house.do(lambda desk, who: desk.decide(who, [id], shown=[house.get(id).digest]))
    with house.parts.store() as store:
        day = date(2026, 12, 28)
        store.closings.propose(
            [Closing(id=0, first=day, last=day + timedelta(days=7), why="年末年始", words="")],
            JournalLine("sync", "closings", NOW),
        )
    house.post("poster", "/closings/1/confirm")
    answer = house.app.test_client().get(feed_of(house))
    assert answer.mimetype == "text/calendar"
    told = answer.data.decode().replace("\r\n ", "")
    assert "SUMMARY:コンマ\\, と\\;" in told
    assert "DTSTART:20261125T010000Z" in told
    assert "DTSTART;VALUE=DATE:20261228\r\nDTEND;VALUE=DATE:20270105" in told
    assert told.count("UID:draft-") == 1
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_feeds_address_is_a_key_that_a_new_password_changes(house: House) -> None:
    """Forged, of a person who has gone, of an old password: all 404, and no word on which."""
    from web.house import PASSWORD

    address, other = feed_of(house), feed_of(house, "reader")
    assert address != other
    stranger = house.app.test_client()
    assert stranger.get(forged(address)).status_code == 404
    house.post(
        "director",
        "/account/password",
        password=PASSWORD,
        new="a better phrase",
        again="a better phrase",
    )
    assert stranger.get(address).status_code == 404
    house.post("director", "/people/change", name="係員", role="reader", password="a better phrase")
    assert stranger.get(other).status_code == 404


def test_a_long_line_of_a_feed_is_folded_between_characters() -> None:
    """RFC 5545, 3.1: at most 75 octets a line, and no character is cut."""
    told = calendar("館", [Event("a", "あ" * 100 + "\x07😀", NOW)], NOW)
    lines = told.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert "あ" * 100 + "😀" in told.replace(b"\r\n ", b"").decode()
    assert told.endswith(b"END:VCALENDAR\r\n")


def test_5_1_staff_who_may_not_write_move_nothing(house: House) -> None:
    """A reader sees the week without forms."""
    id = decided(house)["id"]
    assert "日時を変える" not in house.client("reader").get("/planned").text
    assert house.post("reader", f"/drafts/{id}/when", day="2026-11-30").status_code == 403
    assert (
        house.do(
            lambda desk, who: desk.write(who, Kind.MATERIAL, "本の紹介です。", ticked=True),
            "poster",
        ).timing
        == Timing()
    )


def test_a_reason_that_keeps_several_back_is_told_once(house: House) -> None:
    """The others say that theirs is the same."""
    _three_decided(house)
    house.do(lambda desk, who: desk.office.stop(who, "なりすましを確かめるため"))
    told = house.client("director").get("/planned").text
    assert (told.count("なりすましを確かめるため"), told.count("上と同じ")) == (1, 2)


def test_so_is_that_no_day_is_open(house: House) -> None:
    """Each draft asks the calendar for itself, and is told the same."""
    _three_decided(house)
    today = NOW.date()
    house.do(
        lambda desk, who: desk.office.add_closing(who, today, today + timedelta(days=90), "改修")
    )
    told = house.client("director").get("/planned").text
    assert (told.count("投稿できる日がありません"), told.count("上と同じ")) == (1, 2)


def _three_decided(house: House) -> None:
    for text in ("一冊目の紹介です。", "二冊目の紹介です。", "三冊目の紹介です。"):
        made = house.do(
            lambda desk, who, text=text: desk.write(who, Kind.MATERIAL, text, ticked=True), "poster"
        )
        house.do(
            lambda desk, who, made=made: desk.decide(
                who, [made.id], shown=[made.digest], ticked=True
            )
        )
