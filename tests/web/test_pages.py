"""Every page is shown for nothing, one and a thousand drafts, and whatever stands in a draft."""

from __future__ import annotations

import re
from dataclasses import replace

from fakes import NOW, content, wording
from web.house import House, Still
from web.test_roles import decided, item, posted, returned, unknown

from bridge import lifecycle
from bridge.model import (
    Closing,
    Finding,
    Image,
    Item,
    ItemState,
    JournalLine,
    Kind,
    Memory,
    Opening,
    Page,
    Sighting,
    State,
)
from bridge.policy.s05_1_signoff import on_screen

PAGES = (
    "/", "/planned", "/by-hand", "/checks", "/posts", "/drafts", "/new", "/sources", "/urgent", "/retweet", "/stop", "/confirmations", "/menu", "/several",
    "/people", "/calendar", "/journal", "/figures", "/copies", "/disposal", "/settings", "/settings/hours", "/settings/tweet", "/settings/words", "/account", "/account/second",
)  # fmt: skip
ONE = ("", "/sheet", "/edit", "/return", "/reject", "/correct")
SCRIPT = "<script>alert(1)</script>"
HOSTILE = (
    f"{SCRIPT}{{{{ 7 * 7 }}}}{{% raw %}}\"'><img src=x onerror=alert(1)>\u202egnp.exe\u2066&amp;"
)


def test_a_library_without_any_draft_has_pages_with_words_of_their_own(house: House) -> None:
    """Empty is a state, not an error."""
    for path in PAGES:
        answer = house.client("director").get(path)
        assert answer.status_code == 200, path
    for path, told in {
        "/": "決裁を待つものはありません",
        "/planned": "投稿を待つものはありません",
        "/by-hand": "手で投稿するものはありません",
        "/checks": "確認を待つ投稿はありません",
        "/posts": "まだ投稿はありません",
        "/sources": "選ぶものはありません",
    }.items():
        assert told in house.client("director").get(path).text


def test_one_draft_is_seen_on_its_page_and_in_its_list(house: House) -> None:
    """Each state has its place."""
    # one text: a second post of it is held
    made = {prepare: prepare(house)["id"] for prepare in (returned, unknown)}
    made |= {decided: house.draft("あとで出るものです"), posted: house.draft("さきに出たものです")}
    for one in (made[posted], made[decided]):
        house.do(
            lambda desk, who, one=one: desk.decide(
                who, [one], shown=[house.get(one).digest], ticked=True
            )
        )
        house.publish()
    lists = {decided: "/planned", returned: "/drafts", posted: "/checks", unknown: "/planned"}
    for prepare, path in lists.items():
        if prepare is not decided:  # `publish` sent the first one
            assert f"/drafts/{made[prepare]}" in house.client("reader").get(path).text


def test_a_thousand_drafts_are_twenty_cards_a_page(house: House) -> None:
    """The queue is paged, urgent ones first, then the oldest; past the end is the last page."""
    new = [wording(content(f"お知らせ{n}"), urgent=n == 999) for n in range(1000)]
    with house.parts.store() as store:
        store.apply_all(
            lifecycle.open_draft(Opening(None, "staff", Kind.MATERIAL), each, "sync", NOW)
            for each in new
        )
    client = house.client("director")
    first = client.get("/").text
    ids = [int(id) for id in re.findall(r'<article class="card[^>]*id="d(\d+)"', first)]
    assert ids == [1000, *range(1, 20)]
    assert "1000件" in first
    assert first.count("pick") < 100
    assert client.get("/?page=50").text.count("data-card") == 20
    assert client.get("/?page=99999").text.count("data-card") == 20
    assert 'href="/?page=25"' in client.get("/?page=24").text
    assert client.get("/?page=x").status_code == 200
    for path in PAGES:
        assert client.get(path).status_code == 200


