"""feeds.toml becomes Settings, or all its faults are told at once."""

import dataclasses
import os
import re
import resource
import subprocess
import sys
from datetime import date, time
from pathlib import Path

import pytest

from bridge import config, credentials
from bridge.errors import ConfigRefused, CredentialsRefused, UsageRefused
from bridge.network.way import DIRECT, Proxy
from bridge.sayings import Refusal
from bridge.settings import (
    PAGE_KIND,
    URGENT,
    AccountSettings,
    DeskSettings,
    FetchSettings,
    Hours,
    HoursSettings,
    LibrarySettings,
    NetworkSettings,
    NoticeSecrets,
    NoticeSettings,
    OpenIdSettings,
    PostingSettings,
    Prices,
    RecordsSettings,
    ReviewSettings,
    RewriteSettings,
    Selectors,
    Settings,
    Source,
    TweetSettings,
)

ROOT = Path(__file__).parents[1]
LEAST = """\
[library]
name = "見本図書館"
site = "https://lib.example.jp/"
account = "@mihon_lib"
[hours]
monday = "closed"
tuesday = "9:00-19:00"
wednesday = "0:00-24:00"
thursday = "9:30 - 17:15"
friday = "closed"
saturday = "9:00〜17:00"
sunday = "closed"
[[source]]
id = "home"
kind = "homepage"
url = "https://lib.example.jp/"
"""


@pytest.fixture
def file(tmp_path):
    """A place for feeds.toml."""
    return tmp_path / "feeds.toml"


def read(file, text):
    """Read a file of that text."""
    file.write_text(text, encoding="utf-8")
    return config.read(file)


def faults(file, text):
    """Return the faults of a file of that text, its own name cut off."""
    with pytest.raises(ConfigRefused) as refused:
        read(file, text)
    assert refused.value.exit_code == 3
    return [fault.removeprefix(f"{file}:") for fault in refused.value.faults]


def test_the_least_file_is_enough(file):
    """Only what the program cannot know must be written; the rest are the defaults of settings.py."""
    settings = read(file, LEAST)
    assert settings.library == LibrarySettings("見本図書館", "https://lib.example.jp/", "mihon_lib")
    assert settings.sources == (Source("home", "homepage", "https://lib.example.jp/"),)
    assert (settings.tweet, settings.fetch, settings.posting) == (
        TweetSettings(),
        FetchSettings(),
        PostingSettings(),
    )
    assert settings.policy_version == "2021-04-01"


def test_5_2_hours_are_read_per_weekday(file):
    """Each weekday has its hours or is closed; 24:00 is the end of the day."""
    nine = time(9)
    assert read(file, LEAST).hours == HoursSettings(
        weekly=(
            None,
            Hours(nine, time(19)),
            Hours(time(0), time.max),
            Hours(time(9, 30), time(17, 15)),
            None,
            Hours(nine, time(17)),
            None,
        )
    )


def test_5_2_closings_and_special_days_are_read(file):
    """A closing is a day or a span, with or without quotes; a special day has its own hours."""
    days = 'closed = ["2026-12-29/2027-01-03", 2026-11-16]\nspecial = { 2026-11-03 = "9:00-17:00" }\nholidays = "as-sunday"\n'
    hours = read(file, LEAST.replace("[[source]]", days + "[[source]]")).hours
    assert hours.closed == (
        (date(2026, 12, 29), date(2027, 1, 3)),
        (date(2026, 11, 16), date(2026, 11, 16)),
    )
    assert hours.special == {date(2026, 11, 3): Hours(time(9), time(17))}
    assert hours.holidays == "as-sunday"


def test_selectors_stand_directly_in_the_source(file):
    """A source's selectors and words of its own are read."""
    own = 'items = "#news li:not(.pr)"\ndrop = "nav"\nencoding = "cp932"\nhashtags = ["#図書館", "催し・展示"]\nenabled = false\n'
    source = read(file, LEAST + own).source("home")
    assert source is not None
    assert source.selectors == Selectors(items="#news li:not(.pr)", drop="nav")
    assert (source.encoding, source.hashtags, source.enabled) == (
        "cp932",
        ("図書館", "催し・展示"),
        False,
    )


def test_every_other_table_is_read(file):
    """Links, fetching, posting, prices and policy reach Settings; relative paths begin beside the
    file.
    """
    (file.parent / "words").mkdir()
    settings = read(
        file,
        LEAST
        + '[links]\nhosts = [".Example.jp"]\n[fetch]\nread_seconds = 3\nallow_private = ["127.0.0.1:8000", "[::1]:80"]\n'
        + '[posting]\nthrough = "x"\nsecrets_file = "x.secrets"\napi_url = "http://127.0.0.1:9/"\nprices.read = 1\n'
        + '[tweet]\nkinds = { closure = "{title}" }\n[policy]\nversion = 2018-04-01\nwords = "words"\n',
    )
    assert settings.link_hosts == (".example.jp",)
    assert settings.fetch.read_seconds == 3
    assert settings.fetch.allow_private == ("127.0.0.1:8000", "[::1]:80")
    assert settings.posting.prices == Prices(read=1)
    assert settings.posting.api_url == "http://127.0.0.1:9"
    assert settings.posting.secrets_file == str(file.parent / "x.secrets")
    assert settings.tweet.kinds == {"closure": "{title}"}
    assert (settings.policy_version, settings.words) == ("2018-04-01", str(file.parent / "words"))


