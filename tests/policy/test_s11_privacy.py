"""11, 6(10): numbers, addresses and names that do not belong into a post."""

from __future__ import annotations

import pytest
from policy.samples import context, found, notes, stops

from bridge.model import Image, Kind
from bridge.policy import s11_privacy
from bridge.policy.examine import Manuscript, examine
from bridge.policy.folding import fold
from bridge.text.morphemes import Morpheme, Reading


@pytest.mark.parametrize(
    "text",
    [
        "電話 042-000-0000",
        "042₋000₋0000",
        "０４２（０００）００００",
        "0000・00・0000",
        "tosho@example.jp",
        "ａ＠ｅｘａｍｐｌｅ．ｊｐ",
    ],
)
def test_11_phone_numbers_and_mail_addresses_in_the_draft_stop(text: str) -> None:
    """With any hyphen, in any width."""
    assert [clause for clause, _ in stops(found(text)) if clause == "11"] == ["11"]


def test_11_a_phone_number_on_the_page_is_where_it_belongs() -> None:
    """The page has the library's contact; a mobile one is a note."""
    assert found("12月5日(土)", page="12月5日(土)\n電話 042-000-0000") == ()
    assert notes(found("12月5日(土)", page="12月5日(土)\n携帯 090-0000-0000")) == [
        ("6(10)", "090-0000-0000")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "例示太郎さんが寄贈",
        "見本 花子さん",
        "中村さん",
        "田中様より",
        "例示氏の土地",
        "鈴木くん",
        "佐藤ちゃん",
        "例示 一郎君",
        "例示一郎さ〜ん",
        "中村ひでくん",
        "井手さん",
        "三好くん",
        "恵比寿くん",
        "鈴木さんの予約の本",
        "鈴木さんの本が届いています",
    ],
)
def test_6_10_a_name_with_an_honorific_stops(text: str) -> None:
    """Nobody is named without a reason and consent."""
    assert "6(10)" in [clause for clause, _ in stops(found(text))]


@pytest.mark.parametrize(
    "text",
    [
        "講師は例示太郎さんです",
        "例示太郎氏(作家)",
        "絵本作家・見本ひなこさんの原画展",
        "作・絵 見本花子さん",
        "皆さん、お子さんとどうぞ",
        "利用者様へ",
        "お客様",
        "司書さんのおすすめ",
        "運転手さんの表彰",
        "聞き手さんの集まり",
        "鈴木さんの絵本の原画",
        "腹かかえて笑ってくんな",
        "豆腐屋さんの本",
        "もりの本やさん：12月28日～1月4日",
        "山野花子さんの猫の本",
        "お釈迦さまの誕生日",
        "酒蔵の杜氏",
        "雨模様です",
        "氏名をお書きください",
        "多様な仕様",
        "様子をご覧ください",
        "お父さんと読む絵本",
        "赤ちゃん向け",
        "諸君",
        "名前は自分で書いて 落とさんようにね",
        "ほかの方の本は写さんといてください。",
        "本をよごさんよう おねがいします",
        "むかしの氏子さんの衣装も展示します。",
        "お店やさんごっこにも使えます。",
        "12/6(日)から東部図書館 あかちゃんコーナー",
        "紙芝居師・見本よしえさんの公演です。",
        "合唱団を見本太郎さんが指揮します。",
        "園芸家の見本花子さんと苗を植えます。",
        "見本花子さんに教わる豆本づくり。",
        "見本花子さんがやさしく教えます。",
    ],
)
def test_6_10_speakers_authors_and_nobody_in_particular_are_not_found(text: str) -> None:
    """A role beside the name, or a word that is no name."""
    assert found(text) == ()


def test_6_10_a_role_on_the_page_speaks_for_the_name_in_the_draft() -> None:
    """The draft is short; the page says who that is."""
    assert (
        found(
            "例示太郎さんが語ります。", page="講師 例示太郎さん(大学教授)\n例示太郎さんが語ります。"
        )
        == ()
    )


