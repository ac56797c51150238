"""Edge: the retweet desk (5(4)): a public body's post, with a reason, through the same sign-off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, redirect, render_template, request, url_for

from bridge.errors import BridgeError, NotAllowed, StepRefused, UsageRefused
from bridge.policy import s05_4_retweets
from bridge.sayings import Utterance
from bridge.web import here, manual
from bridge.web.pages.drafts import page_of
from bridge.web.pages.posts import look_x

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from bridge.model import Version
    from bridge.posting.oembed import PostView

UNREAD = "(Xから読み取れませんでした。リンクを開いて確かめてください)"

bp = Blueprint("retweets", __name__)
#: view → its line of help
HELP: Final = {
    "form": manual.Help("公的機関の投稿を、リツイートの決裁に出す画面です。", manual.RETWEETS),
}


@bp.get("/retweet")
def form() -> ResponseReturnValue:
    """Show the form."""
    return _form({}, None)


def _form(
    form: Any, error: BridgeError | None, preview: str = "", wording: Version | None = None
) -> str:
    settings = here.settings().retweets
    warning = s05_4_retweets.election(here.now().date(), settings.elections)
    return render_template(
        "retweet.html",
        form=here.typed(form),
        error=error,
        accounts=settings.accounts,
        warning=warning,
        preview=preview,
        seen=wording,
    )


@bp.post("/retweet")
def create() -> ResponseReturnValue:
    """Open the draft, or only show what X has at the address."""
    form = request.form
    url = form.get("url", "")[:300]
    try:
        post = s05_4_retweets.read_post(url)
        view = look_x(post.url) if here.may("write") else None
        if form.get("do") == "look":
            allowed = here.may("write")
            wording = here.desk().preview_retweet(here.me(), url, view) if allowed else None
            return _form(form, None, _words(view), wording)
        draft = here.desk().retweet(
            here.me(),
            url,
            form.get("reason", "")[:500],
            knowingly=bool(form.get("knowingly")),
            seen=view,
            acknowledged=form.getlist("acknowledge"),
            ticked=here.ticked(),
        )
    except NotAllowed:
        raise
    except (StepRefused, UsageRefused) as error:
        return _form(form, error), 422
    here.tell(Utterance("act.retweet_opened", draft=draft.id))
    return redirect(url_for("drafts.one", id=draft.id), 303)


@bp.post("/drafts/<int:id>/preview")
def preview(id: int) -> ResponseReturnValue:
    """Show what X has now of the post that a draft retweets; nothing is written."""
    draft = here.store().draft(id)
    return page_of(
        id,
        None,
        {"preview": _words(look_x(draft.content.repost_of) if draft.content.retweets else None)},
    )


def _words(view: PostView | None) -> str:
    return UNREAD if view is None else f"@{view.user or '?'}: {view.text}"
