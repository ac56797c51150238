"""Edge: 取得状況: what each source brought, a look at once, the items that wait for a person, and a
new source.
"""

from __future__ import annotations

import tomllib
from itertools import chain, count
from typing import TYPE_CHECKING, Final

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for

from bridge import lifecycle, survey, upkeep, urls
from bridge.errors import (
    BridgeError,
    ClockDoubtful,
    ConfigRefused,
    FileReadOnly,
    LockHeld,
    NotAllowed,
    SourceFailed,
    StepRefused,
    UsageRefused,
)
from bridge.model import ItemState, SourceKind
from bridge.read import propose
from bridge.read.propose import block as proposal
from bridge.sayings import Utterance
from bridge.settings import Source
from bridge.web import here, manual
from bridge.web.desk_runs import DeskRuns
from bridge.web.pages import queue
from bridge.web.pages.paging import number

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

ITEMS: Final = 50
LONGEST: Final = 1000  #: characters of an address
NEWEST: Final = 10  #: items of a source on its card
ASIDES: Final = (
    "アカウントで知らせる内容ではない",
    "時期を過ぎた",
    "前に知らせた",
    "新しいお知らせではない(サイトの作り直しなど)",
)

bp = Blueprint("sources", __name__)
#: view → its line of help
HELP: Final = {
    "page": manual.Help("ホームページから何を見つけたかを見る画面です。", manual.DRAFTING),
    "new": manual.Help("お知らせを取りに行く先を加える画面です。", manual.DRAFTING),
}


def _runs() -> DeskRuns:
    runs = current_app.extensions["desk_runs"]
    assert isinstance(runs, DeskRuns)
    return runs


@bp.get("/sources")
def page() -> ResponseReturnValue:
    """Show how each source does and what it brought last, and the items that wait for a person."""
    sightings, source_id = here.store().sightings, request.args.get("source", "")
    known = here.settings().source(source_id)
    rows = [
        (source, sightings.memory(source.id), sightings.items(source=source.id, limit=NEWEST))
        for source in ([known] if known else here.settings().sources)
    ]
    return render_template(
        "sources.html",
        rows=rows,
        asked=source_id,
        concerns=upkeep.concerns(here.store(), here.settings(), here.now()),
        held=sightings.items(ItemState.HELD, source=source_id, limit=ITEMS),
        baseline=sightings.items(ItemState.BASELINE, source=source_id, limit=ITEMS),
        aside=sightings.items(ItemState.SET_ASIDE, ItemState.NEW, source=source_id, limit=ITEMS),
        counts=sightings.counts(),
        most=ITEMS,
        look=_runs().last,
    )


@bp.post("/sources/look")
def look() -> ResponseReturnValue:
    """いま見る: begin a run over one source or all, behind the pages."""
    source = request.form.get("source", "")[:100]
    try:
        _runs().begin(here.parts(), here.me(), source)
    except (LockHeld, ClockDoubtful) as error:
        flash("".join(("まだ始めていません。", *error.words("desk"))))
    return redirect(url_for("sources.page", _anchor="look"), 303)


@bp.get("/sources/progress")
def progress() -> ResponseReturnValue:
    """Return how far the run is; for the page's script."""
    now = _runs().running
    return {"running": now is not None, "told": now.told if now is not None else ""}


@bp.post("/items")
def items() -> ResponseReturnValue:
    """Pick items for drafting, or set them aside: `aside` asks for the reason, `set_aside` has
    it.
    """
    form = request.form
    ids = [id for text in form.getlist("item") if (id := number(text))]
    if not ids:
        flash("記事が選ばれていません。")
    elif form.get("do") == "aside":
        lifecycle.may(here.me(), "set_aside", here.now().date())
        return _aside(ids, None)
    elif form.get("do") == "set_aside":
        try:
            here.desk().set_aside(here.me(), ids, queue.reason()[:200])
        except NotAllowed:
            raise
        except StepRefused as error:
            return _aside(ids, error), 422
        here.tell(Utterance("act.items_set_aside", count=len(ids)))
    else:
        here.desk().pick(here.me(), ids)
        here.tell(Utterance("act.items_picked", count=len(ids)))
    return redirect(url_for("sources.page"), 303)


def _aside(ids: list[int], error: StepRefused | None) -> str:
    items = [here.store().sightings.item(id) for id in ids]
    why = StepRefused("item.aside_unexplained") if error else None
    return render_template("aside.html", items=items, presets=ASIDES, error=why)


# ── a new source ────────────────────────────────────────────────────────────────────────────────


@bp.get("/sources/new")
def new() -> ResponseReturnValue:
    """Ask for the address of a source to be tried."""
    return _new(request.args.get("url", "")[:LONGEST])


@bp.post("/sources/new")
def tried() -> ResponseReturnValue:
    """Show what would be read at an address; nothing is written."""
    lifecycle.may(here.me(), "source", here.now().date())
    url = request.form.get("url", "").strip()[:LONGEST]
    if not url.startswith(("http://", "https://")):
        return _new(url, error=UsageRefused("source.address_missing")), 422
    try:
        with here.parts().fetcher() as fetcher:
            return _new(url, probe=survey.look(fetcher, url, here.parts().zone))
    except SourceFailed as error:
        return _new(url, error=error)


@bp.post("/sources/add")
def added() -> ResponseReturnValue:
    """Add a source to feeds.toml; where that cannot be written, show what is to be pasted."""
    form = request.form
    kind = SourceKind.FEED if form.get("kind") == SourceKind.FEED else SourceKind.HOMEPAGE
    source = Source(form.get("id", "").strip()[:100], kind, form.get("url", "")[:LONGEST])
    try:
        here.desk().office.add_source(
            here.me(),
            source,
            lambda: here.parts().file.add(source, here.now()),
        )
    except FileReadOnly as error:
        return _new(
            source.url, error=error, block=propose.table(source.id, source.kind, source.url)
        ), 422
    except ConfigRefused as error:
        return _new(
            source.url, error=UsageRefused("source.not_added", faults=error.faults, why=error)
        ), 422
    flash(f"取得元「{source.id}」を feeds.toml に加えました。次の取得か「いま見る」で見始めます。")
    return redirect(url_for("sources.page", source=source.id), 303)


def _new(
    url: str,
    *,
    probe: propose.Probe | None = None,
    error: BridgeError | None = None,
    block: str = "",
) -> str:
    """Return the page: what was found at `url`, or what is to be pasted."""
    values = {"id": "", "kind": SourceKind.HOMEPAGE}
    settings = here.settings()
    sources, hosts = settings.sources, (*settings.link_hosts, urls.host(settings.library.site))
    if probe is not None and probe.listing is not None:
        block = proposal(probe.url, probe.listing, probe.title)
        values = tomllib.loads(block)["source"][0]
        ids = {source.id for source in sources}
        own = values["id"]
        values["id"] = next(
            id for id in chain([own], (f"{own}-{n}" for n in count(2))) if id not in ids
        )
    return render_template(
        "source_new.html",
        url=url,
        found=probe,
        error=error,
        block=block,
        id=values["id"],
        kind=values["kind"],
        known=next(
            (s.id for s in sources if probe and urls.canonical(s.url) == urls.canonical(probe.url)),
            "",
        ),
        linked=probe is not None and urls.listed(probe.url, hosts),
        writable=here.parts().file.writable,
    )
