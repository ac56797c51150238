"""What the start of a command costs, counted without a clock: the modules that it imports."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from bridge.demo.site import demo_toml

#: slow to import; a command that needs none of them must not pay for them
SLOW = {
    "annotated_types", "argon2", "bs4", "budoux", "charset_normalizer", "feedparser", "flask", "holidays", "jinja2", "lxml", "PIL",
    "protego", "pydantic", "reportlab", "requests", "smtplib", "sqlite_utils", "tomlkit", "tweepy", "urllib3",
}  # fmt: skip
#: what decides on texts: wanted when something is drafted or posted
RULES = {
    "bridge.dictionary",
    "bridge.text.morphemes",
    "bridge.draft.compose",
    "bridge.draft.make",
    "bridge.policy.examine",
    "bridge.policy.s05_3_wording",
    "bridge.text.dates",
    "bridge.config",
}
#: modules of its own with which a Python after the oldest (3.11) begins
OF_NEWER = 0 if sys.version_info < (3, 12) else 3
CODE = """
import io, json, sys
from contextlib import redirect_stdout
sys.argv = ["feedbridge", *sys.argv[1:]]
from bridge.__main__ import main
with redirect_stdout(io.StringIO()):
    code = main()
print(json.dumps([code, sorted(sys.modules)]))
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A library with a record, at whose site nothing can be new: its source is off."""
    folder = tmp_path_factory.mktemp("idle")
    text = demo_toml("http://127.0.0.1:9").replace('kind = "', 'enabled = false\nkind = "')
    (folder / "feeds.toml").write_text(text, encoding="utf-8")
    for _ in range(2):
        modules(folder, "run")
    return folder


def modules(folder, *command):
    """Return the modules that a command imports which ends well."""
    environment = {
        name: said
        for name, said in os.environ.items()
        if not name.startswith(("COVERAGE", "FEEDBRIDGE"))
    }
    told = subprocess.run(
        [sys.executable, "-c", CODE, *command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    code, found = json.loads(told.stdout)
    assert code == 0, told.stderr
    return set(found)


@pytest.mark.parametrize(
    ("command", "forbidden", "most"),
    [
        (["--help"], SLOW | RULES | {"sqlite3", "ssl", "bridge.model", "bridge.wiring"}, 130),
        (
            ["queue"],
            SLOW | RULES | {"ssl", "bridge.fetch.client", "bridge.publish", "bridge.sync"},
            200,
        ),
        (
            ["status"],
            SLOW | RULES | {"ssl", "bridge.fetch.client", "bridge.publish", "bridge.sync"},
            210,
        ),
        (["publish"], SLOW | RULES | {"ssl", "http.client", "bridge.sync"}, 243),
        (["run"], SLOW | RULES | {"ssl", "http.client", "bridge.notices"}, 266),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_an_idle_command_imports_what_it_needs(place, command, forbidden, most):
    """A command that finds nothing to do imports no parser, no rule of texts and no way out, and
    not many modules at all.
    """
    found = modules(place, *command)
    assert not forbidden & found
    assert len(found) <= most + OF_NEWER
