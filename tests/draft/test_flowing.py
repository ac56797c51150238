"""5(1)ア: a page of prose, or of headings with sentences below, is told in its own order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from fakes import LINK, NOW, packaged_words, settings
from in_short import blocks

from bridge.draft.flowing import LONGEST, MANY, with_flow
from bridge.draft.make import from_page
from bridge.draft.passages import bare_row
from bridge.draft.plan import read_facts
from bridge.draft.rules import Rules
from bridge.draft.tellings import IDLE, NEVER, PAST, flowing
from bridge.model import Item, ItemState, Page
from bridge.text.weight import weigh

DAY = date(2026, 11, 25)
TITLE = "北館の入口の工事について"
LEAD = "北館の入口の扉を取りかえます。"
DAYS = "12月8日（火）から10日（木）まで、表の入口は使えません。"
FILL = "扉は町内の工場で一枚ずつ手づくりされたもので、木目のもようがそれぞれちがいます。"
LONG = (
    FILL,
    FILL.replace("扉", "窓わく"),
    FILL.replace("扉", "手すり"),
    FILL.replace("扉", "床板"),
)


def page(*lines: str, title: str = TITLE) -> Page:
    text = "\n".join(line.strip("#|= ") for line in lines)
    return Page(LINK, title, text, published=DAY, blocks=blocks(*lines))


def flow(*lines: str, title: str = TITLE) -> dict[str, tuple[str, int, int]]:
    made = page(*lines, title=title)
    return {
        text: (head, rank, led)
        for head, text, rank, led in with_flow(read_facts(made, DAY), made, DAY).flow
    }


def draft(*lines: str, title: str = TITLE) -> list[str]:
    item = Item(id=1, source="home", url=LINK, title=title, state=ItemState.NEW, seen_at=NOW)
    rules = Rules(settings(), packaged_words)
    made = from_page(item, page(*lines, title=title), source=None, rules=rules, today=DAY)
    return made.wording.content.text.split("\n")[1:-1]


def test_the_news_goes_first_then_days_then_what_decides() -> None:
    """Each sentence behind the heading of its section, in the page's order; what fills goes not."""
    told = draft(
        LEAD,
        "#回り道",
        "車いすの方は、裏の通用口からお入りください。",
        "#日程",
        "工事は12月8日（火）から10日（木）までです。",
        "#うらばなし",
        *LONG,
    )
    assert told[0] == LEAD
    assert "回り道：車いすの方は、裏の通用口からお入りください。" in told
    assert "日程：工事は12月8日(火)から10日(木)までです。" in told
    assert not any("手すり" in line for line in told)


def test_a_heading_of_anything_is_not_told() -> None:
    """ご注意, お願い say nothing; nor does the title over again."""
    lines = flow(LEAD, "#ご注意", "自転車は12月8日（火）に動かします。")
    assert lines["自転車は12月8日(火)に動かします。"][0] == ""
    lines = flow(LEAD, f"#{TITLE}", "自転車は12月8日（火）に動かします。")
    assert lines["自転車は12月8日(火)に動かします。"][0] == ""
    lines = flow(LEAD, "#駐輪場", "ななめの線の中は12月8日（火）から使えません。")
    assert [one[0] for one in lines.values()] == ["", "駐輪場"]


def test_a_heading_within_a_block_ends_with_it() -> None:
    """【…】 above lines of one paragraph holds for these, alone for what follows."""
    other = "裏門は12月9日（水）に閉めます。"
    inside = flow(LEAD, "【駐輪場】\n線の中は12月8日（火）から使えません。", other)
    assert [one[0] for one in inside.values()] == ["", "駐輪場", ""]
    alone = flow(LEAD, "【駐輪場】", "線の中は12月8日（火）から使えません。", other)
    assert [one[0] for one in alone.values()] == ["", "駐輪場", "駐輪場"]


