"""The desk with 1,000 drafts waiting and 100,000 old ones: a page, a decision, a search, and the
server's memory.

    python benchmarks/desk.py                    about a minute
    python benchmarks/desk.py --quick            a tenth of the drafts
    python benchmarks/desk.py --old 1000000 --waiting 100 --keep FOLDER

Times are medians on the server, in the process itself: CPU (what the work costs) and wall (what one
waits, on this machine as busy as it is). Memory is that of `feedbridge serve` after logins and
pages.
"""

from __future__ import annotations

import argparse
import hashlib
import http.cookiejar
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bridge.demo.site import demo_toml
from bridge.model import Content, Person, Role
from bridge.policy.s05_1_signoff import digest, on_screen
from bridge.record import codec
from bridge.web.app import create_app
from bridge.wiring import Wiring

PASSWORD = "correct horse battery"
PAGE = json.dumps(
    {
        "url": "https://lib.example.jp/1",
        "title": "題",
        "text": "おはなし会のお知らせです。" * 40,
        "rows": [["日時", "12月1日"]] * 6,
        "canonical": "",
        "published": None,
        "image": None,
        "notes": [],
        "fingerprint": "f",
    },
    ensure_ascii=False,
)


def fill(parts: Wiring, waiting: int, old: int) -> None:
    """Lay the record: a director, items, old drafts posted and checked, new ones waiting with their
    pages.
    """
    with parts.store() as store:
        parts.desk(store).office.save_person(None, Person("館長", Role.DIRECTOR), PASSWORD)
        db = store._db
        db.execute("PRAGMA synchronous = OFF")
        for first in range(1, old + waiting + 1, 10_000):
            db.execute("BEGIN")
            for id in range(first, min(first + 10_000, old + waiting + 1)):
                for table, row in rows(id, over=id <= old):
                    db.execute(
                        f"INSERT INTO {table} ({', '.join(row)}) VALUES (:{', :'.join(row)})", row
                    )
                store._search.enter(id)
            db.execute("COMMIT")
        db.execute("UPDATE drafts SET decision = id WHERE state = 'checked'")


