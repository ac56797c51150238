"""What a run asks of the disk, counted without a clock: its fsyncs, as the kernel sees them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from datetime import date

import pytest

from bridge.demo.site import SampleSite, demo_toml

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not here"),
]


def fsyncs(folder):
    """Return how often a run syncs a file or a folder."""
    environment = {
        name: said
        for name, said in os.environ.items()
        if not name.startswith(("COVERAGE", "FEEDBRIDGE"))
    }
    told = folder / "strace.txt"
    command = ["strace", "-f", "-qq", "-e", "trace=fsync,fdatasync", "-o", told, sys.executable]
    done = subprocess.run(
        [*command, "-m", "bridge", "run"],
        cwd=folder,
        env=environment,
        capture_output=True,
        check=False,
    )
    if b"ptrace" in done.stderr:
        pytest.skip("strace may not trace here")
    assert done.returncode == 0, done.stderr
    return len(re.findall(r"\bf(?:data)?sync\(", told.read_text()))


def test_a_run_asks_little_of_the_disk(tmp_path):
    """Nothing new: nothing. A new page: two transactions of four. The first sight of 20 sources and
    robots.txt: as many as one transaction each.
    """
    with SampleSite(date(2026, 11, 25)) as site:
        source = demo_toml(site.url).replace(f'account_pages = ["{site.url.rstrip("/")}/"]', "")
        more = "".join(
            f'\n[[source]]\nid = "more{n}"\nkind = "homepage"\nurl = "{site.url}?{n}"\n'
            for n in range(18)
        )
        for name, text in (("few", source), ("many", source + more)):
            (tmp_path / name).mkdir()
            (tmp_path / name / "feeds.toml").write_text(text, encoding="utf-8")
        assert fsyncs(tmp_path / "few") > 0
        assert fsyncs(tmp_path / "few") == 0
        site.reveal()
        fsyncs(tmp_path / "few")  # asks for robots.txt, which is remembered for a day
        site.reveal()
        assert 0 < fsyncs(tmp_path / "few") <= 8
        assert fsyncs(tmp_path / "few") == 0
        assert fsyncs(tmp_path / "many") <= 30
