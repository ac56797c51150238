"""Setting up .venv: what is kept, what is made anew, and what a person is told when it cannot be
done.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools import install

ROOT = install.ROOT


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout on a path with a blank and Japanese letters, with its locks; pip itself is not
    called.
    """
    root = tmp_path / "図書館 の場所"
    root.mkdir()
    for name in (
        "requirements.txt",
        "requirements-notices.txt",
        "requirements-dictionary.txt",
        "requirements-dev.txt",
        "requirements-build.txt",
        "pyproject.toml",
    ):
        shutil.copy(ROOT / name, root)
    monkeypatch.setattr(install, "ROOT", root)
    monkeypatch.setattr(install, "VENV", root / ".venv")
    monkeypatch.setattr(install, "STAMP", root / ".venv" / ".installed")
    monkeypatch.setattr(install, "PYTHON", root / ".venv" / "bin" / "python")
    return root


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """What pip is asked for."""
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(install, "_pip", lambda *arguments: asked.append(arguments))
    return asked


def test_a_bare_venv_is_filled_from_the_locks_without_resolution(
    place: Path, calls: list[tuple[str, ...]]
) -> None:
    """Each lock goes in by hash and without resolution, the program without an isolated build, and
    all is checked.
    """
    install.install("run")
    assert (place / ".venv/bin/python").exists()
    assert calls == [
        ("install", "--no-deps", "--require-hashes", "-r", "requirements.txt"),
        ("install", "--no-deps", "--require-hashes", "-r", "requirements-build.txt"),
        ("install", "--no-deps", "--no-build-isolation", "-e", "."),
        ("check",),
        ("install", "--no-deps", "--require-hashes", "-r", "requirements-dictionary.txt"),
    ]
    assert install.current("run")
    assert not install.current("dev")


