"""What of urllib3, requests and http.client is not public and yet stood on: a change of it fails
here first.
"""

from __future__ import annotations

import inspect
from http import client

import pytest
import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from bridge.network.call import Call
from bridge.network.connector import Connector
from bridge.network.pools import adapter
from bridge.network.way import DIRECT


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


def test_what_is_not_public_is_used_in_one_file_alone() -> None:
    """So that one file is looked at when urllib3 changes."""
    from pathlib import Path

    import bridge

    users = {
        path.name
        for path in Path(bridge.__path__[0]).rglob("*.py")
        if any(
            word in path.read_text(encoding="utf-8")
            for word in ("from urllib3", "_new_conn", "_dns_host")
        )
    }
    assert users == {"pools.py"}