def test_the_way_out_is_read_and_its_password_comes_from_outside_the_file(file):
    """[network]: a proxy with a user, what goes round it, an issuer of one's own; the password from
    file or environment.
    """
    issuer = ROOT / "tests/fetch/saved/tls-issuer.pem"
    (file.parent / "ca.pem").write_bytes(issuer.read_bytes())
    secrets = file.parent / "secrets"
    secrets.write_text("FEEDBRIDGE_PROXY_PASSWORD=s3cret word\n")
    secrets.chmod(0o600)
    table = (
        '[network]\nproxy = "http://proxy.example.jp:8080"\nproxy_user = "tosho"\n'
        'no_proxy = ["10.0.0.0/8"]\nca_file = "ca.pem"\n'
    )
    settings = read(file, LEAST + table + '[posting]\nsecrets_file = "secrets"\n')
    way = credentials.way_out(settings, {})
    assert way.http == Proxy("proxy.example.jp", 8080, "tosho", "s3cret word")
    assert (way.exceptions, way.ca_file) == (("10.0.0.0/8",), str(file.parent / "ca.pem"))
    assert (
        credentials.way_out(settings, {"FEEDBRIDGE_PROXY_PASSWORD": "other"}).http.password
        == "other"
    )
    without = read(file, LEAST + table)
    with pytest.raises(CredentialsRefused, match="FEEDBRIDGE_PROXY_PASSWORD"):
        credentials.way_out(without, {})
    assert credentials.way_out(read(file, LEAST), {"HTTPS_PROXY": "http://other.example"}) == DIRECT


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('proxy = "http://u:p@proxy.example"', "proxy — 利用者名やパスワードが"),
        ('proxy = "https://proxy.example"', "proxy — 「https://proxy.example」はプロキシの"),
        ('proxy = "http://proxy.example/x"', "proxy — 「http://proxy.example/x」はプロキシの"),
        ('proxy = "proxy.example:8080"', "proxy — "),
        ('proxy_user = "a:b"', "proxy_user — "),
        ('proxy_password = "x"', "proxy_password — 秘密はこのファイルに書かない"),
        ('no_proxy = ["a b"]', "no_proxy 1 番目 — "),
        ('ca_file = "no.pem"', "ca_file — 「no.pem」を証明書として読めません"),
        ('ca_file = "feeds.toml"', "ca_file — 「feeds.toml」を証明書として読めません"),
    ],
)
def test_a_way_out_that_cannot_be_is_a_fault(file, line, fault):
    """Told with the others, before anything is tried."""
    (only,) = faults(file, f"{LEAST}[network]\n{line}\n")
    assert f"[network] {fault}" in only