def test_what_stands_in_a_draft_is_text_and_never_markup(house: House) -> None:
    """Script tags, template syntax and controls that turn the reading round, in every field that
    comes from outside.
    """
    page = Page(
        "https://lib.example.jp/x",
        HOSTILE,
        HOSTILE,
        ((HOSTILE, HOSTILE),),
        image=Image("https://127.0.0.1/a.png", HOSTILE),
    )
    finding = Finding("5(3)ウ", HOSTILE, "本文", HOSTILE, stop=True)
    with house.parts.store() as store:
        seen = Item(
            id=0,
            source="home",
            url="https://lib.example.jp/x",
            title=HOSTILE,
            state=ItemState.NEW,
            seen_at=NOW,
        )
        held = replace(seen, state=ItemState.HELD, reason=HOSTILE)
        store.sightings.remember(
            "home",
            Memory(error=HOSTILE, failures=1, how=HOSTILE),
            [Sighting(seen, ("a",)), Sighting(held, ("b",))],
        )
        store.sightings.keep_page(1, page, validators=("", ""), digest="", at=NOW)
    opening = Opening(1, "home", Kind.PAGE, note=HOSTILE, origin=HOSTILE)
    words = wording(content(HOSTILE), title=HOSTILE, findings=(finding,), author=HOSTILE)
    with house.parts.store() as store:
        id = store.apply(lifecycle.open_draft(opening, words, "sync", NOW))
    house.do(lambda desk, who: desk.comment(who, id, HOSTILE))
    house.do(
        lambda desk, who: desk.edit(
            who, id, HOSTILE[:90], title=HOSTILE, acknowledged=["6(11)", "6(13)"], ticked=True
        )
    )
    house.do(lambda desk, who: desk.office.stop(who, HOSTILE))
    other = posted_with(house, HOSTILE[:90])
    client = house.client("director")
    paths = [
        *PAGES,
        *(f"/drafts/{n}{part}" for n in (id, other) for part in ONE),
        "/drafts?state=waiting",
        "/posts?q=<script>",
    ]
    seen_somewhere = ""
    for path in paths:
        text = client.get(path).text
        assert SCRIPT not in text, path
        assert "<img src=x" not in text, path
        assert "\u202e" not in text, path
        assert not re.search(r"(?<!\d)49(?!\d).{0,3}\{%", text), path
        seen_somewhere += text
    assert "&lt;script&gt;alert(1)" in seen_somewhere
    assert "{{ 7 * 7 }}" in seen_somewhere
    assert "⟦U+202E⟧" in seen_somewhere


def posted_with(house: House, text: str) -> int:
    """Open, decide and post a draft by a person's word, whatever its text."""
    with house.parts.store() as store:
        desk, who = house.parts.desk(store), store.people.person("館長")
        id = store.apply(
            lifecycle.open_draft(
                Opening(None, "staff", Kind.MATERIAL),
                wording(content(text), title=text),
                "sync",
                NOW,
            )
        )
        desk.decide(who, [id], shown=[store.draft(id).digest], ticked=True)
        desk.posted(who, id, f"https://x.com/mihon_lib/status/2125395291141046{id:03d}")
    return id


def test_no_page_has_a_script_or_style_of_its_own_or_asks_another_site(house: House) -> None:
    """Everything comes from /static: the policy of the headers would stop the rest."""
    id = posted(house)["id"]
    item(house)
    for path in [*PAGES, *(f"/drafts/{id}{part}" for part in ONE)]:
        text = house.client("director").get(path).text
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?! src=\"/static/)", text), path
        assert not re.search(r"(?:src|<link[^>]*href)=\"(?!/(?!/))", text), path


def test_an_error_has_words_for_the_screen_not_for_the_shell(house: House) -> None:
    """The advice of a page never names a command."""
    missing = house.client("director").get("/drafts/999")
    assert missing.status_code == 404
    assert "起案999はありません" in missing.text
    assert "feedbridge queue" not in missing.text
    for far in (f"/drafts/{10**30}", f"/drafts/{10**30}/sheet"):
        assert house.client("director").get(far).status_code == 404
    assert house.post("poster", "/items", item=str(10**30)).status_code == 404
    nothing = house.client("director").get("/nowhere")
    assert nothing.status_code == 404
    assert "ページがありません" in nothing.text


