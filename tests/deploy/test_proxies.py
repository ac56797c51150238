"""The blocks of nginx and Caddy, in front of a real desk, on another port than 443."""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from deploy.tools import DEPLOY, run, tool
from web.house import House
from web.test_server import served

from bridge.web.server import BODY

NGINX = (DEPLOY / "nginx/feedbridge.conf").read_text(encoding="utf-8")
CADDY = (DEPLOY / "caddy/Caddyfile").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate of the desk's name, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    cert, key = folder / "cert.pem", folder / "key.pem"
    openssl = tool("openssl", "openssl")
    run(
        openssl,
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=desk.example.jp",
        "-addext",
        "subjectAltName=DNS:desk.example.jp",
        "-keyout",
        key,
        "-out",
        cert,
    )
    return cert, key


@pytest.fixture(scope="module")
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def nginx(
    folder: Path, certificate: tuple[Path, Path], port: int = 443, desk: int = 8000
) -> list[str | Path]:
    """Return the call of nginx with the block as shipped, its certificate, port and desk put in."""
    program = tool("nginx", "nginx")
    block = NGINX.replace("127.0.0.1:8000", f"127.0.0.1:{desk}")
    block = re.sub(
        r"(ssl_certificate(?:_key)?) (\S+);",
        lambda m: f"{m[1]} {certificate['_key' in m[1]]};",
        block,
    )
    block = block.replace("listen [::]:443 ssl;", "").replace(
        "listen 443 ssl;", f"listen 127.0.0.1:{port} ssl;"
    )
    places = "".join(
        f"{kind}_temp_path {folder}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = f"pid {folder}/pid; daemon off; error_log stderr; events {{}} http {{ access_log off; {places}\n{block} }}"
    (folder / "nginx.conf").write_text(whole, encoding="utf-8")
    return [program, "-e", "stderr", "-p", folder, "-c", folder / "nginx.conf"]


def caddy(
    folder: Path, certificate: tuple[Path, Path], port: int = 443, desk: int = 8000
) -> list[str | Path]:
    """Return the call of Caddy with the block as shipped, its certificate, port and desk put in."""
    program = tool("caddy", "caddy")
    block = CADDY.replace("127.0.0.1:8000", f"127.0.0.1:{desk}")
    block = block.replace(
        "desk.example.jp {", f"desk.example.jp:{port} {{\n\ttls {certificate[0]} {certificate[1]}"
    )
    whole = f"{{\n\tadmin off\n\tauto_https disable_redirects\n}}\n{block}"
    (folder / "Caddyfile").write_text(whole, encoding="utf-8")
    return [program, "run", "--config", folder / "Caddyfile", "--adapter", "caddyfile"]


def test_nginx_understands_the_block(tmp_path: Path, certificate: tuple[Path, Path]) -> None:
    """`nginx -t`; the Host that it hands on keeps the port."""
    said = run(*nginx(tmp_path, certificate), "-t")
    assert "warn" not in said
    # without it nginx takes in one megabyte, and a picture is none
    assert "client_max_body_size 6m;" in NGINX
    assert BODY == 6 * 1024 * 1024
    assert NGINX.count("$http_host") == 3  # two headers and the remark


def test_caddy_understands_the_block(tmp_path: Path) -> None:
    """`caddy validate`, the file as it is shipped."""
    said = run(
        tool("caddy", "caddy"),
        "validate",
        "--config",
        DEPLOY / "caddy/Caddyfile",
        "--adapter",
        "caddyfile",
        env={"HOME": str(tmp_path), "PATH": "/usr/bin"},
    )
    assert "Valid configuration" in said
    assert "not formatted" not in said


@contextmanager
def running(call: list[str | Path], folder: Path, port: int) -> Iterator[None]:
    process = subprocess.Popen(
        [str(word) for word in call],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={"HOME": str(folder), "PATH": "/usr/bin"},
    )
    try:
        until = time.monotonic() + 20
        while time.monotonic() < until:
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None
        yield
    finally:
        process.terminate()
        process.wait(20)


@pytest.mark.parametrize("kind", [nginx, caddy], ids=["nginx", "caddy"])
def test_the_desk_behind_it_is_led_to_by_its_own_name_and_port(
    kind: object, house: House, tmp_path: Path, certificate: tuple[Path, Path], port: int
) -> None:
    """A redirect keeps name and port, the cookie travels over TLS alone, and a forged X-Forwarded
    word is not believed.
    """
    assert callable(kind)
    with served(house.folder, "--proxy", "127.0.0.1") as (_, url):
        call = kind(tmp_path, certificate, port, int(url.rpartition(":")[2]))
        with running(call, tmp_path, port):
            context = ssl.create_default_context(cafile=certificate[0])
            with socket.create_connection(("127.0.0.1", port), 20) as plain:
                line = http.client.HTTPSConnection("desk.example.jp", port, context=context)
                line.sock = context.wrap_socket(plain, server_hostname="desk.example.jp")
                line.request(
                    "GET",
                    "/queue",
                    headers={"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "http"},
                )
                answer = line.getresponse()
                answer.read()
                line.request("GET", "/login")
                page = line.getresponse()
                page.read()
                line.close()
    where = answer.headers["Location"]
    assert answer.status in {302, 303}
    assert where.startswith(("/login", f"https://desk.example.jp:{port}/login"))
    assert page.status == 200
    cookie = page.headers["Set-Cookie"]
    assert cookie.startswith("__Host-feedbridge=")
    assert "Secure" in cookie
    assert page.headers["Strict-Transport-Security"] == "max-age=31536000"