def test_an_update_leads_and_its_stamp_goes() -> None:
    """(…追記) in front, or in a heading of its own: then what was before is not told."""
    was = "北館の入口は、扉の故障のため11月23日（月）から使えません。"
    now = "11月24日（火）の朝に直り、入口は使えるようになりました。"
    inline = flow(was, f"（11月24日 9時追記）{now}")
    assert inline["11月24日(火)の朝に直り、入口は使えるようになりました。"][1] == 0
    colon = flow(was, f"11月24日（火）9:30追記：{now}")
    assert colon["11月24日(火)の朝に直り、入口は使えるようになりました。"][1] == 0
    below = flow(was, "【11月24日 追記】", now)
    assert [one[1] for one in below.values()] == [PAST, 0]
    outlook = flow(f"{was}直る見込みは立っていません。", f"（11月24日 9時追記）{now}")
    assert outlook["直る見込みは立っていません。"][1] >= IDLE
    assert flow(f"{was}直る見込みは立っていません。")["直る見込みは立っていません。"][1] < IDLE


@pytest.mark.parametrize(
    "idle",
    [
        "ほかの入口はふだんどおりです。",
        "終わる時刻は前後することがあります。",
        "朝夕の寒い日が続いています。",
        "古い扉がすりへったためです。",
    ],
)
def test_what_says_nothing_new_is_not_told(idle: str) -> None:
    """What is as ever, what may be, the season, why."""
    assert flow(LEAD, DAYS, idle)[idle][1] >= IDLE
    assert flow(LEAD, DAYS, "扉は重くなります。")["扉は重くなります。"][1] < IDLE


def test_beside_what_leads_what_changes_goes_before_what_only_is_so() -> None:
    """移します, in one paragraph; by itself the end of a month is a day, a month alone is none."""
    moves, wood = "取っ手は低い所へ移します。", "扉の木は町の山のものです。"
    lines = flow(LEAD + moves + wood)
    assert lines[moves][1] < lines[wood][1]
    end, month = "窓わくは1月末に届きます。", "床板は1月に届きます。"
    lines = flow(LEAD, end, month)
    assert lines[end][1] < lines[month][1]


def test_when_a_page_was_written_is_never_told() -> None:
    """9:00 更新, 公開日：…; that something is made new on a day is told."""
    news = "12月9日(水)に扉の名札を更新します。"
    *_, stamp, last = flow(LEAD, DAYS, "11月25日 9:00 更新", "公開日：11月24日（火）", news)
    assert (stamp, last) == ("", news)


def test_what_stands_behind_a_label_is_told_with_it_and_a_row_without_its_number() -> None:
    """受付： is of both sentences; 受付の、 of the first."""
    both = "12月8日(火)は裏です。12月9日(水)は表です。"
    told = flow(LEAD, DAYS, f"受付：{both}")
    assert [told[f"{one}。"][0] for one in both.split("。")[:2]] == ["受付", "受付"]
    assert "12月9日(水)は表です。" in flow(LEAD, DAYS, f"受付の、{both}")
    for row, bare in (
        ("1 表の扉 12月8日", "表の扉 12月8日"),
        ("■表の扉", "表の扉"),
        ("3 冊", "3 冊"),
    ):
        assert bare_row(row) == bare


def test_what_others_said_and_steps_are_never_told() -> None:
    """Below アンケート, よくあるご質問, 使い方 no sentence is the page's own news."""
    for head in ("アンケートから", "よくあるご質問", "使い方"):
        assert flow(LEAD, f"#{head}", "窓口は9時に開きます。")["窓口は9時に開きます。"][1] == NEVER


def test_within_a_paragraph_nothing_goes_without_what_stands_before_it() -> None:
    """But what leads, and a day that names its thing below no heading."""
    car = "#駐車場"
    first, second = "土曜だけ小学校の庭をお借りします。", "12月13日（日）は使えません。"
    assert flow(LEAD, car, first + second)["12月13日(日)は使えません。"][2] == 1
    named = "裏の門は12月13日（日）に閉めます。"
    assert flow(LEAD, FILL + named)["裏の門は12月13日(日)に閉めます。"][2] == -1
    assert flow(LEAD, car, first + named)["裏の門は12月13日(日)に閉めます。"][2] == 1


