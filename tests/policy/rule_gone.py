"""A pytest plugin that takes one rule of the policy away after the other, each in a fork, so that
one can see which test notices. test_rules_gone.py asks it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from importlib import import_module
from inspect import isgeneratorfunction
from types import FunctionType
from typing import Any

import pytest

#: how a function is put in the place of one that holds a rule
Change = Callable[[Callable[..., Any]], Callable[..., Any]]


def says(answer: object) -> Change:
    """Return the change to a function that answers always the same."""
    return lambda _: lambda *_args, **_kwargs: answer


def finds_nothing_of(clause: str) -> Change:
    """Return the change to a look at a text that has no eye for one clause."""

    def change(look: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(look)
        def blind(*args: Any, **kwargs: Any) -> Any:
            return tuple(seen for seen in look(*args, **kwargs) if seen.clause != clause)

        return blind

    return change


def takes(**fixed: object) -> Change:
    """Return the change to a function that takes these arguments for what it was given."""
    return lambda function: lambda *args, **kwargs: function(*args, **kwargs | fixed)


def with_draft(**fixed: object) -> Change:
    """Return the change to a function that takes its draft for another."""
    return lambda function: (
        lambda draft, *args, **given: function(replace(draft, **fixed), *args, **given)
    )


def without_section(heading: str) -> Change:
    """Return the change to what yields sections that leaves one out."""
    return lambda sections: lambda *args: (s for s in sections(*args) if s.heading != heading)


def without_key(key: str) -> Change:
    """Return the change to a table that lacks one key."""
    return lambda table: {name: value for name, value in table.items() if name != key}  # type: ignore[attr-defined, return-value]


def with_origin(write: Callable[..., Any]) -> Callable[..., Any]:
    """Return a desk's write that notes an origin where nobody named one."""
    return lambda *args, **given: write(*args, **given | {"origin": given.get("origin") or "不明"})


def of_one_kind(write: Callable[..., Any]) -> Callable[..., Any]:
    """Return a desk's write that takes every text for one about a page."""
    from bridge.model import Kind

    return lambda desk, person, _kind, *args, **given: write(
        desk, person, Kind.PAGE, *args, **given
    )


def but(code: str) -> Change:
    """Return the change to what refuses that lets what has this code pass."""

    def change(reasons: Callable[..., Any]) -> Callable[..., Any]:
        def fewer(*args: Any, **kwargs: Any) -> Any:
            found = reasons(*args, **kwargs)
            if isinstance(found, tuple):
                return tuple(one for one in found if one.code != code)
            return None if found is not None and found.code == code else found

        return fewer

    return change


EXAMINE = "bridge.policy.examine:examine"
SIGNOFF = "bridge.policy.s05_1_signoff"
#: clause → what it asks → where that stands, and what stands there when it is gone
RULES: dict[str, dict[str, tuple[str, Change]]] = {
    "2": {
        "urgent first": ("bridge.policy.due:order", lambda _: list),
        "no gap": ("bridge.policy.due:when", with_draft(urgent=False)),
    },
    "3": {
        "keys": ("bridge.posting.x:XPoster.verify", says("1")),
        "address": ("bridge.posting.manual:parse_post_url", says("1234567890123456789")),
    },
    "4": {"roles": ("bridge.policy.s04_people:refusal", says(None))},
    "5(1)": {
        "text on the screen": (f"{SIGNOFF}:named", says(answer=True)),
        "text as decided": ("bridge.lifecycle:_held_to", says(1)),
        "scope of a release": (f"{SIGNOFF}:release_refusal", says(None)),
        "bounds of a confirmation": (f"{SIGNOFF}:confirmation_faults", says(())),
        "end of a confirmation": (f"{SIGNOFF}:lapsed", says(None)),
    },
    "5(1)ア": {
        "link": ("bridge.draft.make:link_of", says(("", ""))),
        "summary": ("bridge.draft.compose:_candidates", says((([], []),))),
    },
    "5(1)イ": {"origin": ("bridge.desk:Desk.write", with_origin)},
    "5(1)ウ": {"kind": ("bridge.desk:Desk.write", of_one_kind)},
    "5(1)エ": {
        "no confirmation": (
            f"{SIGNOFF}:confirmation_faults",
            but("confirmation.kind_of_the_director"),
        ),
        "no release": (f"{SIGNOFF}:release_refusal", but("confirmation.director_for_kind")),
    },
    "5(2)": {
        "open": ("bridge.policy.s05_2_hours:is_open", says(answer=True)),
        "wait": (
            "bridge.policy.s05_2_hours:next_slot",
            lambda _: lambda now, _calendar=None, **_how: now,
        ),
    },
    "5(3)ア": {
        "chain": ("bridge.record.journal:chain", says("")),
        "record beside journal": ("bridge.record.proof:_compared", says(())),
    },
    "5(3)イ": {"words": (EXAMINE, finds_nothing_of("5(3)イ"))},
    "5(3)ウ": {"words": (EXAMINE, finds_nothing_of("5(3)ウ"))},
    "5(4)": {
        "mentions": (EXAMINE, finds_nothing_of("5(4)")),
        "list": ("bridge.policy.s05_4_retweets:listed", says(answer=True)),
        "reason": ("bridge.policy.s05_4_retweets:refusal", says(None)),
        "election": ("bridge.policy.s05_4_retweets:election", says(None)),
    },
    "5(5)": {
        "verdict": ("bridge.policy.s05_5_account:verdict", says(("shown", ""))),
        "alarm": ("bridge.policy.s05_5_account:alarm", says("")),
        "names that look alike": ("bridge.policy.s05_5_account:look_alikes", says([])),
    },
    **{f"6({n})": {"words": (EXAMINE, finds_nothing_of(f"6({n})"))} for n in range(1, 14)},
    **{
        f"7({n})": {"kind": ("bridge.policy.s07_incidents:ABUSE", without_key(f"7({n})"))}
        for n in range(1, 13)
    },
    "8": {"disclaimer": ("bridge.policy.s08_page:_sections", without_section("免責"))},
    "9(1)": {
        "order of review": ("bridge.policy.s09_1_review:refusal", says(None)),
        "before the decision": ("bridge.policy.s09_1_review:decision_refusal", says(None)),
    },
    "9(2)": {
        "two persons": ("bridge.policy.s09_2_checks:refusal", says(None)),
        "both": ("bridge.policy.s09_2_checks:complete", says(answer=True)),
    },
    "10": {"rights": (EXAMINE, finds_nothing_of("10"))},
    "11": {
        "persons": (EXAMINE, finds_nothing_of("11")),
        "what is noted": (
            "bridge.policy.s07_incidents:oldest_kept",
            lambda _: lambda today, _days: today.min,
        ),
    },
    "附則": {
        "noted with a decision": ("bridge.lifecycle:decide", takes(policy_version="")),
        "held to at the post": ("bridge.lifecycle:_held_to", says(1)),
    },
}


