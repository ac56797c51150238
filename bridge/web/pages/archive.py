"""Edge: the record as it is handed down: the yearly book (決裁簿) as files, the decision sheet as
PDF, a year's figures; the copies of the record; the disposal of what is older than its retention.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from flask import (
    Blueprint,
    Response,
    abort,
    redirect,
    render_template,
    request,
    url_for,
)

from bridge import lifecycle
from bridge.archive import ranges
from bridge.errors import BridgeError, NotAllowed, StepRefused, UsageRefused
from bridge.sayings import Utterance
from bridge.web import auth, here, manual
from bridge.web.pages.paging import number

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from bridge.archive import Archive, DisposalPlan
    from bridge.book.sheet import Sheet
    from bridge.text.years import Year

#: ending of the address → (kind of the file, what a person calls it)
FORMATS: Final = {
    "html": ("text/html; charset=utf-8", "印刷用(HTML)"),
    "csv": ("text/csv; charset=utf-8", "表計算用(CSV)"),
    "json": ("application/json", "保管用(JSON)"),
}

bp = Blueprint("archive", __name__)
#: view → its line of help
HELP: Final = {
    "figures": manual.Help("一年の投稿の数、かかった時間、指摘の数を見る画面です。", manual.RECORD),
    "copies": manual.Help("記録の控えがいつ作られ、使えるかを見る画面です。", manual.RECORD),
    "disposal": manual.Help("保存年限を過ぎた文を廃棄する画面です。", manual.RECORD),
    "years": manual.Help("一年の記録を書き出す画面です。", manual.RECORD),
}


def _archive() -> Archive:
    return here.parts().archive(here.store())


def _fiscal() -> bool:
    return request.args.get("by") != "calendar"


@bp.get("/book")
def years() -> ResponseReturnValue:
    """Show the years of which there is a book."""
    return render_template(
        "book.html", years=_archive().years(fiscal=_fiscal()), fiscal=_fiscal(), forms=FORMATS
    )


@bp.get("/book/<int:year>.<any(html, csv, json):form>")
def book(year: int, form: str) -> ResponseReturnValue:
    """Give a year's book as a file; a broken journal is told inside."""
    from bridge.book import html, plain, table

    archive = _archive()
    pages = {"html": html.pages, "csv": table.pages, "json": plain.pages}[form]
    cover, leaves = archive.book(archive.year(year, fiscal=_fiscal()))
    # before the answer begins: a fault becomes a page of its own
    whole = b"".join(pages(cover, leaves))
    return _file(whole, FORMATS[form][0], f"{cover.year.label}決裁簿.{form}", f"book-{year}.{form}")


@bp.get("/drafts/<int:id>/sheet.pdf")
def pdf(id: int) -> ResponseReturnValue:
    """Give the decision sheet as a PDF of one A4."""
    from bridge.book.sheet_pdf import pdf as drawn

    return _file(drawn(sheet_of(id)), "application/pdf", f"起案用紙{id}.pdf", f"sheet-{id}.pdf")


# ── figures ─────────────────────────────────────────────────────────────────────────────────────


@bp.get("/figures")
def figures() -> ResponseReturnValue:
    """Show a year's figures, and how often each clause and each rule fired and what came of it."""
    from bridge.book.figures import charts
    from bridge.book.rules import by_clause

    archive, year = _archive(), _year()
    tallies = archive.tallies(year, here.parts().rules.words)
    return render_template(
        "figures.html",
        year=year,
        years=archive.years(fiscal=_fiscal()),
        fiscal=_fiscal(),
        pictures=charts(archive.figures(year)),
        tallies=tallies,
        clauses=by_clause(tallies),
    )


@bp.get("/figures/<int:year>/<name>.<any(svg, png):form>")
def figure(year: int, name: str, form: str) -> ResponseReturnValue:
    """Give a picture of a year's figures as a file."""
    from bridge.book.chart import png, svg
    from bridge.book.figures import charts

    archive = _archive()
    pictures = charts(archive.figures(archive.year(year, fiscal=_fiscal())))
    if name not in pictures:
        abort(404)
    body = svg(pictures[name]).encode() if form == "svg" else png(pictures[name])
    kind = {"svg": "image/svg+xml", "png": "image/png"}[form]
    return _file(body, kind, f"{pictures[name].title}.{form}", f"{name}-{year}.{form}")


