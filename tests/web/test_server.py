"""`feedbridge serve` as it is started: where it listens, what it prints, whose words it believes."""

from __future__ import annotations

import logging
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from web.house import House
from web.test_roles import posted

from bridge.demo.site import demo_toml
from bridge.errors import NotAllowed
from bridge.web import server
from bridge.web.server import HEADERS, OF_ONE, WHOLE, director_again, listen

ROOT = Path(__file__).parents[2]


@contextmanager
def served(folder: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start the program; yields it and the address that it prints."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bridge", "serve", "--port", "0", *words],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        # a suite started in the background has SIGINT ignored, and would hand that on
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    assert process.stdout is not None
    try:
        found = re.search(r"http://[^/]+", process.stdout.readline())
        assert found is not None
        yield process, found[0]
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)


def test_the_first_start_prints_the_directors_invitation_and_listens_on_loopback_only(
    tmp_path: Path,
) -> None:
    """The link opens the form; nothing listens on another address; Ctrl+C ends it with 0."""
    (tmp_path / "feeds.toml").write_text(demo_toml("http://127.0.0.1:9"), encoding="utf-8")
    with served(tmp_path) as (process, url):
        assert url.startswith("http://127.0.0.1:")
        assert process.stdout is not None
        assert "館長の登録がまだありません" in process.stdout.readline()
        link = process.stdout.readline().strip()
        assert link.startswith(f"{url}/invitation/")
        with urllib.request.urlopen(link) as answer:
            assert "館長としての登録" in answer.read().decode()
            assert "waitress" not in str(answer.headers).lower()
        port = int(url.rsplit(":", 1)[1])
        with socket.socket() as other:
            assert other.connect_ex(("127.0.0.2", port)) != 0
    assert process.returncode == 0


