"""What the documents name is there: files, tests, commands, exit codes; every command block of
theirs can be typed as it stands, and what stands between backticks is a command with its options.
"""

from __future__ import annotations

import re
import shlex
import subprocess
from fnmatch import fnmatch
from pathlib import Path

import click
import pytest

from bridge import __version__, errors
from bridge.cli import cli

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted(
    str(path.relative_to(ROOT)) for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"))
)
DRAFTS, FINDINGS = "docs/drafts.md", "docs/findings.md"
BLOCK = re.compile(r"(?:^    \S.*\n)(?:(?:^    .*)?\n)*", re.MULTILINE)
FEEDBRIDGE = re.compile(r"(?:\S*/)?feedbridge$")
SHELL = frozenset(
    (
        "make",
        "cp",
        "install",
        "python",
        "python3",
        "systemctl",
        "useradd",
        "pip",
        "docker",
        "kubectl",
        "eval",
        "cd",
        "sudo",
        "uv",
        "pipx",
        "git",
    )
)  #: with which a line of a block begins that is typed


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def lines(name: str) -> list[str]:
    """Return the lines of a document's blocks that are typed into a shell or a crontab, remarks cut
    off.
    """
    found = []
    for block in BLOCK.findall(read(name)):
        for line in block.splitlines():
            code = re.split(r"\s{2,}#|\s#\s", line.strip())[0].strip()
            # a crontab's five times and its user
            first = re.sub(r"^(?:[\d*/,-]+\s+){5}\w*\s+", "", code)
            word = first.split(" ", 1)[0]
            if (
                FEEDBRIDGE.search(word)
                or word.rpartition("/")[2] in SHELL
                or re.match(r"[A-Z_]+=\S+ ", first)
            ):
                found.append(first)
    return found


def calls(line: str) -> list[list[str]]:
    """Return the words after `feedbridge` of each call in a line."""
    parts = [shlex.split(part) for part in re.split(r"&&|\|", re.sub(r"\$\([^)]*\)", "", line))]
    return [part[1:] for part in parts if part and FEEDBRIDGE.search(part[0])]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_lead_somewhere(name: str) -> None:
    """Every relative link of a document exists."""
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", read(name)):
        assert ((ROOT / name).parent / target).exists(), f"{name}: {target}"


def test_every_test_named_in_the_table_of_faults_exists() -> None:
    """docs/faults.md does not promise what is not tried: files, tests, names with a star, and every
    row names one.
    """
    text = read("docs/faults.md")
    for row in re.findall(r"^\| (?!\*\*|---|fault).*\|$", text, re.MULTILINE):
        promised = re.findall(r"`([^`]+)`", row.rsplit("|", 2)[1])
        assert promised, f"no test: {row}"
        file = ""
        for name in promised:
            if name.startswith("make "):
                assert re.search(rf"^{name.split()[1]}:", read("Makefile"), re.MULTILINE), name
                continue
            file, _, test = name.partition("::") if name.startswith("tests/") else (file, "", name)
            found = list(ROOT.glob(file))
            assert found, f"{name}: no such file"
            if test:
                pattern = "def " + re.escape(test).replace(r"\*", r"\w+") + r"\("
                assert any(
                    re.search(pattern, path.read_text(encoding="utf-8")) for path in found
                ), f"{file}: no {test}"


def test_every_command_is_documented() -> None:
    """docs/commands.md names each command of the program, and no other."""
    text = read("docs/commands.md")
    with click.Context(cli) as ctx:
        for name in cli.list_commands(ctx):
            assert re.search(rf"`(?:[^`]*, )?`?{re.escape(name)}\b|`{re.escape(name)} ", text), name
            assert cli.get_command(ctx, name) is not None


NUMBERS = {
    15: "fifteen",
    16: "sixteen",
    17: "seventeen",
    18: "eighteen",
    19: "nineteen",
    20: "twenty",
}


