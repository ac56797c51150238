"""Edge: after the decision: 手動投稿, 確認待ち, 投稿済."""

from __future__ import annotations

from datetime import datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING, Final

from flask import Blueprint, current_app, redirect, render_template, request, url_for

from bridge import acts
from bridge.errors import Changed, Differs, UsageRefused
from bridge.model import Attempt, Check, Draft, State, Through, Verb
from bridge.policy import due, s09_2_checks
from bridge.posting.base import shows
from bridge.posting.manual import answers, way_to_x
from bridge.posting.sandbox import RETWEET
from bridge.values import dataclass
from bridge.web import here, manual
from bridge.web.pages.drafts import page_of
from bridge.web.pages.paging import Paging

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from bridge.posting.oembed import PostView

PAGE: Final = 30
GONE: Final = "(練習用の一覧にありません)"  #: what the sandbox shows of a deleted post

#: what is, or was, on X and waits for nothing but a tick
STANDS: Final = (State.POSTED, State.CHECKED, State.UNCHECKED, State.REMOVED)

bp = Blueprint("posts", __name__)
#: view → its line of help
HELP: Final = {
    "by_hand": manual.Help("決裁された文を、人がXへ投稿する画面です。", manual.BY_HAND),
    "taken": manual.Help("引き受けた文をXへ投稿し、記録する画面です。", manual.BY_HAND),
    "checks": manual.Help("投稿したものを、二人がそれぞれ確かめる画面です。", manual.AFTERWARDS),
    "listing": manual.Help("投稿したものを探す画面です。", manual.AFTERWARDS),
}


# ── by hand ─────────────────────────────────────────────────────────────────────────────────────


@bp.get("/by-hand")
def by_hand() -> ResponseReturnValue:
    """Show what a person may take to post it on X now, and what is taken; no text has a link
    here.
    """
    store = here.store()
    working = here.takings()
    offers = [draft for draft in here.offers() if draft.id not in working]
    attempts = [
        (store.draft(attempt.draft), attempt) for attempt in store.open_attempts(Through.MANUAL)
    ]
    return render_template(
        "by_hand.html",
        offers=offers,
        taken=attempts,
        removals=here.removals(),
        working=working,
        late=_late,
    )


def _late(attempt: Attempt) -> bool:
    """Return whether it was taken so long ago that its person is asked."""
    return due.unanswered(attempt, here.settings().posting, here.now())


@bp.post("/drafts/<int:id>/take")
def take(id: int) -> ResponseReturnValue:
    """Let a person take a draft, past the gate: within two seconds the link, or "being looked
    at".
    """
    here.take(id)
    return redirect(url_for("posts.taken", id=id), 303)


@bp.get("/by-hand/<int:id>")
def taken(id: int) -> ResponseReturnValue:
    """Show the steps of one post by hand to the person who has taken it, the text for X once they
    ask for it and nothing of it when it has ended; to others, whose it is. Raises why it was
    refused.
    """
    store = here.store()
    if id in here.takings():
        return render_template("looking.html", id=id)
    if (error := here.taken(id)) is not None:
        raise error
    draft, attempt = store.draft(id), store.last_attempt(id)
    if draft.state is not State.SENDING or attempt is None or attempt.through != Through.MANUAL:
        return redirect(url_for("posts.by_hand"), 303)
    first = (
        store.draft(draft.corrects)
        if draft.content.removes and draft.corrects is not None
        else None
    )
    ends = here.gate_says(draft, attempt)
    own = attempt.person == here.me().name and here.may("take")
    return render_template(
        "hand.html" if own else "others_hand.html",
        d=draft,
        attempt=attempt,
        ends=ends,
        first=first,
        late=_late(attempt),
        answers=answers(draft),
    )


@bp.post("/drafts/<int:id>/window")
def window(id: int) -> ResponseReturnValue:
    """Note that X's window is opened, and lead there, or back to the text that is to be copied; a
    stop since the taking refuses both.
    """
    draft = here.open_window(id)  # a page that leads on: no form may lead away from here
    if request.form.get("do") == "copy":
        return redirect(url_for("posts.taken", id=id), 303)
    return render_template(
        "to_x.html", link=way_to_x(draft) or f"https://x.com/{draft.content.account}"
    )


