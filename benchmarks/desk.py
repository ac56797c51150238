"""The desk with 1,000 drafts waiting and 100,000 old ones: a page, a decision, a search, and the
server's memory.

    python benchmarks/desk.py            about a minute
    python benchmarks/desk.py --quick    a tenth of the drafts

Times are medians on the server, in the process itself: CPU (what the work costs) and wall (what one
waits, on this machine as busy as it is). Memory is that of `feedbridge serve` after logins and
pages.
"""

from __future__ import annotations

import argparse
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
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bridge.demo.site import demo_toml
from bridge.model import Content, Person, Role
from bridge.policy.s05_1_signoff import digest
from bridge.web.app import create_app
from bridge.wiring import Wiring

PASSWORD = "correct horse battery"


def fill(parts: Wiring, waiting: int, old: int) -> None:
    """Lay the record: a director, items with pages, old drafts posted and checked, new ones
    waiting.
    """
    with parts.store() as store:
        parts.desk(store).office.save_person(None, Person("館長", Role.DIRECTOR), PASSWORD)
        db, start = store._db, datetime(2020, 1, 1, tzinfo=UTC)
        body = "おはなし会のお知らせです。" * 40
        page = {"url": "https://lib.example.jp/1", "title": "題", "text": body, "rows": [["日時", "12月1日"]] * 6, "canonical": "",
                "published": None, "image": None, "notes": [], "fingerprint": "f"}  # fmt: skip
        raw = json.dumps(page, ensure_ascii=False)
        db.execute("BEGIN")
        for id in range(1, old + waiting + 1):
            at = (start + timedelta(minutes=30 * id)).isoformat(timespec="microseconds")
            over = id <= old
            content = Content(
                f"第{id}回おはなし会\n12月1日(火)\n中央図書館\nhttps://lib.example.jp/{id}",
                f"https://lib.example.jp/{id}",
                "mihon_lib",
            )
            mark = digest(content)
            db.execute(
                "INSERT INTO items VALUES (?, 'home', ?, '題', '', '', 'drafted', ?, NULL, '', 0)",
                (id, content.url, at),
            )
            if not over:
                db.execute("INSERT INTO pages VALUES (?, ?, '', '', '', ?)", (id, at, raw))
            db.execute(
                "INSERT INTO drafts VALUES (?, ?, 'home', 'ア', ?, 1, NULL, '', '', NULL, ?, ?)",
                (id, id, "checked" if over else "waiting", at, at),
            )
            db.execute(
                "INSERT INTO versions VALUES (?, 1, ?, ?, ?, 90, '[]', 'sync', ?, 0, NULL, '')",
                (
                    id,
                    f"第{id}回おはなし会",
                    json.dumps(asdict(content), ensure_ascii=False),
                    mark,
                    at,
                ),
            )
            if over:
                db.execute(
                    "INSERT INTO decisions VALUES (?, ?, 1, ?, '館長', ?, 'director', '', '[]', '', NULL, '')",
                    (id, id, mark, at),
                )
                db.execute("UPDATE drafts SET decision = ? WHERE id = ?", (id, id))
                db.execute(
                    "INSERT INTO attempts VALUES (?, ?, ?, ?, 'sandbox', ?, '', 'posted', '')",
                    (id, id, id, mark, at),
                )
                db.execute(
                    "INSERT INTO posts VALUES (?, ?, ?, ?, ?, 'sandbox', 0.2)",
                    (id, id, str(id), f"sandbox:{id}", at),
                )
        db.execute("COMMIT")


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
    print(f"calendar:              {measured(lambda _: get('/calendar'), runs)}")
    token = re.search(r'name="csrf_token" value="([^"]+)"', get("/"))
    assert token is not None
    with parts.store() as store:
        digests = {old + n: store.draft(old + n).digest for n in range(1, runs + 2)}

    def decide(n: int) -> None:
        id = old + 1 + n
        answer = client.post(
            f"/drafts/{id}/decide", data={"csrf_token": token[1], "digest": digests[id]}
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
            f"serve:                 {now:.0f} MB resident, {peak:.0f} MB at its peak (goal: at most 120 MB)"
        )
    finally:
        process.terminate()
        process.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    waiting, old = (100, 10_000) if parser.parse_args().quick else (1_000, 100_000)
    with tempfile.TemporaryDirectory() as name:
        parts = Wiring(Path(name) / "feeds.toml", Path(name) / "state.db")
        parts.config_path.write_text(demo_toml("http://127.0.0.1:9"), encoding="utf-8")
        fill(parts, waiting, old)
        print(
            f"{waiting:,} waiting, {old:,} old drafts, {parts.db_path.stat().st_size / 1e6:.0f} MB"
        )
        pages(parts, old, 30)
        memory(parts)


if __name__ == "__main__":
    main()
