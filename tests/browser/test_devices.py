"""A device that is told what waits: from the button to the notification, but for the push service."""

from __future__ import annotations

import json
from typing import Any

from browser.conftest import Desk

DESK = '\n[desk]\nurl = "{}"\n'
#: what a push service would give; the browser's own answers nobody on loopback
GIVEN = """
PushManager.prototype.subscribe = async function (wanted) {
  window.wanted = wanted;
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0)).buffer;
  const keys = {
    p256dh: bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
    auth: bytes("BTBZMqHH6r4Tts7J_aSIgg"),
  };
  return { endpoint: "https://push.example.net/push/1", getKey: (name) => keys[name] };
};
PushManager.prototype.getSubscription = async () => null;
"""


def account(desk: Desk, **more: Any) -> Any:
    with desk.house.parts.config_path.open("a", encoding="utf-8") as file:
        file.write(DESK.format(desk.url))
    page = desk.open("director", **more)
    page.add_init_script(GIVEN)
    page.context.grant_permissions(["notifications"])
    page.goto(f"{desk.url}/account")
    return page


def test_a_device_is_entered_with_its_button_and_taken_out_with_another(desk: Desk) -> None:
    """The browser's address and keys stand in the record under the person's name."""
    page = account(desk)
    page.fill("form[data-device] input[name=label]", "館長のスマホ")
    page.click("form[data-device] [data-ask]")
    page.wait_for_selector("text=「館長のスマホ」に知らせます。")
    with desk.house.parts.store() as store:
        (one,) = store.subscriptions.all()
    assert (one.person, one.endpoint) == ("館長", "https://push.example.net/push/1")
    page.click("button:has-text('やめる')")
    page.wait_for_selector("text=もう知らせません")
    with desk.house.parts.store() as store:
        assert store.subscriptions.all() == ()


def test_what_is_pushed_is_shown_as_a_notification_and_nothing_is_kept(desk: Desk) -> None:
    """The service worker shows title and lines; its cache holds the shell alone."""
    page = account(desk)
    line = page.context.new_cdp_session(page)
    versions: list[dict[str, Any]] = []
    line.on("ServiceWorker.workerVersionUpdated", lambda told: versions.extend(told["versions"]))
    line.send("ServiceWorker.enable")
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    while not versions:
        page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    told = json.dumps({"title": "決裁待ち 1件", "body": "・おはなし会"})
    where = {"origin": desk.url, "registrationId": versions[-1]["registrationId"]}
    line.send("ServiceWorker.deliverPushMessage", where | {"data": told})
    shown = page.evaluate(
        """async () => {
          const registration = await navigator.serviceWorker.ready;
          for (let n = 0; n < 50; n++) {
            const [one] = await registration.getNotifications();
            if (one) return [one.title, one.body];
            await new Promise((go) => setTimeout(go, 100));
          }
        }"""
    )
    assert shown == ["決裁待ち 1件", "・おはなし会"]
    kept = page.evaluate(
        """async () => {
          const all = [];
          for (const name of await caches.keys())
            for (const one of await (await caches.open(name)).keys()) all.push(new URL(one.url).pathname);
          return all;
        }"""
    )
    assert kept
    assert all(path.startswith(("/static", "/offline", "/accent", "/icon")) for path in kept)
