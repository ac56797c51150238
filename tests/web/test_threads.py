"""A thread on the desk: written, decided, handed out, stopped and left."""

from __future__ import annotations

from fakes import NOW
from web.house import PEOPLE, House

from bridge import lifecycle
from bridge.model import State

OWN = "https://x.com/mihon_lib/status/2125395291141046"
PARTS = ("本の展示を始めます。", "場所は2階です。", "どなたでもどうぞ。")
TYPED = "\r\n---\r\n".join(PARTS)


def page(house: House, who: str, path: str) -> str:
    return str(house.client(who).get(path).text)


def written(house: House) -> int:
    answer = house.post("poster", "/new", kind="ウ", text=TYPED)
    assert answer.status_code == 303
    return int(answer.location.rsplit("/", 1)[-1])


def decided(house: House) -> int:
    id = written(house)
    assert house.post("director", f"/drafts/{id}/decide").status_code == 303
    return id


def halted(house: House) -> int:
    """The first post stands in the sandbox; the rest waits for a person."""
    id = decided(house)
    with house.parts.store() as store:
        policy = house.parts.settings.policy_version
        store.apply(
            lifecycle.send(
                store.draft(id), through="sandbox", marker="", policy_version=policy, at=NOW
            )
        )
        attempt = store.last_attempt(id)
        assert attempt is not None
        store.apply(lifecycle.post(store.draft(id), attempt, number="1", url="sandbox:1", at=NOW))
        store.apply(lifecycle.take_back(store.draft(id), PEOPLE["poster"], NOW))
    return id


def test_a_thread_is_written_and_shown_as_it_goes_out(house: House) -> None:
    """Looked at before it is kept; on the card each post is numbered."""
    look = house.post("poster", "/new", kind="ウ", text=TYPED, do="look")
    assert all(f"{n}/3" in look.text for n in (1, 2, 3))
    id = written(house)
    shown = page(house, "director", "/")
    assert all(f'<p class="meta">{n}/3</p>' in shown for n in (1, 2, 3))
    assert "---" in page(house, "poster", f"/drafts/{id}/edit")


def test_a_text_that_is_too_long_is_parted_by_a_button_without_a_script(house: House) -> None:
    """The proposal stands in the field, nothing is kept, and what was chosen beside it stays."""
    long = "本を紹介します。とても面白い本です。" * 12
    refused = house.post("poster", "/new", kind="ウ", text=long)
    assert refused.status_code == 422
    assert "分ける案を入れる" in refused.text
    answer = house.post("poster", "/new", kind="ウ", title="紹介", text=long, do="split")
    assert (answer.status_code, "\n---\n" in answer.text) == (200, True)
    assert 'value="紹介"' in answer.text
    assert "長すぎます" not in answer.text
    with house.parts.store() as store:
        assert store.drafts() == []


def test_where_a_thread_stopped_is_told_with_what_may_be_done(house: House) -> None:
    """On the queue, on its own page; a reader sees no form."""
    id = halted(house)
    assert "3件のうち1件目までで止まっています" in page(house, "director", "/")
    shown = page(house, "director", f"/drafts/{id}")
    assert "3件のうち、1件目まで出ています" in shown
    assert all(word in shown for word in ("続きを出す", "ここまでにする", "訂正・削除を書く"))
    assert "差し戻す" not in shown
    reader = page(house, "reader", f"/drafts/{id}")
    assert "続きを出す</button>" not in reader
    assert "ここまでで終わりにする" not in reader


def test_it_goes_on_by_the_director_and_is_left_by_staff(house: House) -> None:
    """Two ways out, each on the text that was on the screen."""
    id = halted(house)
    house.post("director", f"/drafts/{id}/decide")
    assert house.get(id).state is State.PARTIAL
    assert "続きが出ます" in page(house, "director", f"/?done={id}")
    answer = house.post("poster", f"/drafts/{id}/leave", reason="足りる")
    assert answer.status_code == 303
    assert house.get(id).state is State.POSTED
    assert "1件目までで終わりにした" in page(house, "director", "/checks")


def test_by_hand_each_post_has_its_own_page(house: House) -> None:
    """The second says which post it answers; the address of the first is not its."""
    house.through("manual")
    id = decided(house)
    for number in (1, 2, 3):
        assert f"{number}/3件目を" in page(house, "poster", "/by-hand")
        house.post("poster", f"/drafts/{id}/take")
        shown = page(house, "poster", f"/by-hand/{id}")
        assert f"続きもの {number}/3件目" in shown
        assert PARTS[number - 1].split("\n")[0] in shown
        assert ("への返信として出します" in shown) is (number > 1)
        link = house.post("poster", f"/drafts/{id}/window").text
        assert ("in_reply_to=2125395291141046" in link) is (number > 1)
        house.post("poster", f"/drafts/{id}/posted", url=f"{OWN}07{number}", anyway="1")
    assert house.get(id).state is State.POSTED
    assert "Xで見る 3/3" in page(house, "director", "/checks")
    right = house.post(
        "poster",
        f"/drafts/{id}/put-right",
        part="3",
        anyway="1",
        url=f"{OWN}079",
        reason="写し違い",
    )
    assert right.status_code == 303
    assert house.get(id).posts[2].url == f"{OWN}079"
