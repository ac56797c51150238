"""Edge: the trace: each clause of the policy, the files that hold it and the tests that are named
after it, read from the code.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from bridge.cli.output import as_json, echo, print_json
from bridge.policy.clauses import CLAUSES, Clause
from bridge.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BRIDGE: Final = Path(__file__).parents[1]
TESTS: Final = BRIDGE.parent / "tests"  #: there in a checkout only
MOST: Final = 4  #: files and tests named a clause; the number of the rest is told
#: letters and words of clauses in the names of tests
_LETTER: Final = {"ア": "a", "イ": "i", "ウ": "u", "エ": "e"}
_NUMBER: Final = re.compile(r"(?<!\d)(?:\d+\(\d+\)[ア-エ]?|附則)(?![ア-エ])")
_BARE: Final = re.compile(
    r"""(?:[Ss]ections?|[Cc]lauses?|運用方針|\A"{3}) ?(\d+)(?![\d(.])"""
    r"""|(?<!\d)[(、](\d+)(?=[)、])|"(\d+)"(?!:)"""
)
_TEST: Final = re.compile(r"^def (test_\w+)\(", re.MULTILINE)
_NAME: Final = {"附則": "supplementary_provision"}


@dataclass(frozen=True, slots=True)
class Trace:
    """Where one clause lives."""

    clause: Clause
    files: tuple[str, ...]  #: its own first, then those that speak of it most
    tests: tuple[tuple[str, int], ...]  #: file, how many tests in it


def trace(bridge: Path = BRIDGE, tests: Path = TESTS) -> list[Trace]:
    """Return where each clause lives; no tests when `tests` is not there (an installed program)."""
    sources = {f"bridge/{path.relative_to(bridge)}": _spoken(path) for path in _files(bridge)}
    named = list(functions(tests))
    return [
        Trace(
            c,
            tuple(_homes(c.number, sources)),
            tuple(Counter(path for path, _ in proofs(c.number, named)).items()),
        )
        for c in CLAUSES
    ]


def _files(folder: Path) -> Iterator[Path]:
    skipped = {"clauses.py", "test_policy.py", "sayings"}  # tables and words prove nothing
    yield from (
        p
        for p in sorted(folder.rglob("*"))
        if p.suffix in {".py", ".toml"} and skipped.isdisjoint({p.name, p.parent.name})
    )


def _spoken(path: Path) -> Counter[str]:
    """Return how often a file speaks of each clause: by its number, not a longer one; a bare number
    counts where it is clearly a clause, and in no word list, whose patterns are full of them.
    """
    text = path.read_text("utf-8")
    bare = _BARE.findall(text) if path.suffix == ".py" else []
    return Counter([*_NUMBER.findall(text), *map("".join, bare)])


def _own(number: str, path: str) -> bool:
    """Return whether the file is named after the clause: s05_3_wording.py holds all of 5(3)."""
    match = re.match(r"s(\d\d)(?:_(\d+))?_", path.rpartition("/")[2])
    section, _, rest = number.partition("(")
    return (
        match is not None
        and section == str(int(match[1]))
        and match[2] in {None, rest.partition(")")[0]}
    )


def _homes(number: str, sources: dict[str, Counter[str]]) -> Iterator[str]:
    times = Counter({path: spoken[number] for path, spoken in sources.items()})
    own = [path for path in sources if _own(number, path)]
    yield from own
    yield from [path for path, n in times.most_common() if n and path not in own][
        : max(0, MOST - len(own))
    ]


def functions(tests: Path) -> Iterator[tuple[str, str]]:
    """Yield file, from the root, and name of each test function below a folder."""
    for path in _files(tests):
        if path.suffix == ".py" and path.name.startswith("test_"):
            for name in _TEST.findall(path.read_text("utf-8")):
                yield f"tests/{path.relative_to(tests)}", name


def proofs(number: str, functions: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return file and name of the tests that are named after a clause, those in its own file first,
    then by name: an order that a new test elsewhere does not turn round.
    """
    section, *rest = re.findall(r"\d+|[ア-エ]|附則", number)
    name = "_".join([_NAME.get(section, section), *(_LETTER.get(each, each) for each in rest)])
    # test_6_each_…: all kinds of it
    whole = rf"|{section}_(?!\d)" if rest and section in {"6", "7"} else ""
    named = re.compile(rf"test_(?:{name}_(?!\d){whole})")
    own = [(path, test) for path, test in functions if named.match(test)]
    return sorted(own, key=lambda each: (not _own(number, each[0].replace("test_s", "s")), each[0]))


def markdown(rows: Iterable[Trace]) -> str:
    """Return the table of docs/policy-trace.md."""
    lines = [
        "# The policy, clause by clause",
        "",
        "Written by `feedbridge policy --markdown > docs/policy-trace.md` from the code; a "
        "test holds it to the code.",
        "",
        "| 項 | 内容 | プログラムがすること | 人がすること | ファイル | 試験 |",
        "|---|---|---|---|---|---|",
    ]
    for row in rows:
        c = row.clause
        proofs = [f"`{path}`" for path, _ in row.tests[:MOST]] + (
            ["ほか"] if len(row.tests) > MOST else []
        )
        files = [f"`{path}`" for path in row.files]
        lines.append(
            f"| {c.number} | {c.label} | {c.machine} | {c.person} | {'<br>'.join(files)} | "
            f"{'<br>'.join(proofs)} |"
        )
    return "\n".join(lines) + "\n"


@click.command("policy")
@click.option("--markdown", "as_markdown", is_flag=True, help="docs/policy-trace.md の形で出力する")
@as_json
def policy_command(as_markdown: bool, as_json: bool) -> None:
    """運用方針の項ごとに、プログラムと人がすること、ファイル、試験を表示する。"""
    rows = trace()
    if as_json:
        print_json([asdict(row) for row in rows])
    elif as_markdown:
        echo(markdown(rows), nl=False)
    else:
        for row in rows:
            c = row.clause
            echo(
                f"{c.number}  {c.label}\n  プログラム: {c.machine}"
                + (f"\n  人: {c.person}" if c.person else "")
            )
            echo(
                f"  {'、'.join(row.files)}"
                + "".join(f"\n  {path} ({n})" for path, n in row.tests[:MOST])
            )
