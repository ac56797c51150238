"""How the screens are for people: WCAG 2.2 AA by axe, sizes on a phone, keys, paper, and two who
decide at once.
"""

from __future__ import annotations

import re
import threading
from typing import Any

import pytest
from browser.conftest import SIZES, Desk
from web.house import PASSWORD, PEOPLE
from web.test_help import ELSEWHERE
from web.test_roles import TABLE

from bridge import lifecycle
from bridge.model import Kind, State

#: endpoint → the addresses at which its page is looked at, where it has more than one face, or a
#: part that is filled in
ADDRESSES = {
    "auth.login": (),  # of whoever is in nothing stands there: looked at by those who are not
    "drafts.one": ("/drafts/999", "/drafts/1", "/drafts/5"),
    "drafts.sheet": ("/drafts/1/sheet",),
    "drafts.edit_form": ("/drafts/1/edit",),
    "drafts.correct_form": ("/drafts/4/correct",),
    "queue.return_form": ("/drafts/1/return",),
    "queue.reject_form": ("/drafts/1/reject",),
    "times.form": ("/drafts/1/when",),
    "posts.taken": (),  # test_by_hand.py takes one
    "office.workload": ("/people/職員",),
    "settings.form": ("/settings/hours", "/settings/tweet", "/settings/words"),
}
#: pages without a line of help
PLAIN = {"menu.page", "menu.manual", "drafts.sheet", "phone.offline"}


def pages(desk: Desk) -> list[str]:
    """Return the address of every page of the desk: a new one of the roles' table stands here by
    itself, and one with a part to fill in fails until ADDRESSES says with what.
    """
    rules = {rule.endpoint: rule for rule in desk.house.app.url_map.iter_rules()}
    ends = sorted({end for end, method in TABLE if method == "GET"} - ELSEWHERE | PLAIN)
    open_ones = {end for end in ends if rules[end].arguments} - ADDRESSES.keys()
    assert not open_ones
    return [path for end in ends for path in ADDRESSES.get(end, (rules[end].rule,))]


RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def violations(page: Any) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{v['id']}: {v['nodes'][0]['html'][:200]} {v['nodes'][0]['failureSummary'][:300]}"
        for v in found
    ]


SMALL = """all => all.filter(e => e.offsetParent && e.getBoundingClientRect().height < 47.9).map(e => e.outerHTML)"""
CONTROLS = "button, [role=button], select, input:not([type=hidden], [type=checkbox], [type=radio]), nav a, .bar a"
SENT = "all => all.filter(e => [...e.elements].some(c => c.type === 'submit')).map(e => e.action)"
OVER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("shade", ["light", "dark"])
def test_every_page_is_usable_by_everybody(full: Desk, size: str, shade: str) -> None:
    """For the director, whose pages have the most on them, light and dark: axe finds nothing of
    WCAG 2.2 A and AA; buttons are 48 px high;
    nothing scrolls sideways, on a phone also not at 320 px (1.4.10); no page speaks to another
    host, breaks the content policy or raises an error.
    """
    page, asked, faults = full.open("director", size, color_scheme=shade), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda told: faults.append(told.text) if told.type == "error" else None)
    wrong: list[object] = []
    for path in pages(full):
        page.goto(full.url + path)
        wrong += [(path, found) for found in violations(page)]
        wrong += [(path, small) for small in page.eval_on_selector_all(CONTROLS, SMALL)]
        wrong += [(path, "headings")] if page.locator("h1:visible").count() != 1 else []
        for width in (320, 390) if size == "phone" else (1280,):
            page.set_viewport_size({"width": width, "height": 844})
            wrong += [(path, width, over)] if (over := page.evaluate(OVER)) else []
    assert wrong == []
    assert [url for url in asked if not url.startswith((full.url, "data:"))] == []
    assert [fault for fault in faults if "404" not in fault] == []
    assert violations(full.open("unknown", size, color_scheme=shade)) == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("who", ["poster", "reader"])