def test_the_way_of_one_item_is_as_many_files_as_it_says() -> None:
    """A stranger who follows one item opens no more; each is a file of bridge/, and named as one:
    no module stands there without its ending.
    """
    way = read("docs/the-way-of-one-item.md")
    files = set(re.findall(r"`([a-z_/0-9]+\.py)`", way))
    assert [name for name in sorted(files) if not (ROOT / "bridge" / name).is_file()] == []
    assert f"The {NUMBERS[len(files)]} files that are named here" in way
    words = set(re.findall(r"`([a-z_/]+[a-z])`", way))
    assert [word for word in words if list((ROOT / "bridge").rglob(f"{word}.py"))] == []


def test_what_a_step_names_stands_in_the_file_it_names() -> None:
    """A stranger who adds something finds the table, the class or the function that the step means:
    in one of its files, which is there.
    """
    steps = re.findall(r"^\d\. (.+(?:\n {3}.+)*)", read("docs/how-do-i-add.md"), re.MULTILINE)
    old = [step for step in steps if "NAME" not in step.partition(":")[0]]
    assert len(old) >= 10
    for step in old:
        files = [ROOT / name for name in re.findall(r"`(bridge/[a-z_/.]+)`", step)]
        text = "\n".join(path.read_text(encoding="utf-8") for path in files)
        names = re.findall(r"`([A-Za-z_]+(?:\.[a-z_]+)?)`", step)
        assert files, step
        assert [name for name in names if not re.search(rf"\b{name}\b", text)] == [], step


def test_an_editor_that_reads_editorconfig_changes_no_file() -> None:
    """What is committed is as .editorconfig says, but for what it names as recorded."""
    (recorded,) = re.findall(r"^\[\{(.+)\}\]\ncharset = unset", read(".editorconfig"), re.MULTILINE)
    patterns = recorded.split(",")
    assert all(any(ROOT.glob(pattern.replace("**.", "**/*."))) for pattern in patterns)
    files = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split("\0")
    for name in filter(None, files):
        if any(fnmatch(name, pattern.replace("**/", "*")) for pattern in patterns):
            continue
        path = ROOT / name
        content = path.read_bytes() if path.is_file() else b""
        if b"\0" not in content:
            assert not re.search(rb"\r|[ \t]\n|[^\n]\Z", content), name
            content.decode()


def test_every_exit_code_is_documented() -> None:
    """Each class of errors.py stands in the table with its code."""
    text = read("docs/commands.md")
    codes = {
        c.exit_code
        for c in vars(errors).values()
        if isinstance(c, type) and issubclass(c, errors.BridgeError)
    }
    assert codes <= {int(code) for code in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)}