# ── what is wrong with it ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('name = "見本図書館"', 'name = ""', "2: [library] name — 空です"),
        (
            'name = "見本図書館"',
            "name = 5",
            '2: [library] name — 値の種類が違います — 文字（" " で囲む）',
        ),
        ('name = "見本図書館"\n', "", "1: [library] name — 書かれていません"),
        (
            "https://lib",
            "ftp://lib",
            "3: [library] site — 「ftp://lib.example.jp/」はウェブのアドレスではありません — https://",
        ),
        (
            "@mihon_lib",
            "mihon-lib",
            "4: [library] account — 「mihon-lib」はX のアカウント名の形ではありません — 半角の英数字と _",
        ),
        ("@mihon_lib", "a" * 16, "4: [library] account"),
        (
            "[hours]",
            'timezone = "Asia/Tokio"\n[hours]',
            "5: [library] timezone — 「Asia/Tokio」という時間帯はありません（Asia/Tokyo",
        ),
        ("[hours]", 'timezone = "Asia"\n[hours]', "5: [library] timezone"),
        (
            "[hours]",
            'acount = "x"\n[hours]',
            "5: [library] acount — この項目はありません — name, site, account, timezone, account_pages（account",
        ),
        (
            'tuesday = "9:00-19:00"',
            'tuesday = "19:00-9:00"',
            "7: [hours] tuesday — 「19:00-9:00」は終わりが始まりより後",
        ),
        (
            'tuesday = "9:00-19:00"',
            'tuesday = "9-19"',
            '7: [hours] tuesday — 「9-19」は時間として読めません — "9:00-19:00"',
        ),
        (
            'tuesday = "9:00-19:00"',
            'tuesday = "9:00-24:01"',
            "7: [hours] tuesday — 「9:00-24:01」は時間として読めません",
        ),
        (
            'tuesday = "9:00-19:00"',
            "tuesday = 9",
            '7: [hours] tuesday — 文字（" " で囲む）で書きます — "9:00-19:00" の形',
        ),
        ('tuesday = "9:00-19:00"\n', "", "5: [hours] tuesday — 書かれていません"),
        (
            "[[source]]",
            'closed = [\n"2026-13-01"]\n[[source]]',
            "14: [hours] closed 1 番目 — 「2026-13-01」という日はありません",
        ),
        (
            "[[source]]",
            'closed = ["2027-01-03/2026-12-29"]\n[[source]]',
            "13: [hours] closed 1 番目 — 「2027-01-03/2026-12-29」は終わりの日が",
        ),
        (
            "[[source]]",
            'special = { "11-03" = "9:00-17:00" }\n[[source]]',
            "13: [hours.special] 11-03 — 「11-03」は日付として読めません",
        ),
        (
            "[[source]]",
            '[hours.special]\n2026-11-03 = "closed"\n[[source]]',
            "14: [hours.special] 2026-11-03 — 休みの日は special ではなく",
        ),
        (
            "[[source]]",
            'holidays = "shut"\n[[source]]',
            '13: [hours] holidays — この値は使えません — "open" / "closed" / "as-sunday"',
        ),
        ("[[source]]", "[source]", "13: [[source]] — 値の種類が違います — [[ ]] の表"),
        ("[[source]]", "[[sauce]]", "13: [sauce] — この項目はありません — library, hours, source"),
        (
            'id = "home"',
            'id = "ホーム"',
            "14: [[source]] id — 「ホーム」は巡回先の名の形ではありません — 半角の小文字",
        ),
        ('id = "home"', 'id = "staff"', "14: [[source]] id — 「staff」は職員が書く下書き"),
        ('"homepage"', '"rss"', '15: [[source]] kind — この値は使えません — "homepage" / "feed"'),
        (
            'url = "https://lib.example.jp/"',
            'url = "https://a b/"',
            "16: [[source]] url — 「https://a b/」はウェブの",
        ),
        (
            'url = "https://lib.example.jp/"',
            'url = "https://a:99999/"',
            "16: [[source]] url — この値は読めません",
        ),
        (
            "url =",
            'items = "li["\nurl =',
            "16: [[source]] items — 「li[」は CSS セレクタとして読めません",
        ),
        (
            "url =",
            'selectors = { items = "li" }\nurl =',
            "16: [[source]] selectors — この項目はありません — items, title, body",
        ),
        (
            "url =",
            'encoding = "shift-gis"\nurl =',
            "16: [[source]] encoding — 「shift-gis」という文字コードはありません",
        ),
        (
            "url =",
            'encoding = "base64"\nurl =',
            "16: [[source]] encoding — 「base64」という文字コードはありません",
        ),
        (
            "url =",
            'hashtags = ["図書館", "123"]\nurl =',
            "16: [[source]] hashtags 2 番目 — 「123」はハッシュタグの形では",
        ),
        (
            "url =",
            f'hashtags = ["{"図" * 50}", "{"書" * 51}"]\nurl =',
            f"16: [[source]] hashtags 2 番目 — 「{'書' * 10}",
        ),
        (
            "url =",
            'enabled = "yes"\nurl =',
            "16: [[source]] enabled — 値の種類が違います — true / false",
        ),
        ("url =", 'iteme = "li"\nurl =', "16: [[source]] iteme — この項目はありません"),
        (
            "[[source]]",
            '[links]\nhosts = ["https://a.jp/"]\n[[source]]',
            "14: [links] hosts 1 番目 — 「https://a.jp/」はホスト名の形",
        ),
        (
            "[[source]]",
            "[fetch]\nread_seconds = 0\n[[source]]",
            "14: [fetch] read_seconds — 小さすぎます — 0 より大きく 86,400 以下の数",
        ),
        (
            "[[source]]",
            "[fetch]\nread_seconds = nan\n[[source]]",
            "14: [fetch] read_seconds — 数ではありません",
        ),
        (
            "[[source]]",
            '[fetch]\nread_seconds = "5"\n[[source]]',
            "14: [fetch] read_seconds — 値の種類が違います",
        ),
        (
            "[[source]]",
            "[fetch]\nconcurrency = 129\n[[source]]",
            "14: [fetch] concurrency — 大きすぎます — 1 以上 128 以下の整数",
        ),
        *(
            (
                "[[source]]",
                f"[{table}]\n{key} = {most + 1}\n[[source]]",
                f"14: [{table}] {key} — 大きすぎます — {least} 以上 {most:,} 以下の",
            )
            for table, key, least, most in (
                ("fetch", "max_bytes", "1,000", 1_000_000_000),
                ("fetch", "new_per_source", 1, 100_000),
                ("fetch", "pages_per_run", 1, 100_000),
                ("fetch", "pause_days", 1, 36_500),
                ("fetch", "recheck_days", 0, 36_500),
                ("posting", "per_day", 0, 100_000),
                ("posting", "gap_minutes", 0, 525_600),
                ("posting", "take_back_minutes", 0, 525_600),
                ("posting", "ask_minutes", 1, 525_600),
                ("posting", "monthly_budget_usd", 0, 1_000_000),
                ("posting.prices", "with_link", 0, 1_000_000),
                ("account", "repeated", 1, 100_000),
                ("account", "incidents_keep_days", 1, 36_500),
            )
        ),
        (
            "[[source]]",
            '[fetch]\nallow_private = ["a"]\n[[source]]',
            "14: [fetch] allow_private 1 番目 — 「a」は ホスト名:ポート番号",
        ),
        ("[[source]]", '[fetch]\nuser_agent = "a\\r\\nb"\n[[source]]', "14: [fetch] user_agent"),
        (
            "[[source]]",
            "[posting]\nper_day = -1\n[[source]]",
            "14: [posting] per_day — 小さすぎます — 0 以上 100,000 以下の整数",
        ),
        (
            "[[source]]",
            "[posting]\nper_day = true\n[[source]]",
            "14: [posting] per_day — 値の種類が違います",
        ),
        (
            "[[source]]",
            "[posting.prices]\nread = -0.1\n[[source]]",
            "14: [posting.prices] read — 小さすぎます — 0 以上 1,000,000 以下の数",
        ),
        (
            "[[source]]",
            '[posting]\nthrough = "X"\n[[source]]',
            '14: [posting] through — この値は使えません — "sandbox" / "manual" / "x"',
        ),
        (
            "[[source]]",
            '[posting]\napi_url = "https://evil.example/"\n[[source]]',
            "14: [posting] api_url — 「https://evil.example/」には投稿",
        ),
        (
            "[[source]]",
            '[policy]\nwords = "nowhere"\n[[source]]',
            "14: [policy] words — 「nowhere」というフォルダがありません",
        ),
        (
            "[[source]]",
            "[tweet]\nkinds = { event = 1 }\n[[source]]",
            "14: [tweet.kinds] event — 値の種類が違います — 文字",
        ),
        (
            "[[source]]",
            '[posting]\nprices = "low"\n[[source]]',
            "14: [posting] prices — 値の種類が違います — 表",
        ),
        (
            "[[source]]",
            "[posting.prices.read]\nx = 1\n[[source]]",
            "13: [posting.prices] read — 値の種類が違います — 0 以上 1,000,000 以下の数",
        ),
        (
            "[[source]]",
            '[policy]\nversion = "2021"\n[[source]]',
            "14: [policy] version — 「2021」は日付として読めません",
        ),
    ],
)
def test_a_fault_is_told_with_line_key_and_what_is_allowed(file, old, new, fault):
    """One thing wrong is one line, and the line says where and what may stand there."""
    found = [told for told in faults(file, LEAST.replace(old, new, 1)) if told.startswith(fault)]
    assert len(found) == 1, faults(file, LEAST.replace(old, new, 1))