def test_6_10_a_role_on_the_page_is_found_behind_whose_it_is() -> None:
    """工房の例示太郎さん is 例示太郎さん: what stands before の is no part of the name."""
    page = "講師:例示太郎さん"

    def names(text: str) -> list[str]:
        return [one.found for one in found(text, page=page) if one.clause == "6(10)" and one.stop]

    assert names("工房の例示太郎さんと本を直します。") == []
    assert names("工房の例示次郎さんと本を直します。") == ["工房の例示次郎さん"]


@pytest.mark.parametrize(
    "text",
    [
        "農家の見本太郎さんが芋をくれました。",
        "見本太郎さんに会いました。",
        "見本花子さんが教室に来ました。",
    ],
)
def test_6_10_a_person_of_no_role_stops_all_the_same(text: str) -> None:
    """農家の, 会いました: only who teaches, plays or makes in public is no private person."""
    assert [one.clause for one in found(text) if one.stop] == ["6(10)"]


def test_6_10_an_office_with_a_name_is_a_note() -> None:
    """The head of a letter must not land in a post unseen."""
    assert notes(found("図書館長 例示 太郎")) == [("6(10)", "館長 例示 太郎")]


def test_6_10_a_child_with_school_and_grade_stops_even_on_the_page() -> None:
    """Who links there shows the name."""
    seen = found("入選作を展示します 12月5日(土)", page="12月5日(土)\n見本小学校3年 例示 花子さん")
    assert ("6(10)", "学校3年 例示 花子さん") in stops(seen)


@pytest.mark.parametrize(
    "text",
    [
        "123456789018",
        "123456789000",  # a rest of one asks for a nought
        "1234 5678 9018",
        "４１１１ １１１１ １１１１ １１１１",
        "4111-1111-1111-1111",
        "5105 1051 0510 5100",
        "4222222222222",
        "9700 0000 0000 1234",
    ],
)
def test_6_10_a_number_with_its_check_digit_stops(text: str) -> None:
    """Individual numbers and payment cards, however they are grouped."""
    assert ("6(10)", text) in stops(found(f"{text} の方へ"))


@pytest.mark.parametrize(
    "text",
    [
        *("123456789012", "1111 1111 1111", "978-4-00-000000-2", "4111 1111 1111 1112"),
        *("978-4-00-000000-0", "0000 0000 0000 0000"),
    ],
)
def test_6_10_another_long_number_is_none(text: str) -> None:
    """A wrong check digit, one digit twelve times, an ISBN, though it were a card's number, too."""
    assert stops(found(f"請求記号 {text} の本")) == []


@pytest.mark.parametrize(
    "text",
    [
        "利用者番号20134567の方へ",
        "口座番号は普通1234567です",
        "パスポート番号はTK1234567です",
        "昭和60年5月3日生まれの方が本を忘れました",
        "多摩 500 あ 12-34 の車",
        "見本町3-5-2にお住まいの例示様",
    ],
)
def test_6_10_what_is_personal_by_its_form_stops(text: str) -> None:
    """Numbers of users, accounts and passports, birth dates, plates, a name with its address."""
    assert "6(10)" in [clause for clause, _ in stops(found(text))]


def reading(*words: tuple[str, str]) -> Reading:
    """A dictionary that knows these words, each with what it is of a name, or 動 for a verb; the
    rest is a word a letter.
    """

    def read(text: str) -> list[Morpheme]:
        found, at = [], 0
        while at < len(text):
            surface, name = next(
                ((word, kind) for word, kind in words if text.startswith(word, at)), (text[at], "")
            )
            found.append(
                Morpheme(
                    start=at,
                    end=at + len(surface),
                    surface=surface,
                    plain=surface,
                    normal=surface,
                    name="" if name == "動" else name,
                    proper=name in ("姓", "名"),
                    verbal=name == "動",
                )
            )
            at += len(surface)
        return found

    return read


KNOWN = reading(
    ("長谷川", "姓"), ("原田", "姓"), ("村上", "姓"), ("例示", "姓"), ("一郎", "名"), ("花", "名")
)