def test_a_place_with_japanese_letters_starts_in_a_plain_locale(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """cron's LC_ALL=C: Python 3.11 reads site-packages' path file as ASCII, and ended before it
    began where that named the place from the root of the disk. Another's file stays as it is.
    """

    def pip(*arguments: str) -> None:
        if "-e" in arguments:  # as the build backend writes it, and something else's
            (packages,) = (place / ".venv").glob("lib/python*/site-packages")
            (packages / "bridge.pth").write_text(str(place), encoding="utf-8")
            (packages / "other.pth").write_text("/", encoding="utf-8")

    monkeypatch.setattr(install, "_pip", pip)
    install.install("run")
    (file,) = (place / ".venv").glob("lib/python*/site-packages/bridge.pth")
    assert file.read_bytes() == b"../../../..\n"
    assert file.with_name("other.pth").read_text(encoding="utf-8") == "/"
    question = "import os, sys; sys.stdout.buffer.write(b'\\n'.join(map(os.fsencode, sys.path)))"
    answer = subprocess.run(
        [str(install.PYTHON), "-c", question],
        env={**os.environ, "LC_ALL": "C"},
        capture_output=True,
        check=True,
    ).stdout
    assert os.fsencode(place) in answer.split(b"\n")


def test_a_dictionary_that_does_not_go_in_keeps_nothing_back(
    place: Path,
    calls: list[tuple[str, ...]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """On a small disk it is not asked for, and a registry without it is no failure; both are told."""
    usage = shutil.disk_usage(place)
    monkeypatch.setattr(
        install.shutil, "disk_usage", lambda path: usage._replace(free=install.ROOM - 1)
    )
    install.install("run")
    assert calls[-1] == ("check",)
    assert "日本語の辞書は入れませんでした（ディスクの空き" in capsys.readouterr().err
    monkeypatch.setattr(
        install.shutil, "disk_usage", lambda path: usage._replace(free=install.ROOM)
    )

    def refuse(*arguments: str) -> None:
        if install.DICTIONARY in arguments:
            raise install.InstallError("見つかりません")

    monkeypatch.setattr(install, "_pip", refuse)
    install.install("run")
    assert "見つかりません" in capsys.readouterr().err
    assert install.current("run")


def test_what_tests_need_is_enough_for_a_run(place: Path, calls: list[tuple[str, ...]]) -> None:
    """After `dev`, `run` has nothing to do, until a lock changes."""
    install.install("dev")
    assert install.current("dev")
    assert install.current("run")
    (place / "requirements.txt").write_text("", encoding="utf-8")
    assert install.current("dev")
    assert not install.current("run")


def test_a_half_written_venv_is_made_anew(place: Path, calls: list[tuple[str, ...]]) -> None:
    """What an interrupted set-up left is cleared; a finished one is kept and added to."""
    left = place / ".venv/left"
    left.parent.mkdir()
    left.touch()
    install.install("run")
    assert not left.exists()
    left.touch()
    install.install("dev")
    assert left.exists()
    install.STAMP.write_text(install.UNFINISHED, encoding="utf-8")
    install.install("run")
    assert not left.exists()


def test_a_venv_that_was_moved_or_is_of_another_python_is_made_anew(
    place: Path, calls: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The scripts of a moved .venv name its old place; another Python cannot use its packages."""
    install.install("run")
    left = place / ".venv/left"
    left.touch()
    made = (place / ".venv/pyvenv.cfg").read_text(encoding="utf-8")
    (place / ".venv/pyvenv.cfg").write_text(made.replace(place.name, "elsewhere"), encoding="utf-8")
    assert not install.current("run")
    install.install("run")
    assert not left.exists()
    left.touch()
    monkeypatch.setattr(sys, "version", "3.99.0 (another)")
    assert not install.current("run")
    install.install("run")
    assert not left.exists()


def test_an_interruption_leaves_no_finished_stamp(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When pip fails, the next start begins anew."""

    def fail(*arguments: str) -> None:
        raise install.InstallError("x")

    monkeypatch.setattr(install, "_pip", fail)
    with pytest.raises(install.InstallError):
        install.install("run")
    assert not install.current("run")
    assert install.STAMP.read_text(encoding="utf-8") == install.UNFINISHED


def test_a_python_that_is_too_old_is_told(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sentence names the version needed, the one at hand, and the command to use."""
    monkeypatch.setattr(sys, "version_info", (3, 10, 13, "final", 0))
    assert install.main([]) == 1
    told = capsys.readouterr().err
    assert "3.11 以上" in told
    assert "make PYTHON=" in told
    assert not (place / ".venv").exists()


def test_a_place_that_cannot_be_written_is_told(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No traceback: the folder and what to look at."""
    # root may write on any disk that is not read-only
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    assert install.main(["run"]) == 1
    assert "読み取り専用" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("said", "remedy"),
    [
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "ハッシュ"),
        (
            "WARNING: Retrying after connection broken by 'NewConnectionError'\nERROR: No matching distribution",
            "HTTPS_PROXY",
        ),
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
            "空き",
        ),
        ("ERROR: anything else", "もう一度"),
    ],
)
def test_what_pip_says_becomes_a_remedy(said: str, remedy: str) -> None:
    """Each kind of failure has its own thing to do."""
    assert remedy in install._remedy(said)


def test_a_person_who_breaks_off_is_told_what_comes_next(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C is no traceback, and the next start begins anew."""

    def interrupt(*arguments: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(install, "_pip", interrupt)
    assert install.main([]) == 130
    assert "もう一度" in capsys.readouterr().err
    assert not install.current("run")


def test_a_word_that_is_no_kind_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong argument is a usage line with exit code 2."""
    assert install.main(["everything"]) == 2
    assert "使い方" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["file", "link"])
def test_a_venv_that_is_no_folder_is_told(
    kind: str, place: Path, calls: list[tuple[str, ...]]
) -> None:
    """Nobody is sent to look at a read-only disk for it, and what stands there is left alone."""
    if kind == "file":
        (place / ".venv").touch()
    else:
        (place / ".venv").symlink_to(place / "gone")
    with pytest.raises(install.InstallError, match="フォルダではありません"):
        install.install("run")
    assert calls == []
    assert os.path.lexists(place / ".venv")


def test_an_old_python_can_read_the_file_to_say_that_it_is_too_old() -> None:
    """Python 3.6, which stands on city machines yet: nothing newer in its syntax, no name of a
    newer type where it is read.
    """
    source = Path(install.__file__).read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 6))
    notes = [
        note
        for node in ast.walk(tree)
        for note in (getattr(node, "annotation", None), getattr(node, "returns", None))
    ]
    assert not any(isinstance(note, (ast.Subscript, ast.BinOp)) for note in notes)
    assert "from __future__ import annotations" not in source
