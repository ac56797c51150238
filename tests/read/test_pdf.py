"""What a sheet of paper says, from the places of its glyphs."""

from datetime import date
from itertools import pairwise

import pytest
from sheets import FLYER, NEWSLETTER, glyphs

from bridge.model import Entry
from bridge.read.fetched import Fetched
from bridge.read.pdf import GARBLED, LONGEST, SCANNED, UPRIGHT, PdfText, pdf_page, read_glyphs


def said(*sheets):
    return [
        (block.sort, *block.lines)
        for block in read_glyphs([glyphs(sheet) for sheet in sheets]).blocks
    ]


def test_a_flyer_is_its_title_its_sentences_and_its_labels_with_their_values():
    """A line that breaks in mid-sentence is joined, a value of two lines too, and the number of the
    page is left out.
    """
    assert said(FLYER) == [
        ("text", "冬の科学あそびの会"),
        (
            "text",
            "身近な道具を使って、空気と水のふしぎを調べます。つくった「空気ほう」は持ち帰ることができます。",
        ),
        ("pair", "日時", "12月12日(土) 午後2時から3時まで"),
        ("pair", "会場", "中央図書館2階 集会室"),
        ("pair", "対象", "小学生とその保護者"),
        ("pair", "申込み", "11月28日(土)午前10時から、カウンターまたは電話で受け付けます。"),
    ]


def test_two_columns_are_read_one_after_the_other():
    """Though their rows stand side by side; the title over both comes first."""
    lines = [block[1] for block in said(NEWSLETTER)]
    assert lines[0].startswith("図書館だより")
    assert (
        lines[1]
        == "新しい本の棚ができました。入口の右手に、この月に届いた本を並べています。どの本もその場で借りることができます。"
    )
    assert lines[2:] == [
        "年末年始は十二月二十八日から休館します。",
        "返却ポストは休みの間もお使いになれます。",
        "ただし視聴覚資料は窓口へお返しください。",
    ]


def test_columns_whose_rows_stand_at_other_heights_are_two_as_well():
    """A gutter is white space that no row crosses, whatever stands beside what."""
    sheet = [(w[0], w[1] - 7 if w[0] > 300 else w[1], *w[2:]) for w in NEWSLETTER]
    assert said(sheet) == said(NEWSLETTER)


def test_a_table_of_three_columns_is_rows():
    """Each with its cells in order."""
    cells = (
        ("日にち", "館", "時間"),
        ("12月5日", "中央館", "午後2時"),
        ("12月6日", "東分館", "午後3時"),
    )
    sheet = [
        (60 + 150 * n, 700 - 20 * r, 10, cell)
        for r, row in enumerate(cells)
        for n, cell in enumerate(row)
    ]
    assert said([*sheet, (60, 750, 10, "おはなし会を、二つの館で開きます。")])[1:] == [
        ("row", *row) for row in cells
    ]


def test_large_lines_are_headings():
    """Larger than a quarter over the sheet's usual size."""
    blocks = read_glyphs([glyphs(FLYER)]).blocks
    assert [block.lines[0] for block in blocks if block.loud] == ["冬の科学あそびの会"]


def test_lines_of_one_length_are_not_joined():
    """A list of days is a list."""
    days = ["12月5日(土)", "12月6日(日)", "12月7日(月)"]
    assert said([(60, 700 - 20 * n, 10, day) for n, day in enumerate(days)]) == [
        ("text", day) for day in days
    ]


def test_a_line_that_begins_something_new_is_not_joined():
    """A bullet, or a label before a colon or a blank, at the edge of the column."""
    long = "どなたでもお使いになれる席を、二階の窓ぎわに"
    for begin in (
        "※席の予約はできません、先着順に",
        "会場：二階の窓ぎわの閲覧席のあたり",
        "会場　二階の窓ぎわの閲覧席のあたり",
    ):
        assert len(said([(60, 700, 10, long), (60, 682, 10, begin), (60, 664, 10, long)])) == 3


def test_a_line_that_ends_at_the_edge_is_joined_though_another_sticks_out():
    """A footer or a picture's caption may reach further than the column."""
    lines = [
        "この冬も、館内のいろいろな場所で展示を行い、",
        "どなたでもご覧になれるように、夜も明かりを",
        "ともします。",
    ]
    column = [(60, 700 - 18 * n, 10, line) for n, line in enumerate(lines)]
    assert said([*column, (60, 600, 10, "欄外の言葉は、この一行だけが欄の右へ大きく出ています。")])[
        0
    ] == (
        "text",
        "".join(lines),
    )