@bp.post("/drafts/<int:id>/hand-back")
def hand_back(id: int) -> ResponseReturnValue:
    """Give back what was taken; free at once while X's window was not opened."""
    here.tell(acts.done(Verb.HAND_BACK, here.desk().hand_back(here.me(), id)))
    return redirect(url_for("posts.by_hand"), 303)


@bp.post("/drafts/<int:id>/take-over")
def take_over(id: int) -> ResponseReturnValue:
    """Take over what another person has in hand; raises UsageRefused without the tick that X was
    looked at.
    """
    if not request.form.get("looked"):
        raise UsageRefused("post.not_looked", draft=id)
    holder = request.form.get("holder", "")[:100]
    draft = here.desk().take_over(here.me(), id, holder, shown=here.shown())
    here.tell(acts.done(Verb.TAKE_OVER, draft))
    return redirect(url_for("posts.taken", id=id), 303)


@bp.post("/drafts/<int:id>/posted")
def posted(id: int) -> ResponseReturnValue:
    """Record a post by its address: compared with what X shows, or, where X does not answer, on the
    person's word.
    """
    url, anyway = request.form.get("url", "").strip(), bool(request.form.get("anyway"))
    try:
        if not anyway and here.may("posted") and (page := _doubt(id, url)) is not None:
            return page, 409
        draft = here.desk().posted(here.me(), id, url, shown=here.shown(), anyway=anyway)
    except Changed as error:  # what was typed stands where it is to be recorded now
        return page_of(id, error, {}), 409
    here.tell(acts.done(Verb.POSTED, draft))
    return redirect(url_for("posts.by_hand" if draft.begun else "posts.checks"), 303)


def _doubt(id: int, url: str, reason: str = "", part: int = 0) -> str | None:
    """Return the page that asks whether `url` is meant: X shows another text there, or it is older
    than the offer; else None.
    """
    texts, older = None, ""
    try:
        texts = here.desk().compared(id, url, read_x, part=part)
    except Differs as error:
        older = error.words("desk").what
    if texts is None and not older:
        return None
    step, draft = request.endpoint or "", here.store().draft(id)
    at = part or len(draft.posts) + 1
    return render_template(
        "differs.html",
        draft=draft,
        decided="".join(draft.content.parts[at - 1 : at]),
        part=part,
        url=url,
        shown=texts,
        older=older,
        step=step,
        reason=reason,
    )


@bp.post("/drafts/<int:id>/put-right")
def put_right(id: int) -> ResponseReturnValue:
    """Put the address of a post by hand right, with a reason; compared as the first one was."""
    url, reason = request.form.get("url", "").strip(), request.form.get("reason", "")[:500]
    part = request.form.get("part", 1, type=int)
    if (
        not request.form.get("anyway")
        and here.may("put_right")
        and (page := _doubt(id, url, reason, part)) is not None
    ):
        return page, 409
    draft = here.desk().put_right(here.me(), id, url, reason, part=part, shown=here.shown())
    here.tell(acts.done(Verb.PUT_RIGHT, draft))
    return redirect(url_for("drafts.one", id=id), 303)


@bp.post("/drafts/<int:id>/removed")
def removed(id: int) -> ResponseReturnValue:
    """Record that a person deleted a post on X, as a decision asks."""
    here.tell(acts.done(Verb.REMOVE, here.desk().removed(here.me(), id, shown=here.shown())))
    return redirect(url_for("posts.by_hand"), 303)


@bp.post("/drafts/<int:id>/not-posted")
def not_posted(id: int) -> ResponseReturnValue:
    """Record that X does not have it; one new attempt is allowed."""
    draft = here.desk().not_posted(
        here.me(), id, request.form.get("reason", "")[:500], shown=here.shown()
    )
    here.tell(acts.done(Verb.NOT_POSTED, draft))
    return redirect(url_for("drafts.one", id=id), 303)


# ── 9(2) ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A post that waits for its ticks."""

    draft: Draft
    checks: list[Check]
    due: datetime
    left: timedelta  #: negative: overdue
    shown: str | None  #: what X shows; None when it was not read
    same: bool  #: it is what was decided
    #: also the program's own proposals, when the page changed after the post
    corrections: list[Draft]
    refusal: str  #: why the reader cannot tick; empty = can


