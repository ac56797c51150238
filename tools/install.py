"""Edge: set up .venv from the locks, with the standard library and the pip that a bare venv brings.

    python3 tools/install.py            what the program needs to run (requirements.txt), and where
                                        the disk has room the dictionary of Japanese
                                        (requirements-dictionary.txt), without which it runs, too
    python3 tools/install.py notices    and Apprise, for notices to Teams, Slack or LINE
                                        (requirements-notices.txt)
    python3 tools/install.py dev        and what tests and lint need (requirements-dev.txt)

Nothing is resolved: what is locked is installed with its hash checked, and `pip check` looks
whether it fits together.
So no release of tomorrow can change or break it. A finished .venv bears the digest of what it was
made from.

It must start on any Python 3, also on one that is too old for the program, to say so: hence the
quotes around list[str].
"""

import compileall
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / ".installed"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
LOCKS = {
    "run": ("requirements.txt", "requirements-build.txt"),
    "notices": ("requirements-notices.txt", "requirements-build.txt"),
    "dev": ("requirements-dev.txt", "requirements-build.txt"),
}
DICTIONARY = "requirements-dictionary.txt"
#: bytes free on the disk, below which the dictionary (120 MB, twice while it goes in) is left out
ROOM = 600 * 1024 * 1024
OLDEST = (3, 11)
UNFINISHED = "unfinished"


class InstallError(Exception):
    """The set-up cannot go on; the message says why and what to do, for who sits there."""


def digest(kind: str) -> str:
    """Return what a .venv of this `kind` is made from, as one word behind its name."""
    whole = hashlib.sha256(sys.version.encode())
    for name in (*LOCKS[kind], "pyproject.toml"):
        whole.update((ROOT / name).read_bytes())
    return f"{kind} {whole.hexdigest()}"


def current(kind: str) -> bool:
    """Return whether .venv stands here and holds what `kind` needs."""
    return _stands() and digest(kind) in STAMP.read_text(encoding="utf-8").split("\n")


def install(kind: str) -> None:
    """Make .venv hold what `kind` needs; one that was begun and never finished is made anew.

    Raises InstallError with a sentence about the remedy.
    """
    if sys.version_info < OLDEST:
        raise InstallError(
            f"Python {OLDEST[0]}.{OLDEST[1]} 以上が必要です（これは {sys.version.split()[0]}、"
            f"{sys.executable}）。"
            "新しい Python を指定してください: make PYTHON=python3.12 demo、または "
            "python3.12 tools/install.py"
        )
    try:
        _make_venv()
        STAMP.write_text(UNFINISHED, encoding="utf-8")
        for lock in LOCKS[kind]:
            _pip("install", "--no-deps", "--require-hashes", "-r", lock)
        _pip("install", "--no-deps", "--no-build-isolation", "-e", ".")
        _name_place_from_within()
        # a service that may not write here starts as fast
        compileall.compile_dir(str(ROOT / "bridge"), quiet=2)
        _pip("check")
        if kind != "dev":  # its lock holds it
            _dictionary()
        _keep_patterns()
        held = [digest(each) for each in LOCKS if each in (kind, "run")]
        STAMP.write_text("\n".join(held), encoding="utf-8")
    except OSError as error:
        raise InstallError(
            f"{VENV} に書き込めません（{error.strerror}）。"
            "フォルダの権限と空き容量を確かめてください。"
        ) from error


def _name_place_from_within() -> None:
    """Let site-packages name this place by the way up to it, not from the root of the disk: a path
    with Japanese letters ends Python 3.11 under LC_ALL=C before it begins (site reads a .pth in the
    letters of the locale).
    """
    for path in VENV.glob("[Ll]ib/**/site-packages/*.pth"):
        if path.read_bytes().strip() == os.fsencode(ROOT):
            path.write_text(f"{os.path.relpath(ROOT, path.parent)}\n", encoding="ascii")