def test_a_kind_of_page_that_there_is_not_has_no_wording(file):
    """A slip in the name would never be used, and nobody would know."""
    told = faults(file, LEAST + '[tweet]\nkinds = { closur = "{title}" }\n')
    assert len(told) == 1
    assert "[tweet.kinds] closur — この種別はありません — cancelled(中止)・" in told[0]
    assert "closure(休館)" in told[0]


def test_the_documents_name_the_kinds_that_there_are():
    """Each stands in the table of keys and in the file that `init` writes."""
    docs = Path(__file__).parents[1] / "docs" / "configuration.md"
    for text in (docs.read_text("utf-8"), config.DEFAULT.read_text("utf-8")):
        for name, word in PAGE_KIND.items():
            assert re.search(rf"{name}`? ?（?{word}", text), name


def test_all_faults_are_told_at_once_in_the_order_of_the_file(file):
    """Nobody has to run the check ten times."""
    text = (
        LEAST.replace("見本図書館", "").replace("homepage", "rss").replace("9:00-19:00", "9")
        + "[fetch]\nspeed = 1\n"
    )
    assert [int(fault.split(":")[0]) for fault in faults(file, text)] == [2, 7, 15, 18]


def test_a_missing_table_is_told(file):
    """A file with nothing but a comment lacks three tables."""
    told = faults(file, "# later\n")
    assert [fault.split(" — ")[:2] for fault in told] == [
        ["1: [library]", "書かれていません"],
        ["1: [hours]", "書かれていません"],
        ["1: [[source]]", "書かれていません"],
    ]


def test_sources_that_are_none_or_no_tables_are_told(file):
    """An empty list watches nothing, and a word is no source."""
    rest = LEAST[: LEAST.index("[[source]]")]
    assert faults(file, f"source = []\n{rest}") == [
        "1: [[source]] — 巡回先がありません — [[source]] を少なくとも 1 つ"
    ]
    assert faults(file, f'source = ["home"]\n{rest}') == [
        "1: [[source]] 1 番目 — 値の種類が違います — 表"
    ]


def test_two_sources_cannot_have_one_id(file):
    """The second is told, with its line."""
    second = '[[source]]\nid = "home"\nkind = "feed"\nurl = "https://lib.example.jp/rss"\n'
    assert faults(file, LEAST + second) == [
        "18: [[source]] id — 「home」は 1 番目の [[source]] と同じです — 別の名"
    ]


def test_5_2_a_library_that_never_opens_is_a_fault(file):
    """Nothing could ever be posted."""
    never = re.sub(r'(day = )".*"', r'\1"closed"', LEAST)
    assert faults(file, never)[0].startswith("5: [hours] — すべての曜日が休み")


@pytest.mark.parametrize(
    "key",
    ["consumer_key", "access_token_secret", "api_secret", "bearer_token", "password", "x-token"],
)
def test_11_a_secret_in_the_file_is_a_fault_and_is_not_repeated(file, key):
    """Whoever puts a key here is told where keys belong; the key itself is not shown."""
    told = faults(file, f'{LEAST}[posting]\n{key} = "hunter2"\n')
    assert len(told) == 1
    assert f"18: [posting] {key} — 秘密はこのファイルに書かない — 環境変数" in told[0]
    assert "hunter2" not in told[0]


def test_11_a_password_in_an_address_is_a_fault_and_is_not_repeated(file):
    """User names and passwords in addresses are secrets too."""
    told = faults(file, LEAST.replace('url = "https://', 'url = "https://me:hunter2@'))
    assert "秘密はこのファイルに書かない" in told[0]
    assert "hunter2" not in told[0]


def test_templates_are_checked_by_whoever_knows_them(file):
    """The given check sees each template; its word becomes the fault."""
    file.write_text(
        LEAST + 'template = "{tilte}"\n[tweet]\nkinds = { event = "{url}", closure = "{x}" }\n',
        encoding="utf-8",
    )
    with pytest.raises(ConfigRefused) as refused:
        config.read(
            file,
            lambda text: () if text == "{url}" else (Refusal("template.name_missing", name=text),),
        )
    told = [fault.removeprefix(f"{file}:") for fault in refused.value.faults]
    assert told == [
        "17: [[source]] template — {{tilte}} がありません。",
        "19: [tweet.kinds] closure — {{x}} がありません。",
    ]


def test_2_the_library_words_its_own_urgent_forms(file):
    """A heading of its own is added, a known one replaced, an empty one goes."""
    own = '[urgent]\n"臨時休館" = "{place}は{when}休みます。"\n"運休" = "{place}は{why}{when}運休します。"\n"開館" = ""\n'
    urgent = read(file, LEAST + own).urgent
    assert urgent["臨時休館"] == "{place}は{when}休みます。"
    assert ("運休" in urgent, "開館" in urgent, "システム障害" in urgent) == (True, False, True)
    assert read(file, LEAST).urgent == URGENT


@pytest.mark.parametrize(
    "text",
    [
        "休みます。",
        "{place}は休みます。",
        "{place}{when}{who}",
        "{place.__class__}{when}",
        "{place}{when",
        "{place!r}{when:>9}",
    ],
)
def test_2_a_form_that_cannot_be_filled_in_is_refused(file, text):
    """Place and time are needed; nothing else of the program can be asked for."""
    (fault,) = faults(file, LEAST + f'[urgent]\n"休館" = "{text}"\n')
    assert fault.startswith("18: [urgent] 休館")


# ── no file, no TOML ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[library]\nname = 見本\n", "2: 値が読めません"),
        ('[library]\nname ＝ "見本"\n', "2: 項目の名の後に = がありません。全角の記号"),
        ("a = 1\na = 2\nb = 3\n", "2: 同じ項目が 2 回"),
        ("[a]\n[b]\n[a]\n", "3: 同じ表 [ ] が 2 回"),
        ('x = "abc\n', "1: 文字の終わりの"),
        ('x = "C:\\Users"\n', "1: \\ は \\\\ と"),
        ("[library\n", "1: 表の名の終わりの ]"),
        ('x = "a" b\n', "1: 値の後に余分なもの"),
        ("x = " + "[" * 5000, "1: TOML として読めません"),
        ("x = " + "1" * 5000, "1: TOML として読めません"),
    ],
)
def test_broken_toml_is_told_with_its_line(file, text, fault):
    """The reader of TOML stops at the first fault; it is told in words of staff."""
    assert faults(file, text)[0].startswith(fault)


