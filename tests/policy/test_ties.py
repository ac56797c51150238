"""6(9): what a page tells of one library, audience, material or event is not told of another."""

from __future__ import annotations

from datetime import date

import pytest
from policy.samples import found, stops

from bridge.policy import claims, ties

HOUSES = "おはなし会\n12月5日(土) 11:00 中央 / 14:00 滝山\n申込不要"
ROWS = "おはなし会\n中央図書館 12月5日(土)午前11時\n滝山図書館 12月12日(土)午後2時"
SECTIONS = (
    "冬のおはなし会\n■中央図書館\n日時 12月5日(土)午前11時\n定員 20人\n"
    "■滝山図書館\n日時 12月12日(土)午後2時\n定員 15人"
)
FIELDS = (
    "冬の催し\n日時 12月5日(土)午前11時\n会場 中央図書館\n日時 12月12日(土)午後2時\n会場 滝山図書館"
)
ROOMS = "紙芝居 午前11時 児童室\n手品 午後2時 集会室"
BAGS = "福袋\n12月20日(日)から 子ども40袋 一般30袋"
FEES = "入場料 大人500円、子ども200円"
LOANS = "貸出\n本は10冊まで3週間、DVDは2点まで1週間借りられます。"
EVENTS = "11月28日(土) 午後2時 おはなし会\n12月5日(土) 午後3時 映画会"
TALKS = "講演会「海を書く」 12月5日(土)\n講演会「山を読む」 12月12日(土)"
BRACKET = "参加費 500円(中学生は800円)"
REMARK = "定員 おとな50人(注)保育 子ども9人"

EXCHANGED = [
    (HOUSES, "12月5日(土)は、中央で14時から、滝山で11時から。", {"14時～", "11時～"}),
    (HOUSES, "14:00 中央 / 11:00 滝山", {"14:00", "11:00"}),
    (
        ROWS,
        "12月12日(土)は中央図書館、12月5日(土)は滝山図書館で。",
        {"12月12日(土)", "12月5日(土)"},
    ),
    (ROWS, "滝山図書館では午前11時からです。", {"午前11時～"}),
    (SECTIONS, "中央図書館は12月12日(土)午後2時から。", {"12月12日(土)", "午後2時～"}),
    (SECTIONS, "滝山図書館は12月12日(土)午後2時、20人。", {"20人"}),
    (FIELDS, "12月5日(土)に滝山図書館で、開きます。", {"12月5日(土)"}),
    (ROOMS, "児童室は午後2時からです。", {"午後2時～"}),
    (BAGS, "子ども30袋、一般40袋を貸し出します。", {"30袋", "40袋"}),
    (FEES, "大人200円、子ども500円。", {"200円", "500円"}),
    (FEES, "子どもは500円です。", {"500円"}),
    (LOANS, "本は1週間、DVDは3週間借りられます。", {"1週間", "3週間"}),
    (EVENTS, "11月28日(土)は映画会です。", {"11月28日(土)"}),
    (EVENTS, "映画会は午後2時からです。", {"午後2時～"}),
    (TALKS, "「海を書く」は12月12日(土)です。", {"12月12日(土)"}),
    (REMARK, "子どもは50人です。", {"50人"}),
    (BRACKET, "参加費は800円(中学生は500円)です。", {"500円", "800円"}),
    (BRACKET, "中学生は500円です。", {"500円"}),
]
#: texts that say it as it is, or leave open what belongs to what
TRUE = [
    (HOUSES, "12月5日(土)のおはなし会は、中央で11時から、滝山で14時から。"),
    (HOUSES, "滝山と中央で、11時と14時に開きます。"),
    (ROWS, "12月5日(土)は中央図書館、12月12日(土)は滝山図書館で。"),
    (ROWS, "おはなし会を中央と滝山で開きます。12月5日(土)と12月12日(土)です。"),
    (SECTIONS, "中央図書館は12月5日(土)午前11時、20人。滝山図書館は12月12日(土)午後2時、15人。"),
    (SECTIONS, "■滝山図書館\n12月12日(土)午後2時\n■中央図書館\n12月5日(土)午前11時"),
    (FIELDS, "12月5日(土)に中央図書館で、12月12日(土)に滝山図書館で開きます。"),
    (FIELDS, "会場 滝山図書館\n日時 12月12日(土)午後2時"),
    (ROOMS, "児童室は午前11時、集会室は午後2時からです。"),
    (BAGS, "一般は30袋、子どもは40袋です。"),
    (FEES, "500円(子ども200円)です。"),
    (LOANS, "DVDは1週間、本は3週間借りられます。"),
    (EVENTS, "12月5日(土)は映画会です。11月28日(土)はおはなし会。"),
    (TALKS, "講演会「山を読む」は12月12日(土)です。"),
    (BRACKET, "中学生800円、ほかの方は500円です。"),
    (REMARK, "おとな50人。(注)子ども9人を保育します。"),
    (HOUSES, "滝山では、14時と14時に開きます。"),
]


@pytest.mark.parametrize(("page", "text", "words"), EXCHANGED)
def test_6_9_what_belongs_to_another_on_the_page_stops(
    page: str, text: str, words: set[str]
) -> None:
    """Days, hours, fees and numbers, told of another than the page tells them of; whose they are
    is said.
    """
    hits = [one for one in found(text, title="お知らせ", page=page) if "のことです" in one.why]
    assert {one.found for one in hits} == words
    assert all(one.stop and one.clause == "6(9)" for one in hits)


