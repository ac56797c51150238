"""What the documents name is there: files, tests, commands, exit codes."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from bridge import errors
from bridge.cli import cli

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("name", ["README.md", *(str(p.relative_to(ROOT)) for p in ROOT.glob("docs/**/*.md"))])
def test_links_lead_somewhere(name: str) -> None:
    """Every relative link of a document exists."""
    document = ROOT / name
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text(encoding="utf-8")):
        assert (document.parent / target).exists(), f"{name}: {target}"


def test_every_test_named_in_the_table_of_faults_exists() -> None:
    """docs/faults.md does not promise what is not tried."""
    text = (ROOT / "docs/faults.md").read_text(encoding="utf-8")
    for file, test in re.findall(r"`(tests/[\w/.*]+?)(?:::([\w*]+))?`", text):
        found = list(ROOT.glob(file))
        assert found, file
        if test and "*" not in test:
            assert any(f"def {test}(" in path.read_text(encoding="utf-8") for path in found), test


def test_every_command_is_documented() -> None:
    """docs/commands.md names each command of the program, and no other."""
    text = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    with click.Context(cli) as ctx:
        for name in cli.list_commands(ctx):
            assert re.search(rf"`(?:[^`]*, )?`?{re.escape(name)}\b|`{re.escape(name)} ", text), name
            assert cli.get_command(ctx, name) is not None


def test_every_exit_code_is_documented() -> None:
    """Each class of errors.py stands in the table with its code."""
    text = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    codes = {c.exit_code for c in vars(errors).values() if isinstance(c, type) and issubclass(c, errors.BridgeError)}
    assert codes <= {int(code) for code in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)}


def test_nothing_of_the_project_speaks_of_a_machine_or_a_registry() -> None:
    """No machine's path, no registry's host in what is committed."""
    for path in [*ROOT.glob("bridge/**/*.py"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("*.md"), *ROOT.glob("*.t*")]:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"/(?:root|home|work)/\w|files\.pythonhosted|pypi\.org", text), path