@bp.get("/checks")
def checks() -> ResponseReturnValue:
    """Show the posts that wait for a tick, oldest first."""
    return _checks(0, None)


def _checks(read: int, texts: list[str] | None) -> str:
    """Return the page; `texts` are what X said of draft `read`."""
    store, now = here.store(), here.now()
    paging = Paging.of(store.count(State.POSTED), PAGE)
    drafts = store.drafts(State.POSTED, limit=PAGE, offset=paging.offset)
    sandbox = (
        {s.post_id: s.text for s in store.timeline.shown_since("")}
        if any(_in_sandbox(d) for d in drafts)
        else {}
    )
    rows = []
    for draft in drafts:
        assert draft.post is not None
        on_x = _in_the_sandbox(draft, sandbox) if _in_sandbox(draft) else None
        on_x = texts if draft.id == read else on_x
        ticks, ends = store.checks(draft.id), s09_2_checks.due(draft.post.at)
        same = on_x is not None and shows(_wanted(draft), on_x, links=_in_sandbox(draft))
        rows.append(
            CheckRow(
                draft=draft,
                checks=ticks,
                due=ends,
                left=ends - now,
                shown=None if on_x is None else "\n\n".join(on_x),
                same=same,
                corrections=store.corrections_of(draft.id),
                refusal=here.why(s09_2_checks.refusal(here.me(), ticks)),
            )
        )
    return render_template(
        "checks.html",
        rows=rows,
        paging=paging,
        read=read,
        zero=timedelta(),
        removals=here.removals(),
    )


def _wanted(draft: Draft) -> tuple[str, ...]:
    """Return what X should show of each post of a draft."""
    if draft.content.text:
        return draft.content.parts
    return (RETWEET + draft.content.repost_of if draft.content.retweets else GONE,)


def _in_the_sandbox(draft: Draft, texts: dict[str, str]) -> list[str]:
    """Return what the sandbox's timeline shows of each post, of a retweet, or of what a deletion
    took away.
    """
    assert draft.post is not None
    retweet = RETWEET + draft.content.repost_of
    if draft.content.retweets:
        return [retweet if retweet in texts.values() else GONE]
    return [texts.get(post.post_id, GONE) for post in draft.posts]


def _in_sandbox(draft: Draft) -> bool:
    return draft.post is not None and draft.post.through == Through.SANDBOX


@bp.post("/drafts/<int:id>/read")
def read(id: int) -> ResponseReturnValue:
    """Ask X what it shows of a post and lay it beside what was decided; nothing is written."""
    unread = "(Xから読み取れませんでした。画面を開いて確かめてください)"
    return _checks(id, [read_x(post.url) or unread for post in here.store().draft(id).posts])


@bp.post("/drafts/<int:id>/check")
def check(id: int) -> ResponseReturnValue:
    """One tick."""
    here.tell(acts.done(Verb.CHECK, here.desk().check(here.me(), id, shown=here.shown())))
    return redirect(url_for("posts.checks"), 303)


@bp.get("/posts")
def listing() -> ResponseReturnValue:
    """Show what was posted, newest first, with a search."""
    words, store = request.args.get("q", "")[:100], here.store()
    paging = Paging.open_ended(PAGE)
    drafts = store.search(words, *STANDS, limit=PAGE + 1, offset=paging.offset)
    return render_template(
        "posts.html", drafts=drafts[:PAGE], words=words, paging=paging, more=len(drafts) > PAGE
    )


def read_x(url: str) -> str | None:
    """Return the text that X shows at `url`, None when it cannot be read."""
    view = look_x(url)
    return view.text if view is not None else None


def look_x(url: str) -> PostView | None:
    """Return what X shows at `url` and whose it is, None when it cannot be read.

    One look at a time: X may take 15 s, and four slow ones at once would leave nobody to serve the
    other pages. Raises UsageRefused while another one goes on.
    """
    from bridge.posting.oembed import look

    one: Lock = current_app.extensions.setdefault("look_at_x", Lock())
    if not one.acquire(blocking=False):
        raise UsageRefused("x.look_at_work")
    try:
        return look(url, current_app.config["X_GET"] or here.parts().public_x())
    finally:
        one.release()