def test_a_missing_file_points_to_init(file):
    """A new user learns how to get one."""
    with pytest.raises(ConfigRefused, match="feedbridge init"):
        config.read(file)


def test_a_folder_is_no_file(tmp_path):
    """--config with a folder is told so."""
    with pytest.raises(ConfigRefused, match="ファイルではありません"):
        config.read(tmp_path)


def test_a_pipe_is_not_waited_for(file):
    """A named pipe would hold the run for ever."""
    os.mkfifo(file)
    with pytest.raises(ConfigRefused, match="ファイルではありません"):
        config.read(file)


def test_an_unreadable_file_is_told(file, monkeypatch):
    """Why the system refuses it is told in Japanese."""
    file.write_text(LEAST, encoding="utf-8")
    monkeypatch.setattr(
        Path,
        "read_bytes",
        lambda _: (_ for _ in ()).throw(PermissionError(13, "Permission denied")),
    )
    with pytest.raises(ConfigRefused, match="権限"):
        config.read(file)


def test_a_first_file_that_finds_no_room_leaves_nothing(tmp_path):
    """Half a file would be one that is not overwritten at the next try."""
    file = tmp_path / "feeds.toml"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, hard))
    try:
        with pytest.raises(UsageRefused, match="ファイルが大きすぎます"):
            config.write_first(file)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not file.exists()


def test_a_file_in_shift_jis_is_told_with_the_line(file):
    """Old Notepad's way of saving is named, with the way out."""
    file.write_bytes("[library]\n# 注\nname = 'a'\n".encode("cp932"))
    with pytest.raises(
        ConfigRefused, match=r":2: 文字コードが UTF-8 ではありません[\s\S]*保存し直して"
    ):
        config.read(file)


def test_a_byte_order_mark_and_crlf_are_borne(file):
    """Notepad's UTF-8 has a mark at the front and CRLF at the ends of lines."""
    file.write_bytes(b"\xef\xbb\xbf" + LEAST.replace("\n", "\r\n").encode())
    assert config.read(file).library.name == "見本図書館"


def test_an_empty_file_is_told(file):
    """Nothing at all is not a fault of each table."""
    assert faults(file, "\n \n") == ["1: 何も書かれていません"]


# ── the file that is shipped ────────────────────────────────────────────────────────────────────


def test_the_shipped_file_is_the_library_s_own_and_posts_nowhere():
    """Out of the box: the library, its account, closed on Fridays, and the sandbox."""
    settings = config.read(ROOT / "feeds.toml")
    assert settings.library.account == "higashikurume_t"
    assert [hours is None for hours in settings.hours.weekly] == [False] * 4 + [True] + [False] * 2
    assert settings.posting.through == "sandbox"
    assert settings.source("home") is not None


def test_the_shipped_file_is_the_packaged_one_with_a_librarys_own_values():
    """What `init` writes stands in the checkout, line for line; only values of this library differ,
    and none of them is in it.
    """
    own, packaged = (
        (path.read_text("utf-8").splitlines()) for path in (ROOT / "feeds.toml", config.DEFAULT)
    )
    differ = [pair for pair in zip(own, packaged, strict=True) if pair[0] != pair[1]]
    assert all(
        re.match(
            r'#?(?:(?:name|site|account|url|hashtags|accounts|closed_page|\w+day) = )|  "', line
        )
        for pair in differ
        for line in pair
    )
    assert not re.search("久留米|kurume", "".join(packaged))