def rows(id: int, *, over: bool) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield what stands of one draft in each table."""
    old = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=3 * id)
    # what waits is of today: its day, 12月1日, is still to come
    at = (old if over else datetime.now(UTC)).isoformat(timespec="microseconds")
    text = f"第{id}回おはなし会\n12月1日(火)\n中央図書館\nhttps://lib.example.jp/{id}"
    content = Content(text, f"https://lib.example.jp/{id}", "mihon_lib")
    mark = digest(content)
    bare = {"page": "", "summary": "", "state": "drafted", "reason": "", "tries": 0}
    yield (
        "items",
        bare
        | {
            "id": id,
            "source": "home",
            "url": content.url,
            "title": "題",
            "seen_at": at,
        },
    )
    if not over:
        page = {"item": id, "read_at": at, "etag": "", "last_modified": "", "digest": ""}
        yield "pages", page | {"page": PAGE}
    yield (
        "drafts",
        {
            "id": id,
            "item": id,
            "source": "home",
            "kind": "ア",
            "state": "checked" if over else "waiting",
            "version": 1,
            "note": "",
            "origin": "",
            "opened_at": at,
            "changed_at": at,
        },
    )
    yield (
        "versions",
        {
            "draft": id,
            "version": 1,
            "title": f"第{id}回おはなし会",
            "content": codec.content_in(content),
            "digest": mark,
            "weight": 90,
            "findings": "[]",
            "author": "sync",
            "at": at,
            "urgent": 0,
            "page_digest": "",
        },
    )
    if over:
        yield (
            "decisions",
            {
                "id": id,
                "draft": id,
                "version": 1,
                "digest": mark,
                "person": "館長",
                "at": at,
                "way": "director",
                "confirmation": "",
                "acknowledged": "[]",
                "outside_hours": "",
                "policy_version": "",
            },
        )
        yield (
            "attempts",
            {
                "id": id,
                "draft": id,
                "decision": id,
                "digest": mark,
                "through": "sandbox",
                "started_at": at,
                "marker": "",
                "outcome": "posted",
                "detail": "",
            },
        )
        yield (
            "posts",
            {
                "id": id,
                "draft": id,
                "attempt": id,
                "act": "post",
                "post_id": str(id),
                "url": f"sandbox:{id}",
                "at": at,
                "through": "sandbox",
                "cost": 0.2,
            },
        )


def measured(act: Callable[[int], Any], runs: int) -> str:
    """Return the median CPU and wall of `act`, after one that does not count."""
    act(0)
    cpu, wall = [], []
    for n in range(1, runs + 1):
        begun = time.process_time(), time.perf_counter()
        act(n)
        cpu.append(time.process_time() - begun[0])
        wall.append(time.perf_counter() - begun[1])
    return (
        f"{statistics.median(cpu) * 1000:.1f} ms CPU, {statistics.median(wall) * 1000:.1f} ms wall"
    )


def pages(parts: Wiring, old: int, runs: int) -> None:
    app = create_app(parts)
    client = app.test_client()
    with parts.store() as store:
        session = {"who": "館長", "mark": store.people.mark("館長"), "id": "x"}
        store._db.execute(
            "INSERT OR IGNORE INTO sessions VALUES (?, '館長', '2099-01-01T00:00:00.000000+00:00')",
            (hashlib.sha256(b"x").hexdigest(),),
        )
    at = parts.clock().timestamp()
    with client.session_transaction() as cookie:
        cookie.update(session | {"began": at, "seen": at})

    def get(path: str) -> str:
        answer = client.get(path)
        assert answer.status_code == 200
        return answer.text

    print(f"queue page:            {measured(lambda _: get('/'), runs)} (goal: at most 50 ms)")
    print(f"its last page:         {measured(lambda _: get('/?page=50'), runs)}")
    print(f"one draft:             {measured(lambda _: get(f'/drafts/{old + 1}'), runs)}")
    print(f"posted, newest:        {measured(lambda _: get('/posts'), runs)}")
    print(f"posted, a search:      {measured(lambda _: get('/posts?q=第77回'), 5)}")
    print(
        f"… without a hit:       {measured(lambda _: get('/posts?q=休館'), 5)} (goal: at most "
        "50 ms)"
    )
    print(f"calendar:              {measured(lambda _: get('/calendar'), runs)}")
    token = re.search(r'name="csrf_token" value="([^"]+)"', get("/"))
    assert token is not None
    with parts.store() as store:
        shown = (store.draft(old + n) for n in range(1, runs + 2))
        digests = {draft.id: on_screen(draft) for draft in shown}

    def decide(n: int) -> None:
        id = old + 1 + n
        answer = client.post(
            f"/drafts/{id}/decide",
            data={"csrf_token": token[1], "digest": digests[id], "thirteen": "none"},
        )
        assert answer.status_code == 303

    print(f"a decision:            {measured(decide, runs)} (goal: at most 20 ms)")


def memory(parts: Wiring) -> None:
    """Serve in a process of its own, log in three times, open pages; tell its resident and its peak
    memory.
    """
    command = [
        sys.executable,
        "-m",
        "bridge",
        "--config",
        parts.config_path,
        "--db",
        parts.db_path,
        "serve",
        "--port",
        "0",
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        found = re.search(r"http://[^/]+", process.stdout.readline())
        assert found is not None
        for _ in range(3):
            opener = urllib.request.build_opener(
                urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
            )
            token = re.search(
                r'name="csrf_token" value="([^"]+)"',
                opener.open(f"{found[0]}/login").read().decode(),
            )
            assert token is not None
            form = {"csrf_token": token[1], "name": "館長", "password": PASSWORD}
            opener.open(f"{found[0]}/login", urllib.parse.urlencode(form).encode())
            for path in (
                "/",
                "/?page=3",
                "/new",
                "/posts?q=第7回",
                "/checks",
                "/calendar",
                "/journal",
                "/settings",
                "/sources",
            ):
                opener.open(found[0] + urllib.parse.quote(path, safe="/?=&")).read()
        status = Path(f"/proc/{process.pid}/status").read_text()
        now, peak = (
            int(re.search(rf"{name}:\s+(\d+)", status)[1]) / 1024 for name in ("VmRSS", "VmHWM")
        )  # type: ignore[index]
        print(
            f"serve:                 {now:.0f} MB resident, {peak:.0f} MB at its peak (goal: "
            "at most 120 MB)"
        )
    finally:
        process.terminate()
        process.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--old", type=int, default=100_000)
    parser.add_argument("--waiting", type=int, default=1_000)
    parser.add_argument("--keep", type=Path, help="a folder for the record, which is laid once")
    asked = parser.parse_args()
    waiting, old = (100, 10_000) if asked.quick else (asked.waiting, asked.old)
    with tempfile.TemporaryDirectory() as name:
        folder = asked.keep or Path(name)
        parts = Wiring(folder / "feeds.toml", folder / "state.db")
        if not parts.db_path.exists():
            folder.mkdir(exist_ok=True)
            parts.config_path.write_text(demo_toml("http://127.0.0.1:9"), encoding="utf-8")
            fill(parts, waiting, old)
        print(
            f"{waiting:,} waiting, {old:,} old drafts, {parts.db_path.stat().st_size / 1e6:.0f} MB"
        )
        pages(parts, old, 30)
        memory(parts)


if __name__ == "__main__":
    main()