def test_the_tree_of_errors_is_that_of_the_classes() -> None:
    """Whoever looks for the class of a remedy finds each in its place, with what a run ends with:
    its own, or that of the class above it.
    """
    drawn, above = {"BridgeError": ("Exception", 1)}, ["BridgeError"]
    line = re.compile(r"^ {4}((?:│ {3})*)[├└]── (\w+) +(?:exit (\d+))?", re.MULTILINE)
    for bars, name, code in line.findall(errors.__doc__ or ""):
        above[len(bars) // 4 + 1 :] = [name]
        drawn[name] = (above[-2], int(code) if code else drawn[above[-2]][1])
    classes = {
        name: (one.__bases__[-1].__name__, one.exit_code)
        for name, one in vars(errors).items()
        if isinstance(one, type) and issubclass(one, errors.BridgeError)
    }
    assert drawn == classes


FOLDERS = ("bridge", "docs", "tests", "tools", "benchmarks", "deploy", ".ci", ".github")


def texts() -> list[Path]:
    """Return the files of the project that people read: what is built or fetched lies elsewhere."""
    found = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*")]
    return [
        path
        for path in (*found, *ROOT.glob("[!.]*"))
        if path.is_file() and "__pycache__" not in path.parts and path.suffix not in {".db", ".env"}
    ]


def test_the_topmost_release_is_this_one_and_sorted_by_what_is_looked_for() -> None:
    """The number of CHANGELOG.md is the program's own, with a day; no point stands above the first
    heading of its release, and none is there twice.
    """
    release = re.split(r"^## ", read("CHANGELOG.md"), flags=re.MULTILINE)[1]
    title, _, points = release.partition("\n")
    assert re.fullmatch(rf"{re.escape(__version__)} \(\d{{4}}-\d\d-\d\d\)", title)
    head, first, _ = points.partition("### ")
    assert first
    assert not re.search("^- ", head, re.MULTILINE)
    told = re.findall(r"^- (.+)$", points, re.MULTILINE)
    assert len(told) == len(set(told)) > 200


def test_nothing_of_the_project_speaks_of_a_machine_or_a_registry() -> None:
    """No machine's path, no registry's host in what is committed, tests and tools among it."""
    elsewhere = re.compile(rb"/(?:root|home|work)/\w|files\.pythonhosted|pypi\.org")
    contents = {path: path.read_bytes() for path in texts()}
    assert {"Makefile", "run", "codes.py", "test_docs.py", "feeds.toml"} <= {
        p.name for p in contents
    }
    assert [
        str(path.relative_to(ROOT))
        for path, content in contents.items()
        if b"\0" not in content and elsewhere.search(content)
    ] == []


def test_the_readme_says_the_same_in_both_languages() -> None:
    """Each leads to the other in its first lines; blocks to type, links and figures are the same,
    line for line.
    """
    english, japanese = read("README.md"), read("README.ja.md")
    assert "(README.ja.md)" in english[:200]
    assert "(README.md)" in japanese[:200]
    assert lines("README.md") == lines("README.ja.md")
    for what in (
        r"\]\((docs/[^)]+|deploy/)\)",
        r"^#+ ",
        r"^\d\. ",
        r"^\|(?=.*\d)",
        r"(?<=\| )[≤≥<] ?[\d.,]+",
        r"\b\d[\d,.]*(?= ms| MB)",
    ):
        assert len(re.findall(what, english, re.MULTILINE)) == len(
            re.findall(what, japanese, re.MULTILINE)
        ), what
    links = r"\]\(((?:docs|deploy)/[^)]*)\)"
    assert sorted(re.findall(links, english)) == sorted(re.findall(links, japanese))
    figures = r"\d+(?:\.\d+)? (?:ms|MB|%)"
    assert re.findall(figures, english) == re.findall(figures, japanese)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_call_in_a_block_is_one_that_the_program_takes(name: str) -> None:
    """Command, options and their values as written are understood; nothing is run."""
    for line in lines(name):
        for call in calls(line):
            command: click.Command = cli
            ctx: click.Context | None = None
            words = [word for word in call if not re.match(r"\d?[<>]", word)]
            while isinstance(command, click.Group) and words and not words[0].startswith("-"):
                ctx = click.Context(command, parent=ctx, info_name="feedbridge")
                found = command.get_command(ctx, words.pop(0))
                assert found is not None, f"{name}: {line}"
                command = found
            try:
                command.parse_args(
                    click.Context(command, parent=ctx, info_name=command.name), list(words)
                )
            except click.UsageError as error:
                pytest.fail(f"{name}: {line}\n{error.format_message()}")


def rows(name: str, *first: str) -> list[list[str]]:
    """Return the cells of the rows of a document's tables that begin with one of these."""
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in read(name).splitlines()
    ]
    found = [next(row for row in cells if row[0] == one) for one in first]
    assert all(len(row) > 5 for row in found), found
    return found


def share(of: list[list[str]], column: int, pages: int = 1) -> str:
    """Return a column of several sets as hundredths of their pages."""
    part = sum(int(re.match(r"\d+", row[column])[0]) for row in of)
    return f"{100 * part / sum(int(row[pages]) for row in of):.0f}"


def of(row: list[str], column: int) -> tuple[int, int]:
    """Return the two numbers of a cell: 65 of 96."""
    found = re.match(r"(\d+) (?:\(\d+\) )?of (\d+)", row[column])
    assert found is not None, row
    return int(found[1]), int(found[2])


