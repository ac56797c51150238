"""6(1)-(13): prohibited kinds, by words and by links."""

from __future__ import annotations

import pytest
from policy.samples import context, found, notes, stops

from bridge.model import Finding, Kind
from bridge.policy.examine import Manuscript, examine


@pytest.mark.parametrize(
    ("clause", "text"),
    [
        ("6(1)", "この資料は部外秘です"),
        ("6(2)", "海賊版の入手方法をご紹介"),
        ("6(3)", "無能な職員の一覧"),
        ("6(4)", "街頭演説を行います"),
        ("6(5)", "新聞記事の全文転載"),
        ("6(6)", "チケット発売中"),
        ("6(7)", "外国人お断り"),
        ("6(8)", "爆弾の作り方"),
        ("6(10)", "個人情報の流出について"),
        ("6(12)", "アダルトサイト"),
    ],
)
def test_6_each_prohibited_kind_stops_with_its_clause(clause: str, text: str) -> None:
    """The clause number is the name of the rule everywhere."""
    assert clause in [number for number, _ in stops(found(text))]


@pytest.mark.parametrize(
    "text",
    [
        "選挙の投票所になるため、12月6日(日)は分館を休館します",
        "営利目的でないこと、公序良俗に反しないことが条件です",
        "当選をかたるにせの通知にご注意ください",
        "『政党の歴史』『聖書の世界』を入れました",
        "地域の寺社を紹介する展示",
        "クリスマスのおはなし会",
    ],
)
def test_6_conditions_warnings_and_introductions_are_no_offence(text: str) -> None:
    """What only names a prohibited thing is not that thing."""
    assert found(text) == ()


def test_6_4_voter_education_of_a_public_body_is_a_note() -> None:
    """選挙 alone never stops: the decider is told, no more."""
    seen = found("選挙管理委員会が啓発標語を募集しています")
    assert (stops(seen), notes(seen)) == ([], [("6(4)", "選挙")])


def test_6_4_a_politicians_own_page_stops_by_its_page() -> None:
    """The draft looks like an event; the page speaks as a politician."""
    page = "表彰式に出席しました。\n私は市政について一言ごあいさつしました。"
    assert "6(4)" in [clause for clause, _ in stops(found("12月5日(土)の表彰式", page=page))]


def test_6_4_words_are_also_found_in_the_link_of_a_campaign() -> None:
    """A campaign in the form of an event: place and date do not clear it."""
    assert "6(4)" in [
        c
        for c, _ in stops(
            found("日時 12月5日(土)", title="ストップ!民間委託 講演会", page="日時 12月5日(土)")
        )
    ]


@pytest.mark.parametrize(
    "path",
    [
        "/soft/setup.exe",
        "/a/list.ZIP",
        "/app.apk?v=2",
        "/a/macro.xlsm#top",
        "/a/get%2Eexe",
        "/files/lib.tar.gz",
        "/?f=a.msi",
    ],
)
def test_6_11_programs_and_archives_stop_even_on_a_listed_host(path: str) -> None:
    """What runs or unpacks is never linked to."""
    assert "6(11)" in [
        clause for clause, _ in stops(found("資料", url=f"https://lib.example.jp{path}"))
    ]


@pytest.mark.parametrize(
    "path", ["/a/chirashi.pdf", "/news/zip.html", "/example.com/1.html", "/a.php?id=1"]
)
def test_6_11_pages_and_pdfs_do_not(path: str) -> None:
    """A PDF is read, not run."""
    assert found("資料", url=f"https://lib.example.jp{path}") == ()


def test_6_11_a_host_that_is_not_listed_stops() -> None:
    """The page's own address, and every other address in the text."""
    assert ("6(11)", "town.example.com") in stops(found("ご案内", url="https://town.example.com/1"))
    assert stops(found("https://other.example.com/ も")) == [("6(11)", "other.example.com")]
    assert ("6(11)", "javascript:alert(1)") in stops(found("ご案内", url="javascript:alert(1)"))


@pytest.mark.parametrize("hosts", [("town.example.com",), (".example.com",)])
def test_6_11_a_listed_host_does_not(hosts: tuple[str, ...]) -> None:
    """Itself, or all below."""
    assert found("ご案内", url="https://town.example.com/1", link_hosts=hosts) == ()


def test_6_11_the_site_itself_is_always_listed() -> None:
    """Without a single entry in the list."""
    assert found("ご案内", link_hosts=()) == ()


def test_6_11_a_domain_without_a_scheme_is_a_link_on_x() -> None:
    """example.com in the text becomes a link; the library's own host may."""
    assert stops(found("詳しくは mihon-shop.com へ")) == [("6(11)", "mihon-shop.com")]
    assert found("詳しくは lib.example.jp へ") == ()


def test_6_13_a_page_with_open_comments_is_a_note() -> None:
    """The library answers for no stranger's comments."""
    assert notes(found("12月5日(土)", page="12月5日(土)\n0 件のコメント")) == [
        ("6(13)", "0 件のコメント")
    ]


def test_a_draft_without_a_link_has_no_link_to_find() -> None:
    """An urgent text of a person may have none."""
    assert found("12月5日(土)は休館します", url="") == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("お申し込みは bit.ly/abc12 から", "bit.ly"),  # X links whatever ends in a top-level domain
        ("tosho-card.top で再開", "tosho-card.top"),
        ("写真集.zip を配布中", "写真集.zip"),
    ],
)
def test_6_11_what_x_links_without_a_scheme_and_what_runs_by_its_name_stop(
    text: str, told: str
) -> None:
    """Any domain that X knows, and a file's name in any letters."""
    assert ("6(11)", told) in stops(found(text))