def test_every_page_is_usable_by_everybody_who_decides_nothing(
    full: Desk, who: str, size: str
) -> None:
    """The pages as a poster and a reader have them, light on a phone and dark beside a keyboard:
    axe finds nothing, and a reader is shown no button that section 4 refuses them.
    """
    page = full.open(who, size, color_scheme="dark" if size == "desktop" else "light")
    wrong: list[object] = []
    for path in pages(full):
        page.goto(full.url + path)
        wrong += [(path, found) for found in violations(page)]
        wrong += [(path, over)] if (over := page.evaluate(OVER)) else []
        sent = page.eval_on_selector_all("form[method=post]", SENT) if who == "reader" else []
        wrong += [(path, action) for action in sent if who not in allowed(full, action)]
    assert wrong == []


def allowed(desk: Desk, action: str) -> frozenset[str]:
    """Return who may send a form to this address, by the table of section 4."""
    adapter = desk.house.app.url_map.bind("")
    endpoint, _ = adapter.match(action.removeprefix(desk.url).partition("?")[0], method="POST")
    return TABLE[endpoint, "POST"][0]


def test_a_phone_shows_text_time_and_two_answers_on_one_screen(full: Desk) -> None:
    """The cards of the sample site's pages, full texts all, fit 390 × 844 with the bar below; the
    two answers are 56 px high, as wide as their words and not wider, and keep their place from card
    to card; text is 18 px.
    """
    page = full.open("director", "phone")
    cards = page.locator("article.card")
    assert cards.count() >= 4
    places = set()
    for n in range(cards.count()):
        card = cards.nth(n)
        box = card.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        answers = [answer.bounding_box() for answer in card.locator(".answers > *").all()]
        places.add(tuple((answer["x"], answer["width"]) for answer in answers))
        assert len(answers) == 2
        assert all(answer["height"] == 56 for answer in answers)
        low = max(answer["y"] + answer["height"] for answer in answers) - box["y"]
        of_a_page = full.house.get(int(card.get_attribute("id")[1:])).item is not None
        assert not of_a_page or low <= 844 - 56 - 68, card.inner_text()
    assert len(places) == 1
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "18px"


def test_a_wide_window_shows_the_list_one_text_and_its_page(full: Desk) -> None:
    """One card beside the list, its page at its right; a row of the list leads to another, and the
    answers stay where they were.
    """
    page = full.open("director")
    seen = page.locator("article.card:visible")
    assert seen.count() == 1
    assert page.locator(".list [aria-current]").count() == 1
    first = seen.locator(".answers").bounding_box()
    title = page.locator(".list .row a").nth(2)
    told = title.locator("bdi").inner_text()
    title.click()
    assert page.locator("article.card:visible h2").first.inner_text() == told
    assert page.locator("article.card:visible .answers").bounding_box() == first


def test_deciding_and_returning_are_unlike_and_no_colour_stands_alone(full: Desk) -> None:
    """Another ground, another frame, another word; a finding has its sign and its word."""
    page = full.open("director", "phone")
    yes, back = page.locator("article .yes").first, page.locator("article .back").first
    look = "e => { const s = getComputedStyle(e); return [s.backgroundColor, s.color] }"
    assert yes.evaluate(look) != back.evaluate(look)
    assert (yes.inner_text(), back.inner_text()) == ("決裁する", "差し戻す")
    assert "要確認" in page.locator(".finding.stop").first.inner_text()
    assert page.locator(".finding.stop .sign").count() >= 1


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("script", [True, False])
def test_the_answer_appears_where_the_question_was_and_is_taken_back_there(
    full: Desk, size: str, *, script: bool
) -> None:
    """The third text is decided: the message stands in its place with 取り消す, the next card under
    it, nobody is thrown to the top; taken back, the card is there again.
    """
    page = full.open("director", size, java_script_enabled=script)
    rows = page.locator(".list .row a") if size == "desktop" else page.locator("article.card")
    ids = [
        int(id[1:]) for id in page.locator("article.card").evaluate_all("all => all.map(e => e.id)")
    ]
    plain = next((n for n, id in enumerate(ids[2:-1], 2) if not full.house.get(id).findings), 0)
    assert plain, (page.url, ids)
    if size == "desktop":
        rows.nth(plain).click()
    card = page.locator(f"#d{ids[plain]}")
    card.locator(".yes").click()
    message = page.locator("#done")
    assert "決裁しました" in message.inner_text()
    after = page.locator(f"#d{ids[plain + 1]}").bounding_box()
    box = message.bounding_box()
    assert box["y"] + box["height"] <= after["y"] + 1
    assert 0 <= box["y"] < 844
    if script:
        assert page.evaluate("document.activeElement.id") == "done"
    message.locator("button").click()
    assert "決裁待ちに戻しました" in page.locator("#done").inner_text()
    assert page.locator(f"#d{ids[plain]}").is_visible()
    assert full.house.get(ids[plain]).state is State.WAITING


