"""Edge: メニュー: every place of the desk on a page of its own, so that it works without
JavaScript.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from bridge.web import manual as book

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("menu", __name__)


@bp.get("/menu")
def page() -> ResponseReturnValue:
    """Show the person, and all that is not on the bar."""
    return render_template("menu.html")


@bp.get("/manual")
def manual() -> ResponseReturnValue:
    """Show the manual; whoever cannot log in may read it, too."""
    return render_template("manual.html", manual=book.manual(), headings=book.headings())