@pytest.mark.parametrize(
    "text", ["No.1 の本", "Ver.2.0", "ISBN978.4", "tosho.jpg", "午前10時@視聴覚室"]
)
def test_6_11_a_dot_makes_no_link(text: str) -> None:
    """What ends in no top-level domain is linked by nobody."""
    assert [clause for clause, _ in stops(found(text)) if clause == "6(11)"] == []


# ── signs: words that say little by themselves ──────────────────────────────────────────────────


def written(text: str) -> tuple[Finding, ...]:
    """What is found in a text that a person wrote, without a page."""
    candidate = Manuscript(
        kind=Kind.OTHER,
        title="",
        text=text,
        url="",
        image=None,
        page=None,
        facts=None,
        source="staff",
    )
    return examine(candidate, context())


def test_6_a_sign_alone_is_a_note() -> None:
    """おせち in a text that is somewhat like a notice is told, and stops nothing."""
    seen = written("おせちです。予約した本は2階です。")
    assert (stops(seen), notes(seen)) == ([], [("6(6)", "おせち")])


def test_6_a_sign_says_nothing_in_a_text_that_is_much_like_a_notice() -> None:
    """The same word on a display of books."""
    seen = written("おせちです。本を集めて、児童室の入口で展示しています。どなたでも借りられます。")
    assert [one for one in seen if one.clause == "6(6)"] == []


def test_6_a_sign_stops_where_a_text_is_more_like_the_bad_samples() -> None:
    """The same word in an offer."""
    assert ("6(6)", "おせち") in stops(written("おせちの予約は、まだ間に合います。"))


def test_6_two_signs_stop_when_neither_lies_in_the_other() -> None:
    """Hearsay and a price in one notice are two things."""
    text = "おせちです。予約した本は、来ないそうです。"
    assert {clause for clause, _ in stops(written(text))} >= {"6(6)", "6(9)"}


@pytest.mark.parametrize(
    ("clause", "text"),
    [
        ("6(1)", "裏口の番号は4321です。"),
        ("6(2)", "兄の免許で登録できます。ばれません。"),
        ("6(3)", "あの課長は口ばかりです。"),
        ("6(6)", "引っ越しのことなら、みほん運送店へ。"),
        ("6(7)", "日本語の下手な人は、来ないでください。"),
        ("6(8)", "薬をお酒で飲むとよく効きます。"),
        ("6(11)", "暗証番号を返信してください。"),
    ],
)
def test_6_ways_to_say_a_thing_stop_by_its_kind(clause: str, text: str) -> None:
    """Ways to say it, not names of things."""
    assert clause in [number for number, _ in stops(written(text))]


@pytest.mark.parametrize(
    ("text", "page", "stop"),
    [
        ("コーヒー1杯200円です。", "コーヒー 1杯200円", False),
        ("コーヒー1杯 200円です。", "コーヒー1杯２００円", False),  # in other dress
        ("コーヒー1杯200円です。", "コーヒー 1杯250円", True),  # another price
        ("コーヒー1杯200円です。", "コーヒー 1杯1200円", True),
        ("コーヒー1杯200円、そば1杯500円です。", "コーヒー 1杯200円", True),  # each of them
        ("コーヒー1杯200円です。", "お茶会を開きます。", True),
        ("チケット発売中", "チケット発売中", False),
        # what is said of it is the page's, too; its number is whole
        ("駅前の居酒屋で、ビール1杯200円です。", "コーヒー 1杯200円", True),
        ("見本スーパーで米1袋3000円。", "福祉の店で米1袋3000円", True),
        ("本が500円引です。", "本が100円引です。", True),
        (
            "チケットの販売は見本ホールで。",
            "チケットの販売は行いません。転売にご注意ください。",
            True,
        ),
        ("チケットの販売。", "チケットの販売は行いません。", True),
        ("チケットの予約。", "チケットの予約が始まりました(終了)", True),
        ("旅館雑誌スポンサーを募集しています。", "旅館雑誌スポンサーを募集しています。", True),
        (
            "学習塾の冬期講習、受付中です",
            "学習塾の冬期講習、受付中です",
            True,
        ),  # none of a library's
        ("元本保証の投資セミナー。", "元本保証の投資セミナー。", True),
        ("チケットの販売は見本プレイガイドで。", "プレイガイドでも扱いません。", True),
        ("街頭演説を行います", "街頭演説を行います", True),  # of another kind
        ("雑誌スポンサーを募集しています。", "雑誌スポンサーを募集しています。", False),
        ("図書館雑誌スポンサーを募集します。", "雑誌スポンサーを募集しています。", False),
        ("雑誌スポンサーを募集しています。", "お知らせ", True),
        ("人気雑誌スポンサーを募集中。", "人気雑誌スポンサーを募集中。", True),
        ("大会のスポンサーを募集中。", "大会のスポンサーを募集中。", True),
    ],
)
def test_6_6_a_price_that_the_page_has_in_the_same_words_is_a_note(
    text: str, page: str, *, stop: bool
) -> None:
    """What is held there has its price, and a library its 雑誌スポンサー: the director reads it, as on
    the page itself. What the page warns of or denies, and other offers, stop as ever.
    """
    seen = found(f"12月5日(土)。{text}", page=f"12月5日(土)\n{page}")
    kinds = [one for one in seen if one.clause in ("6(4)", "6(6)")]
    assert kinds
    assert any(one.stop for one in kinds) is stop, kinds
