"""What of urllib3, requests and http.client is not public and yet stood on: a change of it fails
here first.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterable, Iterator
from functools import cache
from http import client
from pathlib import Path

import pytest
import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

import bridge
from bridge.network.call import Call
from bridge.network.connector import Connector
from bridge.network.pools import adapter
from bridge.network.way import DIRECT
from tools.codes import nodes


def names(function: object) -> list[str]:
    return list(inspect.signature(function).parameters)  # type: ignore[arg-type]


def source(thing: object) -> str:
    return inspect.getsource(thing)  # type: ignore[arg-type]


def test_a_connection_opens_its_socket_by_new_conn_and_nothing_else_does() -> None:
    """The guard of addresses and the deadline stand in `_new_conn`: whoever went round it would be
    unguarded.
    """
    assert names(HTTPConnection._new_conn) == ["self"]
    for kind in (HTTPConnection, HTTPSConnection):
        assert "self._new_conn()" in source(kind.connect)
        assert "create_connection" not in source(kind.connect)
    assert "_new_conn" not in vars(HTTPSConnection)


def test_the_name_to_look_up_keeps_its_dot_and_the_host_loses_it() -> None:
    """`_dns_host` is what is looked up."""
    one = HTTPConnection("lib.example.")
    assert (one._dns_host, one.host, one.default_port) == ("lib.example.", "lib.example", 80)
    assert HTTPSConnection("lib.example").default_port == 443


def test_a_request_begins_with_putrequest() -> None:
    """There the socket of a kept line is held, and the address of a forwarded request made whole."""
    assert names(HTTPConnection.putrequest)[:3] == ["self", "method", "url"]
    assert "self.putrequest(" in source(HTTPConnection.request)
    # Host is then the address's own
    assert "url.startswith('http" in source(client.HTTPConnection.putrequest)


def test_tls_is_made_with_the_context_that_is_given() -> None:
    """Set just before `connect`, with no list of issuers to read anew."""
    assert {"ssl_context", "ca_certs"} <= set(names(HTTPSConnection.__init__))
    assert "self.ssl_context" in source(HTTPSConnection.connect)


def test_a_response_reads_from_fp_and_is_made_by_the_connection() -> None:
    """http.client's buffered reader, which can be taken over."""
    assert client.HTTPConnection.response_class is client.HTTPResponse
    assert "makefile" in source(client.HTTPResponse.__init__)
    assert names(client.HTTPResponse.__init__)[:2] == ["self", "sock"]


def test_pools_and_their_connections_are_chosen_by_scheme() -> None:
    """By `pool_classes_by_scheme` of the manager and `ConnectionCls` of a pool."""
    manager = urllib3.PoolManager()
    assert manager.pool_classes_by_scheme == {
        "http": HTTPConnectionPool,
        "https": HTTPSConnectionPool,
    }
    assert HTTPConnectionPool.ConnectionCls is HTTPConnection
    assert HTTPSConnectionPool.ConnectionCls is HTTPSConnection
    assert "self.poolmanager = PoolManager(" in source(HTTPAdapter.init_poolmanager)