def test_a_record_that_cannot_be_used_is_told_with_503(house: House) -> None:
    """A lost state.db is not begun anew by a click."""
    client = house.client("director")
    (house.folder / "state.db").unlink()
    answer = client.get("/")
    assert answer.status_code == 503
    assert "記録が見つからない" in answer.text


def test_a_spoilt_feeds_toml_is_told_and_the_last_good_one_goes_on(house: House) -> None:
    """The desk reads the file anew when it changes; its faults stand on every page until they are
    mended.
    """
    client, path = house.client("director"), house.parts.config_path
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace("gap_minutes = 0", "gap_minutes = -1"), encoding="utf-8")
    assert "feeds.toml に誤りがあります" in client.get("/").text
    assert "gap_minutes" in client.get("/settings").text
    path.write_text(good.replace("見本市立図書館", "新しい図書館"), encoding="utf-8")
    answer = client.get("/").text
    assert "誤り" not in answer
    assert "新しい図書館" in answer


def test_the_calendar_shows_any_month_and_bad_ones_as_this(house: House) -> None:
    """A month view, with what was posted."""
    posted(house)
    client = house.client("reader")
    assert '1<span class="unseen">件投稿</span>' in client.get("/calendar").text
    assert "2027年2月" in client.get("/calendar?month=2027-02").text
    for bad in ("x", "9999-99", "0001-01", "2026-13"):
        assert "2026年11月" in client.get(f"/calendar?month={bad}").text


def test_5_2_a_confirmed_closing_moves_what_is_planned_at_once(house: House) -> None:
    """A proposal changes nothing; confirmed, the day is closed and the post stands on the next;
    withdrawn, it is back.
    """
    made = decided(house)
    client = house.client("poster")

    def day(number: int) -> str:
        page = client.get("/calendar").text
        return re.findall(rf'<a class="num"[^>]*>{number}<span.*?</span></a>(.*?)</td>', page)[0]

    with house.parts.store() as store:
        today = Closing(
            id=0, first=NOW.date(), last=NOW.date(), why="臨時休館", words="本日<b>休館</b>"
        )
        store.closings.propose([today], JournalLine("sync", "closings", NOW))
    assert "件の予定" in day(NOW.day)
    assert "本日&lt;b&gt;休館&lt;/b&gt;" in client.get("/calendar").text
    assert house.post("poster", "/closings/1/confirm").status_code == 303
    assert "休" in day(NOW.day)
    assert "件の予定" not in day(NOW.day)
    assert "件の予定" in day(NOW.day + 1)
    house.publish()
    assert house.get(made["id"]).state is State.DECIDED
    assert house.post("poster", "/closings/1/confirm").status_code == 409
    house.post("poster", "/closings/1/withdraw")
    assert "件の予定" in day(NOW.day)


def test_the_journal_is_paged_and_its_chain_is_walked_on_request(house: House) -> None:
    """Newest first; whoever altered a line is seen."""
    for _ in range(120):
        house.draft()
    client = house.client("reader")
    first = client.get("/journal").text
    before = re.search(r"\?before=(\d+)", first)
    assert before is not None
    assert "起案1<" in client.get(f"/journal?before={before[1]}").text
    assert "始めからつながっています" in client.get("/journal?verify=1").text
    with house.parts.store() as store:
        store._db.execute("DROP TRIGGER journal_no_update")
        store._db.execute("UPDATE journal SET actor = '誰か' WHERE id = 9")
    assert "9行目でつながっていません" in client.get("/journal?verify=1").text


def test_posts_are_found_by_every_word_of_the_search(house: House) -> None:
    """Title and text, small and capital letters alike; % and _ are letters."""
    posted_with(house, "おはなし会 Aug 100%")
    posted_with(house, "展示 Aug")
    client = house.client("reader")
    assert client.get("/posts?q=おはなし aug").text.count("<article") == 1
    assert client.get("/posts?q=AUG").text.count("<article") == 2
    assert client.get("/posts?q=100%25").text.count("<article") == 1
    assert "を含む投稿はありません" in client.get("/posts?q=1__").text


def test_the_keys_are_switched_off_in_this_browser(house: House) -> None:
    """WCAG 2.1.4: single-key shortcuts can be turned off."""
    client = house.client("director")
    assert 'data-keys="on"' in client.get("/").text
    house.post("director", "/account/keys", keys="off")
    assert 'data-keys="off"' in client.get("/").text


