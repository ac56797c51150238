"""Kill the real program at every I/O event of what it does, start it again, and let an outside
ledger count.

    python tests/crash/harness.py --points 10000        what `make crash` runs

X's stand-in and the sample site run here, outside the program; the ledger is the judge, not the
program's tables. After each kill the program is started again until it is at rest. Judged: no text
twice (double), no decided draft that neither stands on X nor before a person's eyes, no deletion
left out, no page without its draft (lost), nothing posted or deleted on X that was not decided
(undecided).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar, Protocol, Self

sys.path.insert(0, str(Path(__file__).parents[1]))

from fakes import DIRECTOR, POSTER, attached, png, wording

from bridge import lifecycle
from bridge.demo import x as words
from bridge.demo.site import SampleSite, demo_toml
from bridge.demo.x import ScriptStep, StandInX, refuse
from bridge.model import DUE, Bond, Cause, Content, Draft, JournalLine, Kind, Opening, PostId, State
from bridge.policy.s05_1_signoff import short
from bridge.posting.manual import number_at
from bridge.record.backup import backup, faults
from bridge.record.store import Store
from bridge.text import threads

#: what X does with the post; the later runs meet an X that accepts
SCRIPTS: dict[str, ScriptStep] = {
    "accept": words.accept,
    "accept_then_drop": words.accept_then_drop,
    "accept_then_500": words.accept_then_500,
    "timeout_after_accept": words.timeout_after_accept,
    "garbled": words.garbled,
    "cut": words.cut,
    "no_id": words.no_id,
    "drip": words.drip,
    "drop_before_reading": words.drop_before_reading,
    "silence": words.silence,
    "redirect": words.redirect,
    "duplicate": words.duplicate,
    "429": refuse(429),
    "402": refuse(402),
    "401": refuse(401),
    "403": words.no_rights,
    "400": refuse(400),
    "503": refuse(503),
}
#: those of SCRIPTS that are tried with a picture, too: its upload comes before the post
WITH_PICTURE = (
    "accept",
    "accept_then_drop",
    "timeout_after_accept",
    "drop_before_reading",
    "429",
    "503",
)
#: what X does with the second post of a thread
WITH_THREAD = (
    "accept",
    "accept_then_drop",
    "timeout_after_accept",
    "drop_before_reading",
    "429",
    "400",
    "503",
)
#: what X does with the deletion of the post that a correction replaces
DELETIONS: dict[str, ScriptStep] = {
    "accept": words.accept,
    "accept_then_drop": words.accept_then_drop,
    "accept_then_500": words.accept_then_500,
    "timeout_after_accept": words.timeout_after_accept,
    "garbled": words.garbled,
    "drop_before_reading": words.drop_before_reading,
    "503": refuse(503),
    "429": refuse(429),
    "404": refuse(404),
}
#: steps of the road by hand
STEPS = ("offer", "take", "hand_back", "posted")
#: states in which a draft stands before a person's eyes
SEEN = {State.UNKNOWN, State.FAILED, State.HELD, State.WAITING, State.STOPPED}
#: 401, 402, 403 and 429 close the road: the decision stands, and staff were told
CLOSED = {"401", "402", "403", "429"}
RUNS = 8  #: so often a run is started after a kill, until there is nothing left to do; on a busy machine four were too few
VERSION = "2021-04-01"
CONFIG = """
[library]
name = "見本図書館"
site = "http://127.0.0.1/"
account = "toshokan_demo"
[hours]
{hours}
[[source]]
id = "home"
kind = "homepage"
url = "http://127.0.0.1/"
[posting]
through = "x"
api_url = "{url}"
gap_minutes = 0
take_back_minutes = 0
secrets_file = "keys"
"""
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
#: a child that is killed measures nothing, and hundreds that write what they did would take an hour
UNMEASURED = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}


@dataclass
class Verdict:
    """What the outside ledger says."""

    points: int = 0
    double: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    undecided: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)  #: a traceback, a record that is not whole
    #: state in which the decided draft came to rest
    ended: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        rest = ", ".join(f"{state} {n}" for state, n in sorted(self.ended.items()))
        return (
            f"{self.points} kills: double / lost / undecided: {len(self.double)} / {len(self.lost)} / {len(self.undecided)}"
            f"; broken: {len(self.broken)}; at rest: {rest}"
        )

    @property
    def clean(self) -> bool:
        return not (self.double or self.lost or self.undecided or self.broken)


class Scene(Protocol):
    """Something that the program does while it is killed."""

    command: ClassVar[str]

    def lay(self, place: Path, number: int) -> None:
        """Lay the record of one point in `place`."""
        ...

    def at_rest(self, store: Store) -> bool:
        """Return whether another run would have nothing to do."""
        ...

    def judge(self, store: Store, verdict: Verdict, name: str) -> None:
        """Say what the outside ledger has against the run."""
        ...


def opened(
    store: Store,
    text: str,
    at: datetime,
    *,
    decide: bool = True,
    bond: Bond = Bond(),
    **content: Any,
) -> int:
    """Open a draft in the record, mostly a decided one; returns its id."""
    version = wording(
        Content(text, "", content.pop("account", "toshokan_demo"), **content), weight=40
    )
    id = store.apply(lifecycle.open_draft(Opening(None, "staff", Kind.TOLD), version, "職員", at))
    if decide:
        store.apply(
            lifecycle.decide(store.draft(id), DIRECTOR, at, policy_version=VERSION, bond=bond)
        )
    return id


@dataclass
class Posting:
    """One decided and one waiting draft, and an X that answers the post as `script` says."""

    x: StandInX
    template: Path
    script: str
    command: ClassVar[str] = "publish"

    def lay(self, place: Path, number: int) -> None:
        shutil.copytree(self.template, place)
        self.decided, self.waiting = (
            f"{kind}{number} 冬のおはなし会" for kind in ("決裁済", "未決裁")
        )
        self.before = len(self.x.ledger)
        with Store(place / "state.db") as store:
            at = datetime.now(UTC) - timedelta(minutes=1)
            opened(store, self.decided, at)
            opened(store, self.waiting, at, decide=False)
        self.x.forget().then(SCRIPTS[self.script])

    def at_rest(self, store: Store) -> bool:
        self.x.forget()  # what the killed run did not meet is not kept for the next
        return not store.drafts(State.DECIDED, State.SENDING)

    def judge(self, store: Store, verdict: Verdict, name: str) -> None:
        ledger = [post.text for post in self.x.ledger[self.before :]]
        draft = named(store, self.decided)
        verdict.ended[draft.state] += 1
        on_x = ledger.count(self.decided)
        if on_x > 1:
            verdict.double.append(name)
        if self.waiting in ledger:
            verdict.undecided.append(name)
        told = draft.state is State.DECIDED and on_x == 0 and self.script in CLOSED
        posted = draft.state is State.POSTED and on_x == 1
        if not posted and draft.state not in SEEN and not told:
            verdict.lost.append(name)


@dataclass
class Picturing(Posting):
    """The same with a picture: a post on X without it, or with another, was never decided."""

    def lay(self, place: Path, number: int) -> None:
        super().lay(place, number)
        self.picture = png(size=(8 + number % 200, 8))
        with Store(place / "state.db") as store:
            draft, at = named(store, self.decided), datetime.now(UTC) - timedelta(minutes=1)
            content = replace(draft.content, image=attached(store, self.picture))
            store.apply(lifecycle.edit(draft, wording(content, weight=40), POSTER, at))
            store.apply(
                lifecycle.decide(store.draft(draft.id), DIRECTOR, at, policy_version=VERSION)
            )

    def judge(self, store: Store, verdict: Verdict, name: str) -> None:
        super().judge(store, verdict, name)
        shown = [post.media for post in self.x.ledger[self.before :] if post.text == self.decided]
        if any([self.x.media.get(id) for id in media] != [self.picture] for media in shown):
            verdict.undecided.append(name)


@dataclass
class Threading(Posting):
    """A decided thread of three posts, and an X that answers the second as `script` says."""

    def lay(self, place: Path, number: int) -> None:
        shutil.copytree(self.template, place)
        self.parts = tuple(f"{n}件目{number} 冬のおはなし会" for n in (1, 2, 3))
        self.decided, cuts = threads.whole(self.parts)
        self.before = len(self.x.ledger)
        with Store(place / "state.db") as store:
            at = datetime.now(UTC) - timedelta(minutes=1)
            opened(store, self.decided, at, cuts=cuts)
        self.x.forget().then(words.accept).then(SCRIPTS[self.script])

    def at_rest(self, store: Store) -> bool:
        self.x.forget()
        return not store.drafts(*DUE, State.SENDING)

    def judge(self, store: Store, verdict: Verdict, name: str) -> None:
        ledger = self.x.ledger[self.before :]
        texts = [post.text for post in ledger]
        draft = named(store, self.decided)
        verdict.ended[f"thread {draft.state}"] += 1
        if len(set(texts)) < len(texts):
            verdict.double.append(name)
        chain = ["", *(post.id for post in ledger)]
        if texts != list(self.parts[: len(texts)]) or any(
            post.reply_to != before for post, before in zip(ledger, chain, strict=False)
        ):
            verdict.undecided.append(name)
        known = [post.post_id for post in draft.posts] == chain[1:]
        whole = draft.state is State.POSTED and len(texts) == 3 and known
        told = draft.state in DUE and known and self.script in CLOSED
        stands = draft.state in SEEN and (known or draft.state is State.UNKNOWN)
        if not (whole or told or stands):
            verdict.lost.append(name)


@dataclass
class Correcting(Posting):
    """A post that stands, its decided correction, and an X that answers the deletion as `script`
    says.
    """

    def lay(self, place: Path, number: int) -> None:
        shutil.copytree(self.template, place)
        self.wrong, self.right, self.waiting = (
            f"{kind}{number} おはなし会" for kind in ("誤り", "正しい", "未決裁")
        )
        self.before = len(self.x.ledger)
        first = self.x.keep(self.wrong)
        self.first = first.id
        with Store(place / "state.db") as store:
            at = datetime.now(UTC) - timedelta(minutes=1)
            id = opened(store, self.wrong, at)
            store.apply(
                lifecycle.posted(
                    store.draft(id), attempt=None, person=POSTER, number=first.id, url="u", at=at
                )
            )
            version = replace(
                wording(
                    Content(self.right, "", "toshokan_demo", replaces=PostId(first.id)), weight=40
                ),
                urgent=True,
            )
            new = Opening(None, "staff", Kind.TOLD, corrects=id)
            made = store.apply(lifecycle.open_draft(new, version, "職員", at))
            store.apply(lifecycle.decide(store.draft(made), DIRECTOR, at, policy_version=VERSION))
            opened(store, self.waiting, at, decide=False, replaces=PostId(first.id))
        self.x.forget("delete").then(DELETIONS[self.script], on="delete")

    def at_rest(self, store: Store) -> bool:
        self.x.forget("delete")
        return not store.drafts(State.DECIDED, State.SENDING) and not lifecycle.to_remove(
            store.replacements()
        )

    def judge(self, store: Store, verdict: Verdict, name: str) -> None:
        ledger = self.x.ledger[self.before :]
        texts = [post.text for post in ledger]
        gone = {post.id for post in ledger if post.deleted}
        first, right = named(store, self.wrong), named(store, self.right)
        verdict.ended[f"first {first.state}"] += 1
        if texts.count(self.right) > 1:
            verdict.double.append(name)
        if self.waiting in texts or gone - {self.first}:
            verdict.undecided.append(name)
        told = first.state is State.POSTED and first.cause is Cause.NOT_REMOVED
        out = right.state is State.POSTED and texts.count(self.right) == 1
        done = first.state is State.REMOVED and self.first in gone
        if not ((out and (done or told)) or (right.state in SEEN and not gone)):
            verdict.lost.append(name)


@dataclass
class Changing(Posting):
    """A decision that was given for another road or account, and the road of feeds.toml is X's
    today.
    """

    def lay(self, place: Path, number: int) -> None:
        shutil.copytree(self.template, place)
        self.decided, self.before = f"決裁済{number} 冬のおはなし会", len(self.x.ledger)
        account = "mukashi_no" if self.script == "account" else "toshokan_demo"
        with Store(place / "state.db") as store:
            at = datetime.now(UTC) - timedelta(minutes=1)
            id = opened(store, self.decided, at, decide=False, account=account)
            road = "sandbox" if self.script == "road" else "x"
            bond = Bond(road, "127.0.0.1", store.identity.record)
            store.apply(
                lifecycle.decide(store.draft(id), DIRECTOR, at, policy_version=VERSION, bond=bond)
            )
        self.x.forget()

    def judge(self, store: Store, verdict: Verdict, name: str) -> None:
        draft = named(store, self.decided)
        verdict.ended[f"{self.script} {draft.state}"] += 1
        if len(self.x.ledger) > self.before:
            verdict.undecided.append(name)
        if draft.state is not State.WAITING:
            verdict.lost.append(name)


@dataclass
class Copying(Posting):
    """A record that has posted, and then an older copy of it in its place: by `cp`, or restored
    while it is killed.
    """

    run: Callable[[Path, str], int] = field(kw_only=True)

    @property
    def command(self) -> str:  # type: ignore[override]
        return "restore older" if self.script == "restore" else "publish"

    def lay(self, place: Path, number: int) -> None:
        shutil.copytree(self.template, place)
        self.decided, self.before, self.runs = (
            f"決裁済{number} 冬のおはなし会",
            len(self.x.ledger),
            0,
        )
        with Store(place / "state.db") as store:
            at = datetime.now(UTC) - timedelta(minutes=1)
            bond = Bond("x", "127.0.0.1", store.identity.record)
            opened(store, self.decided, at, bond=bond)
            store.identity.belong("127.0.0.1")
        shutil.copy(place / "state.db", place / "older")
        self.x.forget()
        for _ in range(RUNS):  # a busy machine may be slower than X's stand-in waits
            if len(self.x.ledger) == self.before:
                self.run(place, "publish")
        if self.script == "cp":
            shutil.copy(place / "older", place / "state.db")
        self.place = place

    def at_rest(self, store: Store) -> bool:
        self.runs += 1
        return self.runs > 1

    def judge(self, store: Store, verdict: Verdict, name: str) -> None:
        self.run(self.place, "publish")  # of a restored one, cron's next run
        draft = named(store, self.decided)
        verdict.ended[f"{self.script} {draft.state}"] += 1
        if len(self.x.ledger) > self.before + 1:
            verdict.double.append(name)
        if draft.state not in {*SEEN, State.POSTED}:
            verdict.lost.append(name)


@dataclass
class Saving:
    """A record of some drafts of which a copy is made, and copies of before."""

    template: Path
    command: ClassVar[str] = "backup --to copies"

    def lay(self, place: Path, number: int) -> None:
        shutil.copytree(self.template, place)
        with Store(place / "state.db") as store:
            opened(store, f"決裁済{number} 冬のおはなし会", datetime.now(UTC))
        self.before = backup(place / "state.db", place / "copies", datetime(2020, 1, 1, tzinfo=UTC))
        self.place = place

    def at_rest(self, store: Store) -> bool:
        return "backup" in store.last_runs()

    def judge(self, store: Store, verdict: Verdict, name: str) -> None:
        for half in self.before.parent.glob("*.part*"):
            os.utime(half, (0, 0))  # an hour later they go with the next
        backup(self.place / "state.db", self.before.parent, datetime(2020, 1, 2, tzinfo=UTC))
        copies = [self.before, *(self.place / "copies").glob("*.????????-??????")]
        wrong = [wrong for copy in (self.place / "state.db", *copies) for wrong in faults(copy)]
        whole = not wrong and len(copies) > 3 and not [*self.before.parent.glob("*.part*")]
        verdict.ended["backup whole" if whole else "backup spoilt"] += 1
        if not whole:
            verdict.broken.append(name)


@dataclass
class ByHand:
    """A decided draft on the road by hand, and one step of a person, or of the run that offers it,
    that is killed.
    """

    template: Path
    step: str  #: run (the offer), take, hand_back, posted
    number: int = 0
    mark: str = ""  #: of the text

    @property
    def command(self) -> str:
        who = f"--as {POSTER.name} --password-fd 0"
        return {
            "offer": "publish",
            "take": f"take 1 --digest {self.mark} {who}",
            "hand_back": f"hand-back 1 {who}",
            "posted": f"posted 1 https://x.com/toshokan_demo/status/{self.number} --anyway --digest {self.mark} {who}",
        }[self.step]

    def lay(self, place: Path, number: int) -> None:
        shutil.copytree(self.template, place)
        self.text, self.runs = f"決裁済{number} 冬のおはなし会", 0
        now = datetime.now(UTC)
        self.number = int(number_at(now)) + number
        with Store(place / "state.db") as store:
            at = now - timedelta(minutes=1)
            id = opened(store, self.text, at)
            self.mark = short(store.draft(id))
            if self.step in {"hand_back", "posted"}:
                store.apply(lifecycle.take(store.draft(id), POSTER, VERSION, at))

    def at_rest(self, store: Store) -> bool:
        self.runs += 1
        return self.runs > 1

    def judge(self, store: Store, verdict: Verdict, name: str) -> None:
        draft, attempts = store.draft(1), store.attempts(1)
        verdict.ended[f"{self.step} {draft.state}"] += 1
        taken = [attempt for attempt in attempts if not attempt.outcome]
        posts = [
            post
            for post in store.posts_between(draft.created_at, datetime.now(UTC))
            if post.draft == 1
        ]
        offers = [row["action"] for row in store.history(1)].count("offer")
        if len(taken) > 1 or len(posts) > 1 or offers > 1:
            verdict.double.append(name)
        stands = {
            "offer": draft.state is State.DECIDED and offers == 1 and not attempts,
            "take": draft.state is State.SENDING
            and [attempt.person for attempt in taken] == [POSTER.name],
            "hand_back": draft.state is State.DECIDED and not taken and not posts,
            "posted": draft.state is State.POSTED
            and [post.post_id for post in posts] == [str(self.number)],
        }[self.step]
        if not stands:
            verdict.lost.append(name)


@dataclass
class Looking:
    """A sample site with new pages, and a record that has seen the old ones."""

    site: SampleSite
    template: Path
    wanted: list[str] = field(default_factory=list)  #: what a run that nobody kills makes of it
    command: ClassVar[str] = "sync"

    def lay(self, place: Path, number: int) -> None:
        shutil.copytree(self.template, place)
        self.runs = 0

    def at_rest(self, store: Store) -> bool:
        self.runs += 1
        return self.runs > 1 and not store.sightings.to_read(100, "")

    def judge(self, store: Store, verdict: Verdict, name: str) -> None:
        made = drafted(store)
        verdict.ended["drafted"] += len(made)
        extra, missing = Counter(made) - Counter(self.wanted), Counter(self.wanted) - Counter(made)
        if extra:
            verdict.double.append(name)
        if missing or store.coverage()["remainder"]:
            verdict.lost.append(name)


def drafted(store: Store) -> list[str]:
    """Return the text of each draft."""
    return sorted(draft.content.text for draft in store.drafts())


def named(store: Store, text: str) -> Draft:
    """Return the draft with this text."""
    return next(draft for draft in store.drafts() if draft.content.text == text)


class Harness:
    """The program in a zygote, X's stand-in and the sample site beside it, a template record for
    each.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.verdict = Verdict()
        self._stack = ExitStack()
        self._number = 0

    def __enter__(self) -> Self:
        self.zygote = subprocess.Popen(
            [sys.executable, Path(__file__).with_name("zygote.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=UNMEASURED,
        )
        assert self.zygote.stdout is not None
        assert self.zygote.stdout.readline() == "ready\n"
        self.x = self._stack.enter_context(StandInX(lambda: datetime.now(UTC)))
        template = self._template("x")
        hours = "\n".join(f'{day} = "0:00-24:00"' for day in DAYS)
        (template / "feeds.toml").write_text(
            CONFIG.format(hours=hours, url=self.x.url), encoding="utf-8"
        )
        keys = template / "keys"
        keys.touch(mode=0o600)
        names = ("consumer_key", "consumer_secret", "access_token", "access_token_secret")
        keys.write_text(
            "".join(f"FEEDBRIDGE_X_{n.upper()}={getattr(self.x.keys, n)}\n" for n in names),
            encoding="utf-8",
        )
        self.scenes: list[tuple[str, Scene]] = [
            *((f"post {name}", Posting(self.x, template, name)) for name in SCRIPTS),
            *((f"picture {name}", Picturing(self.x, template, name)) for name in WITH_PICTURE),
            *((f"thread {name}", Threading(self.x, template, name)) for name in WITH_THREAD),
            *((f"correct {name}", Correcting(self.x, template, name)) for name in DELETIONS),
            ("sync", self._looking()),
            *(
                (f"change of {what}", Changing(self.x, template, what))
                for what in ("road", "account")
            ),
            *(
                (f"copy by {how}", Copying(self.x, template, how, run=self.run))
                for how in ("cp", "restore")
            ),
            ("copy by backup", Saving(template)),
            *((f"by hand {step}", ByHand(self._by_hand(template), step)) for step in STEPS),
        ]
        return self

    def __exit__(self, *exc: object) -> None:
        assert self.zygote.stdin is not None
        self.zygote.stdin.close()
        self.zygote.wait(10)
        assert self.zygote.stdout is not None
        self.zygote.stdout.close()
        self._stack.close()

    def _template(self, name: str) -> Path:
        template = self.folder / f"template-{name}"
        template.mkdir()
        return template

    def _by_hand(self, x: Path) -> Path:
        """Return the template of a library that posts by hand, with the person who does."""
        place = self.folder / "template-hand"
        if not place.exists():
            shutil.copytree(x, place)
            toml = (x / "feeds.toml").read_text(encoding="utf-8")
            (place / "feeds.toml").write_text(
                toml.replace('through = "x"', 'through = "manual"'), encoding="utf-8"
            )
            (place / "password").write_text("correct horse battery", encoding="utf-8")
            with Store(place / "state.db") as store:
                line = JournalLine(DIRECTOR.name, "people", datetime.now(UTC))
                for person in (DIRECTOR, POSTER):
                    store.people.save(person, "correct horse battery", line)
        return place

    def _looking(self) -> Looking:
        site = self._stack.enter_context(SampleSite(datetime.now(UTC).date()))
        template = self._template("site")
        (template / "feeds.toml").write_text(demo_toml(site.url), encoding="utf-8")
        assert self.run(template, "sync") == 0
        site.reveal(3)
        scene = Looking(site, template)
        scene.lay(self.folder / "whole", 0)
        assert self.run(self.folder / "whole", "sync") == 0
        with Store(self.folder / "whole" / "state.db") as store:
            scene.wanted = drafted(store)
        assert len(scene.wanted) > 1
        return scene

    def run(self, place: Path, command: str, kill_at: int = 0) -> int:
        """Run a command once; returns its exit code, -9 when it was killed."""
        secret = place / "password"
        job = {
            "folder": str(place),
            "words": command.split(),
            "kill_at": kill_at,
            "events": str(place / "events"),
            "stderr": str(place / "stderr"),
            "stdin": str(secret if secret.exists() else "/dev/null"),
        }
        assert self.zygote.stdin is not None
        assert self.zygote.stdout is not None
        self.zygote.stdin.write(json.dumps(job) + "\n")
        self.zygote.stdin.flush()
        return int(json.loads(self.zygote.stdout.readline()))

    def _lay(self, scene: Scene) -> Path:
        self._number += 1
        place = self.folder / f"p{self._number}"
        scene.lay(place, self._number)
        return place

    def events(self, scene: Scene) -> int:
        """Return how many I/O events a whole run of a scene has."""
        place = self._lay(scene)
        self.run(place, scene.command)
        count = int((place / "events").read_text(encoding="utf-8"))
        shutil.rmtree(place)
        return count

    def point(self, name: str, scene: Scene, kill_at: int) -> None:
        """Kill one run at one event, start again until at rest, and judge."""
        place, told = self._lay(scene), f"{name}@{kill_at}"
        codes = [self.run(place, scene.command, kill_at)]
        for _ in range(RUNS):
            with Store(place / "state.db") as store:
                if scene.at_rest(store):
                    break
            codes.append(self.run(place, scene.command))
        self.verdict.points += 1
        with Store(place / "state.db") as store:
            scene.judge(store, self.verdict, told)
            chain = store.verify_journal().broken_at
        if (
            chain is not None
            or 99 in codes
            or "Traceback" in (place / "stderr").read_text(encoding="utf-8")
        ):
            self.verdict.broken.append(told)
        shutil.rmtree(place)


def crash(folder: Path, points: int, seed: int = 0) -> Verdict:
    """Kill at every event of every scene, then at random ones, until `points` kills; returns the
    verdict.

    Three events of each scene come first: a scene's number of events depends on how the network
    cuts its answers, so that a draw from all of them may leave a scene out in a short run.
    """
    chance = random.Random(seed)
    with Harness(folder) as harness:
        first, rest = [], []
        for name, scene in harness.scenes:
            events = [(name, scene, k) for k in range(1, harness.events(scene) + 1)]
            chance.shuffle(events)
            first += events[:3]
            rest += events[3:]
        chance.shuffle(rest)
        every = first + rest
        while len(every) < points:
            every += chance.sample(every, min(len(every), points - len(every)))
        for name, scene, kill_at in every[:points]:
            harness.point(name, scene, kill_at)
        return harness.verdict


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--points", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        verdict = crash(Path(name), chosen.points, chosen.seed)
    print(f"{verdict} ({time.monotonic() - start:.0f} s)")
    for kind in ("double", "lost", "undecided", "broken"):
        if found := getattr(verdict, kind):
            print(f"{kind}: {', '.join(found[:20])}")
    sys.exit(not verdict.clean)


if __name__ == "__main__":
    main()
