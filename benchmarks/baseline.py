"""The plain script that a library would write instead: what is new in each list becomes a row with
title and link.

    python benchmarks/baseline.py FOLDER        reads FOLDER/feeds.toml, keeps FOLDER/plain.db

requests, feedparser, bs4 and sqlite-utils, used as their manuals show; polite (conditional GET),
and nothing beyond: no decision, no record of who did what, no summary, no proof, no post. ratios.py
runs it and feedbridge in turns.
"""

from __future__ import annotations

import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import feedparser
import requests
import sqlite_utils
from bs4 import BeautifulSoup

TIMEOUT = (5, 20)
LONGEST = 140  # full-width characters of a post
LINK = 12  # what a link costs of them


def look(
    session: requests.Session, source: dict[str, Any], known: dict[str, Any]
) -> tuple[dict[str, Any], requests.Response | None]:
    """GET a list with the validators of last time; None when it is unchanged."""
    headers = {"User-Agent": "plain/1.0"}
    if known.get("etag"):
        headers["If-None-Match"] = known["etag"]
    if known.get("modified"):
        headers["If-Modified-Since"] = known["modified"]
    answer = session.get(source["url"], headers=headers, timeout=TIMEOUT)
    answer.raise_for_status()
    return source, None if answer.status_code == 304 else answer


def entries(source: dict[str, Any], answer: requests.Response) -> list[tuple[str, str]]:
    """Return address and title of each entry of a list."""
    if source["kind"] == "feed":
        return [(entry.link, entry.title) for entry in feedparser.parse(answer.content).entries]
    soup = BeautifulSoup(answer.content, "lxml")
    links = [link for row in soup.select("li, dd") for link in row.select("a[href]")]
    return [(urljoin(answer.url, str(link["href"])), link.get_text(strip=True)) for link in links]


def compose(answer: requests.Response, title: str) -> str:
    """Return title and link of an article, short enough."""
    soup = BeautifulSoup(answer.content, "lxml")
    heading = soup.select_one("h1") or soup.title
    said = heading.get_text(" ", strip=True) if heading else title
    room = LONGEST - LINK
    return f"{said if len(said) <= room else said[: room - 1] + '…'}\n{answer.url}"


def main(folder: Path) -> None:
    sources = tomllib.loads((folder / "feeds.toml").read_text(encoding="utf-8"))["source"]
    db = sqlite_utils.Database(folder / "plain.db")
    if "sources" not in db.table_names():
        db["sources"].create({"id": str, "etag": str, "modified": str, "asked": str}, pk="id")
        db["items"].create(
            {"url": str, "source": str, "title": str, "text": str, "seen": str}, pk="url"
        )
    memory = {row["id"]: row for row in db["sources"].rows}
    now = datetime.now(UTC).isoformat()
    with requests.Session() as session, ThreadPoolExecutor(8) as pool:
        for source, answer in list(
            pool.map(lambda s: look(session, s, memory.get(s["id"], {})), sources)
        ):
            if answer is None:
                db["sources"].update(source["id"], {"asked": now})
                continue
            first = source["id"] not in memory
            fresh = [
                (url, title)
                for url, title in entries(source, answer)
                if not list(db["items"].rows_where("url = ?", [url]))
            ]
            pages = (
                [None] * len(fresh)
                if first
                else list(pool.map(lambda f: session.get(f[0], timeout=TIMEOUT), fresh))
            )
            rows = [
                {
                    "url": url,
                    "source": source["id"],
                    "title": title,
                    "text": compose(page, title) if page else "",
                    "seen": now,
                }
                for (url, title), page in zip(fresh, pages, strict=True)
            ]
            db["items"].insert_all(rows, pk="url", ignore=True)
            kept = {
                "etag": answer.headers.get("ETag", ""),
                "modified": answer.headers.get("Last-Modified", ""),
            }
            db["sources"].insert({"id": source["id"], "asked": now, **kept}, pk="id", replace=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