def _dictionary() -> None:
    """Put the dictionary in where the disk has room; without it the program runs, and says so in
    `doctor`.
    """
    why = "" if shutil.disk_usage(ROOT).free >= ROOM else "ディスクの空きが足りません"
    try:
        if not why:
            _pip("install", "--no-deps", "--require-hashes", "-r", DICTIONARY)
    except InstallError as error:
        why = str(error)
    if why:
        sys.stderr.write(f"日本語の辞書は入れませんでした（{why}）。ほかは使えます。\n")


def _keep_patterns() -> None:
    """Compile the program's regular expressions, as its modules were; without them it only starts
    more slowly.
    """
    command = [str(PYTHON), "-m", "bridge.patterns"]
    subprocess.run(command, cwd=VENV, capture_output=True, check=False)


def _stands() -> bool:
    """Return whether .venv was finished, and in this place: the first lines of its scripts name the
    place.
    """
    try:
        made = (VENV / "pyvenv.cfg").read_text(encoding="utf-8")
        return STAMP.read_text(encoding="utf-8") != UNFINISHED and made.rstrip().endswith(str(VENV))
    except OSError:
        return False


def _make_venv() -> None:
    """Keep a .venv that stands and is of this Python, else make it anew: one that was left
    half-written is no base.
    """
    if _stands():
        question = [str(PYTHON), "-c", "import pip, sys; print(sys.version)"]
        try:
            answer = subprocess.run(question, capture_output=True, text=True, check=False).stdout
        except OSError:
            answer = ""
        if answer.strip() == sys.version.strip():
            return
    if VENV.is_symlink() or (VENV.exists() and not VENV.is_dir()):
        raise InstallError(
            f"{VENV} がフォルダではありません。消すか名を変えて、もう一度実行してください。"
        )
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    if made.returncode:
        sys.stderr.write(made.stdout + made.stderr)
        raise InstallError(
            "仮想環境 .venv を作れませんでした。フォルダが読み取り専用のときは、"
            "書き込める場所に置き直してください。"
            "Debian・Ubuntu で ensurepip がないと出たときは、apt install python3-venv "
            "のあと、もう一度実行してください。"
        )


def _pip(*arguments: str) -> None:
    command = [
        str(PYTHON),
        "-m",
        "pip",
        "-q",
        "--disable-pip-version-check",
        "--no-input",
        *arguments,
    ]
    done = subprocess.run(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        sys.stderr.write(done.stdout)
        raise InstallError(_remedy(done.stdout))


def _remedy(said: str) -> str:
    """Return what to do about the words of pip."""
    if "DO NOT MATCH THE HASHES" in said:
        return (
            "届いたパッケージが控え（requirements*.txt）のハッシュと一致しません。途中で壊れたか、すり替えられています。"
            "インストールせずに、通信経路（プロキシなど）を確かめてください。"
        )
    if (
        "No matching distribution" in said
        or "Connection" in said
        or "ProxyError" in said
        or "SSLError" in said
    ):
        return (
            "パッケージを取り寄せられませんでした。ネットワークとプロキシ（環境変数 "
            "HTTPS_PROXY）を確かめて、もう一度実行してください。"
            "ネットワークのない機械では docs/operation.md の「外につながらない」のとおりに。"
        )
    if "No space left" in said:
        return "ディスクの空きが足りません。空きを作って、もう一度実行してください。"
    return (
        "インストールが途中で止まりました。上の pip のメッセージを確かめて、"
        "もう一度実行してください。途中のものは作り直されます。"
    )


def main(arguments: "list[str]") -> int:
    """Set up .venv for `run` (the default), `notices` or `dev`; return the exit code."""
    kind = arguments[0] if arguments else "run"
    if len(arguments) > 1 or kind not in LOCKS:
        sys.stderr.write("使い方: python3 tools/install.py [run|notices|dev]\n")
        return 2
    try:
        if not current(kind):
            install(kind)
    except InstallError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("途中でやめました。もう一度実行すると、はじめから作り直します。\n")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
