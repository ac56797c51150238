"""Edge: `feedbridge` and `python -m bridge`: the door of the command line."""

from __future__ import annotations

import sys


def main() -> int:
    """Run one command and return its exit code (see errors.py)."""
    if sys.argv[1:] == ["--version"]:  # before the imports: asked by every monitoring script
        from bridge import __version__

        sys.stdout.write(f"feedbridge {__version__}\n")
        return 0
    from bridge.cli import run

    return run()


if __name__ == "__main__":
    sys.exit(main())