def test_a_section_is_not_told_without_its_first_sentence() -> None:
    """Its subject may stand there."""
    lines = flow(LEAD, "#裏口", "インターホンがあります。", "12月8日（火）は押しても鳴りません。")
    assert lines["12月8日(火)は押しても鳴りません。"][2] == 1


def test_a_day_without_its_month_has_that_of_the_days_above_where_its_weekday_fits() -> None:
    """12日(土) below a 9月 is of September; with no weekday it goes with the month alone."""
    lines = flow("9月9日（水）に北館の入口を閉めます。", "鍵は12日（土）にお渡しします。")
    assert "鍵は9月12日(土)にお渡しします。" in lines
    lines = flow("12月8日（火）に北館の入口を閉めます。", "棚は9日の朝に動かします。")
    assert lines["棚は9日の朝に動かします。"][2] == 0


def test_rows_are_told_together_or_not_at_all() -> None:
    """Days below each other; a remark of what may be goes from them; what was → what will be."""
    rows = "12月8日（火） 第一の扉 ※天候により変わることがあります\n12月9日（水） 第二の扉"
    *_, last = flow(LEAD + DAYS, FILL, "#使えない扉", rows, title="北館の入口の変更について")
    assert last == "12月8日(火)第一の扉\n12月9日(水)第二の扉"
    lines = flow(LEAD + DAYS, "#扉の数", "今まで　2枚\nこれから　4枚")
    assert lines["2枚 → 4枚"][0] == "扉の数"


