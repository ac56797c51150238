"""The figures of a year, and their pictures as a browser and a screen reader get them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from fakes import NOW, TOKYO
from PIL import Image
from reportlab.pdfbase.ttfonts import TTFont

from bridge.book import FONT
from bridge.book.chart import Chart, Series, png, svg, told
from bridge.book.figures import Figures, charts, data, figures
from bridge.model import Kind, Sent
from bridge.text.years import Year

APRIL = datetime(2026, 4, 10, 15, 0, tzinfo=TOKYO)
SVG = "{http://www.w3.org/2000/svg}"


def sent(at: datetime = APRIL, hours: float = 2.0, **other: object) -> Sent:
    decided = at - timedelta(minutes=30)
    one = Sent(
        Kind.PAGE,
        decided - timedelta(hours=hours),
        decided,
        at,
        corrects=False,
        removes=False,
        through="x",
        cost=0.2,
    )
    return replace(one, **other)  # type: ignore[arg-type]


def of(*done: Sent, now: datetime = NOW) -> Figures:
    return figures("見本図書館", Year(2026), now, done)


def test_each_thing_counts_in_the_month_of_its_post_in_the_librarys_zone() -> None:
    """UTC's 30 April, 15:30 is 1 May in Tokyo."""
    late = datetime(2026, 4, 30, 15, 30, tzinfo=datetime.strptime("+0000", "%z").tzinfo)
    told = of(sent(), sent(late), sent(late, kind=Kind.OTHER))
    assert told.posts[Kind.PAGE][:2] == (1, 1)
    assert told.posts[Kind.OTHER][:2] == (0, 1)


def test_the_median_stands_against_the_one_that_lay_about() -> None:
    """Three posts of one hour, two hours and a month: two hours; an even number has the mean of the
    two in the middle.
    """
    assert of(sent(hours=1), sent(hours=2), sent(hours=700)).to_decision[0] == 2
    assert of(sent(hours=1), sent(hours=2)).to_decision[0] == 1.5
    assert of(sent()).to_post[0] == 0.5


def test_hours_since_the_page_was_seen_are_told_of_first_drafts_of_pages_alone() -> None:
    """A correction's page was seen long before the error was; what a person wrote has no page."""
    told = of(sent(hours=900, corrects=True), sent(seen_at=None))
    assert told.to_decision[0] is None
    assert told.to_post[0] == 0.5


def test_9_2_a_deletion_is_a_correction_and_no_post() -> None:
    """Nothing went out by it; what it cost counts."""
    told = of(sent(), sent(corrects=True, cost=0.21), sent(corrects=True, removes=True, cost=0.01))
    assert (told.posts[Kind.PAGE][0], told.corrections[0], told.cost[0]) == (2, 2, 0.42)


def test_a_month_that_has_not_begun_is_no_zero() -> None:
    """In November the figures end with November; that nothing was posted in May is a fact."""
    told = of(sent())
    assert told.posts[Kind.PAGE] == (1, 0, 0, 0, 0, 0, 0, 0, None, None, None, None)
    assert "2026年11月25日まで" in svg(charts(told)["posts"])
    assert of(sent(), now=NOW + timedelta(days=365)).cost[-1] == 0


def test_what_went_into_the_sandbox_is_said() -> None:
    """A rehearsal counts, and the picture says so."""
    told = of(sent(through="sandbox"), sent())
    assert (told.rehearsed, told.unpaid, told.cost[0]) == (1, 0.2, 0.4)
    assert "練習(sandbox)の1件を含む" in svg(charts(told)["posts"])
    assert "うち0.20ドルは練習で、払っていない" in svg(charts(told)["cost"])
    assert "練習" not in svg(charts(of(sent()))["cost"])


def test_the_data_has_the_documented_keys() -> None:
    """figures.json says what the pictures show."""
    told = json.loads(data(of(sent())))
    assert told["format"] == "feedbridge-figures/1"
    assert told["year"]["label"] == "2026年度"
    assert (told["months"][0], told["months"][-1], len(told["months"])) == (
        "2026-04",
        "2027-03",
        12,
    )
    assert told["posts"]["ア"][0] == 1
    assert set(told) == {
        "format",
        "library",
        "year",
        "made_at",
        "months",
        "posts",
        "hours_to_decision",
        "hours_to_post",
        "corrections",
        "cost_usd",
        "rehearsed",
        "rehearsed_usd",
        "rules",
    }


@pytest.mark.parametrize("done", [(), (sent(), sent(kind=Kind.MATERIAL), sent(corrects=True))])
def test_each_picture_says_in_words_what_it_shows(done: tuple[Sent, ...]) -> None:
    """Title, axes with units, role and description, well-formed and without a script."""
    for name, picture in ((n, svg(c)) for n, c in charts(of(*done)).items()):
        root = ET.fromstring(picture)
        assert root.get("role") == "img", name
        title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert title is not None
        assert desc is not None
        assert list(root)[:2] == [title, desc]
        words = [text.text for text in root.iter(f"{SVG}text")]
        assert title.text in words
        assert [w for w in words if w and w.endswith(("(件)", "(時間)", "(米ドル)"))], name
        assert {"4月", "3月", "月(2026年4月～)"} <= set(words), name
        assert {e.tag.removeprefix(SVG) for e in root.iter()} <= {
            "svg",
            "title",
            "desc",
            "rect",
            "path",
            "g",
            "text",
        }


@pytest.mark.parametrize("highest", [0, 1, 3, 7, 10, 99, 100, 12345, 0.01, 0.37, 2.5])
@pytest.mark.parametrize("digits", [0, 1, 2])
def test_every_bar_ends_below_the_title_and_has_its_number(highest: float, digits: int) -> None:
    """Whatever the numbers are; the axis has 1 to 10 parts, and the same mark never twice."""
    chart = Chart(
        title="題",
        note="",
        across="月",
        up="件",
        places=("4月",),
        series=(Series("", "", (highest,)),),
        digits=digits,
    )
    root = ET.fromstring(svg(chart))
    _, bar = root.findall(f"{SVG}rect")
    assert float(bar.get("y") or 0) >= 92
    words = [text.text for text in root.iter(f"{SVG}text")]
    assert chart.number(highest) in words
    marks = [text.text for text in root.iter(f"{SVG}text") if text.get("text-anchor") == "end"]
    assert 2 <= len(marks) <= 11
    assert len(set(marks)) == len(marks)


def test_a_librarys_name_is_text_and_nothing_else() -> None:
    """Marks of XML in it change no picture."""
    told = figures('<script>"&', Year(2026), NOW, ())
    assert ET.fromstring(svg(charts(told)["cost"])).find(f"{SVG}script") is None


def test_the_png_is_the_same_picture_with_letters_and_words_for_those_who_do_not_see_it() -> None:
    """Twice as large as its units, bars in their colours, each letter of the title drawn."""
    chart = charts(of(sent(), sent(kind=Kind.MATERIAL)))["posts"]
    body = png(chart)
    assert body == png(chart)
    image = Image.open(BytesIO(body))
    assert image.size == (2240, 880)
    assert (image.info["Title"], image.info["Description"]) == (chart.title, told(chart))
    colours = {colour for _, colour in image.getcolors(100_000) or ()}
    assert {(0x0B, 0x6B, 0xA8), (0x00, 0x78, 0x5A)} <= colours
    face = TTFont("probe", str(FONT)).face.charToGlyph
    words = f"{chart.title}{chart.note}{chart.across}{chart.up}–0123456789.,月"
    assert [letter for letter in words if ord(letter) not in face] == []
