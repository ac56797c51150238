"""5(1)ア: a page that fits into a post is told whole, in its own words and order."""

from __future__ import annotations

from datetime import date

import pytest
from fakes import LINK, NOW, packaged_words, settings
from in_short import blocks

from bridge.draft.entire import LONGEST, MOST, with_entire
from bridge.draft.make import from_page
from bridge.draft.plan import read_facts
from bridge.draft.rules import Rules
from bridge.model import Item, ItemState, Page

TITLE = "雑誌をさしあげます"
DAY = date(2026, 11, 25)
LINES = (
    "12月5日（土）、6日（日）　9:30～15:00",
    "図書館の玄関ホール",
    "ひとり10冊まで。袋をお持ちください。",
    "5日の午前中は町内の方のみとさせていただきます。",
)
WHOLE = (
    "12月5日(土)、6日(日)9:30～15:00",
    "図書館の玄関ホール",
    "ひとり10冊まで。袋をお持ちください。",
    "5日の午前中は町内の方のみとします。",
)


def page(*lines: str, title: str = TITLE) -> Page:
    text = "\n".join(line.strip("#|= ") for line in lines)
    return Page(LINK, title, text, published=DAY, blocks=blocks(*lines))


def entire(*lines: str) -> tuple[str, ...]:
    made = page(*lines)
    return with_entire(read_facts(made, DAY), made, DAY).entire


def draft(*lines: str) -> list[str]:
    item = Item(id=1, source="home", url=LINK, title=TITLE, state=ItemState.NEW, seen_at=NOW)
    rules = Rules(settings(), packaged_words)
    made = from_page(item, page(*lines), source=None, rules=rules, today=DAY)
    return made.wording.content.text.split("\n")[1:-1]


def test_5_1_a_a_short_page_is_told_whole() -> None:
    """Days half-width, without the dress of courtesy; the title above, the link below."""
    assert entire(*LINES) == WHOLE
    assert draft(*LINES) == list(WHOLE)


def test_5_3_i_what_does_not_fit_is_chosen_from() -> None:
    """280 weighted characters: with a line too many the draft is what choosing makes of it."""
    more = "保存期間の過ぎた雑誌を、読みたい方にさしあげます。" * 3
    assert entire(*LINES, more)
    assert draft(*LINES, more) != [*WHOLE, more]


@pytest.mark.parametrize(
    "line",
    [
        "| 本館 | 12月5日(土) |",  # of a table
        "お申し込みは 000-111-2222 まで。",  # a number
        "来週も行います。",  # another week, when it is read later
        "青木さんが案内します。",
        "x" * LONGEST,
    ],
)
def test_5_1_a_a_page_with_a_line_that_may_not_be_told_is_not(line: str) -> None:
    """One such line, and the page is chosen from as any other."""
    assert entire(*LINES, line) == ()


def test_5_1_a_a_page_of_many_lines_is_a_list() -> None:
    """MOST lines and no more."""
    lines = [f"12月{day}日に開きます。" for day in range(1, MOST + 2)]
    assert len(entire(*lines[:MOST])) == MOST
    assert entire(*lines) == ()