def test_each_house_says_its_first_line_or_the_page_is_chosen_from() -> None:
    """What one of them does is not told as if it were all."""
    title = "避難の訓練を行います"
    lines = flow(
        "開館中に避難の訓練を行います。",
        "#本館",
        "12月4日（金）の10時に鐘が鳴ります。",
        "#浜分館",
        "今回は行いません。",
        title=title,
    )
    assert [one[1] for one in lines.values()] == [0, 0, 0]


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("郷土の講座を開きます", (LEAD, DAYS)),
        ("入口の工事をした様子", (LEAD, DAYS)),
        (TITLE, (LEAD, DAYS, "| 表 | 12月8日（火）")),
        (TITLE, (LEAD, "期間：12月8日（火）", "場所：北館の表の入口", "対象：すべての方と車")),
        (TITLE, (LEAD, DAYS, "みなさまには扉の開け閉めでご", "協力くださるよう願います。")),
        (TITLE, (LEAD, DAYS, "工事のあいだの車の出入りの道すじにつ", "いて、係が立ちます。")),
        (
            TITLE,
            (LEAD, *(f"{n}日（火）に鍵をかえます。12月{n}日です。" for n in range(1, 2 * MANY))),
        ),
        (TITLE, (LEAD, DAYS, *(FILL for _ in range(LONGEST // len(FILL) + 1)))),
    ],
)
def test_what_is_told_otherwise_has_no_flow(title: str, lines: Sequence[str]) -> None:
    """Something held, a report of one thing, tables, labels, narrow old pages, lists of
    days, long pages.
    """
    assert flow(*lines, title=title) == {}
    assert flow(LEAD, DAYS, "工事のあいだの車の出入りは裏の門まで")


def test_a_report_of_several_things_tells_each_below_its_name() -> None:
    """Of one thing it is told as ever."""
    title = "秋のつどいの報告"
    lead = "11月3日（火）に秋のつどいを行い、80人が来ました。"
    parts = [f"〇{name}\n{name}には20人が来ました。" for name in ("凧の会", "糸の会", "石の会")]
    assert len(flow(lead, *parts, title=title)) == 4
    assert flow(lead, *parts[:2], title=title) == {}


def test_nothing_is_told_where_the_news_may_not_be() -> None:
    """A sentence before the lead with a day that is left out, as one whose day nobody knows."""
    untold = "来週の12日（土）に北館の入口を閉めます。"
    made = Page(LINK, TITLE, untold + DAYS, blocks=blocks(untold, DAYS))
    assert not with_flow(read_facts(made, DAY), made, DAY).flow


def test_flowing_takes_what_has_room_and_ends_without_faults() -> None:
    """What leads goes together; ただし goes with what it limits; a fault that is left ends it."""
    tellings = [
        ("", "閉めます。", 0, -1),
        ("", "裏は開いています。", 3, -1),
        ("", "ただし、夜は閉めます。", 7, -1),
        ("", "鐘が鳴ります。", 9, -1),
        ("", "二度鳴ります。", 3, 3),
    ]

    def room(lines: Sequence[str]) -> Sequence[str] | None:
        return () if sum(map(weigh, lines)) <= 100 else None

    assert flowing(tellings, room) == ("閉めます。裏は開いています。ただし、夜は閉めます。",)
    assert flowing(tellings, lambda lines: ("half",)) == ()
    assert flowing(tellings, lambda lines: None) == ()
    assert flowing((), room) == ()


def test_a_line_that_was_added_is_of_sentences_and_its_hour_goes() -> None:
    """【追記】 and its day before it; 【駐輪場】 with a row is a row."""
    was = "北館の入口は、扉の故障のため11月23日（月）から使えません。直るめどは立っていません。"
    now = "【追記】11月24日 19:00 鍵の交換が必要とわかりました。再開は早くて12月の見込みです。"
    told = flow(was, now)
    assert told["鍵の交換が必要とわかりました。"][1] == 0
    assert told["直るめどは立っていません。"][1] == PAST
    assert "再開は早くて12月の見込みです。" in told


def test_that_it_will_be_told_then_is_not_told() -> None:
    """あらためてお知らせします, with a day or without."""
    later = "おそくなるときは12月末にあらためてお知らせします。"
    assert flow(LEAD, DAYS, later)[later][1] == IDLE
    assert (
        flow(LEAD, DAYS, "おそくなるときは12月末に開けます。")[
            "おそくなるときは12月末に開けます。"
        ][1]
        < IDLE
    )


def test_an_update_behind_its_own_sign_replaces_the_outlook_before_it() -> None:
    """【追記】 with a day behind it is no label; what was hoped before it is over."""
    was = "北館の入口は、扉の故障のため11月23日（月）から使えません。"
    now = "部品が届き、12月3日（木）に直る予定です。"
    said = "部品が届き、12月3日(木)に直る予定です。"
    for hope in ("直るめどは立っていません。", "直る時期は未定です。", "直る目途は立ちません。"):
        tellings = flow(f"{was}{hope}", f"【追記】11月24日 9:00 {now}")
        assert tellings[said][1] == 0
        assert tellings[hope][1] == PAST
    of_day = flow(was, "【追記】11月24日（火）に直り、入口は使えるようになりました。")
    assert "11月24日(火)に直り、入口は使えるようになりました。" in of_day
    label = flow(was, "【入口】 北側へ回ってください。")
    assert all(one[1] > 0 for said, one in label.items() if "北側" in said)


def test_what_leads_is_not_told_without_what_it_points_at() -> None:
    """会期中は、入口の扉を…: of what is on, the sentence before it says."""
    show, lead = "となりの寺で絵の展示が始まります。", "会期中は、北館の入口の扉を閉めます。"
    assert flow(show + lead)[lead][1:] == (0, 0)
    named = "絵の展示の会期中は、北館の入口の扉を閉めます。"
    assert flow(show + named)[named][2] == -1


def test_a_place_named_before_and_a_line_that_begins_with_a_name_are_kept_with_those() -> None:
    """そちら; 車の方 …。裏門は…: of those who come by car."""
    there = "12月8日（火）からは使えませんので、そちらへお返しください。"
    moved = flow(LEAD, FILL + "箱は役場の前に移します。" + there)
    assert moved["12月8日(火)からは使えませんので、そちらへお返しください。"][2] == 2
    here = there.replace("そちら", "役場")
    moved = flow(LEAD, FILL + "箱は役場の前に移します。" + here)
    assert moved["12月8日(火)からは使えませんので、役場へお返しください。"][2] == -1
    gate = "裏の門は12月13日（日）に閉めます。"
    told = "裏の門は12月13日(日)に閉めます。"
    assert flow(LEAD, "車の方 細い道を通ります。" + gate)[told][2] == 1
    assert flow(LEAD, "車の方は細い道を通ります。" + gate)[told][2] == -1


def test_a_labelled_line_that_is_a_sentence_is_told_as_one_behind_its_label() -> None:
    """○電話 つながりません。 is no row; a label before no verb, or that is a day, is."""
    told = flow(
        LEAD, "○電話　扉を外すあいだ、つながりません。", "【売店】12月8日（火）だけ休みます。"
    )
    assert told["扉を外すあいだ、つながりません。"][0] == "電話"
    assert told["12月8日(火)だけ休みます。"][0] == "売店"
    rows = flow(LEAD, "○電話　047-000-0000まで。", "【12月8日】売店が休みます。")
    assert not {"電話", "12月8日"} & {head for head, _, _ in rows.values()}


def test_what_only_announces_and_what_was_do_not_lead() -> None:
    """扉の取りかえについてお知らせします。 is not told at all, 去年は…ました。 late, and where nothing
    else leads it does.
    """
    news, told = "12月8日（火）は入口を閉めます。", "12月8日(火)は入口を閉めます。"
    announces = "入口の工事についてお知らせします。"
    was = "おととしは入口の工事が秋までのびました。"
    assert {text: rank for text, (_, rank, _) in flow(announces, news).items()} == {told: 0}
    lines = flow(was, news)
    assert lines[told][1] == 0
    assert lines[was][1] >= IDLE
    assert flow(announces) == {}
    parts = [line for n in ["床", "窓", "扉"] for line in (f"#{n}", f"{n}を直しました。")]
    assert flow(was, *parts, title="入口の工事の報告")[was][1] < NEVER


def test_what_is_broken_is_told_without_its_moment() -> None:
    """ただいま of a breakdown that the title has, too; of any other page it is of one day."""
    said, bare = "ただいま、入口の扉が使えません。", "入口の扉が使えません。"
    assert bare in flow(said, title="入口の扉の故障について")
    assert bare not in flow(said, LEAD)


def test_the_first_sentence_below_a_heading_of_the_second_thing_goes_early() -> None:
    """臨時の窓口 of 入口の工事と臨時の窓口について; any other heading's goes as ever."""
    lines = ("#臨時の窓口", "公民館の1階で本をお返しになれます。", "#売店", "牛乳を売ります。")
    told = flow(LEAD, *lines, title="入口の工事と臨時の窓口について")
    assert told["公民館の1階で本をお返しになれます。"][1] == 2
    assert told["牛乳を売ります。"][1] > 2
    assert flow(LEAD, *lines)["公民館の1階で本をお返しになれます。"][1] > 2


WARNING = "図書室の係を名乗る手紙にご注意ください"


def test_a_warning_tells_what_is_never_asked_and_what_to_do() -> None:
    """Whatever else it asks; of no warning such requests stay out."""
    never = "図書室が手紙でお金を求めることはありません。"
    please = "あやしい手紙は、開けずに交番へお届けください。"
    lines = ("町内に、図書室の係を名乗る手紙が配られました。", never, please)
    told = flow(*lines, title=WARNING)
    assert [rank for _, rank, _ in told.values()] == [0, 2, 3]
    assert flow(LEAD, DAYS, please)[please][1] > 3


def test_what_the_notice_is_of_leads_nothing_and_no_quotation_is_told() -> None:
    """Whoever said it is not the library; the sentence that only says of what the page is comes
    last.
    """
    of = "図書室の係を名乗り、会費を求める手紙について、ご注意いただくことをお知らせします。"
    quote = "「会費をすぐに払ってください」"
    happens = "会費の払込みを求める手紙です。"
    told = flow(of, f"【手紙の中身】\n{quote}\n{happens}", title=WARNING)
    assert told[of][1] == IDLE - 1
    assert (told[quote][1], told[happens][1]) == (NEVER, 0)
    page_of_quotes = draft("町内でのことです。", quote, *LONG, *LONG, title=WARNING)
    assert not any("会費" in line for line in page_of_quotes)


def test_what_is_such_needs_the_sentence_before_it() -> None:
    """このような手紙 is of the one before it, within a line and not at its beginning."""
    such = "このような手紙は、開けずに交番へお届けください。"
    first = "図書室が手紙でお金を求めることはありません。"
    assert flow(first + such, title=WARNING)[such] == ("", 3, 0)
    assert "".join(draft(first + such, *LONG, title=WARNING)).startswith(first + such)


def test_each_part_is_told_by_its_first_line_before_one_goes_on() -> None:
    """Of the same rank; what stands below no heading keeps its place."""
    parts = (
        "#返す方へ",
        "返却台を北側の門のわきに置きました。夜は門を閉めますので、朝になってからお返しになる方は職員に声をかけて、裏の口から入り、窓口でお返しください。12月8日（火）は、門のわきも使えません。",
        "#借りる方へ",
        "12月8日（火）からは、本館の窓口で貸し出します。",
        "#調べる方へ",
        "12月9日（水）からは、2階の会議室をお使いください。",
    )
    told = "".join(draft("入口の工事のため、北館を閉めます。", *parts, "#うらばなし", *LONG))
    assert "2階の会議室" in told
    assert "夜は門" not in told


def test_a_lead_is_no_sentence_that_all_is_as_ever() -> None:
    """Below headings alone the first with a day leads, else what the title names."""
    ever = "入口の表示に変更はありません。"
    day = "12月8日(火)に扉を取りかえます。"
    told = flow("#扉のこと", day, "#表示のこと", ever, title="入口の扉の工事")
    assert told[day][1] == 0
    named = "入口の扉は重く、開けにくくなっていました。"
    told = flow("#これまで", "古いものでした。", "#扉のこと", named, title="入口の扉の工事")
    assert told[named][1] == 0


def test_the_title_over_again_is_not_told_and_just_now_goes_where_the_title_says_it() -> None:
    """Above the page's first line; ただいま of something else stays, and is a fault."""
    title = "暖房の故障と北館の利用の制限について"
    again = "【暖房の故障と、北館の利用の制限について】"
    now = "ただいま暖房が故障し、3階の席を使えません。"
    told = flow(again, now, DAYS, title=title)
    assert again not in told
    assert told["暖房が故障し、3階の席を使えません。"][1] == 0
    assert "ただいま扉のかぎが使えません。" in flow(
        "ただいま扉のかぎが使えません。", DAYS, title=title
    )


def test_of_little_that_a_page_says_what_is_idle_is_told_where_it_has_room() -> None:
    """Of more it is not, and nowhere what was on a day that is over."""

    def room(lines: Sequence[str]) -> Sequence[str] | None:
        return () if sum(map(weigh, lines)) <= 100 else None

    little = [("", "閉めます。", 0, -1), ("", "裏はふだんと変わりません。", IDLE, -1)]
    assert flowing([*little, ("", "昨日は休みでした。", PAST, -1)], room) == (
        "閉めます。裏はふだんと変わりません。",
    )
    assert flowing([*little, ("", FILL * 7, NEVER, -1)], room) == ("閉めます。",)
    for day, rank in (("11月21日(土)", PAST), ("11月28日(土)", IDLE)):
        idle = f"{day}は、表の門が重くなることがあります。"
        assert flow(LEAD, DAYS, idle)[idle][1] == rank


def test_courtesy_is_no_step_to_what_stands_behind_it() -> None:
    """ご不便をおかけしますが is told for nothing; with a day it is a sentence as any."""
    sorry = "ご不便をおかけしますが、みなさまのご協力をお願いします。"
    please = "荷物はお持ちください。"
    told = flow(LEAD, DAYS, f"{sorry}{please}", title=WARNING)
    assert (told.get(sorry, ("", NEVER, -1))[1], told[please][1:]) == (NEVER, (3, -1))
    dated = "ご不便をおかけしますが、12月9日(水)は裏の口からのご協力をお願いします。"
    assert flow(LEAD, DAYS, dated)[dated][1] < NEVER


def test_5_1_a_a_row_that_only_leads_on_or_heads_is_no_news() -> None:
    """こちらをクリック, the title again, a name with its sentences below."""
    told = flow(
        TITLE,
        LEAD,
        "※図が見えない方はこちらをクリック→工程表_12月8日更新",
        DAYS,
        "扉の交換",
        "扉は12月8日に外します。",
        *LONG,
    )
    assert TITLE not in told
    assert told["扉の交換"][1] == NEVER
    assert not any("こちら" in text and rank != NEVER for text, (_, rank, _) in told.items())
    assert told["扉は12月8日に外します。"][1] != NEVER


def test_5_1_a_what_is_new_of_what_is_not_told_is_not_told() -> None:
    """なお、新しいきまりは…, behind 次の点が変わります; behind what is told it is."""
    new = "なお、新しいきまりは12月19日（土）からです。"
    assert new[:8] not in "".join(draft(LEAD, "あわせて次の点が変わります。", new, *LONG))
    assert new[:8] in "".join(draft(LEAD, "貸出のきまりも変わります。", new, *LONG))


def test_5_1_a_days_below_a_heading_of_closings_go_first() -> None:
    """Before other days."""
    told = flow(
        LEAD, *LONG, "# 臨時休館日", "12月7日（月）から9日（水）まで", "# 作業の日", "12月1日（火）"
    )
    ranks = {head: rank for head, rank, _ in told.values() if head}
    assert (ranks["臨時休館日"], ranks["作業の日"]) == (1, 3)


def test_5_1_a_a_heading_that_is_the_title_is_none() -> None:
    """【重要】 and 更新 are no words of it."""
    title = f"【重要】{TITLE}（11月24日更新）"
    told = flow(f"# {TITLE}", LEAD, DAYS, *LONG, title=title)
    assert next(head for text, (head, _, _) in told.items() if text == LEAD) == ""


def test_what_says_that_it_is_closed_is_of_a_title_that_says_so_in_other_words() -> None:
    """お休みします below 休館について leads, though a later sentence has a word of the title."""
    shut, later = "北館はお休みします。", "工事の音のする日があります。"
    assert flow(shut, later, DAYS, title="工事による休館について")[shut][1] == 0
    assert flow(shut, later, DAYS, title="工事について").get(shut, ("", NEVER, -1))[1] > 0


def test_an_invitation_and_rows_of_the_title_are_never_told() -> None:
    """ぜひ遊びにきてください; an item that is a name of the title; names above a sentence."""
    come = "この機会にぜひ遊びにきてください。"
    told = flow(LEAD, DAYS, come, "・入口の扉", "・北の通用口")
    assert told.get(come, ("", NEVER, -1))[1] == NEVER
    rows = flow(LEAD, DAYS, "北館の入口")
    assert rows.get("北館の入口", ("", NEVER, -1))[1] == NEVER
    names = flow(LEAD, DAYS, "売店", "牛乳のこと", "牛乳は売店で温めます。")
    assert names["売店\n牛乳のこと"][1] == NEVER
