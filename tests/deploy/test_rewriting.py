"""The program for [rewrite] command that asks a language model, beside one that answers over
loopback.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

from deploy.tools import DEPLOY

PAGE = {
    "title": "冬の星を見る会",
    "url": "https://lib.example.jp/1",
    "published": "2026-11-20",
    "facts": {"place": "屋上"},
    "topic": ["日時：12月5日(土)"],
    "summary": "",
    "room": 201,
    "refused": [],
}


@contextmanager
def model(
    answer: bytes, code: int = 200, to: str = ""
) -> Iterator[tuple[str, list[tuple[dict[str, Any], str]]]]:
    """A model that says this; yields its address, and what it was asked with which key."""
    questions: list[tuple[dict[str, Any], str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            questions.append((json.loads(body), self.headers.get("Authorization", "")))
            self.send_response(code)
            if to:
                self.send_header("Location", to)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1/chat/completions", questions
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def rewrite(page: object, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, DEPLOY / "rewrite" / "rewrite.py"],
        input=json.dumps(page, ensure_ascii=False),
        text=True,
        capture_output=True,
        encoding="utf-8",
        timeout=30,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1", **variables},
    )


def said(words: str) -> bytes:
    return json.dumps({"choices": [{"message": {"content": words}}]}).encode()


def test_the_model_is_told_the_page_the_task_and_the_room() -> None:
    """In full-width letters; its words are the answer."""
    with model(said(" 12月5日(土)に屋上で星を見ます。\n")) as (url, questions):
        told = rewrite(PAGE, REWRITE_URL=url, REWRITE_MODEL="small")
    assert (told.stdout, told.returncode) == ("12月5日(土)に屋上で星を見ます。\n", 0)
    [(question, key)] = questions
    task, page = question["messages"]
    assert (question["model"], key) == ("small", "")
    assert "全角で 100 字以内" in task["content"]
    assert {"冬の星を見る会", "日時：12月5日(土)"} <= set(json.loads(page["content"])["topic"]) | {
        json.loads(page["content"])["title"]
    }


def test_what_was_refused_is_a_turn_of_the_conversation(tmp_path: Path) -> None:
    """With why; a service gets its key from a file."""
    key = tmp_path / "key"
    key.write_text("k-1\n")
    page = {**PAGE, "refused": [{"text": "12月6日です。", "why": "「12月6日」はありません"}]}
    with model(said("はい")) as (url, questions):
        rewrite(page, REWRITE_URL=url, REWRITE_KEY_FILE=str(key))
    [(question, bearer)] = questions
    assert [one["role"] for one in question["messages"]] == ["system", "user", "assistant", "user"]
    assert question["messages"][2]["content"] == "12月6日です。"
    assert "「12月6日」はありません" in question["messages"][3]["content"]
    assert bearer == "Bearer k-1"


def test_without_an_answer_it_ends_with_an_error() -> None:
    """Nobody there, another kind of answer, an address of another kind: feedbridge tells that it
    failed.
    """
    with model(b'{"error": "busy"}') as (url, _):
        odd = rewrite(PAGE, REWRITE_URL=url)
    nobody = rewrite(PAGE, REWRITE_URL=url)
    file = rewrite(PAGE, REWRITE_URL="file:///etc/hosts")
    for told in (odd, nobody, file):
        assert (told.stdout, told.returncode) == ("", 1)
        assert told.stderr.startswith("rewrite: ")
        assert len(told.stderr.splitlines()) == 1


def test_page_and_key_go_to_the_one_address(tmp_path: Path) -> None:
    """Neither a redirect nor a proxy of the environment leads them elsewhere."""
    key = tmp_path / "key"
    key.write_text("k-1")
    with model(said("よそ")) as (other, elsewhere):
        with model(b"", 302, other) as (url, _):
            led = rewrite(PAGE, REWRITE_URL=url, REWRITE_KEY_FILE=str(key))
        with model(said("はい")) as (url, questions):
            told = rewrite(PAGE, REWRITE_URL=url, http_proxy=other, HTTP_PROXY=other)
    assert (led.returncode, told.stdout, len(questions), elsewhere) == (1, "はい\n", 1, [])


def test_an_answer_without_a_text_is_none() -> None:
    """null is no word."""
    with model(b'{"choices": [{"message": {"content": null}}]}') as (url, _):
        told = rewrite(PAGE, REWRITE_URL=url)
    assert (told.stdout, told.returncode) == ("", 1)