@bp.get("/figures/<int:year>.json")
def figures_data(year: int) -> ResponseReturnValue:
    """Give a year's figures as JSON."""
    from bridge.book.figures import data

    archive = _archive()
    period = archive.year(year, fiscal=_fiscal())
    tallies = archive.tallies(period, here.parts().rules.words)
    body = data(archive.figures(period), tallies).encode()
    return _file(body, "application/json", f"{period.label}の数字.json", f"figures-{year}.json")


def _year() -> Year:
    """Return the year of the address, this one when it names none; raises UsageRefused."""
    archive = _archive()
    year = number(request.args.get("year", ""))
    return archive.year(year, fiscal=_fiscal()) if year else archive.years(fiscal=_fiscal())[0]


# ── copies ──────────────────────────────────────────────────────────────────────────────────────


@bp.get("/copies")
def copies() -> ResponseReturnValue:
    """Show when the record was last copied, which copies there are, and, when staff ask, whether
    the newest one is whole.
    """
    from bridge import health

    copies = _archive().copies(look=bool(request.args.get("look")) and here.may("write"))
    first, _ = here.store().span()
    late = next(iter(filter(None, [health.backup(copies.last, first, here.now())])), None)
    return render_template("copies.html", told=copies, late=late)


# ── disposal ────────────────────────────────────────────────────────────────────────────────────


@bp.get("/disposal")
def disposal() -> ResponseReturnValue:
    """Show the years whose retention is over, and what of the asked one would go."""
    return _disposal(number(request.args.get("year", "")), None)


@bp.post("/disposal/<int:year>")
def dispose(year: int) -> ResponseReturnValue:
    """Dispose of what ended in a year: the book as proof, the password again. What was not seen
    raises StepRefused, whose page is the form.
    """
    lifecycle.may(here.me(), "dispose", here.now().date())
    try:
        going = _archive().due(here.me(), year)
        if request.form.get("shown") != _shown(going):
            raise StepRefused("archive.changed_meanwhile")
        file = request.files.get("book")
        book = file.read().decode("utf-8-sig") if file else ""
        auth.again()
        with here.parts().store(run=True) as store:
            done = here.parts().archive(store).dispose(here.me(), year, book)
    except UnicodeDecodeError:
        return _disposal(year, UsageRefused("archive.upload_no_text")), 422
    except BridgeError as error:
        return _disposal(year, error), 403 if isinstance(error, NotAllowed) else 422
    here.tell(Utterance("act.year_disposed", year=done.year.label, count=len(done.drafts)))
    return redirect(url_for("archive.disposal"), 303)


def _disposal(year: int | None, error: BridgeError | None) -> str:
    archive, today = _archive(), here.now().date()
    going = None
    if year and here.may("dispose"):
        try:
            going = archive.due(here.me(), year)
        except (StepRefused, UsageRefused) as refused:
            error = error or refused
    years = [(year, archive.kept_until(year)) for year in archive.years()]
    return render_template(
        "disposal.html",
        over=[pair for pair in years if pair[1] < today],
        next=min((pair for pair in years if pair[1] >= today), default=None, key=lambda p: p[1]),
        going=going,
        shown=_shown(going) if going else "",
        ranges=ranges,
        error=error,
        years=here.settings().records.retention_years,
    )


def _shown(going: DisposalPlan) -> str:
    """Return by what a form names the drafts that were on the screen."""
    return sha256(repr((going.year.number, going.drafts)).encode()).hexdigest()


def sheet_of(id: int) -> Sheet:
    """Return the decision sheet of a draft, as every door shows it; raises NotFound."""
    from bridge.book.sheet import sheet

    settings, zone = here.settings(), here.now().tzinfo
    assert zone is not None
    dossier = _archive().dossier(id)
    return sheet(
        dossier,
        library=settings.library.name,
        policy=settings.policy_version,
        zone=zone,
        records=settings.records,
    )


def _file(body: bytes, kind: str, name: str, plain_name: str) -> Response:
    from urllib.parse import quote

    answer = Response(body, content_type=kind)
    answer.headers["Content-Disposition"] = (
        f"attachment; filename={plain_name}; filename*=UTF-8''{quote(name)}"
    )
    return answer
