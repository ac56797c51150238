"""The figures of the README that a machine can measure by itself, one after the other; each script
here also runs alone.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
SCRIPTS = (
    "sync.py",
    "month.py",
    "drafts.py",
    "findings.py",
    "plans.py",
    "desk.py",
    "load.py",
    "ratios.py",
    "waits.py",
)


def main() -> int:
    code = 0
    for name in SCRIPTS:
        if (HERE / name).exists():
            print(f"── {name}", flush=True)
            code |= subprocess.run([sys.executable, HERE / name], check=False).returncode
    return code


if __name__ == "__main__":
    raise SystemExit(main())
