"""4: passwords that are tried first are none."""

from __future__ import annotations

import pytest

from bridge.policy.s04_people import weak

LIBRARY = (
    *("見本市立図書館", "mihon_lib", "www.lib.mihonkurume.example.jp", "mihonkurume", "lib"),
    "mito",
)


@pytest.mark.parametrize(
    ("password", "word"),
    [
        ("1234567", "8字以上"),
        ("12345678", "よく使われる"),
        ("87654321", "よく使われる"),
        ("ｐａｓｓｗｏｒｄ", "よく使われる"),
        ("Password2026!", "よく使われる"),
        ("toshokan1", "よく使われる"),
        ("1qaz2wsx", "よく使われる"),
        ("abababab", "よく使われる"),
        ("20261125", "数字だけ"),
        ("0424750000", "数字だけ"),
        ("mihonkurume", "図書館の名前"),
        ("Mihon_Lib2026", "図書館の名前"),
        ("見本市立図書館2026", "図書館の名前"),
        ("Mito2026!", "図書館の名前"),
        ("佐藤花子佐藤花子", "名前と同じ"),
    ],
)
def test_4_what_is_tried_first_is_refused(password: str, word: str) -> None:
    """Lists of what people choose, rows of keys, days, and what anybody knows of the library."""
    assert word in str(weak(password, "佐藤花子佐藤花子", LIBRARY))


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery",
        "雪の日の貸出は三冊",
        "384719205638",
        "libLibrarian7Qz",
        "lib85kkq",
        "lib!20261234",
    ],
)
def test_4_what_nobody_thinks_of_is_taken(password: str) -> None:
    """A short word of an address is no reason."""
    assert weak(password, "佐藤花子", LIBRARY) is None