@pytest.mark.parametrize("pressed", ["light", "dark"])
def test_light_and_dark_are_chosen_and_paper_is_always_light(full: Desk, pressed: str) -> None:
    """The device's way until somebody chooses; the choice holds against the device; print has white
    ground.
    """
    other = {"light": "dark", "dark": "light"}[pressed]
    page = full.open("poster", color_scheme=other)
    page.wait_for_selector(".bar")
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    grounds = {"light": "rgb(255, 255, 255)", "dark": "rgb(26, 26, 26)"}
    assert page.evaluate(ground) == grounds[other]
    page.goto(f"{full.url}/account")
    page.check(f"input[name=theme][value={pressed}]")
    page.click("text=この明るさにする")
    page.wait_for_selector("[role=status]")
    assert page.evaluate(ground) == grounds[pressed]
    page.emulate_media(media="print")
    assert page.evaluate(ground) == grounds["light"]


def test_without_a_network_a_page_says_so_and_nothing_private_is_kept(full: Desk) -> None:
    """The worker keeps the offline page, its styles and its icon; no page and no answer of the
    desk.
    """
    page = full.open("director", "phone")
    page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    kept = page.evaluate(
        "caches.keys().then(async names => (await (await caches.open(names[0])).keys()).map(r => new URL(r.url).pathname))"
    )
    assert sorted(kept) == sorted(
        [
            "/offline",
            "/accent.css",
            "/icon.svg",
            "/static/tokens.css",
            "/static/dark.css",
            "/static/desk.css",
        ]
    )
    page.goto(f"{full.url}/drafts/2")
    page.context.set_offline(True)
    page.goto(f"{full.url}/")
    assert "ネットワークにつながっていません" in page.locator("main").inner_text()


def test_the_keys_move_and_only_enter_acts_and_they_can_be_switched_off(full: Desk) -> None:
    """j k a r go to cards and buttons; nothing is decided by a letter. In a wide window j and k go
    along the list.
    """
    wide = full.open("director")
    wide.wait_for_selector(".list .row:nth-child(2) a")
    rows = wide.eval_on_selector_all(".list .row a", "all => all.map(e => e.hash)")
    wide.keyboard.press("j")
    wide.wait_for_url(f"**{rows[1]}")
    page = full.open("director", "phone")
    where = "document.activeElement.id || document.activeElement.dataset.key"
    ids = page.eval_on_selector_all("[data-card]", "all => all.map(e => e.id)")
    pressed = []
    for key in "jjkar":
        page.keyboard.press(key)
        pressed.append(page.evaluate(where))
    assert pressed == [ids[0], ids[1], ids[0], "a", "r"]
    with full.house.parts.store() as store:
        before = store.count(State.WAITING)
    page.keyboard.press("a")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert outline == "4px"
    page.locator("article").nth(0).locator(".yes").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("text=決裁しました")
    with full.house.parts.store() as store:
        assert store.count(State.WAITING) == before - 1
    page.goto(f"{full.url}/account")
    page.click("text=キー操作を切る")
    page.wait_for_selector("text=キー操作を切りました")
    page.goto(f"{full.url}/")
    page.keyboard.press("j")
    assert page.evaluate(where) in {"", None, "main"}