def test_the_readmes_figures_of_drafts_follow_from_the_sets() -> None:
    """The last three sets of either kind, the last one alone, and two by the milder reader: as
    their rows add up, in both documents.
    """
    real, written = rows(DRAFTS, "b48", "b49", "b50"), rows(DRAFTS, "p35", "p36", "p37")
    milder = [rows(DRAFTS, "b36", "p20"), rows(DRAFTS, "b35", "p18")]
    whole = [share(real, column) for column in (3, 5, 2)]
    pages = [share(written, column) for column in (3, 5)]
    kind, before = (share(those, 4) for those in milder)
    readme = read("README.md")
    assert (
        "{} % / {} % / {} % (the last one alone {} / {} / {})".format(
            *whole, *(share(real[-1:], column) for column in (3, 5, 2))
        )
        in readme
    )
    assert (
        "{} % / {} % (the last one alone, 24 pages, {} / {})".format(
            *pages, *(share(written[-1:], column) for column in (3, 5))
        )
        in readme
    )
    assert f"{kind} % / 11 % (the sets before {before} / 11)" in readme
    told = read(DRAFTS)
    assert "| {} % / {} % / {} % |".format(*whole) in told
    assert "| {} % / {} % |".format(*pages) in told
    assert f"| {kind} % / 11 % (b35 and p18: {before} / 11; " in told


def test_the_readmes_figures_of_findings_follow_from_the_sets() -> None:
    """The last three sets of the thirteen kinds, and of the facts all that were falsified and
    exchanged beside 184 pages, and the last three.
    """
    last = [
        [float(cell.split(" ")[0]) for cell in row[2:5]] for row in rows(FINDINGS, "27", "28", "29")
    ]
    found, stopped, noted = (sum(cells) / 3 for cells in zip(*last, strict=True))
    kinds = f"{found:.0f} % / {stopped:.1f} % / {noted:.1f} %"
    alone = f"(the last one alone {last[-1][0]:.0f} / {last[-1][1]:.1f} / {last[-1][2]:.1f})"
    facts = read(FINDINGS).partition("## Facts against the page")[2]
    sets = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in facts.splitlines()
        if re.match(r"\| (?:[3-9]|1\d|2[0-5])[ ,]", line) and " of " in line
    ]
    assert sum(int(row[1]) for row in sets) == 184

    def percent(rows: list[list[str]]) -> list[str]:
        pairs = [[of(row, column) for row in rows] for column in (2, 3)]
        return [f"{100 * sum(a for a, _ in pair) / sum(b for _, b in pair):.0f}" for pair in pairs]

    readme, told = read("README.md"), read(FINDINGS)
    assert f"{kinds} {alone}" in readme
    assert f"| {kinds} |" in told
    assert (
        "{} % / {} % (the last three alone {} / {})".format(*percent(sets), *percent(sets[-3:]))
        in readme
    )
    assert "| {} % / {} % |".format(*percent(sets)) in told
    assert "| {} % / {} % |".format(*percent(sets[-3:])) in told


def test_the_figures_of_the_rules_broken_on_purpose_follow_from_the_draws() -> None:
    """Each draw adds up, and so do the last two."""
    seeds = [
        line.split(" | ")
        for line in read("docs/mutants.md").splitlines()
        if re.match(r"\| \d+ \|", line)
    ]
    assert len(seeds) == 17
    for row in seeds:
        parts = [of(row, column) for column in range(1, 6)]
        told, drawn = (sum(one[n] for one in parts) for n in (0, 1))
        assert row[6] == f"{told} of {drawn} ({100 * told / drawn:.0f} %)", row
    told, drawn = (sum(of(row, 6)[n] for row in seeds[-2:]) for n in (0, 1))
    assert f"| {told} of {drawn}, {100 * told / drawn:.1f} % |" in read("docs/mutants.md")


INLINE = re.compile(r"`((?:\S*/)?feedbridge|make)(?: ([^`]+))?`")
#: a command with an option whose program is not named: `queue --all`
BARE = re.compile(r"`([a-z][a-z-]* (?:[^`]* )?--[^`]+)`")
#: what stands for something that the reader knows: COMMAND, 名前, "…"
PLACEHOLDER = re.compile(r"[A-Z][A-Z_…]*|[^\x00-\x7f]+")


