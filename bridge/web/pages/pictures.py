"""Edge: a kept picture, byte by byte as it goes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response

from bridge.web import here

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("pictures", __name__)


@bp.get("/pictures/<sha256>")
def one(sha256: str) -> ResponseReturnValue:
    """Return a picture; what kind it is was seen in its bytes when it was taken in."""
    picture = here.store().pictures.picture(sha256)
    return Response(picture.body, mimetype=picture.media_type)
