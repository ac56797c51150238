"""Edge: what a run looks at once a day beside its sources: the pages that must show the account
(5(5)), the closed days (5(2)).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bridge.cli.output import say
from bridge.errors import BridgeError, NotShown
from bridge.model import Through

if TYPE_CHECKING:
    from bridge.account import Account
    from bridge.fetch.client import Fetcher
    from bridge.record.store import Store
    from bridge.wiring import Wiring


def look(parts: Wiring, store: Store, fetcher: Fetcher) -> list[BridgeError]:
    """Look at all of it when it is time; returns what is to be told, the account first."""
    looks = (account(parts, store, fetcher), closed_days(parts, store, fetcher))
    return [error for error in looks if error is not None]


def alarm(account: Account) -> NotShown | None:
    """Return what is to be told of the pages that must show the account, None when all is well."""
    alarms = account.alarms()
    return NotShown("account.not_shown", alarms=tuple(alarms)) if alarms else None


def account(parts: Wiring, store: Store, fetcher: Fetcher) -> BridgeError | None:
    """Look at the pages once a day (5(5)); returns what is to be told. Nothing that goes wrong here
    stops a run.
    """
    watch = parts.account(store)
    try:
        if not watch.due():
            return None
        watch.look(fetcher)
        failure = alarm(watch)
        if (
            failure is not None and parts.settings.posting.through == Through.SANDBOX
        ):  # a newcomer tries; nobody sees a post
            say(
                f"※{failure.what}\n  練習のあいだは投稿を止めません。"
                "本番の前に載せてもらってください(5(5))。"
            )
            return None
    except BridgeError as error:
        return error
    return failure


def closed_days(parts: Wiring, store: Store, fetcher: Fetcher) -> BridgeError | None:
    """Look at the page of closed days when it is time; returns what is to be told. Nothing here
    stops a run.
    """
    hours, now = parts.settings.hours, parts.clock()
    if not hours.closed_page:
        return None
    from bridge import closings
    from bridge.cli.calendar import closing_line

    try:
        for closing in (
            closings.look(store, fetcher, hours, now) if closings.due(store, hours, now) else ()
        ):
            say(f"休館日の案{closing.id}: {closing_line(closing)}")
    except BridgeError as error:
        return error
    return None