def test_the_count_runs_along_with_the_typing(full: Desk) -> None:
    """The server counts; the script only asks."""
    page = full.open("poster")
    page.goto(f"{full.url}/new")
    page.fill("textarea", "あ" * 141)
    page.locator("#count", has_text="282").wait_for()
    assert "over" in page.locator("#weight").get_attribute("class")


def test_the_decision_sheet_is_one_a4(full: Desk) -> None:
    """起案用紙 prints on one page, whatever the text."""
    page = full.open("director")
    for id in (1, 2, 5):
        page.goto(f"{full.url}/drafts/{id}/sheet")
        pdf = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
        assert re.search(rb"/MediaBox \[0 0 59[45][.\d]* 84[12]", pdf)


def test_two_browsers_decide_the_same_draft_and_one_is_told(full: Desk) -> None:
    """The second says that the same person was faster; the record has one decision."""
    first, second = full.open("director"), full.open("director", "phone")
    first.goto(f"{full.url}/?draft=2")
    first.locator("#d2 .yes").click()
    first.wait_for_selector("#done")
    second.locator("#d2 .yes").click()
    second.wait_for_selector("text=もう済んでいます")
    with full.house.parts.store() as store:
        assert [line["action"] for line in store.history(2)].count("decide") == 1


def test_what_was_written_outlives_a_logout_in_another_tab(full: Desk) -> None:
    """The browser says by itself whose page a form is of; after the login the text stands there to
    be looked at and sent.
    """
    page = full.open("poster")
    page.goto(f"{full.url}/new")
    page.fill("textarea[name=text]", "冬のお話会の本を並べました。")
    other = page.context.new_page()
    other.goto(f"{full.url}/menu")
    other.click("text=ログアウト >> visible=true")
    page.click("main button[value=look]")
    page.wait_for_selector("text=書いていたものから続けられます")
    page.fill("main input[name=name]", PEOPLE["poster"].name)
    page.fill("main input[name=password]", PASSWORD)
    page.click("main button")
    page.wait_for_selector("text=続けますか")
    assert page.input_value("#typed").startswith("冬のお話会の本を並べました。")


def test_a_look_at_once_is_pressed_by_key_and_told_when_it_is_over(full: Desk) -> None:
    """The button is reached and pressed by keyboard; the page tells of the run, and by itself of
    its end; without script, too.
    """
    for script in (True, False):
        page = full.open("poster", "phone", java_script_enabled=script)
        page.goto(f"{full.url}/sources")
        page.locator("#look button").focus()
        page.keyboard.press("Enter")
        page.wait_for_selector("#look :is([data-progress], details)")
        for thread in threading.enumerate():
            if thread.name == "desk-run":
                thread.join(30)
        if not script:
            page.goto(f"{full.url}/sources")
        page.wait_for_selector("text=に終わりました")
        assert "home: 新しいものはありません" in page.locator("#look").inner_text()
        page.locator("details", has_text="最後に見つけたもの").first.locator("summary").click()
        assert not script or violations(page) == []  # axe is a script itself


def test_a_thread_is_usable_by_everybody(full: Desk) -> None:
    """Written, decided, stopped: each page of it, for each role, on a phone and beside a keyboard."""
    number = halted(full)
    wrong: list[object] = []
    for who in ("director", "poster", "reader"):
        for size in SIZES:
            page = full.open(who, size, color_scheme="dark" if size == "phone" else "light")
            for path in (
                "/",
                f"/drafts/{number}",
                f"/drafts/{number}/correct",
                "/drafts?state=stopped",
            ):
                page.goto(full.url + path)
                wrong += [(who, path, found) for found in violations(page)]
                wrong += [(who, path, over)] if (over := page.evaluate(OVER)) else []
    assert wrong == []


