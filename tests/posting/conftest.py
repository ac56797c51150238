"""A stand-in for X and a poster that knows its keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from fakes import Clock

from bridge.demo.x import StandInX
from bridge.posting.wire import Limits
from bridge.posting.x import XPoster


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def x(clock: Clock) -> Iterator[StandInX]:
    with StandInX(clock) as stand_in:
        yield stand_in


@pytest.fixture
def poster_of(clock: Clock) -> Callable[[StandInX], XPoster]:
    """Return posters that end a stuck call after 0.3 s."""
    return lambda x: XPoster(
        keys=x.keys,
        account=x.account,
        api_url=x.url,
        clock=clock,
        limits=Limits(connect=1, read=1, total=0.3),
    )


@pytest.fixture
def poster(x: StandInX, poster_of: Callable[[StandInX], XPoster]) -> XPoster:
    return poster_of(x)
