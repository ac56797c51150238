"""Edge: メニュー: every place of the desk on a page of its own, so that it works without JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("menu", __name__)


@bp.get("/menu")
def page() -> ResponseReturnValue:
    """Show the person, and all that is not on the bar."""
    return render_template("menu.html")
