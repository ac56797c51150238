"""決裁簿 and the decision sheet as files of a browser."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pypdfium2
from fakes import FINDING, NOW, wording
from web.house import PASSWORD, PEOPLE, House

from bridge import lifecycle
from bridge.model import Kind, Opening
from bridge.record import backup

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
        book = b"".join(plain.pages(*archive.book(Year(2026)))).decode()
        archive.dispose(PEOPLE["director"], 2026, book)
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


# ── figures, copies, disposal ───────────────────────────────────────────────────────────────────


def test_figures_show_each_picture_its_numbers_and_what_came_of_each_clause_and_rule(
    house: House,
) -> None:
    """Pictures as SVG and PNG to be saved, the numbers as a table, findings by clause and rule."""
    made = house.post("poster", "/new", kind="ウ", text="計画(案)を公開しました。")
    assert made.status_code == 422
    house.draft(findings=(FINDING,))
    page = house.client("reader").get("/figures").text
    assert len(re.findall(r'<img src="/figures/2026/[a-z-]+.svg"', page)) == 5
    assert re.search(r'<th scope="row">5\(3\)ウ</th><td>1</td>', page)
    for form, begin in (("svg", b"<svg"), ("png", b"\x89PNG")):
        answer = house.client("reader").get(f"/figures/2026/posts.{form}")
        assert answer.data.startswith(begin)
        assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert json.loads(house.client("reader").get("/figures/2026.json").data)["rules"]
    assert house.client("reader").get("/figures?by=calendar&year=2026").status_code == 200
    for path in ("/figures?year=2027", "/figures?year=1", "/figures/2027.json"):
        assert house.client("reader").get(path).status_code == 400
    for path in ("/figures/2026/nothing.svg", "/figures/2026/posts.exe"):
        assert house.client("reader").get(path).status_code == 404
    assert house.client("reader").get("/figures?year=x").status_code == 200  # this year


def test_the_state_of_the_copies_is_told_with_head_age_and_whether_they_hold(house: House) -> None:
    """None yet; one that is whole; one that is spoilt; where it lies is the director's to know."""
    assert "まだ一度も作られていません" in house.client("reader").get("/copies").text
    folder = house.folder / "copies"
    house.draft()
    copy = backup.backup(house.parts.db_path, folder, NOW)
    with house.parts.store() as store:
        store.ran("backup", house.parts.clock(), str(folder))
        *_, last = store.journal()
    page = house.client("reader").get("/copies").text
    assert copy.name in page
    assert last["hash"][:16] in page
    assert "今の記録につながっています" in page
    assert str(folder) not in page
    assert str(folder) in house.client("director").get("/copies").text
    assert "傷はありませんでした" in house.client("poster").get("/copies?look=1").text
    assert "傷はありませんでした" not in house.client("reader").get("/copies?look=1").text
    copy.write_bytes(copy.read_bytes()[:5000])
    assert "使えません" in house.client("poster").get("/copies?look=1").text
    copy.unlink()
    assert "控えが一つもありません" in house.client("reader").get("/copies").text


def old(house: House) -> int:
    """Return a draft that ended in 2017, whose retention is over."""
    then = NOW.replace(year=2017)
    with house.parts.store() as store:
        opening = Opening(None, "staff", Kind.MATERIAL)
        id = store.apply(lifecycle.open_draft(opening, wording(), "職員", then))
        store.apply(lifecycle.reject(store.draft(id), PEOPLE["director"], "古い", then))
    return id


def asked(house: House) -> str:
    found = re.search(
        'name="shown" value="([^"]+)"', house.client("director").get("/disposal?year=2017").text
    )
    assert found is not None
    return found[1]


def test_a_year_whose_time_is_over_is_disposed_of_with_its_book_and_password(house: House) -> None:
    """What would go is seen first; the rules are those of the command line."""
    id = old(house)
    page = house.client("director").get("/disposal").text
    assert "2017年度" in page
    assert (
        "1件</strong>(起案1)が廃棄できます"
        in house.client("director").get("/disposal?year=2017").text
    )
    book, shown = house.client("director").get("/book/2017.json").data, asked(house)

    def dispose(**more: Any) -> Any:
        form = {"shown": shown, "book": (io.BytesIO(book), "b.json"), "password": PASSWORD}
        return house.post("director", "/disposal/2017", **(form | more))

    for more, status, says in [
        ({"book": (io.BytesIO(b"{}"), "b.json")}, 422, "決裁簿"),
        ({"book": (io.BytesIO(b"\xff\xfe"), "b.json")}, 422, "ではありません"),
        ({"book": (io.BytesIO(b""), "")}, 422, "何も変えていません"),
        ({"password": "wrong"}, 403, "1件を廃棄する"),
        ({"shown": "0"}, 422, "変わりました"),
    ]:
        answer = dispose(**more)
        assert (answer.status_code, says in answer.text) == (status, True), answer.text
        assert not house.get(id).content.disposed
    assert dispose().status_code == 303
    assert house.get(id).content.disposed
    assert "もうありません" in house.client("director").get("/disposal?year=2017").text
    answer = house.client("director").get("/disposal?year=2026")
    assert "まで保存します" in answer.text


def test_nobody_disposes_of_what_came_after_the_look(house: House) -> None:
    """A draft that ended in that year by a clock that was put right is not among what was shown."""
    old(house)
    shown = asked(house)
    second = old(house)
    book = house.client("director").get("/book/2017.json").data
    form = {"shown": shown, "book": (io.BytesIO(book), "b.json"), "password": PASSWORD}
    assert house.post("director", "/disposal/2017", **form).status_code == 422
    assert not house.get(second).content.disposed


def test_only_the_director_sees_what_would_go(house: House) -> None:
    """Whoever may not has no form, and no list."""
    old(house)
    for who in ("reader", "poster"):
        page = house.client(who).get("/disposal?year=2017").text
        assert "館長です" in page
        assert "<form" not in page.split("<main")[1]


def test_paper_bears_number_retention_and_seals(house: House) -> None:
    """As the settings say, on the page, in the PDF and in the book."""
    path = house.parts.config_path
    text = path.read_text(encoding="utf-8")
    more = '[records]\ndocument_number = "{reiwa}東図発第{id}号"\nseals = ["館長", "<b>係長"]\n'
    path.write_text(f"{text}\n{more}", encoding="utf-8")
    id = house.draft()
    page = house.client("reader").get(f"/drafts/{id}/sheet").text
    assert f"8東図発第{id}号" in page
    assert "5年(完結した年度の翌年度の初めから)" in page
    assert '<th scope="col">&lt;b&gt;係長</th>' in page
    body = house.client("reader").get(f"/drafts/{id}/sheet.pdf").data
    told = pypdfium2.PdfDocument(body)[0].get_textpage().get_text_range()
    assert f"8東図発第{id}号" in told
    assert "係長" in told
    assert b"FontFile2" in body
    book = house.client("reader").get("/book/2026.html").text
    assert f"8東図発第{id}号" in book
    rows = list(
        csv.DictReader(
            io.StringIO(house.client("reader").get("/book/2026.csv").data.decode("utf-8-sig"))
        )
    )
    assert (rows[0]["文書番号"], rows[0]["保存年限(年)"]) == (f"8東図発第{id}号", "5")
