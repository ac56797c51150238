"""Edge: 決裁待ち, and the decision."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, flash, redirect, render_template, request, url_for

from bridge import lifecycle, upkeep
from bridge.errors import Changed, NotAllowed, StepRefused, WrongState
from bridge.labels import KIND
from bridge.model import DUE, Kind, State, Verb
from bridge.record.sieve import Sieve
from bridge.web import here, manual
from bridge.web.card import card
from bridge.web.pages.paging import Paging, number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from flask.typing import ResponseReturnValue

    from bridge.model import Draft

PAGE: Final = 20  #: cards on one page
RETURNS: Final = (
    "日時・場所・対象を確かめてください",
    "分かりやすい表現にしてください",
    "短くしてください",
    "元のページを直してからにしてください",
    "写真・著作権を確かめてください",
    "投稿の時期を見直してください",
)
REJECTS: Final = (
    "アカウントで知らせる内容ではない",
    "時期を過ぎた",
    "ほかの投稿と重なる",
    "決まっていない情報を含む",
    "運用方針6に当たるおそれがある",
)

#: fields of an address that choose from the list
SIEVE: Final = (
    "q",
    "source",
    "kind",
    "findings",
    "urgent",
    "mine",
    "page",
)
#: after which the queue tells of it
STEPS_HERE: Final = frozenset(
    {
        Verb.DECIDE,
        Verb.RELEASE,
        Verb.RETURN,
        Verb.REJECT,
        Verb.TAKE_BACK,
        Verb.RESUBMIT,
        Verb.REVIEW,
    }
)

bp = Blueprint("queue", __name__)
#: view → its line of help
HELP: Final = {
    "waiting": manual.Help("投稿してよいかを、一つずつ決める画面です。", manual.DECIDING),
    "several": manual.Help("文を並べて読み、一度に決める画面です。", manual.DECIDING),
    "return_form": manual.Help("理由を付けて、起案した人に戻す画面です。", manual.DECIDING),
    "reject_form": manual.Help("理由を付けて、投稿しないと決める画面です。", manual.DECIDING),
}


@dataclass(frozen=True, slots=True)
class Next:
    """The post that goes out next."""

    title: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Today:
    """What stands in place of an empty queue."""

    decided: int
    returned: int
    next: Next | None
    looked: datetime | None  #: when the sources were looked at last


@bp.get("/")
def waiting() -> ResponseReturnValue:
    """Show what waits for a decision, urgent first, then oldest; and, at its old place, what was
    just done.
    """
    store, sieve = here.store(), _sieve()
    paging = Paging.of(store.count_sifted(State.WAITING, sieve), PAGE)
    cards = [
        card(draft)
        for draft in store.sifted(State.WAITING, sieve, limit=PAGE, offset=paging.offset)
    ]
    concerns = upkeep.concerns(store, here.settings(), here.now())
    number_ = number(request.args.get("draft", ""))
    ids = [each.draft.id for each in cards]
    done = _done()
    filters = {name: request.args[name] for name in SIEVE if request.args.get(name)}
    return render_template(
        "queue.html",
        cards=cards,
        paging=paging,
        concerns=concerns,
        done=done,
        planned=here.plan() if done else {},
        kept=filters,
        current=number_ if number_ in ids else next(iter(ids), None),
        today=None if cards else _today(),
        sieve=sieve,
        sifted=sieve != Sieve(),
        filter=_filter(),
        stopped=store.drafts(State.STOPPED, limit=PAGE),
    )


def _sieve() -> Sieve:
    """Return what the address asks for of the list; what makes no sense asks for nothing."""
    query = request.args
    return Sieve(
        words=query.get("q", "")[:100],
        source=query.get("source", "")[:100],
        kind=query.get("kind", "")[:1],
        author=here.me().name if query.get("mine") else "",
        urgent=bool(query.get("urgent")),
        findings=query.get("findings", "")[:4],
    )


def _filter() -> dict[str, list[tuple[str, str]]]:
    """Return what may be chosen: field → values and their words."""
    sources = [source.id for source in here.settings().sources]
    return {
        "source": [(id, here.source_name(id)) for id in (*sources, "staff")],
        "kind": [(kind.value, KIND[kind]) for kind in Kind],
        "findings": [("stop", "要確認あり"), ("any", "指摘あり"), ("none", "指摘なし")],
    }


def _done() -> list[tuple[Draft, str]]:
    """Return the drafts on which this person has just had a word, as the record has them, each with
    the last of these words; an address proves nothing.
    """
    store, drafts = here.store(), []
    for id in filter(None, map(number, request.args.getlist("done")[:PAGE])):
        mine = (line["action"] for line in store.history(id) if line["actor"] == here.me().name)
        if steps := [action for action in mine if action in STEPS_HERE]:
            drafts.append((store.draft(id), steps[-1]))
    return drafts


def _today() -> Today:
    now, store = here.now(), here.store()
    acts = store.done_since(now.replace(hour=0, minute=0, second=0, microsecond=0))
    decided = {draft.id: draft.title for draft in store.drafts(*DUE)}
    planned = [
        Next(decided[id], each.at) for id, each in here.plan().items() if each.at is not None
    ]
    run = store.last_runs().get("sync")
    return Today(
        acts["decide"] + acts["release"],
        acts["return"],
        min(planned, key=attrgetter("at"), default=None),
        run.at.astimezone(now.tzinfo) if run else None,
    )


def back_to_queue(ids: Iterable[int]) -> ResponseReturnValue:
    """Lead back to the place in the queue where the drafts `ids` stood: the next one, which the
    form names, follows.
    """
    following = number(request.form.get("next", ""))
    filters: Any = {name: value for name in SIEVE if (value := request.form.get(name, "")[:100])}
    return redirect(
        url_for("queue.waiting", done=list(ids), draft=following, _anchor="done", **filters), 303
    )


@bp.post("/drafts/<int:id>/decide")
def decide(id: int) -> ResponseReturnValue:
    """Decide one draft, on the text that was on the screen."""
    digest = here.shown()
    return _decided(
        [id],
        [digest],
        lambda: here.desk().decide(
            here.me(),
            [id],
            shown=[digest],
            acknowledged=request.form.getlist("acknowledge"),
            outside_hours=request.form.get("outside_hours", "")[:200],
            ticked=here.ticked(),
        ),
    )


@bp.post("/drafts/<int:id>/review")
def review(id: int) -> ResponseReturnValue:
    """回議: this person's word on the text that was on the screen, before its decision (9(1))."""
    digest = here.shown()
    return _decided([id], [digest], lambda: [here.desk().review(here.me(), id, shown=digest)])