@pytest.mark.parametrize(
    "line",
    [
        "ご理解とご協力をお願いいたします。",
        "皆さまのお越しをお待ちしています。",
        "詳しくはチラシをご覧ください。",
        "問い合わせ：図書館",
        "みほん町立図書館",
        "PDFファイル",
        "雑誌と本をおゆずりする会についてお知らせします。",
        "ちらし：こちら（PDF：120KB）",
        "→会場のちず ［PDFファイル／80KB］",
    ],
)
def test_5_3_i_what_says_nothing_stays_out(line: str) -> None:
    """Courtesy, what leads on, whom to ask, a signature, what hangs on the page."""
    assert entire(*LINES, line) == WHOLE


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (
            "ご協力いただける方は12月1日までにお申し出ください。",
            "ご協力いただける方は12月1日までにお申し出ください。",
        ),
        (
            "休みの間の本は返却ポストをご利用ください。",
            "休みの間の本は返却ポストをご利用ください。",
        ),
        ("朝8時にこのページでお知らせします。", "朝8時にリンク先でお知らせします。"),
        (
            "朝8時にこのホームページでお知らせします。",
            "朝8時に図書館のホームページでお知らせします。",
        ),
        ("申込：下の申込フォームから", "申込：リンク先の申込フォームから"),
        ("申込：18歳以下のフォームから", "申込：18歳以下のフォームから"),
        ("申込書（PDF）を窓口へ出してください。", "申込書を窓口へ出してください。"),
        ("係(本館 03-1234-5678)まで。", "係まで。"),
        ("とき　12月5日（土）10時", "とき：12月5日(土)10時"),
        ("= ところ | 2階 集会室", "ところ：2階 集会室"),
        ("今月の「豆の会」は、11月28日（土）です。", "「豆の会」は、11月28日(土)です。"),
        (
            "まだ読まれていない雑誌が、ただいま2階に140冊あります。",
            "まだ読まれていない雑誌が、2階に140冊あります。",
        ),
    ],
)
def test_5_1_a_what_says_something_stays(line: str, words: str) -> None:
    """A request with its day, what to use instead; labels with their values."""
    assert entire(*LINES, line) == (*WHOLE, words)


def test_5_1_a_a_line_with_a_label_is_whole_whatever_it_ends_on() -> None:
    """【実施】…から is no half of the line below it; …の扉は is."""
    told = entire("【実施】1月4日（月）から\n棚を2つ増やします。")
    assert told == ("【実施】1月4日(月)から", "棚を2つ増やします。")
    assert entire("北側の扉は\n1月4日（月）から開きます。") == (
        "北側の扉は1月4日(月)から開きます。",
    )


def test_5_1_a_what_was_kept_as_text_alone_has_no_lines() -> None:
    """An older record kept no blocks: such a page is chosen from."""
    made = Page(LINK, TITLE, "\n".join(LINES), published=DAY)
    assert with_entire(read_facts(made, DAY), made, DAY).entire == ()


def test_5_1_a_a_heading_stands_in_brackets_and_a_branch_is_no_signature() -> None:
    """What stands below a heading keeps it, a branch's name, too; at the end it is a signature."""
    told = entire("期間：12月1日から5日まで", "# 東原分館", "4日（金）だけ休みます。")
    assert told == ("期間：12月1日から5日まで", "【東原分館】", "4日(金)だけ休みます。")
    assert entire("本館を休みます。", "東原分館だけ開けます。", "東原図書館") == (
        "本館を休みます。",
        "東原分館だけ開けます。",
    )


@pytest.mark.parametrize(
    ("lines", "first"),
    [
        (("27日（金）13時から断水します。",), "11月27日(金)13時から断水します。"),
        (("開けます。", "1日（火）は休みます。"), "開けます。"),
        (("26日（金）に開きます。",), "26日(金)に開きます。"),  # no such Friday near
        (("12月の5日（土）に開きます。",), "12月の5日(土)に開きます。"),
    ],
)
def test_5_1_a_a_day_with_its_weekday_gets_its_month(lines: tuple[str, ...], first: str) -> None:
    """The month in which the weekday fits, once; none where no month is sure or one is named."""
    assert entire(*lines)[0] == first


def test_5_1_a_a_line_that_breaks_within_its_sentence_is_one() -> None:
    """<br> behind 、 or a particle; a paragraph's other lines stay apart."""
    assert entire(
        "雪の朝は、除雪車が入るため、\n車を入れないでください。\n夜もご遠慮ください。"
    ) == (
        "雪の朝は、除雪車が入るため、車を入れないでください。",
        "夜もご遠慮ください。",
    )