def test_every_line_switched_off_is_sound_when_switched_on(file):
    """Staff may remove the # of any setting."""
    (file.parent / "words").mkdir()
    text = re.sub(
        r"^#(?=[a-z\[])", "", config.DEFAULT.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    settings = read(file, text)
    assert [source.id for source in settings.sources] == ["home", "events"]
    assert len(settings.hours.closed) == 2


def test_every_line_switched_off_shows_the_default(file):
    """A number that is commented out is the one in force."""
    off = re.findall(
        r"^#(\w+) = ([\d._]+) ", config.DEFAULT.read_text(encoding="utf-8"), re.MULTILINE
    )
    known = [
        FetchSettings(),
        PostingSettings(),
        Prices(),
        NoticeSettings(),
        AccountSettings(),
        RecordsSettings(),
        RewriteSettings(),
    ]
    shown = {name: float(value) for name, value in off}
    kept = {f.name: getattr(one, f.name) for one in known for f in dataclasses.fields(one)}
    assert len(shown) >= 18
    assert shown == {name: kept[name] for name in shown}


def keys():
    """Each (table, key) that may stand in the file."""
    tables = {
        "library": LibrarySettings,
        "tweet": TweetSettings,
        "fetch": FetchSettings,
        "posting": PostingSettings,
    }
    tables["network"] = NetworkSettings
    for table, kind in tables.items():
        yield from ((table, f.name) for f in dataclasses.fields(kind) if f.name != "prices")
    yield from (("notices", f.name) for f in dataclasses.fields(NoticeSettings))
    yield from (("posting.prices", f.name) for f in dataclasses.fields(Prices))
    yield from (("source", f.name) for f in dataclasses.fields(Source) if f.name != "selectors")
    yield from (("source", f.name) for f in dataclasses.fields(Selectors))
    yield from (("hours", f.name) for f in dataclasses.fields(HoursSettings) if f.name != "weekly")
    yield from (
        ("hours", f"{day}day") for day in ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
    )
    yield from (("desk", f.name) for f in dataclasses.fields(DeskSettings))
    yield from (("account", f.name) for f in dataclasses.fields(AccountSettings))
    yield from (("records", f.name) for f in dataclasses.fields(RecordsSettings))
    yield from (("rewrite", f.name) for f in dataclasses.fields(RewriteSettings))
    yield from (("review", f.name) for f in dataclasses.fields(ReviewSettings))
    yield from (("openid", f.name) for f in dataclasses.fields(OpenIdSettings))
    yield from (
        ("links", "hosts"),
        ("policy", "version"),
        ("policy", "versions"),
        ("policy", "words"),
    )
    yield ("policy", "checklist")


def test_every_key_stands_in_the_shipped_file_and_in_the_manual():
    """A key that nobody tells of does not exist."""
    shipped = re.split(
        r"^\[+([a-z.]+)\]+.*$",
        (ROOT / "feeds.toml").read_text(encoding="utf-8"),
        flags=re.MULTILINE,
    )
    manual = re.split(
        r"^##+ \[+([a-z.]+)\]+.*$",
        (ROOT / "docs/configuration.md").read_text(encoding="utf-8"),
        flags=re.MULTILINE,
    )
    in_file = dict(zip(shipped[1::2], shipped[2::2], strict=True))
    in_manual = dict(zip(manual[1::2], manual[2::2], strict=True))
    for table, key in keys():
        assert re.search(rf"^#?{key} = ", in_file[table], re.MULTILINE), (table, key)
        assert re.search(rf"^\|.*`{key}`.*\|", in_manual[table], re.MULTILINE), (table, key)


def test_settings_has_no_table_that_the_tests_above_do_not_know():
    """Whoever adds to Settings adds to the file and to the manual."""
    assert [f.name for f in dataclasses.fields(Settings)] == [
        *(
            "library",
            "hours",
            "sources",
            "tweet",
            "link_hosts",
            "fetch",
            "network",
            "posting",
            "notices",
            "desk",
            "account",
            "retweets",
            "records",
            "rewrite",
            "review",
            "openid",
            "urgent",
            "policy_version",
            "policy_versions",
            "words",
            "added_words",
            "checklist",
        )
    ]


def test_init_writes_the_file_once(file):
    """`init` never overwrites what staff have edited."""
    config.write_first(file)
    assert file.read_bytes() == config.DEFAULT.read_bytes()
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageRefused, match="上書きはしません"):
        config.write_first(file)
    assert file.read_text(encoding="utf-8") == "mine"


def test_init_tells_where_it_cannot_write(tmp_path):
    """A folder that is not there is told."""
    with pytest.raises(UsageRefused, match="書けません"):
        config.write_first(tmp_path / "nowhere" / "feeds.toml")


def test_reading_loads_no_parser_of_pages():
    """Each run reads the file; a run in which nothing is new needs neither bs4 nor what comes with
    it.
    """
    code = (
        "import sys; from pathlib import Path; from bridge import config; print('pydantic' in sys.modules); "
        f"config.read(Path({str(ROOT / 'feeds.toml')!r})); print([m for m in ('bs4', 'soupsieve', 'lxml') if m in sys.modules])"
    )
    out = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert out == "False\n[]\n"


# ── notices ─────────────────────────────────────────────────────────────────────────────────────


def test_notices_are_read_and_off_by_default(file):
    """Nobody is told until a server is named; hours are read with and without a leading nought."""
    assert read(file, LEAST).notices == NoticeSettings()
    assert NoticeSettings().smtp_host == ""
    own = 'smtp_host = "mail.example.jp"\nsender = "a@example.jp"\nstaff = ["b@example.jp"]\ndigest_at = ["9:05", 16:00:00]\n'
    notices = read(file, f"{LEAST}[notices]\n{own}").notices
    assert (notices.smtp_host, notices.staff, notices.security) == (
        "mail.example.jp",
        ("b@example.jp",),
        "starttls",
    )
    assert notices.digest_at == (time(9, 5), time(16))


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ('smtp_host = "mail.example.jp"', "sender — 書かれていません"),
        ('sender = "図書館"', "メールアドレスの形ではありません"),
        ('sender = "a@b.jp\\r\\nBcc: c@d.jp"', "メールアドレスの形ではありません"),
        ('staff = ["a@b.jp, c@d.jp"]', "メールアドレスの形ではありません"),
        ('smtp_host = "https://mail.example.jp"\nsender = "a@b.jp"', "ホスト名の形ではありません"),
        ('smtp_user = "図書館"', "利用者名の形ではありません"),
        ("smtp_port = 70000", "大きすぎます"),
        ('security = "ssl"', '"starttls" / "tls" / "none"'),
        (
            'smtp_host = "mail.example.jp"\nsender = "a@b.jp"\nsecurity = "none"',
            "この機械の中のメールサーバーだけ",
        ),
        ('digest_at = ["25:00"]', "時刻として読めません"),
        ('digest_at = ["24:00"]', "時刻として読めません"),
        ('digest_at = ["朝"]', "時刻として読めません"),
        ('desk = "desk.example.jp"', "ウェブのアドレスではありません"),
        ('smtp_password = "s3cret"', "秘密はこのファイルに書かない"),
    ],
)
def test_a_fault_in_notices_is_told(file, lines, told):
    """Each with its key and what is allowed."""
    (fault,) = faults(file, f"{LEAST}[notices]\n{lines}\n")
    assert "[notices]" in fault
    assert told in fault
    assert "s3cret" not in fault


def test_the_mail_server_on_this_machine_needs_no_tls(file):
    """Loopback is no network."""
    own = 'smtp_host = "127.0.0.1"\nsender = "a@b.jp"\nsecurity = "none"\n'
    assert read(file, f"{LEAST}[notices]\n{own}").notices.security == "none"