@pytest.mark.parametrize("url", ["http://lib.example/", "https://lib.example/"])
def test_every_request_of_the_adapter_is_one_of_ours(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever way requests takes to a pool: our Connector is asked, with scheme, name and port."""
    asked: list[tuple[object, ...]] = []

    def refuse(self: Connector, call: Call, *place: object) -> None:
        asked.append(place)
        raise ConnectionRefusedError

    monkeypatch.setattr(Connector, "open", refuse)
    with Call(5) as call:
        one = adapter(Connector(DIRECT, 1), lambda: call)
        with pytest.raises(requests.ConnectionError):
            one.send(requests.Request("GET", url).prepare())
        one.close()
        assert not call.connected
    scheme, _, rest = url.partition("://")
    assert asked == [(scheme, rest.rstrip("/"), 80 if scheme == "http" else 443)]


# ── who else uses it ────────────────────────────────────────────────────────────────────────────

#: where what is looked at comes from, and our own classes over it
LIBRARIES = ("urllib3", "requests", "http.client")
OVER_THEM = ("bridge.network.pools", "bridge.network.bounded")


def private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def of(module: str, roots: Iterable[str]) -> bool:
    return any(module == root or module.startswith(f"{root}.") for root in roots)


@cache
def own_names() -> frozenset[str]:
    """Return every private name that the libraries define or set."""
    folders = (Path(urllib3.__file__).parent, Path(requests.__file__).parent)
    files = [Path(client.__file__), *(path for at in folders for path in at.rglob("*.py"))]
    found: set[str] = set()
    for node in (node for path in files for node in nodes(path)):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            found.add(node.attr)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
    return frozenset(filter(private, found))


def of_self(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and ast.unparse(node.value) in {"self", "cls"}


def named(node: ast.AST) -> Iterator[str]:
    """Yield what a node calls by name: an attribute, a method that it defines, a name in a text."""
    if isinstance(node, ast.Attribute):
        yield node.attr
    elif isinstance(node, ast.FunctionDef):
        yield node.name
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id
    elif isinstance(node, ast.Call) and ast.unparse(node.func) in {"getattr", "setattr", "hasattr"}:
        yield from (str(one.value) for one in node.args if isinstance(one, ast.Constant))


def uses(module: Iterable[ast.AST]) -> Iterator[str]:
    """Yield what a module uses of the libraries that is not public: an import, an attribute of
    anything, and of its own classes those that stand upon one of theirs.
    """
    every, theirs = list(module), set()
    for node in every:
        if isinstance(node, ast.ImportFrom) and of(node.module or "", LIBRARIES + OVER_THEM):
            theirs |= {one.asname or one.name for one in node.names}
            parts = [*str(node.module).split("."), *(one.name for one in node.names)]
            if of(node.module or "", LIBRARIES):
                yield from filter(private, parts)
        elif isinstance(node, ast.Import):
            mine = [one.name for one in node.names if of(one.name, LIBRARIES)]
            theirs |= {name.partition(".")[0] for name in mine}
            theirs |= {one.asname for one in node.names if one.asname and one.name in mine}
            yield from (part for name in mine for part in name.split(".") if private(part))
    for node in every:
        if isinstance(node, ast.ClassDef):
            roots = {ast.unparse(base).partition(".")[0] for base in node.bases}
            if roots & theirs:
                theirs.add(node.name)
                inside = (name for part in ast.walk(node) for name in named(part))
                yield from (name for name in inside if name in own_names())
        elif not isinstance(node, ast.FunctionDef | ast.Name) and not of_self(node):
            yield from (name for name in named(node) if name in own_names())


def test_what_is_not_public_is_used_in_one_file_alone() -> None:
    """So that one file is looked at when a library changes."""
    files = sorted(Path(bridge.__path__[0]).rglob("*.py"))
    assert {path.name for path in files if any(uses(nodes(path)))} == {"pools.py"}
    own = set(uses(nodes(Path(bridge.__path__[0]) / "network" / "pools.py")))
    assert own == {"_new_conn", "_dns_host"}


@pytest.mark.parametrize(
    "text",
    [
        "import urllib3.connection\nurllib3.connection.HTTPConnection._tunnel",
        "import urllib3.connection as c\nclass A(c.HTTPConnection):\n    def _tunnel(self): ...",
        "from urllib3._collections import HTTPHeaderDict",
        "from requests.models import _x",
        "import urllib3._version",
        "response._content = b''",
        "getattr(one, '_new_conn')()",
        "class A(B): ...\nfrom http.client import HTTPResponse as B\n"
        "class C(B):\n    def f(self): self._method",
        "from bridge.network.bounded import BoundedResponse\n"
        "class C(BoundedResponse):\n    def f(self): self._read_status()",
    ],
)
def test_a_use_of_what_is_not_public_is_seen(text: str) -> None:
    """However it is come by."""
    assert any(uses(ast.walk(ast.parse(text))))


@pytest.mark.parametrize(
    "text",
    [
        "import requests\nrequests.Session().trust_env",
        "class A:\n    def f(self): self._method = self._tunnel",
        "one._our_own_word",
    ],
)
def test_a_name_of_our_own_is_none_of_theirs(text: str) -> None:
    """A class of ours may call its own things as they do."""
    assert not any(uses(ast.walk(ast.parse(text))))
