"""Edge: a kept picture, byte by byte as it goes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, current_app

from bridge.errors import NotFound
from bridge.web import here
from bridge.web.link_pictures import LinkPictures

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("pictures", __name__)


@bp.get("/pictures/<sha256>")
def one(sha256: str) -> ResponseReturnValue:
    """Return a picture; what kind it is was seen in its bytes when it was taken in."""
    picture = here.store().pictures.picture(sha256)
    return Response(picture.body, mimetype=picture.media_type)


@bp.get("/drafts/<int:id>/link-picture")
def of_link(id: int) -> ResponseReturnValue:
    """Return the picture that X shows beside a draft's link; nothing of it is written. Raises
    NotFound when there is none, or it cannot be read.
    """
    pictures = here.parts().pictures(here.store())
    image = pictures.of_card(here.store().draft(id))
    if image is None:
        raise NotFound("picture.none_behind_the_link", draft=id)
    link_pictures = current_app.extensions.setdefault("link_pictures", LinkPictures())
    picture = link_pictures.of(image.url, pictures.fetched, here.now())
    return Response(picture.body, mimetype=picture.media_type)
