"""Each rule of the policy is proven: a test that bears its clause's number fails when the rule is
taken away.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from policy.rule_gone import RULES

from bridge.cli.policy import TESTS, functions, proofs
from bridge.policy.clauses import CLAUSES


@cache
def named() -> dict[str, list[str]]:
    """Return the tests that bear a clause's number, those of its own file first."""
    known = list(functions(TESTS))
    return {clause: ["::".join(each) for each in proofs(clause, known)] for clause in RULES}


@pytest.fixture(scope="module")
def without() -> Iterator[Callable[[str], list[str]]]:
    """Ask for the first test that fails without a rule, and how; all tests are read once, and each
    rule is taken away in a fork.
    """
    files = sorted({test.partition("::")[0] for tests in named().values() for test in tests})
    options = ["-qq", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "policy.rule_gone"]
    rules, ask_of = os.pipe()
    told, tell = os.pipe()
    with (
        os.fdopen(told, encoding="utf-8") as answers,
        os.fdopen(ask_of, "w", encoding="utf-8") as questions,
        subprocess.Popen(
            [sys.executable, "-m", "pytest", *options, "-m", "not browser and not slow", *files],
            cwd=TESTS.parent,
            stdout=subprocess.DEVNULL,
            pass_fds=[rules, tell],
            env={
                **os.environ,
                "RULES": str(rules),
                "TOLD": str(tell),
                "PYTHONPATH": f"{TESTS}{os.pathsep}{TESTS.parent}",
            },
        ),
    ):
        os.close(rules)
        os.close(tell)

        def ask(rule: str) -> list[str]:
            print(json.dumps([rule, named()[rule.partition(" ")[0]]]), file=questions, flush=True)
            answer: list[str] = json.loads(answers.readline() or '["", "no answer"]')
            return answer

        yield ask
        questions.close()


def test_each_clause_has_rules_that_can_be_taken_away() -> None:
    """A new clause is not believed before somebody has said what its absence is."""
    assert set(RULES) == {clause.number for clause in CLAUSES}
    assert all(RULES.values())


@pytest.mark.parametrize(
    "rule", [f"{clause} {what}" for clause, rules in RULES.items() for what in rules]
)
def test_without_the_rule_a_test_named_after_its_clause_fails(
    without: Callable[[str], list[str]], rule: str
) -> None:
    """Those of the clause's own file are asked first."""
    failed = without(rule)
    assert failed, "nothing fails without it"
    test, words = failed[:2]
    assert test, words
    # a rule that is taken away badly proves nothing
    assert not re.match(r"(?:TypeError|AttributeError)\b", words), words
