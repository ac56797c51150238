"""A stand-in for X and a poster that knows its keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from fakes import Clock

from bridge.demo.x import StandInX
from bridge.posting.wire import Limits
from bridge.posting.x import XPoster

#: the steps that end only when the caller has enough
HOLDING = {"drip", "silence", "timeout_after_accept", "late"}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def x(clock: Clock) -> Iterator[StandInX]:
    with StandInX(clock) as stand_in:
        yield stand_in


@pytest.fixture
def poster_of(clock: Clock) -> Callable[..., XPoster]:
    """Return posters that wait as the program does or, `hasty` ones, end a stuck call after 0.3 s."""
    return lambda x, *, hasty=False: XPoster(
        keys=x.keys,
        account=x.account,
        api_url=x.url,
        clock=clock,
        limits=Limits(total=0.3) if hasty else Limits(),
    )


@pytest.fixture
def poster(
    x: StandInX, poster_of: Callable[..., XPoster], request: pytest.FixtureRequest
) -> XPoster:
    """Return a poster; a hasty one where the test's step holds the line. All others have time: on a
    busy machine a good answer comes late, too.
    """
    step = getattr(request.node, "callspec", None) and request.node.callspec.params.get("step")
    return poster_of(x, hasty=getattr(step, "name", "") in HOLDING)