@bp.get("/several")
def several() -> ResponseReturnValue:
    """Show whole texts one under another, each with its tick, to be decided together."""
    store, sieve = here.store(), _sieve()
    paging = Paging.of(store.count_sifted(State.WAITING, sieve), PAGE)
    cards = [
        card(draft)
        for draft in store.sifted(State.WAITING, sieve, limit=PAGE, offset=paging.offset)
    ]
    return render_template("several.html", cards=cards, paging=paging)


@bp.post("/decide")
def decide_several() -> ResponseReturnValue:
    """Decide several drafts whose texts were all on the screen: all of them, or none."""
    picked = [value.partition(":") for value in request.form.getlist("pick")]
    pairs = [(id, digest) for text, _, digest in picked if (id := number(text))]
    ids, digests = [id for id, _ in pairs], [digest for _, digest in pairs]
    if not ids:
        flash("一つも選ばれていません。決裁するものに印を付けてください。")
        return redirect(url_for("queue.several"), 303)
    return _decided(
        ids,
        digests,
        lambda: here.desk().decide(here.me(), ids, shown=digests, ticked=here.ticked()),
    )


def _decided(
    ids: list[int], digests: list[str], take: Callable[[], list[Draft]]
) -> ResponseReturnValue:
    """Take the decision; what stands in its way is shown with the draft, to be decided anew."""
    try:
        done = take()
    except (NotAllowed, WrongState) as error:
        if isinstance(error, WrongState):
            return faster(ids, error)
        raise
    except Changed as error:
        return changed(ids, digests, error)
    except StepRefused as error:
        return one(_about(error, ids), error=error), 422
    return back_to_queue(draft.id for draft in done)