def test_behind_a_proxy_the_address_is_the_one_that_people_type(house: House) -> None:
    """[desk] url stands first, and in the invitation; where it listens stands beside it, for
    whoever sets up the proxy.
    """
    config = house.folder / "feeds.toml"
    config.write_text(
        config.read_text("utf-8") + '\n[desk]\nurl = "https://desk.mihon.lg.jp/"\n', "utf-8"
    )
    with house.parts.store() as store:
        store._db.execute("DELETE FROM persons")
    process = subprocess.Popen(
        [sys.executable, "-m", "bridge", "serve", "--port", "0", "--proxy", "127.0.0.1"],
        cwd=house.folder,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    lines = [process.stdout.readline() for _ in range(3)]
    process.terminate()
    process.communicate(timeout=20)
    assert re.match(
        r"https://desk\.mihon\.lg\.jp/ で画面を開いています\(待ち受けは http://127\.0\.0\.1:\d+\)",
        lines[0],
    )
    assert lines[2].startswith("https://desk.mihon.lg.jp/invitation/")


def test_a_library_with_a_director_prints_no_link(house: House) -> None:
    """The invitation is for the first start only."""
    with served(house.folder) as (process, url):
        urllib.request.urlopen(f"{url}/login").close()
    assert process.returncode == 0


def test_a_director_who_lost_the_password_chooses_a_new_one_once(house: House) -> None:
    """Whoever starts the server may print the link; posters are helped by the director."""
    client = house.app.test_client()
    link = director_again(house.app, house.parts, "館長")
    form = {"password": "new words here", "again": "new words here"}
    assert client.post(link, data={"csrf_token": house.token(client)} | form).status_code == 303
    login = {"csrf_token": house.token(client), "name": "館長", "password": "new words here"}
    assert client.post("/login", data=login).status_code == 303
    assert client.get(link).status_code == 403
    with pytest.raises(NotAllowed):
        director_again(house.app, house.parts, "職員")


def test_behind_a_proxy_cookies_never_travel_without_tls(house: House) -> None:
    """With --proxy they are Secure and bound to the host; without it a stranger's X-Forwarded words
    change nothing.
    """
    for words, name in ((("--proxy", "127.0.0.1"), "__Host-feedbridge"), ((), "feedbridge")):
        with served(house.folder, *words) as (_, url):
            asked = urllib.request.Request(
                f"{url}/login",
                headers={"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.9"},
            )
            with urllib.request.urlopen(asked) as answer:
                cookie = answer.headers["Set-Cookie"]
                assert cookie.startswith(f"{name}=")
                assert ("Secure" in cookie) == bool(words)


@pytest.mark.parametrize("words", [("--port", "99999"), ("--host", "192.0.2.1")])
def test_an_address_that_cannot_be_had_is_usage(house: House, words: tuple[str, ...]) -> None:
    """Exit 2 and a sentence, no traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "bridge", "serve", *words],
        cwd=house.folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=60,
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_spoilt_configuration_is_told_before_anything_is_served(tmp_path: Path) -> None:
    """Exit 3, and no record is made."""
    (tmp_path / "feeds.toml").write_text("[library]\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "bridge", "serve", "--port", "0"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=60,
    )
    assert done.returncode == 3
    assert not (tmp_path / "state.db").exists()


def test_that_somebody_waits_for_a_moment_is_no_line_of_the_log(house: House) -> None:
    """A browser asks for six things at once, and four threads answer."""
    _, server = listen(house.parts, "127.0.0.1", 0)
    server.close()
    assert not logging.getLogger("waitress.queue").isEnabledFor(logging.WARNING)


def test_slow_clients_keep_nobody_out(house: House) -> None:
    """Many connections that say a line now and then: the login answers at once, and one address has
    no more than its share.
    """
    line = b"POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n"
    with served(house.folder) as (_, url), ExitStack() as stack:
        host, port = url.removeprefix("http://").split(":")
        for number in range(110):
            slow = stack.enter_context(socket.create_connection((host, int(port))))
            slow.sendall(line + (b"\r\na" if number % 2 else b""))
        with urllib.request.urlopen(f"{url}/login", timeout=5) as answer:
            assert answer.status == 200
        crowd = [
            stack.enter_context(socket.create_connection((host, int(port)))) for _ in range(OF_ONE)
        ]
        crowd[-1].settimeout(10)
        assert crowd[-1].recv(1) == b""


@pytest.mark.parametrize(("rest", "seconds"), [(b"", HEADERS), (b"\r\na", WHOLE)])
def test_a_request_that_never_ends_is_ended(
    house: House, monkeypatch: pytest.MonkeyPatch, rest: bytes, seconds: float
) -> None:
    """Its head is to be whole within seconds, its body within two minutes, however often a byte
    comes.
    """
    now = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    _, server = listen(house.parts, "127.0.0.1", 0)
    try:
        with socket.create_connection(("127.0.0.1", int(server.effective_port))) as slow:
            slow.sendall(b"POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n" + rest)
            while not any(getattr(one, "request", None) for one in server.active_channels.values()):
                server.asyncore.loop(timeout=0.1, map=server._map, count=1)
            (channel,) = server.active_channels.values()
            now[0] = seconds
            assert channel.readable()
            now[0] = seconds + 0.1
            assert not channel.readable()
            assert channel.will_close
    finally:
        for one in list(server.active_channels.values()):
            one.handle_close()
        server.task_dispatcher.shutdown()
        server.close()


def test_a_stranger_cannot_fill_the_disk(house: House) -> None:
    """Before anybody is signed in: a body larger than any form is not taken in, whether its length
    is told or not.
    """
    from http.client import HTTPConnection

    with served(house.folder) as (_, url):
        for chunked in (False, True):
            connection = HTTPConnection(url.removeprefix("http://"), timeout=10)
            pieces = (b"a" * 65536 for _ in range(48))
            body = pieces if chunked else b"".join(pieces)
            try:
                connection.request("POST", "/login", body, encode_chunked=chunked)
                assert connection.getresponse().status == 413
            except (BrokenPipeError, ConnectionResetError):
                pass  # cut off while sending: not taken in either
            finally:
                connection.close()


def test_a_proxy_that_nobody_named_is_told_once(house: House) -> None:
    """Its word on addresses is not believed; on stderr stands how it would be."""
    with served(house.folder) as (process, url):
        for _ in range(2):
            asked = urllib.request.Request(f"{url}/login", headers={"X-Forwarded-For": "192.0.2.1"})
            urllib.request.urlopen(asked, timeout=5).close()
        urllib.request.urlopen(f"{url}/login", timeout=5).close()
        process.send_signal(signal.SIGINT)
        told = process.communicate(timeout=20)[1]
    assert told.count("--proxy 127.0.0.1") == 1


def test_a_proxy_that_is_named_is_no_news(house: House) -> None:
    """It forwards, as it was said."""
    with served(house.folder, "--proxy", "127.0.0.1") as (process, url):
        headers = {"X-Forwarded-For": "192.0.2.1", "X-Forwarded-Proto": "https"}
        urllib.request.urlopen(
            urllib.request.Request(f"{url}/login", headers=headers), timeout=5
        ).close()
        process.send_signal(signal.SIGINT)
        assert "--proxy" not in process.communicate(timeout=20)[1]


def test_a_slow_look_at_x_is_one_at_a_time(house: House) -> None:
    """While X is waited for, the second look is refused at once with what to do, and other pages
    are served.
    """
    from threading import Event, Thread

    asked, gone = Event(), Event()

    def slow(_url: str) -> bytes:
        asked.set()
        gone.wait(10)
        raise OSError

    house.app.config["X_GET"] = slow
    id = posted(house)["id"]
    clients = [house.client(who) for who in ("reader", "director")]
    form = {"csrf_token": house.token(clients[0])}
    first = Thread(target=lambda: clients[0].post(f"/drafts/{id}/read", data=form))
    first.start()
    try:
        assert asked.wait(10)
        second = house.post("director", f"/drafts/{id}/read")
        assert second.status_code == 400
        assert "少し待ってから" in second.text
        assert clients[1].get("/").status_code == 200
    finally:
        gone.set()
        first.join(10)
    assert house.post("director", f"/drafts/{id}/read").status_code == 200


def test_9_what_a_login_took_goes_back_to_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """glibc is told from which size on a block is the system's; another library has no such word."""
    asked: list[tuple[int, int]] = []

    class Glibc:
        def mallopt(self, what: int, value: int) -> int:
            asked.append((what, value))
            return 1

    monkeypatch.setattr(server.ctypes, "CDLL", lambda name: Glibc())
    server.give_back()
    assert asked == [(-3, 1024 * 1024)]
    monkeypatch.setattr(server.ctypes, "CDLL", lambda name: object())
    server.give_back()