def by_dictionary(text: str) -> list[tuple[str, bool]]:
    """What of a person's own text is a name, and whether it stops."""
    candidate = Manuscript(
        kind=Kind.OTHER,
        title="",
        text=f"図書の返却です。{text}",
        url="",
        image=None,
        page=None,
        facts=None,
        source="staff",
    )
    return [
        (one.found, one.stop)
        for one in examine(candidate, context(reading=KNOWN))
        if one.clause == "6(10)" and not one.rule
    ]


def test_6_10_three_names_in_a_row_stop() -> None:
    """Family names alone, with given names, with what stands between them."""
    assert by_dictionary("長谷川、原田、村上。") == [("長谷川、原田、村上", True)]
    assert by_dictionary("長谷川 花、原田・村上一郎") == [("長谷川 花、原田・村上一郎", True)]
    assert by_dictionary("長谷川と原田。村上は休み") == []
    assert by_dictionary("長谷川・原田・村上図書館") == []  # houses
    assert by_dictionary("長谷川・原田・村上へ") == [("長谷川・原田・村上", True)]


HONOURED = reading(
    ("例示", "姓"),
    ("森", "姓"),
    ("タナカ", "姓"),
    ("王", "姓"),
    ("ナナ", "名"),
    ("乾かさ", "動"),
    ("悩んどる", "動"),
    *((word, "") for word in ("里親", "薬袋", "さん", "くん", "君", "ちゃんと", "ても")),
)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("例示さんが来ました。", [("例示さん", True)]),
        ("里親さんが来ました。", [("里親さん", False)]),
        ("薬袋くんが来ました。", [("薬袋くん", False)]),  # a rare name is no name to it
        ("本は乾かさんでください。", []),
        ("悩んどる君へ。", []),
        ("例示悩んどる君が来ました。", [("例示悩んどる君", True)]),
        ("里親さんの督促の本。", [("里親さん", True)]),
        ("布袋さまの絵。", [("布袋さま", False)]),
        ("森さんが来ました。", [("森さん", True)]),
        ("タナカさんが来ました。", [("タナカさん", True)]),
        ("ナナくんが来ました。", [("ナナくん", False)]),
        ("講師は森さんです。", []),
        ("『森さんの庭』を読みます。", []),
        ("ナナくん、というお話です。", []),
        ("王さんが来ました。", []),
        ("例示ちゃんと来ました。", [("例示ちゃん", True)]),
        ("打ってもちゃんと出ます。", []),
    ],
)
def test_6_10_the_dictionary_knows_what_is_honoured(
    text: str, seen: list[tuple[str, bool]]
) -> None:
    """A name stops, a word of the language is a note, and what only looks like an honorific is
    none.
    """
    candidate = Manuscript(Kind.OTHER, "", text, "", None, None, None, "staff")
    found = examine(candidate, context(reading=HONOURED))
    assert [(one.found, one.stop) for one in found if one.clause == "6(10)"] == seen


def test_6_10_a_name_may_be_the_last_word() -> None:
    """Nothing stands behind it that could be a given name."""
    assert by_dictionary("長谷川、原田、村上") == [("長谷川、原田、村上", True)]


def test_6_10_a_full_name_without_a_role_is_a_note() -> None:
    """Family and given name; a speaker, an author, a title and a life that is told of are no
    private persons.
    """
    assert by_dictionary("例示一郎が帰りました。") == [("例示一郎", False)]
    assert by_dictionary("例示が帰りました。") == []
    assert by_dictionary("例示花が咲きました。") == []  # one letter may be a flower
    for harmless in (
        "講師は例示一郎です。",
        "例示一郎の生誕150年です。",
        "『例示一郎』",
        "例示一郎の小説",
    ):
        assert by_dictionary(harmless) == []