def test_an_item_of_the_baseline_is_picked_or_set_aside(house: House) -> None:
    """Truth 3: staff decide what becomes of it, with a reason when against."""
    item(house)
    assert house.post("poster", "/items", item="1", do="set_aside").status_code == 422
    house.post("poster", "/items", item="1", do="set_aside", reason="終わった催し")
    with house.parts.store() as store:
        assert store.sightings.item(1).state is ItemState.SET_ASIDE
    house.post("poster", "/items", item="1", do="pick")
    with house.parts.store() as store:
        assert store.sightings.item(1).state is ItemState.NEW
    assert (
        "選ばれていません"
        in house.client("poster").get(house.post("poster", "/items").headers["Location"]).text
    )
    assert Still.moment == NOW


def test_the_queue_is_searched_and_sifted_and_stays_so_after_a_decision(house: House) -> None:
    """Words, source, kind, urgency, findings, one's own; what fits nothing says so and how to undo
    it.
    """
    house.draft("おはなし会 Aug 100%", Opening(None, "home", Kind.PAGE))
    house.draft(
        "展示 Aug", urgent=True, findings=(Finding("5(3)ウ", "展示", "本文", "見る", stop=True),)
    )
    mine = house.do(
        lambda desk, who: desk.write(who, Kind.MATERIAL, "自分で選んだ本の紹介です。", ticked=True)
    ).id
    client = house.client("director")

    def ids(asked: str) -> list[int]:
        return [
            int(id)
            for id in re.findall(
                r'<article class="card[^>]*id="d(\d+)"', client.get(f"/?{asked}").text
            )
        ]

    assert ids("q=aug") == [2, 1]
    assert ids("q=aug おはなし") == [1]
    assert ids("q=100%25") == [1]
    assert (ids("source=home"), ids("source=staff")) == ([1], [2, mine])
    assert (ids("kind=ア"), ids("urgent=1"), ids("mine=1")) == ([1], [2], [mine])
    assert (ids("findings=stop"), ids("findings=none")) == ([2], [1, mine])
    assert ids("kind=x' OR 1=1 --") == []
    nothing = client.get("/?q=無い言葉").text
    assert "「無い言葉」を含み" in nothing
    assert "絞り込みを解く" in nothing
    page = client.get("/?q=aug&findings=none").text
    assert '<input type="hidden" name="q" value="aug">' in page
    done = house.post(
        "director", "/drafts/1/decide", digest=on_screen(house.get(1)), q="aug", findings="none"
    )
    assert "q=aug&findings=none" in done.headers["Location"]


def test_the_journal_is_searched_and_its_details_are_words(house: House) -> None:
    """By word, action, person, draft and day; no word of the program stands where a person reads."""
    first, _ = house.draft("一"), house.draft("二")
    house.do(lambda desk, who: desk.return_(who, first, "写真の権利"))
    with house.parts.store() as store:
        day = NOW.date()
        store.closings.propose(
            [Closing(id=0, first=day, last=day, why="休館", words="休館")],
            JournalLine("sync", "closings", NOW),
        )
    house.post("poster", "/closings/1/refuse")
    client = house.client("reader")

    def lines(asked: str) -> str:
        return client.get(f"/journal?{asked}").text.split('<ol class="history"')[1]

    assert lines("q=写真の権利").count("<li>") == 1
    assert lines("action=return").count("<li>") == 1
    assert lines("actor=館長").count("<li>") == 2  # with the confirmation of the house
    assert "差戻し" in lines(f"draft={first}")
    assert lines(f"draft={first}").count("<li>") == 2
    assert lines(f"first={NOW:%Y-%m-%d}&last={NOW:%Y-%m-%d}").count("<li>") >= 4
    assert lines("last=2020-01-01").count("<li>") == 0
    assert "休館日ではない" in lines("action=closing")
    assert "refused" not in lines("")
    bad = client.get("/journal?first=きのう")
    assert (bad.status_code, "日付を読めません" in bad.text) == (200, True)
