"""The trace: no clause without a home, no home without a test, and the document says what the code
says.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bridge.cli.policy import TESTS, Trace, markdown, trace
from bridge.policy.clauses import CLAUSES


@pytest.fixture(scope="module")
def rows() -> list[Trace]:
    return trace()


def test_every_clause_of_the_policy_stands_once() -> None:
    """Thirteen kinds of 6, twelve of 7, and what the policy numbers besides."""
    numbers = [c.number for c in CLAUSES]
    assert len(numbers) == len(set(numbers))
    assert [n for n in numbers if n.startswith("6(")] == [f"6({n})" for n in range(1, 14)]
    assert [n for n in numbers if n.startswith("7(")] == [f"7({n})" for n in range(1, 13)]
    rest = {"2", "3", "4", "5(1)", *(f"5(1){k}" for k in "アイウエ"), "5(2)", *(f"5(3){k}" for k in "アイウ"),
            "5(4)", "5(5)", "8", "9(1)", "9(2)", "10", "11", "附則"}  # fmt: skip
    assert rest <= set(numbers)


def test_no_clause_without_a_home_and_a_test(rows: list[Trace]) -> None:
    """A clause that nothing implements, or that no test is named after, would show here."""
    assert [r.clause.number for r in rows if not (r.files and r.tests and r.clause.machine)] == []


def test_a_number_is_not_taken_for_a_longer_one(tmp_path: Path) -> None:
    """6(1) is neither 16(1) nor 6(10), 5(1) is not 5(1)ア, and 4 is not 42."""
    bridge, tests = tmp_path / "bridge", tmp_path / "tests"
    bridge.mkdir()
    tests.mkdir()
    (bridge / "a.py").write_text('"""See 16(1), 6(10), 5(1)ア and section 42."""', "utf-8")
    (tests / "test_a.py").write_text(
        'def test_6_10_a():\n    """x"""\n\n\ndef test_5_1_a_page():\n    """5(2)"""\n', "utf-8"
    )
    homes = {row.clause.number for row in trace(bridge, tests) if row.files}
    proved = {row.clause.number for row in trace(bridge, tests) if row.tests}
    assert (homes, proved) == ({"6(10)", "5(1)ア"}, {"6(10)", "5(1)", "5(1)ア"})


def test_an_installed_program_has_no_tests_to_show(tmp_path: Path) -> None:
    """The table stands without them."""
    rows = trace(tmp_path, tests=tmp_path / "none")
    assert [(row.clause, row.tests) for row in rows] == [(clause, ()) for clause in CLAUSES]


def test_the_document_is_what_the_code_says(rows: list[Trace]) -> None:
    """docs/policy-trace.md is written by `feedbridge policy --markdown`."""
    document = TESTS.parent / "docs" / "policy-trace.md"
    assert document.read_text("utf-8") == markdown(rows), (
        "feedbridge policy --markdown > docs/policy-trace.md"
    )