def test_11_the_mail_password_comes_from_the_environment_or_the_secrets_file_and_shows_nowhere(
    tmp_path,
):
    """It is asked for only when a user is named; Apprise's addresses are parted by blanks."""
    text = (
        "FEEDBRIDGE_SMTP_PASSWORD=abcd efgh\nFEEDBRIDGE_APPRISE_URLS=slack://t0ken teams://t0ken\n"
    )
    settings = secrets_in(tmp_path, text)
    found = credentials.notice_secrets(settings, {})
    assert (found.smtp_password, found.apprise_urls) == (
        "abcd efgh",
        ("slack://t0ken", "teams://t0ken"),
    )
    assert "abcd" not in repr(found)
    assert "t0ken" not in repr(found)
    assert (
        credentials.notice_secrets(settings, {"FEEDBRIDGE_SMTP_PASSWORD": "other"}).smtp_password
        == "other"
    )
    wanted = dataclasses.replace(
        settings_with(), notices=NoticeSettings("mail.example.jp", smtp_user="tosho")
    )
    for some in ({}, {"FEEDBRIDGE_SMTP_PASSWORD": ""}, {"FEEDBRIDGE_SMTP_PASSWORD": "秘密s3cret"}):
        with pytest.raises(CredentialsRefused, match="FEEDBRIDGE_SMTP_PASSWORD") as refused:
            credentials.notice_secrets(wanted, some)
        assert "s3cret" not in str(refused.value)
    assert credentials.notice_secrets(settings_with(), {}) == NoticeSecrets()


# ── X's keys ────────────────────────────────────────────────────────────────────────────────────

KEYS = {name: f"s3cret-{n}" for n, name in enumerate(credentials.X_NAMES.values())}


def settings_with(secrets_file=""):
    """Settings that name that file."""
    settings = config.read(ROOT / "feeds.toml")
    return dataclasses.replace(settings, posting=PostingSettings(secrets_file=str(secrets_file)))


def secrets_in(tmp_path, text, mode=0o600):
    """A file of keys."""
    path = tmp_path / "x.secrets"
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return settings_with(path)


ALL = "".join(f"{name}={value}\n" for name, value in KEYS.items())


def test_11_keys_come_from_the_environment_and_show_in_no_repr():
    """The four variables are the four keys."""
    keys = credentials.secrets(settings_with(), {**KEYS, "HOME": "/"})
    assert dataclasses.astuple(keys) == tuple(KEYS.values())
    assert "s3cret" not in repr(keys)
    assert keys.hidden_in("sent s3cret-0 and s3cret-3") == "sent *** and ***"


def test_11_keys_come_from_a_file_that_only_its_owner_reads(tmp_path):
    """Comments, quotes and `export` are borne; the environment wins."""
    text = "# X\n\nexport " + ALL.replace("s3cret-1", '"s3cret-1"')
    keys = credentials.secrets(secrets_in(tmp_path, text), {"FEEDBRIDGE_X_ACCESS_TOKEN": "other"})
    assert dataclasses.astuple(keys) == ("s3cret-0", "s3cret-1", "other", "s3cret-3")


@pytest.mark.parametrize("mode", [0o604, 0o640, 0o644, 0o620])
def test_11_a_file_that_others_may_read_is_refused(tmp_path, mode):
    """Keys that others may have read are no secrets any more."""
    with pytest.raises(ConfigRefused, match="chmod 600") as refused:
        credentials.secrets(secrets_in(tmp_path, ALL, mode), KEYS)
    assert "s3cret" not in str(refused.value)


def test_11_a_file_of_somebody_else_is_refused(tmp_path, monkeypatch):
    """Its owner could change the keys."""
    settings = secrets_in(tmp_path, ALL)
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    with pytest.raises(ConfigRefused, match="持ち主"):
        credentials.secrets(settings, {})