@pytest.mark.parametrize(
    "text",
    [
        "映画を通じてさまざまな問題を考えます",
        "見本ライオンズクラブ様のご寄贈",
        "中央商工会様と共催",
        "「本のおいしゃさん」講座を開きます。",
        "旅の本 お正月のさんぽの前にどうぞ",
    ],
)
def test_6_10_what_only_looks_like_an_honorific_is_no_name(text: str) -> None:
    """さまざま, and bodies."""
    assert "6(10)" not in [clause for clause, _ in stops(found(text))]


def test_6_10_a_person_whom_the_page_names_is_a_note() -> None:
    """様 on the page: who lost a thing, who gave one; readers, bodies and speakers are none."""
    assert notes(found(page="財布は、例示花子様へ")) == [("6(10)", "例示花子様")]
    for harmless in ("利用者様、お客様へ", "見本ライオンズクラブ様の寄贈", "講師 例示花子様"):
        assert notes(found(page=harmless)) == []


def test_6_10_children_of_a_year_and_what_lies_in_a_book_are_no_names() -> None:
    """年少さんから読める; 本にはさんだままのしおり. 本田さん is one."""
    for text in ("年少さんから読める20冊", "年長さんの本", "本にはさんだままのしおり"):
        assert not [clause for clause, _ in stops(found(text)) if clause == "6(10)"], text
    assert [clause for clause, _ in stops(found("本田さんだまし絵が得意です")) if clause == "6(10)"]


@pytest.mark.parametrize(
    "text",
    [
        "揺れがおさまったら職員がご案内します。",
        "雨がおさまるまでお待ちください。",
        "泣き声はお互いさまです。",
        "お気の毒さまでした。",
    ],
)
def test_6_10_what_calms_down_is_no_honorific(text: str) -> None:
    """おさまる is a verb, お互いさま a way of speaking."""
    assert list(s11_privacy.persons(fold(text))) == []


@pytest.mark.parametrize(
    "text",
    [
        "利用者番号20134567の方は、中央図書館までお電話ください。",
        "利用者番号20134567の方は、本を3冊お返しください。",
        "マイナンバー 123456789019 を3人分",
        "会費500円は口座番号 普通 7654321 へ。",
    ],
)
def test_6_10_what_else_is_counted_in_the_sentence_makes_no_number_harmless(text: str) -> None:
    """Only what stands right behind a number says what it counts, and a wrong check digit is a
    slip of the pen.
    """
    assert "6(10)" in [clause for clause, _ in stops(found(text))]


def test_6_10_a_number_that_counts_something_is_nobodys() -> None:
    """A unit right behind it says so."""
    texts = ("会員 100000人になりました", "図書カード 100000円分を差し上げます")
    assert not [one for text in texts for one in stops(found(text)) if one[0] == "6(10)"]


def test_6_10_each_number_of_a_draft_is_told() -> None:
    """Whoever lets the first pass has not seen the second; one that stands twice is told once."""
    text = "利用者番号1234567の方、口座 普通 7654321 へ。利用者番号1234567"
    assert [words for clause, words in stops(found(text)) if clause == "6(10)"] == [
        "利用者番号1234567",
        "口座 普通 7654321",
    ]
    text = "電話042-000-0000か042-000-0001、メールはtosho@example.jpへ"
    assert [words for clause, words in stops(found(text)) if clause == "11"] == [
        "042-000-0000",
        "042-000-0001",
        "tosho@example.jp",
    ]


def test_6_10_a_mobile_number_is_one_finding() -> None:
    """What clause 11 stops is not noted again by 6(10)."""
    assert [(one.clause, one.stop) for one in found("お電話は090-0000-0000へ")] == [("11", True)]


def test_11_the_words_for_a_picture_go_out_too() -> None:
    """Its alternative text is looked at as the text is, and said to be the picture's."""
    image = Image("", "山田太郎さん(090-1234-5678)。市長選では現職に投票を。", "図書館で撮影")
    hits = found("本の展示をしています。", image=image)
    assert {"6(4)", "11"} <= {one.clause for one in hits if one.where == "画像" and one.stop}
