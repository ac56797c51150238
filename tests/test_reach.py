"""Which hosts can be reached from here, one line each; nothing is sent to anybody."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import city
import pytest
from click.testing import CliRunner
from fakes import settings
from fetch.hostile import Hostile, reply
from mailserver import serving
from network.standin import StandInProxy

from bridge.cli import cli
from bridge.demo.site import demo_toml
from bridge.fetch.client import Fetcher
from bridge.network.way import DIRECT, Proxy, WayOut
from bridge.reach import Host, Reach
from bridge.settings import FetchSettings, NoticeSecrets, OpenIdSettings, Source


@pytest.fixture
def site() -> Iterator[Hostile]:
    with Hostile() as made:
        made.behaviours["/"] = reply()
        yield made


def closed() -> int:
    """Return a port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def looked(*urls: str, way: WayOut = DIRECT, **more: object) -> list[Host]:
    sources = tuple(Source(f"s{number}", "homepage", url) for number, url in enumerate(urls))
    places = tuple(url.split("/")[2] for url in urls)
    known = replace(settings(*sources, fetch=FetchSettings(allow_private=places)), **more)  # type: ignore[arg-type]
    return list(Reach(known, NoticeSecrets(), way, lambda how: Fetcher(how, "", way=way)).look())


def test_each_host_is_one_line_whatever_its_sources_are(site: Hostile) -> None:
    """Asked once; a page that is gone is an answer of its host all the same, and told."""
    first, second = looked(f"{site.url}/", f"{site.url}/b", f"http://localhost:{site.port}/gone")
    assert (first.host, first.use, str(first.how), first.remark) == (
        site.place,
        "取得元 s0、取得元 s1",
        "つながります",
        None,
    )
    assert second.remark is None
    assert "ただし" in str(second.how)
    assert "404" in str(second.how)
    assert len(site.requests) == 2


def test_a_host_that_is_down_is_told_with_why_and_what_to_do(site: Hostile) -> None:
    """The others are tried all the same, in the order of the file."""
    down, up = looked(f"http://127.0.0.1:{closed()}/", f"{site.url}/")
    assert down.remark is not None
    assert (down.remark.name, "断られました" in down.remark.what, bool(down.remark.todo)) == (
        "unreached",
        True,
        True,
    )
    assert up.remark is None


def test_a_proxy_that_is_down_is_its_own_line_and_the_worst(site: Hostile) -> None:
    """Nothing goes out without it."""
    one = Proxy("127.0.0.1", closed())
    proxy, near = looked(f"{site.url}/", way=WayOut(one, one))
    assert proxy.remark is not None
    assert (proxy.host, proxy.remark.name, proxy.remark.level) == (str(one), "proxy_unreached", 2)
    assert near.remark is None  # on this machine


def test_what_goes_through_the_proxy_says_so(
    site: Hostile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the proxy's own refusal for what it does not admit."""
    real = socket.getaddrinfo

    def look_up(host: str, *more: object, **flags: int) -> object:
        if host != "127.0.0.1":
            raise socket.gaierror(socket.EAI_NONAME, "?")
        return real(host, *more, **flags)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with StandInProxy({"lib.example:80": site.port}) as house:
        one = Proxy("127.0.0.1", house.port)
        posting = replace(settings().posting, through="manual")
        found = looked("http://lib.example/", way=WayOut(one, one), posting=posting)
    assert [(host.host, host.remark is None) for host in found] == [
        (str(one), True),
        ("lib.example:80", True),
        ("publish.x.com:443", False),
    ]
    assert str(found[1].how) == f"つながります(プロキシ {one} 経由)"
    assert found[2].remark is not None
    assert "つなぎません(503)" in found[2].remark.what


def test_x_is_asked_without_keys_and_the_mail_server_gets_no_mail(
    site: Hostile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Any answer of X will do; of a channel nothing can be known without a message."""
    site.behaviours["/oembed"] = reply(status="401 Unauthorized")
    monkeypatch.setattr("bridge.posting.oembed.ENDPOINT", f"{site.url}/oembed")
    posting = replace(settings().posting, through="x", api_url=site.url)
    with serving() as box:
        known = replace(settings(), posting=posting, notices=box.settings())
        secrets = NoticeSecrets("", ("slack://t0ken",))
        found = list(Reach(known, secrets, DIRECT, lambda how: Fetcher(how, "")).look())
        assert box.taken == []
    assert [(host.use, host.remark) for host in found] == [
        ("X(投稿)", None),
        ("X(表示の確認)", None),
        ("メールサーバー", None),
        ("通知", None),
    ]
    assert "t0ken" not in repr(found)
    assert not any(b"uthorization:" in request for request in site.requests)


def test_a_mail_server_that_is_down_is_told() -> None:
    """With its own words."""
    with serving() as box:
        mail = box.settings()
    (found,) = looked(notices=mail)
    assert found.remark is not None
    assert "メールサーバー" in found.remark.what


def test_the_command_prints_one_line_a_host_and_its_exit_code_is_the_worst(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As lines and as data; no record is needed, none is made."""
    monkeypatch.chdir(tmp_path)
    Path("feeds.toml").write_text(demo_toml(f"http://127.0.0.1:{closed()}"), encoding="utf-8")
    done = CliRunner().invoke(cli, ["doctor", "--network"], standalone_mode=False)
    assert done.return_value == 1
    assert done.stdout.count("\n") == 1
    assert done.stdout.startswith("× 127.0.0.1:")
    done = CliRunner().invoke(cli, ["doctor", "--network", "--json"], standalone_mode=False)
    assert [host["code"] for host in json.loads(done.stdout)] == ["unreached"]
    assert not Path("state.db").exists()


def test_the_city_s_login_is_asked_what_it_says_of_itself(site: Hostile) -> None:
    """Nobody is signed in; one that is down, or another's, is told with what to do."""
    with city.serving() as there:
        ours = OpenIdSettings(there.url, "feedbridge")
        *_, well = looked(f"{site.url}/", openid=ours)
        there.about = {"issuer": "https://evil.example"}
        *_, other = looked(f"{site.url}/", openid=ours)
        assert set(there.asked) == {"/.well-known/openid-configuration"}
    assert (well.use, str(well.how), well.remark) == (
        "市のアカウント",
        "ログインを受け付けます",
        None,
    )
    assert other.remark is not None
    assert "issuer" in other.remark.what
