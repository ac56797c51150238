"""Each rule of the policy is proven: a test that bears its clause's number fails when the rule is
taken away.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from policy.rule_gone import RULES

from bridge.cli.policy import TESTS, functions, proofs
from bridge.policy.clauses import CLAUSES

pytestmark = pytest.mark.slow
FUNCTIONS = list(functions(TESTS))


def test_each_clause_has_rules_that_can_be_taken_away() -> None:
    """A new clause is not believed before somebody has said what its absence is."""
    assert set(RULES) == {clause.number for clause in CLAUSES}
    assert all(RULES.values())


@pytest.mark.parametrize(
    "rule", [f"{clause} {what}" for clause, rules in RULES.items() for what in rules]
)
def test_without_the_rule_a_test_named_after_its_clause_fails(rule: str) -> None:
    """Those of the clause's own file are asked first."""
    named = ["::".join(each) for each in proofs(rule.partition(" ")[0], FUNCTIONS)]
    options = ["-x", "--tb=line", "-rf", "-p", "no:cacheprovider", "-p", "no:xdist"]
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-p", "policy.rule_gone", *options),
            *("-m", "not browser and not slow", *named),
        ],
        cwd=TESTS.parent,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "RULE_GONE": rule, "PYTHONPATH": f"{TESTS}{os.pathsep}{TESTS.parent}"},
    )
    assert re.search(r"^FAILED tests/", done.stdout, re.MULTILINE), done.stdout[-2000:]
    # a rule that is taken away badly proves nothing
    assert not re.search(r": (?:TypeError|AttributeError)\b", done.stdout), done.stdout[-2000:]
