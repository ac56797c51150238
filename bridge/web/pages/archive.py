"""Edge: the record as it is handed down: the yearly book (決裁簿) as files, the decision sheet as
PDF. Reads only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, render_template, request

from bridge.web import here

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from bridge.archive import Archive
    from bridge.book.sheet import Sheet

#: ending of the address → (kind of the file, what a person calls it)
FORMS: Final = {
    "html": ("text/html; charset=utf-8", "印刷用(HTML)"),
    "csv": ("text/csv; charset=utf-8", "表計算用(CSV)"),
    "json": ("application/json", "保管用(JSON)"),
}

bp = Blueprint("archive", __name__)


def _archive() -> Archive:
    return here.parts().archive(here.store())


def _fiscal() -> bool:
    return request.args.get("by") != "calendar"


@bp.get("/book")
def years() -> ResponseReturnValue:
    """Show the years of which there is a book."""
    return render_template(
        "book.html", years=_archive().years(fiscal=_fiscal()), fiscal=_fiscal(), forms=FORMS
    )


@bp.get("/book/<int:year>.<any(html, csv, json):form>")
def book(year: int, form: str) -> ResponseReturnValue:
    """Give a year's book as a file; a broken journal is told inside."""
    from bridge.book import html, plain, table

    archive = _archive()
    pages = {"html": html.pages, "csv": table.pages, "json": plain.pages}[form]
    cover, dossiers = archive.book(archive.year(year, fiscal=_fiscal()))
    whole = "".join(
        pages(cover, dossiers)
    )  # before the answer begins: a fault becomes a page of its own
    return _file(
        whole.encode(), FORMS[form][0], f"{cover.year.label}決裁簿.{form}", f"book-{year}.{form}"
    )


@bp.get("/drafts/<int:id>/sheet.pdf")
def pdf(id: int) -> ResponseReturnValue:
    """Give the decision sheet as a PDF of one A4."""
    from bridge.book.sheet_pdf import pdf as drawn

    return _file(drawn(sheet_of(id)), "application/pdf", f"起案用紙{id}.pdf", f"sheet-{id}.pdf")


def sheet_of(id: int) -> Sheet:
    """Return the decision sheet of a draft, as every door shows it; raises NotFound."""
    from bridge.book.sheet import sheet

    settings, zone = here.settings(), here.now().tzinfo
    assert zone is not None
    return sheet(_archive().dossier(id), settings.library.name, settings.policy_version, zone)


def _file(body: bytes, kind: str, name: str, plain_name: str) -> Response:
    from urllib.parse import quote

    answer = Response(body, content_type=kind)
    answer.headers["Content-Disposition"] = (
        f"attachment; filename={plain_name}; filename*=UTF-8''{quote(name)}"
    )
    return answer
