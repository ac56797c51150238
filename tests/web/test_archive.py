"""決裁簿 and the decision sheet as files of a browser."""

from __future__ import annotations

import csv
import io
import json

from fakes import NOW
from web.house import PEOPLE, House

EVIL = "<script>alert(1)</script>"


def test_the_page_names_each_year_with_its_books(house: House) -> None:
    """This fiscal year is the newest; by the calendar on request."""
    house.draft()
    page = house.client("reader").get("/book").text
    assert "2026年度 <small>(途中)</small>" in page
    for form in ("html", "csv", "json"):
        assert f"/book/2026.{form}" in page
    assert "/book/2026.csv?by=calendar" in house.client("reader").get("/book?by=calendar").text


def test_a_book_comes_as_a_file(house: House) -> None:
    """Named after its year, never shown in place, escaped, readable by what it is for."""
    id = house.draft(title=EVIL, text=f"=1+1 {EVIL}")
    told = {
        form: house.client("reader").get(f"/book/2026.{form}") for form in ("html", "csv", "json")
    }
    for answer in told.values():
        assert answer.headers["Content-Disposition"].startswith("attachment; ")
        assert answer.headers["Cache-Control"] == "no-store"
    assert json.loads(told["json"].text)["drafts"][0]["id"] == id
    rows = list(csv.DictReader(io.StringIO(told["csv"].data.decode("utf-8-sig"))))
    assert [row["件名"] for row in rows] == [EVIL]
    assert rows[0]["投稿する文"].startswith("'=1+1")
    assert EVIL not in told["html"].text
    assert "記録簿" in told["html"].text


def test_a_broken_journal_is_told_in_the_file(house: House) -> None:
    """The book comes all the same."""
    house.draft()
    with house.parts.store() as store:
        store._db.execute("DROP TRIGGER journal_no_update")
        store._db.execute("UPDATE journal SET actor = 'だれか' WHERE id = 2")
    assert "2行目でつながっていません" in house.client("reader").get("/book/2026.html").text


def test_years_that_are_none_are_refused(house: House) -> None:
    """A year to come and a number that is no year are told; another ending is no page."""
    client = house.client("reader")
    assert client.get("/book/2027.csv").status_code == 400
    assert client.get("/book/0.csv").status_code == 400
    assert client.get(f"/book/{10**30}.csv").status_code == 400
    assert client.get("/book/2026.exe").status_code == 404
    assert client.get("/book/2019.html").status_code == 200
    assert "0件" in client.get("/book/2019.html").text


def test_the_sheet_is_a_pdf_that_says_what_the_page_says(house: House) -> None:
    """One source of both; a draft that is not there is no sheet."""
    id = house.draft()
    page, file = (
        house.client("reader").get(f"/drafts/{id}/sheet"),
        house.client("reader").get(f"/drafts/{id}/sheet.pdf"),
    )
    assert f"/drafts/{id}/sheet.pdf" in page.text
    assert "おはなし会" in page.text
    assert file.data.startswith(b"%PDF-")
    assert file.content_type == "application/pdf"
    assert house.client("reader").get("/drafts/99/sheet.pdf").status_code == 404


def test_a_row_of_the_table_has_every_version_and_the_journals_verdict(house: House) -> None:
    """What has many parts stands in one cell, a part a line; the head of the journal stands in each
    row.
    """
    id = house.draft(text="はじめの文")
    house.do(lambda desk, who: desk.edit(who, id, "=次の本の紹介です。", ticked=True), "poster")
    answer = house.client("reader").get("/book/2026.csv")
    [row] = csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")))
    assert [line.split()[0] for line in row["すべての版"].splitlines()] == ["第1版", "第2版"]
    assert [line.split()[3] for line in row["経過"].splitlines()] == ["起案", "修正"]
    with house.parts.store() as store:
        verdict = store.verify_journal()
    assert row["記録簿の行数"] == str(verdict.rows)
    assert row["記録簿の末尾のハッシュ"] == verdict.head
    assert "つながっています" in row["記録簿の検証"]


def test_a_disposed_draft_is_shown_as_what_is_left_of_it(house: House) -> None:
    """Its pages, its sheet and its year's book still open; nothing of it can be taken up again."""
    from bridge.book import plain
    from bridge.text.years import Year

    id = house.draft(text="もう要らない文")
    house.do(lambda desk, who: desk.reject(who, id, "時期を過ぎた"))
    house.at(NOW.replace(year=2035))
    with house.parts.store() as store:
        archive = house.parts.archive(store)
        archive.dispose(PEOPLE["director"], 2026, "".join(plain.pages(*archive.book(Year(2026)))))
    client = house.client("director")
    for path in (
        f"/drafts/{id}",
        f"/drafts/{id}/sheet",
        "/drafts?state=rejected",
        "/journal",
        "/book/2026.html",
    ):
        page = client.get(path)
        assert page.status_code == 200, path
        assert "もう要らない文" not in page.text
    assert "(廃棄)" in client.get(f"/drafts/{id}").text
    assert "記録の廃棄" in client.get("/journal").text
    assert client.get(f"/drafts/{id}/sheet.pdf").status_code == 200
    assert client.get("/book/2026.csv").status_code == 200