def test_5_1_a_what_points_at_what_follows_may_stand() -> None:
    """下記の日程で, with the days below it; in a chosen draft it would point at nothing."""
    lines = ("木を切るため、下記の日程で駐車場が使えません。", "12月1日（火）～3日（木）")
    assert draft(*lines) == [lines[0], "12月1日(火)～3日(木)"]


def test_5_1_a_the_front_page_is_no_article() -> None:
    """An article that leads there has nothing of its own to be told whole."""
    made = Page("https://lib.example.jp/", TITLE, "\n".join(LINES), blocks=blocks(*LINES))
    assert with_entire(read_facts(made, DAY), made, DAY).entire == ()


@pytest.mark.parametrize(
    "line", ["町長賞 「月」 森 はるさん", "二位は森 はるくん(東小5年)", "森 はるさん(町内在住)"]
)
def test_6_10_a_page_that_names_who_has_won_is_not_told_whole(line: str) -> None:
    """Names stand on a page with consent; who shows something, and a prize alone, may be told."""
    assert entire("作品は次のとおり決まりました。", line) == ()
    assert entire("作品は次のとおり決まりました。", "町長賞 「月」")
    assert entire("作品は次のとおり決まりました。", "話す人：森 はるさん")


def test_how_big_a_file_is_and_that_it_is_so_just_now_are_not_told() -> None:
    """What is out of order just now may be mended when the post is read: it is not told whole."""
    assert entire("一覧（PDF：218KB）を作りました。") == ("一覧を作りました。",)
    assert entire("本(PDFではありません。紙の本を用意しました)です。")[0].startswith("本(PDF")
    assert entire("かさが、ただいま40本あります。") == ("かさが、40本あります。",)
    assert "ただいま" in entire("機械は、ただいま止まっています。")[0]


def test_a_mark_before_a_line_goes_and_a_colon_is_wide() -> None:
    """But for one of an hour or an address."""
    assert entire("■本を10:30から配ります。") == ("本を10:30から配ります。",)
    assert entire("12月28日(月)～:お休みです。")[0].endswith("～：お休みです。")


@pytest.mark.parametrize("filed", ["お願い", "【お知らせ】", "■重要"])
def test_what_the_first_line_is_filed_under_is_not_told(filed: str) -> None:
    """Above the news; further down it is a heading, and a line that says more stays."""
    assert entire(filed, *LINES) == WHOLE
    assert filed.strip("■") in "".join(entire(*LINES, filed))
    assert entire(f"{filed}の品", *LINES)[1:] == WHOLE


def test_how_it_looked_before_what_was_added_is_not_told() -> None:
    """Where what was added says how it looks; else it stands."""
    was = "配架はまだ終わっていません。いつ終わるかの見通しは立っていません。"
    assert entire(was, "【追記】来週の半ばには終わる見込みです。") == ()  # 来週
    assert entire(was, "【追記】12月8日に終わる見込みです。") == (
        "配架はまだ終わっていません。",
        "【追記】12月8日に終わる見込みです。",
    )
    assert entire(was, "【追記】12月8日に人をふやします。")[0] == was
    assert entire("【追記】12月8日に人をふやします。", was)[1] == was


def test_6_10_who_gave_it_goes_and_what_was_given_stays() -> None:
    """A name before から; not where the line names nobody, or says more than a gift."""
    given = "上町の故・青木ハルさんのご家族から、雑誌80冊をいただきました。"
    assert entire(*LINES, given) == (*WHOLE, "雑誌80冊をいただきました。")
    assert entire(*LINES, "みなさんから、雑誌80冊をいただきました。")[-1].startswith("みなさん")
    assert entire(*LINES, "青木ハルさんの家族は雑誌80冊を読みました。") == ()


def test_the_thing_of_the_title_is_not_cited() -> None:
    """標記講演会 is 講演会; 標記の件 stays."""
    assert entire("標記講演会は12月5日（土）に終わりました。")[0].startswith("講演会は")
    assert entire("標記の件、12月5日（土）に終わりました。")[0].startswith("標記の件")


