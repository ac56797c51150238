"""A passkey in a real browser: the device is Chromium's own, made by its test interface."""

from __future__ import annotations

from typing import Any

import pyotp
import pytest
from browser.conftest import Desk
from browser.test_screens import OVER, violations
from web.house import PASSWORD, PEOPLE, Still


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


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("shade", ["light", "dark"])
def test_each_step_is_usable_by_everybody(desk: Desk, size: str, shade: str) -> None:
    """The QR code, the recovery codes shown once, and the second step of a login: axe finds nothing
    of WCAG 2.2 A and AA, and nothing scrolls sideways.
    """
    page, wrong = desk.open("director", size, color_scheme=shade), []

    def look(at: Any) -> None:
        wrong.extend(violations(at))
        wrong.extend([at.url] if at.evaluate(OVER) else [])

    page.goto(f"{desk.url}/account/second")
    page.fill("form[action$=app] input[type=password]", PASSWORD)
    page.click("text=QRコードを表示する")
    look(page)
    seed = page.input_value("#seed").replace(" ", "")
    page.fill("input[name=digits]", pyotp.TOTP(seed).at(Still.moment))
    page.click("main button.yes")
    page.wait_for_selector("#codes")
    look(page)
    page.fill("form[action$=passkey] input[type=password]", PASSWORD)
    page.click("text=パスキーを作る")
    look(page)
    step = desk.open("director", size, color_scheme=shade)
    step.wait_for_selector("input[name=code]")
    look(step)
    step.fill("input[name=code]", "000000")
    step.click("main button.yes")
    step.wait_for_selector("[role=alert]")
    look(step)
    assert wrong == []
