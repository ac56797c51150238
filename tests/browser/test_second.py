"""A passkey in a real browser: the device is Chromium's own, made by its test interface."""

from __future__ import annotations

from typing import Any

import pytest
from browser.conftest import Desk
from web.house import PASSWORD, PEOPLE


def device(page: Any) -> Any:
    """Give the page a device with a screen lock, and return the way to ask it."""
    line = page.context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    about = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True}
    made = {"isUserVerified": True, "automaticPresenceSimulation": True}
    line.send("WebAuthn.addVirtualAuthenticator", {"options": about | made})
    return line


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_director_makes_a_passkey_and_comes_in_with_it(desk: Desk, size: str) -> None:
    """From 自分の設定 to the next login, on localhost; the recovery codes are shown once."""
    page = desk.open("unknown", size)
    device(page)
    page.goto(f"{desk.url.replace('127.0.0.1', 'localhost')}/login")

    def log_in() -> None:
        page.fill("input[name=name]", PEOPLE["director"].name)
        page.fill("input[name=password]", PASSWORD)
        page.click("main button")

    log_in()
    page.goto(page.url.split("/?")[0].rstrip("/") + "/account/second")
    page.fill("form[action$=passkey] input[type=password]", PASSWORD)
    page.click("text=パスキーを作る")
    page.fill("input[name=label]", "事務室のパソコン")
    page.click("text=この端末で作る")
    page.wait_for_selector("#codes")
    assert len(page.input_value("#codes").split()) == 10
    page.goto(page.url.rsplit("/account", 1)[0] + "/menu")
    page.click("text=ログアウト >> visible=true")
    log_in()
    page.wait_for_selector("text=パスキーで確かめる")
    page.click("text=パスキーで確かめる")
    page.wait_for_url("**/")
    assert page.locator("text=決裁待ち").count() > 0


def test_where_there_is_no_passkey_words_say_so(desk: Desk) -> None:
    """A plain address of the network is no place for one: the page says what else there is."""
    page = desk.open("director")
    page.goto(f"{desk.url}/account/second")
    page.fill("form[action$=passkey] input[type=password]", PASSWORD)
    page.add_init_script("delete window.PublicKeyCredential")
    page.click("text=パスキーを作る")
    page.wait_for_selector("[data-refused]:not([hidden])")
    assert "使えません" in page.inner_text("[data-refused]")
