"""Pure: the yearly book and the decision sheet as one file of HTML each: nothing to load, readable
in any browser, printable.
"""

from __future__ import annotations

from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from bridge import labels
from bridge.book import document_number, retention
from bridge.book.table import apart
from bridge.text.clean import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime, tzinfo

    from jinja2 import Environment

    from bridge.book import Cover
    from bridge.book.sheet import Sheet
    from bridge.model import Dossier


PIECES: Final = 2_000  #: of a template's text that are written at once: some ten drafts
_LABELS: Final = (
    labels.action,
    labels.actor,
    labels.detail,
    labels.scope,
    labels.tie,
    labels.way,
    labels.words,
)


def pages(cover: Cover, dossiers: Iterable[Dossier]) -> Iterator[str]:
    """Yield the book, some drafts at a time."""
    template = _environment(cover.made_at.tzinfo).get_template("book.html")
    pieces = template.generate(cover=cover, dossiers=dossiers)
    while some := list(islice(pieces, PIECES)):
        yield "".join(some)


def page(sheet: Sheet) -> str:
    """Return a decision sheet for one A4."""
    return _environment().get_template("sheet.html").render(sheet=sheet)


@cache
def _environment(zone: tzinfo | None = None) -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("bridge.book"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    environment.finalize = lambda value: visible(value) if type(value) is str else value
    # a filter is called at once, what stands in a variable by a way of jinja's own
    environment.filters.update(
        {label.__name__: label for label in _LABELS}, at=lambda moment: _at(moment, zone)
    )
    environment.globals.update(
        labels=labels,
        apart=apart,
        document_number=document_number,
        retention=retention,
    )
    return environment


def _at(moment: datetime | str, zone: tzinfo | None) -> str:
    from datetime import datetime

    known = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return known.astimezone(zone).isoformat(" ", "minutes")[:16]