def test_the_count_and_the_cuts_of_a_long_text(full: Desk) -> None:
    """A text that is too long is parted by one press; the count tells each post."""
    page = full.open("poster", "phone")
    page.goto(full.url + "/new")
    page.fill("#text", "本の展示をしています。どうぞお越しください。" * 10)
    page.locator("#weight.over").wait_for()
    page.select_option("#kind", "ウ")
    page.click("button[value=split]")
    assert "\n---\n" in page.input_value("#text")
    assert "・" in page.inner_text("#count")
    assert page.input_value("#kind") == "ウ"


def halted(desk: Desk) -> int:
    """Lay a thread of which the first post stands; returns its number."""
    house = desk.house
    text = "冬のおはなし会を開きます。\n---\n会場は2階の会議室です。どなたでもお越しください。\n---\n申込みは要りません。"
    with house.parts.store() as store:
        at, policy = house.parts.clock(), house.parts.settings.policy_version
        parts = house.parts.desk(store)
        made = parts.write(PEOPLE["poster"], Kind.MATERIAL, text, ticked=True)
        parts.decide(PEOPLE["director"], [made.id], shown=[made.digest], ticked=True)
        store.apply(
            lifecycle.send(
                store.draft(made.id), through="sandbox", marker="", policy_version=policy, at=at
            )
        )
        attempt = store.last_attempt(made.id)
        assert attempt is not None
        store.apply(
            lifecycle.post(store.draft(made.id), attempt, number="99", url="sandbox:99", at=at)
        )
        store.apply(lifecycle.take_back(store.draft(made.id), PEOPLE["poster"], at))
    return made.id


def test_the_letters_of_a_chart_can_be_read_on_a_telephone(desk: Desk) -> None:
    """Its picture keeps its size in a region that scrolls, also by keyboard; the page does not."""
    page = desk.open("reader", "phone")
    page.goto(f"{desk.url}/figures")
    box = page.locator(".chart img").first.bounding_box()
    assert 14 * box["width"] / 1120 >= 11
    assert page.evaluate(OVER) == 0
    region = page.locator(".chart [role=region]").first
    region.focus()
    far = "n => n.tabIndex === 0 && n.scrollWidth > n.clientWidth"
    assert region.evaluate(far)


BELOW = """all => all.filter(number => {
    const places = number.previousElementSibling.getClientRects();
    return number.getBoundingClientRect().top > places[places.length - 1].bottom;
}).map(number => number.textContent)"""


def test_a_number_never_stands_on_the_line_below_its_value(desk: Desk) -> None:
    """However wide the window is."""
    page = desk.open("director")
    for width in range(1200, 1500, 12):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(desk.url)
        assert page.locator(".number").count() > 4
        assert page.eval_on_selector_all(".number", BELOW) == []


def test_hours_and_dates_are_not_broken_in_the_week_of_a_phone(desk: Desk) -> None:
    """The head of each day is one line high, and the two dates above the week are each on one line."""
    page = desk.open("director", "phone")
    page.goto(f"{desk.url}/planned")
    high = page.eval_on_selector_all(".day h2 .meta", "all => all.map(e => e.offsetHeight)")
    assert max(high) < 30
    lines = page.eval_on_selector_all(
        "h1 .nowrap", "all => all.map(e => e.getClientRects().length)"
    )
    assert lines == [1, 1]


def test_the_tick_of_the_thirteen_stands_below_them_and_above_the_buttons(full: Desk) -> None:
    """On 公式アカウント as on a draft: who ticks has read down to it (6)."""
    page = full.open("director")
    page.goto(f"{full.url}/official")
    kinds, tick, button = (
        page.locator(f".buttons {one}").first.bounding_box()
        for one in (".thirteen", ".ack.none", "button")
    )
    assert kinds["y"] + kinds["height"] <= tick["y"]
    assert tick["y"] + tick["height"] <= button["y"]