def _about(error: StepRefused, ids: list[int]) -> int:
    """Return which of these drafts is refused: the page of that one shows what to do."""
    facts = [error.facts, *(one.facts for one in error.facts.get("owed", ()))]
    return next((id for each in facts if (id := each.get("draft")) in ids), ids[0])


def one(id: int, error: StepRefused | None = None, more: dict[str, Any] | None = None) -> str:
    """Return the page of one draft."""
    from bridge.web.pages.drafts import page_of

    return page_of(id, error, more or {})


def changed(ids: list[int], digests: list[str], error: Changed) -> ResponseReturnValue:
    """Say what changed between the text on the screen and the draft as it is, and ask again."""
    store = here.store()
    for id, digest in zip(ids, digests, strict=True):
        draft = store.draft(id)
        if draft.digest != digest.partition("@")[0]:
            return one(id, error, {"shown": _before(draft, digest)}), 409
    return one(ids[0], error), 409


def _before(draft: Draft, screen: str) -> str | None:
    """Return the text that a form had on its screen, None when it is that of the draft, or none of
    its versions.
    """
    digest = screen.partition("@")[0]
    versions = here.store().versions(draft.id) if digest != draft.digest else ()
    return next((v["text"] for v in versions if v["digest"] == digest), None)


def faster(ids: list[int], error: WrongState, kept: str = "") -> ResponseReturnValue:
    """Say who was faster, be it the same person with another hand, and what stands now; `kept`:
    what was typed, to be copied.
    """
    store = here.store()
    id = next((id for id in ids if store.draft(id).state is not State.WAITING), ids[0])
    last = store.history(id)[-1]
    mine = last["actor"] == here.me().name
    return render_template(
        "faster.html", draft=store.draft(id), last=last, mine=mine, error=error, kept=kept
    ), 409


@bp.get("/drafts/<int:id>/return")
def return_form(id: int) -> ResponseReturnValue:
    """Ask for the reason of a return; raises WrongState where there is none to be given."""
    lifecycle.ahead(here.store().draft(id), Verb.RETURN)
    return _reason(id, "差し戻す", "queue.return_", RETURNS)


@bp.post("/drafts/<int:id>/return")
def return_(id: int) -> ResponseReturnValue:
    """差戻し."""
    return _refused(
        id, verb="差し戻す", to="queue.return_", presets=RETURNS, take=here.desk().return_
    )


@bp.get("/drafts/<int:id>/reject")
def reject_form(id: int) -> ResponseReturnValue:
    """Ask for the reason of a rejection; raises WrongState where there is none to be given."""
    lifecycle.ahead(here.store().draft(id), Verb.REJECT)
    return _reason(id, "否決する", "queue.reject", REJECTS)


@bp.post("/drafts/<int:id>/reject")
def reject(id: int) -> ResponseReturnValue:
    """否決."""
    return _refused(
        id, verb="否決する", to="queue.reject", presets=REJECTS, take=here.desk().reject
    )


def reason() -> str:
    """Return the chosen reasons and the written one as one text."""
    parts = [*request.form.getlist("preset"), request.form.get("reason", "").strip()]
    return "。".join(part for part in parts if part)


def _reason(
    id: int, verb: str, to: str, presets: tuple[str, ...], error: StepRefused | None = None
) -> str:
    draft = here.store().draft(id)
    return render_template(
        "reason.html",
        draft=draft,
        verb=verb,
        to=url_for(to, id=id),
        presets=presets,
        error=error,
        before=_before(draft, here.shown()) if error else None,
    )


def _refused(
    id: int, verb: str, to: str, presets: tuple[str, ...], take: Callable[..., Draft]
) -> ResponseReturnValue:
    why = reason()
    if len(why) > 1000:
        return _reason(
            id, verb, to=to, presets=presets, error=StepRefused("draft.reason_too_long")
        ), 422
    try:
        take(here.me(), id, why, shown=here.shown())
    except WrongState as error:
        return faster([id], error, kept=why)
    except NotAllowed:
        raise
    except StepRefused as error:
        status = 409 if isinstance(error, Changed) else 422
        return _reason(id, verb, to=to, presets=presets, error=error), status
    return back_to_queue([id])