def one_way(typed: str) -> str:
    """Return a call as a table shows it, with the first of several values, with all that may be
    left out, and without where its output goes.
    """
    typed = re.sub(r"\\?\|(?!--)[^\s\]]+|\[/\w+\]", "", typed.partition(" > ")[0])
    return re.sub(r"\\?\||\]…|[\[\]]", " ", typed)


def unknown(words: list[str]) -> str:
    """Return what of the words behind `feedbridge` the program does not know: a command, an option
    of it, an argument too many. What is left out is for the reader to add.
    """
    command: click.Command = cli
    options: dict[str, click.Parameter] = {}
    arguments = 0
    words = [word for word in words if not re.match(r"\d?[<>]", word)]
    while words:
        options |= {opt: one for one in command.params for opt in (*one.opts, *one.secondary_opts)}
        word = words.pop(0)
        if word.startswith("-"):
            known = options.get(word.partition("=")[0])
            if word not in {"--help", "--version"} and not isinstance(known, click.Option):
                return word
            if isinstance(known, click.Option) and not known.is_flag and "=" not in word:
                words = words[1:]
        elif isinstance(command, click.Group):
            if PLACEHOLDER.fullmatch(word):
                return ""
            found = command.get_command(click.Context(command), word)
            if found is None:
                return word
            command = found
        else:
            arguments += 1
            room = [one.nargs for one in command.params if isinstance(one, click.Argument)]
            if -1 not in room and arguments > sum(room):
                return word
    return ""


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_command_between_backticks_is_one_that_the_program_knows(name: str) -> None:
    """`feedbridge restore` names a command and need not say of what; what it says is there. So is
    what stands without the program's name, with an option: `queue --all`.
    """
    makefile = read("Makefile")
    names = cli.list_commands(click.Context(cli))
    bare = [("feedbridge", said) for said in BARE.findall(read(name)) if said.split()[0] in names]
    for program, rest in (*INLINE.findall(read(name)), *bare):
        words = shlex.split(one_way(rest))
        if program == "make":
            targets = [word for word in words if "=" not in word and not PLACEHOLDER.match(word)]
            for target in targets:
                assert re.search(rf"^{re.escape(target)}:", makefile, re.MULTILINE), target
        else:
            assert unknown(words) == "", f"{name}: {program} {rest}"


def test_a_command_that_the_program_does_not_know_is_seen() -> None:
    """A command, a part of one, an option, an argument too many; a placeholder is none of them."""
    for typed, word in (
        ("syncs", "syncs"),
        ("people ad", "ad"),
        ("queue --dry-run", "--dry-run"),
        ("--copy x sync", "--copy"),
        ("sync home", "home"),
        ("restore a b", "b"),
    ):
        assert unknown(typed.split()) == word
    assert one_way(r"new --kind イ\|ウ [--text T] [--a\|--b] > x").split() == (
        ["new", "--kind", "イ", "--text", "T", "--a", "--b"]
    )
    for typed in ("COMMAND", "sync --dry-run --db COPY", "--db COPY sync", "people 名前", "show"):
        assert unknown(typed.split()) == ""


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_target_of_make_and_every_file_in_a_block_is_there(name: str) -> None:
    """And the shell understands each line."""
    makefile = read("Makefile")
    for line in lines(name):
        words = shlex.split(re.sub(r"\$\([^)]*\)", "", line))
        if "make" in words:
            target = next(word for word in words[words.index("make") + 1 :] if "=" not in word)
            assert re.search(rf"^{re.escape(target)}:", makefile, re.MULTILINE), (
                f"{name}: make {target}"
            )
        for word in words:
            if re.match(r"(?:deploy|tools|benchmarks|tests)/|requirements", word):
                assert list(ROOT.glob(word)), f"{name}: {word}"
        done = subprocess.run(
            ["bash", "-n", "-c", line], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{name}: {line}\n{done.stderr}"