def test_11_what_is_no_file_of_keys_is_refused(tmp_path):
    """A missing file, a folder, a pipe and another charset each have their sentence."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "sjis").write_bytes("# 鍵\n".encode("cp932"))
    (tmp_path / "sjis").chmod(0o600)
    for name, word in (
        ("none", "読めません"),
        (".", "読めません"),
        ("pipe", "ファイルでは"),
        ("sjis", "UTF-8"),
    ):
        with pytest.raises(ConfigRefused, match=word):
            credentials.secrets(settings_with(tmp_path / name), {})


def test_11_a_garbled_line_is_told_by_its_number_only(tmp_path):
    """The line itself may be a key."""
    with pytest.raises(ConfigRefused, match=r"x\.secrets:2: 名前=値") as refused:
        credentials.secrets(secrets_in(tmp_path, "# X\ns3cret\n"), {})
    assert "s3cret" not in str(refused.value)


def test_missing_and_garbled_keys_are_named_without_their_values():
    """Exit code 4: what is missing, and where it belongs."""
    some = {**KEYS, "FEEDBRIDGE_X_ACCESS_TOKEN": ""}
    with pytest.raises(CredentialsRefused, match=r"ありません: FEEDBRIDGE_X_ACCESS_TOKEN\n"):
        credentials.secrets(settings_with(), some)
    with pytest.raises(CredentialsRefused, match="全角") as refused:
        credentials.secrets(settings_with(), {**KEYS, "FEEDBRIDGE_X_ACCESS_TOKEN": "s3cret key"})
    assert "s3cret" not in str(refused.value)


# ── word lists ──────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def packaged(tmp_path, monkeypatch):
    """Two packaged word lists."""
    folder = tmp_path / "packaged"
    folder.mkdir()
    (folder / "prohibited.toml").write_text(
        'ads = ["特売"]\nreligion = ["教会"]\n', encoding="utf-8"
    )
    (folder / "undecided.toml").write_text('words = ["素案"]\n', encoding="utf-8")
    monkeypatch.setattr(config, "WORD_LISTS", folder)
    return folder


def test_word_lists_are_read_by_name(packaged):
    """Without a folder of its own the library has the packaged ones."""
    assert config.word_files(None) == {
        "prohibited": {"ads": ["特売"], "religion": ["教会"]},
        "undecided": {"words": ["素案"]},
    }


def test_the_library_s_words_take_the_place_of_the_packaged_ones(packaged, tmp_path):
    """File by file and key by key; what is not mentioned stays."""
    (tmp_path / "prohibited.toml").write_text('ads = ["半額"]\n', encoding="utf-8")
    assert config.word_files(tmp_path)["prohibited"] == {"ads": ["半額"], "religion": ["教会"]}


def test_broken_word_lists_are_told_together(packaged, tmp_path):
    """A list that is no TOML and a list that nobody reads."""
    (tmp_path / "prohibited.toml").write_text('\nads = ["半額"\n', encoding="utf-8")
    (tmp_path / "undecidet.toml").write_text('words = ["案"]\n', encoding="utf-8")
    with pytest.raises(ConfigRefused) as refused:
        config.word_files(tmp_path)
    assert len(refused.value.faults) == 2
    assert "prohibited.toml:2" in refused.value.faults[0]
    assert "undecided のことですか" in refused.value.faults[1]


def test_the_packaged_word_lists_are_sound():
    """What is shipped can be read."""
    assert set(config.word_files(None)) == {path.stem for path in config.WORD_LISTS.glob("*.toml")}


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (
            'version = "2020-01-01"',
            "[policy] version — 2020-01-01 という版の運用方針はありません — 2016-07-01、2018-04-01、2021-04-01",
        ),
        (
            'versions = ["2022-04-01"]',
            "[policy] version — 2021-04-01 という版の運用方針はありません — 2022-04-01",
        ),
        (
            'version = "2021-04-01"\nversions = ["2016-07-01"]',
            "2021-04-01 という版の運用方針はありません — 2016-07-01",
        ),
        ("versions = []", "[policy] version — 2021-04-01 という版の運用方針はありません"),
        (
            'versions = ["2022/04/01"]',
            "[policy] versions 1 番目 — 「2022/04/01」は日付として読めません",
        ),
        ("versions = 2022", "[policy] versions — 値の種類が違います"),
        ("version = 5", "[policy] version — "),
    ],
)
def test_supplementary_provision_a_version_of_the_policy_is_one_of_its_versions(file, lines, fault):
    """附則: a day on which no wording came into force is a fault that names the days on which one
    did.
    """
    with pytest.raises(ConfigRefused) as caught:
        read(file, f"{LEAST}[policy]\n{lines}\n")
    assert fault in str(caught.value)
    assert len(caught.value.faults) == 1


def test_supplementary_provision_a_library_lists_its_own_versions(file):
    """A later amendment needs no new program."""
    own = read(
        file, LEAST + '[policy]\nversion = "2027-04-01"\nversions = ["2016-07-01", 2027-04-01]\n'
    )
    assert (own.policy_version, own.policy_versions) == ("2027-04-01", ("2016-07-01", "2027-04-01"))


def test_the_desk_was_named_in_notices_before(file):
    """An older file is understood; [desk] wins where both stand."""
    text = LEAST + '\n[notices]\ndesk = "https://a.example.jp/"\n'
    assert read(file, text).desk.url == "https://a.example.jp"
    assert (
        read(file, text + '[desk]\nurl = "https://b.example.jp"\n').desk.url
        == "https://b.example.jp"
    )


def test_9_1_an_order_of_steps_names_kinds_and_persons(file):
    """A kind that there is not and a step that nobody can take are told; without the table nobody
    comes before the decision.
    """
    assert read(file, LEAST).review.order == {}
    good = f'{LEAST}[review]\norder = {{ "ウ" = ["係長"] }}\nmembers = {{ "係長" = ["佐藤"] }}\ndrafter_decides = false\n'
    told = read(file, good).review
    assert (told.order, told.members, told.drafter_decides) == (
        {"ウ": ("係長",)},
        {"係長": ("佐藤",)},
        False,
    )
    [one] = faults(file, f'{LEAST}[review]\norder = {{ "オ" = [] }}\n')
    assert "[review.order] オ — この種別はありません — ア・イ・ウ・エ" in one
    [one] = faults(
        file, f'{LEAST}[review]\norder = {{ "ウ" = ["係長"] }}\nmembers = {{ "係長" = [] }}\n'
    )
    assert "「係長」の回議をする人がいません" in one


def test_6_the_library_chooses_whose_texts_ask_for_the_tick(file):
    """Texts of persons unless it says otherwise; a word that is none of the three is told with
    those that are.
    """
    assert read(file, LEAST).checklist == "own"
    assert read(file, f'{LEAST}[policy]\nchecklist = "each"\n').checklist == "each"
    with pytest.raises(
        ConfigRefused, match=r"\[policy\] checklist — この値は使えません — .*each.*own.*findings"
    ):
        read(file, f'{LEAST}[policy]\nchecklist = "none"\n')


def test_a_program_for_second_wordings_is_a_list_of_words_that_can_be_run(file):
    """Off where it is not named; a shell's line is no program, and one that is not there is told at
    once.
    """
    assert read(file, LEAST).rewrite.command == ()
    good = f'{LEAST}\n[rewrite]\ncommand = ["{sys.executable}", "-c", "a | b"]\nseconds = 5\n'
    assert (read(file, good).rewrite.command[1:], read(file, good).rewrite.seconds) == (
        ("-c", "a | b"),
        5,
    )
    [told] = faults(file, f'{LEAST}\n[rewrite]\ncommand = ["/nowhere/rewrite --short"]\n')
    assert "実行できません" in told
    assert faults(file, f'{LEAST}\n[rewrite]\ncommand = "rewrite"\n')
    assert faults(file, f"{LEAST}\n[rewrite]\nseconds = 121\n")


def test_an_address_that_is_none_and_a_name_that_no_file_can_have_are_faults_and_no_bugs(
    file,
):
    """[openid] issuer in half a bracket, [posting] secrets_file with a zero byte."""
    (fault,) = faults(file, f'{LEAST}\n[openid]\nissuer = "https://[::1"\nclient_id = "a"\n')
    assert "issuer" in fault
    with pytest.raises(ConfigRefused, match="名前に使えない文字"):
        credentials.missing_keys(settings_with("a\0b"), {})