def gone(rule: str) -> None:
    """Take the rule `clause what` away, for everybody who holds it."""
    clause, _, what = rule.partition(" ")
    place, change = RULES[clause][what]
    module, _, path = place.partition(":")
    holder: Any = import_module(module)
    for name in path.split("."):
        holder = getattr(holder, name)
    if isinstance(holder, FunctionType):
        replaced(holder, change)
    else:
        fewer = change(holder)
        holder.clear()
        holder.update(fewer)


def replaced(function: FunctionType, change: Change) -> None:
    """Let a function do what `change` makes of it; whoever imported it has it still, and meets the
    change.
    """
    real = FunctionType(
        function.__code__,
        function.__globals__,
        function.__name__,
        function.__defaults__,
        function.__closure__,
    )
    real.__kwdefaults__ = function.__kwdefaults__
    real.__dict__.update(function.__dict__)
    function.__globals__["_in_its_place"] = change(real)
    # of one sort with what it takes the place of: Python 3.13 warns of the rest
    stand_in = _stand_in_that_yields if isgeneratorfunction(function) else _stand_in
    function.__code__ = stand_in.__code__
    function.__defaults__ = function.__kwdefaults__ = None


def _stand_in(*args: Any, **kwargs: Any) -> Any:
    return _in_its_place(*args, **kwargs)  # type: ignore[name-defined]  # noqa: F821


def _stand_in_that_yields(*args: Any, **kwargs: Any) -> Any:
    yield from _in_its_place(*args, **kwargs)  # type: ignore[name-defined]  # noqa: F821


class Failures:
    """A plugin that remembers what fails, and how."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            crash = getattr(report.longrepr, "reprcrash", None)
            self.told += [report.nodeid, crash.message if crash else str(report.longrepr)]


def pytest_runtestloop(session: pytest.Session) -> bool:
    """For each line of RULES, a rule and tests, run these without that rule in a fork, up to
    the first that fails; its name and its words go to TOLD.
    """
    named: dict[str, list[pytest.Item]] = {}
    for item in session.items:
        named.setdefault(item.nodeid.partition("[")[0], []).append(item)
    for line in os.fdopen(int(os.environ["RULES"]), encoding="utf-8"):
        rule, tests = json.loads(line)
        items = [item for test in tests for item in named.get(test, ())]
        if os.fork():
            os.wait()
        else:
            _without(rule, items)
    return True


def _without(rule: str, items: list[pytest.Item]) -> None:
    """Run tests without a rule; ends this process."""
    failures = Failures()
    try:
        plugins = items[0].config.pluginmanager
        plugins.unregister(name="terminalreporter")
        plugins.register(failures)
        gone(rule)
        for item, following in zip(items, [*items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if failures.told:
                break
    except BaseException as error:  # noqa: BLE001 - a fork tells, and ends
        failures.told += ["", repr(error)]
    finally:
        os.write(int(os.environ["TOLD"]), f"{json.dumps(failures.told)}\n".encode())
        os._exit(0)