def test_numbers_and_addresses_at_the_foot_of_a_sheet_are_left_out():
    """As a browser prints them; a number within the sheet stays."""
    sheet = [
        (60, 700, 10, "十二月の催しは、次のとおりです。"),
        (60, 680, 10, "3"),
        (60, 660, 10, "以上、三つの催しがあります。"),
    ]
    foot = [(60, 20, 9, "https://lib.example.jp/a.html"), (500, 20, 9, "1/2")]
    assert said([*sheet, *foot]) == said(sheet)
    assert ("text", "3") in said(sheet)


def test_readings_above_words_are_left_out():
    """Furigana is smaller and in kana; a small remark above a line is neither."""
    line = (60, 700, 16, "図書館で楽しい冬の科学あそびの会を開きます。")
    assert said([(60, 714, 7, "としょかん"), line]) == [("text", line[3])]
    assert len(said([(60, 714, 7, "冬休み特別行事"), line])) == 2


def test_a_sheet_without_words_is_a_picture():
    """Nineteen characters are none, twenty are some."""
    assert read_glyphs([glyphs([(60, 700, 10, "あ" * 19)])]) == PdfText((), (SCANNED,))
    assert read_glyphs([glyphs([(60, 700, 10, "あ" * 20)])]).notes == ()
    assert read_glyphs([]).notes == (SCANNED,)


def test_letters_without_a_meaning_are_no_text():
    """Fonts that do not say which letters theirs are."""
    assert read_glyphs([glyphs([(60, 700, 10, "\ue012" * 3 + "あ" * 20)])]) == PdfText(
        (), (GARBLED,)
    )
    assert read_glyphs([glyphs([(60, 700, 10, "\ue012" * 2 + "あ" * 30)])]).notes == ()


def test_writing_from_top_to_bottom_is_not_read_and_said():
    """The sheets beside it are."""
    upright = [
        (500, 800 - 12 * n, 10, char)
        for n, char in enumerate("市民の皆さまへ図書館からのお知らせです")
    ]
    read = read_glyphs([glyphs(upright), glyphs(FLYER)])
    assert read.notes == (UPRIGHT,)
    assert [block.lines[0] for block in read.blocks] == [block[1] for block in said(FLYER)]


def test_no_more_is_kept_than_of_a_page():
    """LONGEST characters in all, and what is kept is whole."""
    sheet = [
        (60, 800 - n, 1, "これは長い広報紙の一行で、まだまだ続きます。") for n in range(0, 780, 2)
    ]
    blocks = read_glyphs([glyphs(sheet)] * 8).blocks
    assert LONGEST - 100 < sum(len(block.lines[0]) for block in blocks) <= LONGEST


@pytest.mark.parametrize("columns", [40, 300])
def test_a_sheet_of_scraps_ends(columns):
    """Hundreds of scraps at as many places cost no more than a moment, and lose none."""
    scraps = [(7 * (n * 37 % columns), 800 - 1.3 * n, 5, f"字{n}") for n in range(500)]
    text = "".join(line for block in said(scraps) for line in block[1:])
    assert all(f"字{n}" in text for n in range(500))


# ── the page ────────────────────────────────────────────────────────────────────────────────────


def page(text, *, title="", body=b"%PDF-1", url="https://lib.example.jp/chirashi.pdf"):
    return pdf_page(
        Fetched(url, body),
        text,
        Entry(source="s", url=url, title=title, guid="", published=date(2026, 11, 20)),
    )


def test_a_page_of_a_pdf_is_marked_and_has_text_rows_and_blocks():
    """As one of HTML; the title does not stand in its text again."""
    read = page(read_glyphs([glyphs(FLYER)]), title="冬の科学あそびの会")
    assert (read.title, read.notes, read.published) == (
        "冬の科学あそびの会",
        ("PDF",),
        date(2026, 11, 20),
    )
    assert read.text.split("\n")[0].startswith("身近な道具")
    assert "会場：中央図書館2階 集会室" in read.text.split("\n")
    assert ("会場", "中央図書館2階 集会室") in read.rows
    assert [block.sort for block in read.blocks] == ["text", "pair", "pair", "pair", "pair"]


def test_without_a_title_in_the_list_its_large_line_or_its_name_is_its_title():
    """In this order."""
    assert page(read_glyphs([glyphs(FLYER)])).title == "冬の科学あそびの会"
    assert page(PdfText((), (SCANNED,))).title == "chirashi.pdf"


def test_columns_keep_their_order_for_every_distance():
    """Whatever the gutter's width from two sizes on, no line of one column meets one of the other."""
    for shift in range(0, 60, 10):
        sheet = [(w[0] + shift if w[0] > 300 else w[0], *w[1:]) for w in NEWSLETTER]
        assert said(sheet) == said(NEWSLETTER)
    assert all(one != two for one, two in pairwise(said(NEWSLETTER)))
