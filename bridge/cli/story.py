"""Edge: the main job on a sample site: from a new page to the checked post, told step by step on
the screen.

Real parts throughout: the configuration is read from a file, the record is a file, pages come over
HTTP, persons have passwords. Only the site and the timeline are samples.
"""

from __future__ import annotations

import secrets
import shlex
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bridge import labels
from bridge.cli import named_in_our_code
from bridge.cli.filing import refuse_existing
from bridge.cli.output import draft_lines, echo
from bridge.demo.site import SampleSite, demo_toml
from bridge.errors import UsageRefused
from bridge.model import Person, Role, State
from bridge.policy.s05_1_signoff import short
from bridge.sayings import reason
from bridge.wiring import Wiring

if TYPE_CHECKING:
    from bridge.model import Draft

#: what the demo writes into its folder; the last two only when it stays
STAY: Final = ("feeds.toml", "state.db", "town.toml", "town.db")
DIRECTOR, POSTER = "見本館長", "見本職員"


def tell_story(folder: Path | None, *, stay: bool, minutes: float = 3) -> int:
    """Run the whole story in `folder` (a new temporary one when None) and return 0.

    With `stay` leave one post to be checked, lay work on the desk of two libraries, and go on
    serving; a new page appears every so many minutes. Raises UsageRefused when the folder cannot be
    made, or has a configuration or a record already.
    """
    place = (
        named_in_our_code(folder) if folder else Path(tempfile.mkdtemp(prefix="feedbridge-demo-"))
    )
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageRefused("command.folder_not_made", place=place, reason=reason(error)) from error
    for name in STAY if stay else STAY[:2]:
        refuse_existing(place / name)
    parts = Wiring(place / "feeds.toml", place / "state.db")
    # only the time zone counts yet
    parts.config_path.write_text(demo_toml("http://127.0.0.1:9"), encoding="utf-8")
    with SampleSite(parts.clock().date()) as site:
        parts.config_path.write_text(demo_toml(site.url), encoding="utf-8")
        parts = Wiring(parts.config_path, parts.db_path)
        word = secrets.token_urlsafe(9)
        _tell(parts, site, word, unchecked=int(stay))
        echo(
            f"\n見るところ:\n  記録      {parts.db_path}\n  設定      {parts.config_path}\n  "
            f"見本サイト {site.url}(この実演のあいだだけ)"
        )
        echo(f"  一覧      {_call(parts)} queue --all")
        if stay:
            from bridge.cli import busy_desk

            people = (Person(DIRECTOR, Role.DIRECTOR), Person(POSTER, Role.POSTER))
            city = busy_desk.House(
                parts=parts,
                name=parts.settings.library.name,
                people=people,
                word=word,
                host="127.0.0.1",
            )
            second = busy_desk.town(parts, site, people, word)
            busy_desk.lay_out(city, second, site)
            busy_desk.serve((city, second), site, minutes)
    return 0


def _tell(parts: Wiring, site: SampleSite, word: str, *, unchecked: int) -> None:
    with parts.store(run=True) as store, parts.fetcher() as fetcher:
        desk = parts.desk(store)
        desk.office.save_person(None, Person(DIRECTOR, Role.DIRECTOR), word)
        director = desk.sign_in(DIRECTOR, word)
        desk.office.save_person(director, Person(POSTER, Role.POSTER), word)
        sync = parts.sync(store, fetcher, lambda _what, _done, _of: None)

        _step(1, "初めて見る: 今ある記事は起案しません")
        for outcome in sync.run().sources:
            echo(f"  {outcome.source}: {outcome.new}件")
        _step(2, "サイトに新しいページが3つ出ました")
        for path in site.grow():
            echo(f"  {path}")
        _step(3, "取得(sync): 新着だけが起案されました(緊急のもの、古いものから)")
        report = sync.run()
        waiting = store.drafts(State.WAITING)
        for error in report.errors:
            echo(f"  {error}")
        for draft in waiting:
            echo(draft_lines(draft, parts.zone))
            echo()
        _step(4, f"決裁: {DIRECTOR}が、画面に出た文面のダイジェストに対して決裁します")
        for draft in waiting:
            _decide(desk, director, draft)
        _step(5, "投稿(publish): 練習用の投稿先へ、決裁された文面だけが出ます")
        parts.publish(store, fetcher).run()
        for post in store.timeline.shown_since(""):
            echo(f"  #{post.post_id} {post.text.splitlines()[0]}")
        _step(6, "確認(9(2)): 投稿担当と館長が確かめます")
        poster = desk.sign_in(POSTER, word)
        posted = store.drafts(State.POSTED)
        for draft in posted[: len(posted) - unchecked]:
            desk.check(poster, draft.id)
            checked = desk.check(director, draft.id)
            echo(
                f"  起案{checked.id}: {labels.STATE[checked.state]} "
                f"{checked.post.url if checked.post else ''}"
            )
        verdict = store.verify_journal()
        echo(
            f"\n記録簿 {verdict.rows}行、"
            f"鎖は{'つながっています' if verdict.broken_at is None else '切れています'}。"
        )


def _decide(desk: object, director: Person, draft: Draft) -> None:
    from bridge.desk import Desk

    assert isinstance(desk, Desk)
    clauses = {finding.clause for finding in draft.findings}
    done = desk.decide(
        director, [draft.id], shown=[draft.digest], acknowledged=clauses, ticked=True
    )[0]
    echo(
        f"  起案{done.id} {short(done)} → {labels.STATE[done.state]}"
        + (f"(認めた指摘: {'、'.join(clauses)})" if clauses else "")
    )


def _call(parts: Wiring) -> str:
    """Return the program with its places, as it can be typed where this one was: a new .venv is on
    nobody's PATH.
    """
    program = (
        [sys.argv[0]]
        if Path(sys.argv[0]).name == "feedbridge"
        else [sys.executable, "-m", "bridge"]
    )
    return shlex.join([*program, "--config", str(parts.config_path), "--db", str(parts.db_path)])


def _step(number: int, what: str) -> None:
    echo(f"\n── {number}. {what}")