def test_a_sentence_over_three_lines_is_one_and_says_what_is_known() -> None:
    """…今のところ ⏎ its days ⏎ の予定です; のりもの begins a line of its own."""
    told = entire("扉を開けないとわからないのですが、今のところ\n12月8日（火）から\nの予定です。")
    assert told == ("今のところ12月8日(火)からの予定です。",)
    assert entire("棚をふやします、と聞きました\nのりものの本です。") == (
        "棚をふやします、と聞きました",
        "のりものの本です。",
    )
    assert entire("寒いのですが、今のところ\n12月8日（火）からの予定です。")[0].startswith("寒い")


def test_what_leads_here_is_not_told() -> None:
    """一覧はこちら leads to nothing in a post; こちらの棚 is a place."""
    assert entire(*LINES, "題名の一覧はこちら。") == WHOLE
    assert entire(*LINES, "題名の一覧はこちら（PDF：120KB）です。") == WHOLE
    assert entire(*LINES, "古い号はこちらの棚へ移します。")[-1] == "古い号はこちらの棚へ移します。"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("定員　8名", "定員：8名"),
        ("日　時　12月5日（土）13時", "日時：12月5日(土)13時"),
        ("対象　どなたでも。カードはいりません", "対象：どなたでも。カードはいりません"),
        ("その他　雨のときは中止します。", "その他 雨のときは中止します。"),
        ("町の　冬の本", "町の：冬の本"),
        ("下記のフォームから申し込めます。", "リンク先のフォームから申し込めます。"),
        ("下のフォームか電話で。", "リンク先のフォームか電話で。"),
        ("以下の様式で出します。", "以下の様式で出します。"),
    ],
)
def test_a_label_and_a_blank_are_a_label_and_a_form_is_behind_the_link(
    line: str, told: str
) -> None:
    """Whatever the value; a label of what is beside the news stays in its line."""
    assert entire("図書館の玄関ホール", line)[1] == told


def test_a_name_that_is_not_closed_takes_the_next_line_and_a_label_begins_one() -> None:
    """「冬の本 ⏎ と人」; ＜発表＞…で ⏎ ＜賞＞本."""
    assert entire("題は「冬の本\n～人と町～」です。") == ("題は「冬の本～人と町～」です。",)
    assert entire("＜発表＞玄関ホールで\n＜賞＞本を一冊") == (
        "＜発表＞玄関ホールで",
        "＜賞＞本を一冊",
    )
    assert len(entire("「" + "本の話と町の話。" * 16 + "\n～人と町～」です。")) == 2


@pytest.mark.parametrize(
    "signed",
    [
        "山辺市立図書館 北分館 電話 050-0000-1234",
        "北図書館（TEL 050-0000-1234）",
        "北図書館　山辺県山辺市北町12-3",
    ],
)
def test_5_1_a_who_writes_is_no_line(signed: str) -> None:
    """The last lines of a page; a number behind a particle is of a sentence, one to write to of the
    news."""
    assert entire(*LINES, signed) == WHOLE
    assert entire(*LINES, signed, signed) == WHOLE
    assert entire(*LINES, "申込先　北図書館　電話 050-0000-1234") != WHOLE


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("先週の雪のあと、玄関に手袋が8組残っています。", "玄関に手袋が8組残っています。"),
        ("今週、11月23日に2件ありました。", "11月23日に2件ありました。"),
    ],
)
def test_5_1_a_when_it_was_goes_where_it_is_so_without(line: str, told: str) -> None:
    """What is so, or has days of its own, needs no 先週."""
    assert entire(line) == (told,)