@pytest.mark.parametrize(("page", "text"), TRUE)
def test_6_9_what_belongs_to_the_same_does_not_stop(page: str, text: str) -> None:
    """In other words and another order, or where the text itself leaves it open."""
    assert [words for clause, words in stops(found(text, title="お知らせ", page=page))] == []


def test_6_9_what_the_page_leaves_open_binds_nothing() -> None:
    """Two libraries in a row and two hours apart from them: nobody knows which is whose."""
    page = "中央図書館、滝山図書館で開きます。\n時間は11時からと14時からです。"
    assert stops(found("中央図書館は14時からです。", title="お知らせ", page=page)) == []


def test_6_9_a_more_particular_event_of_a_kind_is_no_other_event() -> None:
    """おはなし会 heads a list of which one is called ピッコロおはなし会."""
    page = "おはなし会 12月2日(水)\nピッコロおはなし会 12月4日(金)"
    assert stops(found("おはなし会は12月4日(金)もあります。", title="お知らせ", page=page)) == []


def test_6_9_what_the_title_is_about_has_all_that_the_page_tells() -> None:
    """Of a night in the library the second day is of its parts as well."""
    page = "ぬいぐるみおとまり会 3月1日(月)14時\nおはなし会 3月2日(火)10時"
    text = "ぬいぐるみおとまり会は3月2日(火)10時までです。"
    assert stops(found(text, title="ぬいぐるみおとまり会", page=page)) == []
    assert stops(found(text, title="お知らせ", page=page)) != []


def test_6_9_of_two_that_the_title_names_each_has_its_own() -> None:
    """Exchanged, both stop."""
    page = "映画会は12月5日(土)14時\nおはなし会は12月6日(日)11時"
    text = "映画会は12月6日(日)、おはなし会は12月5日(土)です。"
    hits = stops(found(text, title="映画会とおはなし会", page=page))
    assert {words for _, words in hits} >= {"12月6日(日)", "12月5日(土)"}


def test_6_9_a_room_that_is_named_twice_stands_in_its_places() -> None:
    """15時 of ホール is not 会議室's."""
    page = "10時はホール、13時は会議室、15時はホールです。"
    assert stops(found("15時は会議室です。", title="お知らせ", page=page)) != []
    assert stops(found("15時はホールです。", title="お知らせ", page=page)) == []


def test_6_9_only_what_is_moved_has_an_old_day() -> None:
    """A day to apply, or of another thing, before it in the sentence stays."""
    for page, text in (
        (
            "申込締切12月1日、おはなし会は12月5日(土)から12月12日(土)に変更します。",
            "おはなし会の申込みは12月1日(火)までです。",
        ),
        (
            "12月1日の映画会は予定どおり、12月5日のおはなし会は12月12日に延期します。",
            "12月1日(火)に映画会を開きます。",
        ),
    ):
        hits = found(text, title="お知らせ", page=page)
        assert not [one for one in hits if "この日から変わって" in one.why], text
    both = "12月5日と12月6日のおはなし会は、12月12日に延期します。"
    hits = found("12月5日(土)におはなし会を開きます。", title="お知らせ", page=both)
    assert [one for one in hits if "この日から変わって" in one.why]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (
            "こども図書室のつどい\n保護者 12月2日(水)10時\n子ども 12月9日(水)10時",
            "こども図書室のつどいを12月2日(水)に開きます。",
        ),
        (
            "移動児童館 12月2日(水)\n西公民館 12月9日(水)\n東公民館 12月16日(水)",
            "移動児童館は12月9日(水)に西公民館へ行きます。",
        ),
    ],
)
def test_6_9_a_part_of_a_name_is_no_subject(page: str, text: str) -> None:
    """こども図書室 is for others, too, and what goes round has no days of its own."""
    assert stops(found(text, title="お知らせ", page=page)) == []


def test_6_9_a_moved_day_of_return_moves_nothing_else() -> None:
    """返却期限が16日の資料は、24日に変更します says nothing of what happens on the 16th."""
    page = (
        "12月16日(水)は臨時休館します。\n返却期限が12月16日(水)の資料は、12月24日(木)に変更します。"
    )
    assert stops(found("12月16日(水)は臨時休館します。", title="お知らせ", page=page)) == []
    moved = "12月16日(水)に上映します。\n12月16日(水)の上映は、12月24日(木)に変更します。"
    assert stops(found("12月16日(水)に上映します。", title="お知らせ", page=moved)) != []


def test_a_page_that_names_one_subject_of_each_sort_is_not_read_for_ties(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What belongs to its only one belongs to no other; with two of a sort that sort is read."""
    asked: list[str] = []
    read = ties.read
    monkeypatch.setattr(ties, "read", lambda *one: asked.append(one[1]) or read(*one))
    text = claims.passages("対象：小学生、10人。", date(2026, 12, 1))
    for page, sorts in (
        ("対象：小学生、10人。定員：10人", set()),
        ("小学生は10人、大人は20人です。", {"people"}),
    ):
        asked.clear()
        assert not list(ties.exchanged(text, claims.passages(page, date(2026, 12, 1))))
        assert set(asked) == sorts
