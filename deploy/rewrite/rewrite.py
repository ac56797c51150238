#!/usr/bin/env python3
"""A program for `[rewrite] command`: asks a language model for the summary of a post.

    [rewrite]
    command = ["python3", "/opt/library/rewrite.py"]
    seconds = 60

It speaks the chat completions that llama.cpp, Ollama, vLLM and most services have, and needs
nothing but Python and task.txt beside it. Variables: REWRITE_URL
(http://127.0.0.1:8080/v1/chat/completions), REWRITE_MODEL (default), REWRITE_KEY_FILE (a file with
the key of a service that wants one). What it is given is what the page says to everybody; it goes
to that address and nowhere else. What comes back is held to the page by feedbridge, and what is
refused comes here again with why.
"""

from __future__ import annotations

import json
import os
import sys
import urllib.request
from pathlib import Path
from typing import Any

SECONDS = 110  # [rewrite] seconds ends it earlier, unless feedbridge itself was ended


class Nowhere(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: page and key are for the one address."""

    def redirect_request(self, *_: object) -> None:
        """Return None, by which the answer is an error."""


DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}), Nowhere())
TASK = Path(__file__).with_name("task.txt")  # a library may word it otherwise


def messages(page: dict[str, Any]) -> list[dict[str, str]]:
    """Return the conversation: the task, the page, and each answer that was refused with why."""
    told = {name: page[name] for name in ("title", "published", "topic", "facts")}
    turns = [
        {
            "role": "system",
            "content": TASK.read_text(encoding="utf-8").replace("{room}", str(page["room"] // 2)),
        },
        {"role": "user", "content": json.dumps(told, ensure_ascii=False, indent=1)},
    ]
    for one in page.get("refused", ()):
        again = f"この文は使えません。{one['why']}。そこを直して、文だけをもう一度書いてください。"
        turns.append({"role": "assistant", "content": one["text"]})
        turns.append({"role": "user", "content": again})
    return turns


def ask(turns: list[dict[str, str]]) -> str:
    """Return what the model says; raises OSError, ValueError, KeyError."""
    url = os.environ.get("REWRITE_URL", "http://127.0.0.1:8080/v1/chat/completions")
    if not url.startswith(("http://", "https://")):
        raise ValueError(url)
    question = {
        "model": os.environ.get("REWRITE_MODEL", "default"),
        "messages": turns,
        "temperature": 0.2,
    }
    headers = {"Content-Type": "application/json"}
    if file := os.environ.get("REWRITE_KEY_FILE"):
        headers["Authorization"] = f"Bearer {Path(file).read_text(encoding='utf-8').strip()}"
    request = urllib.request.Request(url, json.dumps(question).encode(), headers)  # noqa: S310 - http or https, see above
    with DIRECT.open(request, timeout=SECONDS) as answer:
        told = json.load(answer)["choices"][0]["message"]["content"]
    if not isinstance(told, str):
        raise TypeError("no text")
    return told.strip()


def main() -> int:
    """Write the summary to standard output; return 1 with a line on standard error where none
    came.
    """
    try:
        sys.stdout.buffer.write(f"{ask(messages(json.load(sys.stdin.buffer)))}\n".encode())
    except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
        sys.stderr.write(f"rewrite: {type(error).__name__}: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
