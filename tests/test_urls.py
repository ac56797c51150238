"""Identity of a page, the address to post, and the list of hosts."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bridge import urls

HOSTS = ["www.lib.example.jp", ".city.example.jp", "図書館.example.jp", "127.0.0.1:8123"]

addresses = st.builds(
    "{}://{}{}{}{}".format,
    st.sampled_from(["http", "https", "HTTP"]),
    st.sampled_from(
        [
            "lib.example.jp",
            "図書館.jp",
            "LIB.example.jp:80",
            "u:p@lib.example.jp",
            "[::1]:443",
            "www.lib.example.jp",
            "a.city.example.jp",
            "図書館.example.jp",
            "a..b",
            "x:99999",
        ]
    ),
    st.text("/.;%jsessionid=aZ0,あ()'\\~ -", max_size=30).map("/{}".format),
    st.text("&=?;%+amp0aZsidprint[]|", max_size=30).map("?{}".format),
    st.text("#!/:~.,あ%4", max_size=10),
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://lib.example.jp/news/1.html", "https://LIB.example.jp:443/news/1.html#top"),
        ("https://lib.example.jp", "http://lib.example.jp:80/"),
        ("https://lib.example.jp/info;jsessionid=8D3F9A?0&pid=98", "https://lib.example.jp/info?pid=98"),
        ("https://lib.example.jp/n.cfm?CFID=123&CFTOKEN=456&id=7", "https://lib.example.jp/n.cfm?id=7"),
        ("https://lib.example.jp/n.php?PHPSESSID=0af1&id=7", "https://lib.example.jp/n.php?id=7"),
        ("https://lib.example.jp/n?sid=9f3ab27c&id=7", "https://lib.example.jp/n?id=7"),
        ("https://lib.example.jp/n?utm_source=rss&id=7&_ga=1.2&fbclid=x&yclid=y", "https://lib.example.jp/n?id=7"),
        ("https://lib.example.jp/n?id=7&print=1", "https://lib.example.jp/n?id=7"),
        ("https://lib.example.jp/n?id=7&mode=print", "https://lib.example.jp/n?id=7"),
        ("https://lib.example.jp/n?id=7&amp;g=2", "https://lib.example.jp/n?g=2&id=7"),
        ("https://lib.example.jp/お知らせ/", "https://lib.example.jp/%e3%81%8a%E7%9F%A5%E3%82%89%E3%81%9B/"),
        ("https://lib.example.jp/a/../b/./c", "https://lib.example.jp/b/c"),
        ("https://lib.example.jp/%7Enews/", "https://lib.example.jp/~news/"),
        ("https://図書館.example.jp/", "https://xn--lcss68aj21b.example.jp/"),
        ("https://lib.example.jp/news/index.html", "https://lib.example.jp/news/"),
        ("https://lib.example.jp/index.cfm/1,423,12,html", "https://lib.example.jp/index.cfm/1%2C423%2C12%2Chtml"),
        (" https://lib.example.jp/a\n", "https://lib.example.jp/a"),
    ],
)  # fmt: skip
def test_two_addresses_of_one_page_have_one_identity(one: str, other: str) -> None:
    """Spelling, sessions, tracking and views do not make another page."""
    assert urls.canonical(one) == urls.canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://lib.example.jp/news?id=1", "https://lib.example.jp/news?id=2"),
        ("https://lib.example.jp/News", "https://lib.example.jp/news"),
        ("https://lib.example.jp/a%2Fb", "https://lib.example.jp/a/b"),
        ("https://lib.example.jp/news.php?12", "https://lib.example.jp/news.php?13"),
        ("https://lib.example.jp/list?sid=12", "https://lib.example.jp/list?sid=13"),
        ("https://lib.example.jp/app#!/news/1", "https://lib.example.jp/app#!/news/2"),
        ("https://lib.example.jp/", "https://www.lib.example.jp/"),
        ("https://lib.example.jp/index.php", "https://lib.example.jp/"),
        ("https://lib.example.jp:8080/", "https://lib.example.jp/"),
        ("https://lib.example.jp/?q=100%25", "https://lib.example.jp/?q=100"),
    ],
)
def test_two_pages_keep_two_identities(one: str, other: str) -> None:
    """A difference that can name another page is never dropped."""
    assert urls.canonical(one) != urls.canonical(other)


@pytest.mark.parametrize(
    ("url", "link"),
    [
        (
            "http://lib.example.jp/index.cfm/1,423,12,123,html",
            "http://lib.example.jp/index.cfm/1,423,12,123,html",
        ),
        (
            "https://lib.example.jp/info;jsessionid=8D?0&pid=98",
            "https://lib.example.jp/info?pid=98",
        ),
        (
            "https://lib.example.jp/viewer/info.html?id=5&g=12&utm_medium=x",
            "https://lib.example.jp/viewer/info.html?id=5&g=12",
        ),
        (
            "https://lib.example.jp/催し/?p=1#会場",
            "https://lib.example.jp/%E5%82%AC%E3%81%97/?p=1#%E4%BC%9A%E5%A0%B4",
        ),
        ("https://lib.example.jp/news(1).html", "https://lib.example.jp/news%281%29.html"),
        ("https://lib.example.jp/end,", "https://lib.example.jp/end%2C"),
        ("https://lib.example.jp/index.html", "https://lib.example.jp/index.html"),
    ],
)
def test_the_posted_link_is_the_page_without_session_and_tracking(url: str, link: str) -> None:
    """Scheme, order of parameters and index.html stay; commas stay inside, but not at the end,
    where X would cut.
    """
    assert urls.clean(url) == link


@pytest.mark.parametrize(
    "url",
    [
        "https://www.lib.example.jp/news/1.html",
        "http://WWW.LIB.EXAMPLE.JP./",
        "https://kosodate.city.example.jp/",
        "https://図書館.example.jp/",
        "http://127.0.0.1:8123/",
    ],
)
def test_a_link_to_a_listed_host_may_go_out(url: str) -> None:
    """A host of the list, or a host below an entry with a dot."""
    assert urls.listed(url, HOSTS)
    assert urls.refusal(url, HOSTS) is None


@pytest.mark.parametrize(
    "user", ["user:pass@", "user@", ":pass@", "www.lib.example.jp@", "www.lib.example.jp:443@"]
)
def test_6_11_an_address_with_credentials_is_listed_nowhere(user: str) -> None:
    """https://user:pass@listed-host/: what stands before the sign may look like the host, and
    passwords go into no post.
    """
    assert not urls.listed(f"https://{user}www.lib.example.jp/news/1.html", HOSTS)
    assert urls.refusal(f"https://{user}www.lib.example.jp/news/1.html", HOSTS)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("", "ありません"),
        ("javascript:alert(1)", "「javascript:」"),
        ("  JavaScript:alert(1)", "「javascript:」"),
        ("java\nscript:alert(1)", "「javascript:」"),
        ("data:text/html,x", "「data:」"),
        ("mailto:a@lib.example.jp", "「mailto:」"),
        ("/news/1.html", "読み取れません"),
        ("https://", "読み取れません"),
        ("https://[::1", "読み取れません"),
        ("https://www.lib.example.jp:99999/", "読み取れません"),
        ("https://staff:pw@www.lib.example.jp/", "利用者名"),
        ("https://www.lib.example.jp@evil.example/", "利用者名"),
        ("https://evil.example\\@www.lib.example.jp/", "evil.example"),
        ("https://lib.example.jp/", "hosts にありません"),
        ("https://www.lib.example.jp.evil.example/", "hosts にありません"),
        ("https://evilcity.example.jp/", "hosts にありません"),
        ("https://city.example.jp/", "hosts にありません"),
        ("https://www.lіb.example.jp/", "xn--"),
        ("https://kоsodate.city.example.jp/", "hosts にありません"),
        ("http://127.0.0.1:8124/", "hosts にありません"),
        ("https://www.lib.example.jp/" + "あ" * 300, "長すぎます"),
    ],
)
def test_any_other_link_is_refused_with_its_reason(url: str, why: str) -> None:
    """Schemes, credentials, look-alikes, unlisted hosts and over-long addresses never go out."""
    assert why in str(urls.refusal(url, HOSTS))


@given(st.text(max_size=60) | addresses)
@example("http://a/%2e%2e;jsessionid=1/%2e")
@example("http://a/?%61mp;b&amp;amp;c")
@example("http://a:443/?0&1")
@example("http://a/index.html/index.html?")
def test_any_string_has_a_stable_identity_and_link(url: str) -> None:
    """Nothing raises; doing it twice changes nothing; the posted link is the same page."""
    identity, link = urls.canonical(url), urls.clean(url)
    assert urls.canonical(identity) == identity
    assert urls.clean(link) == link
    assert urls.canonical(link) == identity
    assert urls.host(link) == urls.host(url)
    if urls.listed(url, HOSTS):
        assert link.isascii()
    urls.refusal(url, HOSTS)


@pytest.mark.parametrize("host", ["www.lib.example.jp", "a.city.example.jp", "図書館.example.jp"])
def test_a_listed_link_is_posted_in_letters_of_ascii(host: str) -> None:
    """X makes a link of nothing else (twitter-text): address, query and host are encoded."""
    url = f"https://{host}/本/?q=館#上"
    assert urls.listed(url, HOSTS)
    assert urls.clean(url).isascii()


@given(addresses)
@example("http://lib.example.jp:65536/")
@example("http://lib.example.jp:080")
@example(f"https://{'a' * 300}.jp/")
@example("https://lib.example.jp?x=1#top")
@example("https://lib.example.jp/a.b/c%20d;e=1?f=%E3&g#h\n")
def test_an_address_has_the_same_parts_by_either_way(url: str) -> None:
    """What is plain is taken apart at once, and as browsers do it."""
    assert urls._split(url) == urls._parted(url)


@given(st.text("aZ0/._~-%é ;", max_size=8))
def test_what_needs_no_escape_is_not_looked_at_twice(part: str) -> None:
    """A part in which nothing is to be escaped comes back as it is; all others octet by octet."""
    whole = urls._escape(f"{part} ", urls._UNRESERVED)
    assert urls._escape(part, urls._UNRESERVED) == whole.removesuffix("%20")


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://lib.example.jp/news/1.html?a=1", "/news/1.html"),
        ("https://lib.example.jp", "/"),
        ("http://[::1", "http://[::1"),
    ],
)
def test_a_person_reads_where_on_its_host_a_page_is(url: str, path: str) -> None:
    """Without host and query, and as it stands where it is no address."""
    assert urls.path(url) == path