@pytest.mark.parametrize("line", ["先週の雪のあと、配ります。", "今週、2件ありました。"])
def test_5_1_a_when_it_was_stays_where_it_is_not(line: str) -> None:
    """Then the page is chosen from: what is to come, what has no day of its own."""
    assert entire(line) == ()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("20日（金）から船が止まっています。", "11月20日(金)から船が止まっています。"),  # lately
        ("3日（木）に届きます。", "12月3日(木)に届きます。"),
        ("6日（金）から船が止まっています。", "6日(金)から船が止まっています。"),  # long ago
    ],
)
def test_5_1_a_a_bare_day_has_the_month_in_which_it_fits(line: str, told: str) -> None:
    """The next one, or one of a few days ago; the first day of the page alone."""
    assert entire(line) == (told,)
    assert entire(line, "28日（土）の便は未定です。")[0] == told


def test_5_1_a_a_row_of_names_is_no_cut_line() -> None:
    """It goes on in no next paragraph; a line that its page's width cuts does."""
    names = "手袋（右だけ・赤）、水筒（3）、折りたたみの傘（5本）、子ども用の帽子、毛糸の編みかけ"
    assert entire(names, "期限を過ぎたものは処分します。") == (
        names.replace("（", "(").replace("）", ")"),
        "期限を過ぎたものは処分します。",
    )


def test_5_1_a_a_sentence_over_several_items_is_one() -> None:
    """With their dots gone."""
    made = ("心当たりのある方は、すぐに\n・北分館および\n・中央図書館\nへご連絡ください。",)
    assert entire(*made) == ("心当たりのある方は、すぐに北分館および中央図書館へご連絡ください。",)


@pytest.mark.parametrize(
    ("giver", "told"),
    [
        ("川上地区の故・山田ハナさんのご家族から、", "川上地区の方から、"),
        ("故・山田ハナさんのご家族から、", ""),
    ],
)
def test_6_10_who_gave_is_told_by_where_they_live(giver: str, told: str) -> None:
    """And by nothing else."""
    assert entire(f"{giver}絵本40冊をいただきました。") == (f"{told}絵本40冊をいただきました。",)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "【市長賞】 川べりの朝を数える渡り鳥 北町 山田 花子",
            "【市長賞】 川べりの朝を数える渡り鳥",
        ),
        ("優秀賞　「冬の駅」　山田 花子", "優秀賞：「冬の駅」"),
        (
            "図書館長賞 川べりの朝を数える渡り鳥 北高校2年 山田 花子",
            "図書館長賞：川べりの朝を数える渡り鳥",
        ),
        ("優秀賞　「冬の駅 北の町」", "優秀賞：「冬の駅 北の町」"),
    ],
)
def test_6_10_what_won_is_told_without_whose_it_is(line: str, told: str) -> None:
    """The work stays as it is."""
    assert entire(line) == (told,)


@pytest.mark.parametrize(
    ("title", "lines", "told"),
    [
        ("12月・1月の工作", ("紙の舟　9日の10時から", "影絵　16日の10時から"), False),
        ("12月・1月の工作", ("12月の紙の舟　9日の10時から", "影絵　16日の10時から"), True),
        ("12月の工作", ("紙の舟　9日の10時から", "影絵　16日の10時から"), True),
    ],
)
def test_5_1_a_a_day_of_no_sure_month_is_not_told(
    title: str, lines: tuple[str, ...], told: bool
) -> None:
    """The title names two months, and neither the line nor one above it says which."""
    made = page(*lines, title=title)
    assert bool(with_entire(read_facts(made, DAY), made, DAY).entire) is told


def test_5_3_i_what_asks_for_care_and_no_more_and_what_heads_a_month_stay_out() -> None:
    """ご注意ください says not of what; a sentence that breaks before いただきます is one."""
    told = entire(
        "# 2026年11月の記事一覧",
        "大雪のときは、その時点で閉館とさせて\nいただくことがあります。",
        "ご来館の皆様には、ご迷惑をおかけします。",
        "今後の情報に、ご注意ください。",
        "足もとにご注意ください。",
    )
    assert told == (
        "大雪のときは、その時点で閉館とすることがあります。",
        "足もとにご注意ください。",
    )
