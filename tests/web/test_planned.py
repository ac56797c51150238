"""5(2), one time: desk, command line and gate say and keep the same moment, whatever the library's
zone.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner
from tables import in_brief
from web.house import House, Still

from bridge.cli import cli
from bridge.model import State

HOURS = 'wednesday = "0:00-24:00"'


@pytest.mark.parametrize(
    "zone", in_brief(["Asia/Tokyo", "America/New_York", "Pacific/Kiritimati", "Asia/Kathmandu"], 4)
)
@pytest.mark.parametrize(
    ("decided", "planned"),
    [((10, 20), (10, 30)), ((18, 55), (9, 0)), ((8, 49), (9, 0)), ((18, 49), (18, 59))],
)
def test_5_2_the_planned_time_is_the_same_everywhere_and_nothing_goes_out_before_it(
    house: House,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    zone: str,
    decided: tuple[int, int],
    planned: tuple[int, int],
) -> None:
    """Decided at 10:20 with ten minutes to take it back: 10:30 on the planned page, the draft's
    page, in `publish` and `decide`.
    """
    path = house.parts.config_path
    text = path.read_text(encoding="utf-8").replace(HOURS, 'wednesday = "9:00-19:00"')
    text = text.replace('thursday = "0:00-24:00"', 'thursday = "9:00-19:00"')
    text = text.replace("[library]", f'[library]\ntimezone = "{zone}"')
    path.write_text(
        text.replace("take_back_minutes = 0", "take_back_minutes = 10"), encoding="utf-8"
    )
    house.parts = Still(path, house.parts.db_path)
    assert house.parts.settings.library.timezone == zone
    here = ZoneInfo(zone)
    at = datetime(2026, 11, 25, *decided, tzinfo=here)
    moment = datetime(2026, 11, 25 if planned > decided else 26, *planned, tzinfo=here)
    house.at(at)
    id = house.draft("12月1日に展示を始めます。")
    house.post("director", f"/drafts/{id}/decide", digest=house.get(id).digest)
    day = (
        f"{moment.month}月{moment.day}日({'月火水木金土日'[moment.weekday()]})"
        if planned < decided
        else "今日"
    )
    desk = f"{day} {moment.hour}:{moment:%M}ごろ"
    seen = house.client("director").get("/planned").text
    row = seen.split(f'data-day="{moment:%Y-%m-%d}"')[1].split("</section>")[0]
    assert f'class="hour">{moment.hour}:{moment:%M}</strong>' in row
    assert desk in house.client("director").get(f"/drafts/{id}").text
    monkeypatch.setattr("bridge.wiring.Wiring", Still)
    program = ["--config", str(path), "--db", str(house.parts.db_path)]
    said = json.loads(CliRunner().invoke(cli, [*program, "publish", "--dry-run", "--json"]).stdout)
    assert {key: (one["code"], one["what"]) for key, one in said["waiting"].items()} == {
        str(id): (
            "wait.until",
            f"{moment.month}月{moment.day}日 {moment.hour}時{moment:%M}分に投稿します",
        )
    }
    house.at(moment - timedelta(seconds=1))
    house.publish()
    assert house.get(id).state is State.DECIDED
    house.at(moment)
    house.publish()
    assert house.get(id).state is State.POSTED
    post = house.get(id).post
    assert post is not None
    assert post.at == moment
    assert post.at.utcoffset() == moment.utcoffset()
