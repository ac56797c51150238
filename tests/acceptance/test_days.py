"""The whole day of a director, a deputy and a clerk, in the words that stand on their screens.

Each person reads pages and presses what is written on buttons; cron is the clock. Nothing here
knows an address or a field that no page shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from fakes import NOW
from web.house import PASSWORD, House, found, move_in

from bridge.demo.site import SampleSite, demo_toml
from bridge.model import State

MORNING = NOW.replace(hour=9, minute=5)
LONG = """冬のおはなし会のお知らせです。
絵本の読み聞かせと、わらべうたで、ゆったりとした時間をすごします。小さなお子さんは、保護者の方といっしょにどうぞ。
会場は2階のおはなしのへやです。くつをぬいで入りますので、くつ下をはいてきてください。
席は先着順です。始まってからは、静かにお入りください。写真の撮影は、ご遠慮ください。
終わったあとで、読んだ絵本を借りることができます。利用カードをお持ちください。"""
#: what a phone shows of the post that a person has made on X
OWN = "https://x.com/mihon_lib/status/2125395291141046"


@dataclass
class Person:
    """Somebody before a screen."""

    house: House
    who: str
    page: Any = field(init=False, default=None)

    def opens(self, path: str) -> Person:
        return self._shown(self.house.client(self.who).get(path, follow_redirects=True))

    def follows(self, words: str) -> Person:
        """Press the link with these words."""
        link = next(a for a in self.page.select("main a[href], nav a[href]") if words in a.text)
        return self.opens(link["href"].partition("#")[0])

    def reads(self, *words: str) -> Person:
        for each in words:
            assert each in self.text, f"{self.who}: {each!r} stands not in\n{self.text}"
        return self

    def does_not_read(self, *words: str) -> Person:
        for each in words:
            assert each not in self.text, f"{self.who}: {each!r} stands in\n{self.text}"
        return self

    def presses(self, words: str, near: str = "", status: int = 200, **fields: object) -> Person:
        """Press the first button with these words, in the part of the page that says `near`.

        `fields` are filled in by what is written beside them; a tick is True.
        """
        button = next(
            b
            for b in self.page.select("main button, .bar button")
            if words in b.text
            and (near in (b.find_parent(["article", "form", "section"]) or b).text)
        )
        form = button.find_parent("form") or self.page.find("form", id=button["form"])
        values = self._filled(form, {name: str(value) for name, value in fields.items()})
        if button.get("name"):
            values.append((button["name"], button.get("value", "")))
        client = self.house.client(self.who)
        pairs: dict[str, list[str]] = {}
        for name, value in values:
            pairs.setdefault(name, []).append(value)
        send = client.get if form.get("method") == "get" else client.post
        answer = send(form["action"], data=pairs, follow_redirects=True)
        assert answer.status_code == status, self._words(answer.text)
        return self._shown(answer)

    def _filled(self, form: Any, fields: dict[str, str]) -> list[tuple[str, str]]:
        own = form.select("input[name], select[name], textarea[name]")
        if form.get("id"):
            own += self.page.select(f'[form="{form["id"]}"][name]:not(button)')
        filled, used = [], set()
        for control in own:
            name, kind = control["name"], control.get("type", "")
            told = self._told(control)
            asked = next((key for key in fields if key in told), None)
            if kind in {"checkbox", "radio"}:
                if asked is not None:
                    used.add(asked)
                if control.has_attr("checked") or asked is not None:
                    filled.append((name, control.get("value", "on")))
            elif asked is not None and kind != "hidden":
                used.add(asked)
                filled.append((name, self._choice(control, fields[asked])))
            elif control.name == "textarea":
                filled.append((name, control.text.removeprefix("\n")))
            elif control.name == "select":
                chosen = control.select_one("option[selected]") or control.select_one("option")
                filled.append((name, chosen.get("value", chosen.text)))
            elif kind != "file":
                filled.append((name, control.get("value", "")))
        assert used == set(fields), f"no field says {set(fields) - used}"
        return filled

    def _told(self, control: Any) -> str:
        label = control.find_parent("label") or (
            self.page.find("label", attrs={"for": control["id"]}) if control.get("id") else None
        )
        return label.text if label is not None else ""

    @staticmethod
    def _choice(control: Any, words: str) -> str:
        if control.name != "select":
            return words
        return next(str(o["value"]) for o in control.select("option") if words in o.text)

    def _shown(self, answer: Any) -> Person:
        self.page = BeautifulSoup(answer.text, "html.parser")
        self.text = self._words(answer.text)
        return self

    @staticmethod
    def _words(page: str) -> str:
        soup = BeautifulSoup(page, "html.parser")
        return "\n".join(
            line for line in (soup.main or soup).get_text("\n").split("\n") if line.strip()
        )


@dataclass
class Library:
    """The library, its site and its clock."""

    house: House
    site: SampleSite

    def at(self, moment: datetime) -> None:
        self.house.at(moment)

    def cron(self) -> None:
        """What cron does every ten minutes."""
        parts = self.house.parts
        with parts.store(run=True) as store, parts.fetcher() as fetcher:
            parts.sync(store, fetcher, lambda *_: None).run()
        self.house.publish()

    def person(self, who: str) -> Person:
        return Person(self.house, who)

    def texts(self) -> list[str]:
        """What stands in the sandbox's timeline, oldest first."""
        with self.house.parts.store() as store:
            return [shown.text for shown in store.timeline.shown_since("")]


@pytest.fixture
def library(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library whose first look at its site is over."""
    template = tmp_path_factory.mktemp("founded")
    found(template)
    with SampleSite(NOW.date()) as site:
        house = move_in(tmp_path, template)
        house.parts.config_path.write_text(demo_toml(site.url), encoding="utf-8")
        house.parts = type(house.parts)(house.parts.config_path, house.parts.db_path)
        made = Library(house, site)
        made.at(MORNING)
        made.cron()
        yield made


def test_a_day_of_the_director_the_clerk_and_the_poster(library: Library) -> None:
    """New pages, a thread, a return, a taking back, the posts, the two ticks: nothing is left at
    closing time.
    """
    clerk, director = library.person("poster"), library.person("director")
    library.site.grow()
    library.cron()

    clerk.opens("/new").presses("分ける案を入れる", 投稿する文=LONG, 種別="ウ 資料").reads(
        "続きもの"
    )
    assert "\n---\n" in clerk.page.textarea.text
    clerk.presses("決裁に出す", どれにもあたりません=True).reads("決裁を待っています", "1/2", "2/2")

    director.opens("/").reads("決裁待ち")
    waiting = library.house.parts.store
    with waiting() as store:
        urgent, *others = store.drafts(State.WAITING)
    assert urgent.urgent
    director.presses("決裁する", near=urgent.title).reads("決裁しました", "取り消す")
    director.presses("取り消す").reads("決裁待ちに戻しました")
    director.opens("/").presses("決裁する", near=urgent.title)
    page = next(draft for draft in others if draft.author == "sync")
    director.opens(f"/drafts/{page.id}/return").presses(
        "差し戻す", そのほか="申込みのことも書いてください"
    ).reads("差し戻しました")
    thread = next(draft for draft in others if draft.content.cuts)
    director.opens("/").presses(
        "決裁する", near="冬のおはなし会のお知らせ", どれにもあたりません=True
    )
    assert library.house.get(thread.id).state is State.DECIDED

    library.at(MORNING + timedelta(minutes=40))
    library.cron()
    assert [urgent.content.text, *thread.content.parts] == library.texts()

    clerk = library.person("poster").opens("/drafts").reads("申込みのことも書いてください")
    clerk.follows(f"起案{page.id}").follows("直す")
    clerk.presses(
        "保存して決裁に出す",
        どれにもあたりません=True,
        投稿する文=f"{page.title}\n申込みは、リンク先をご覧ください。\n{page.content.url}",
    )
    assert library.house.get(page.id).state is State.WAITING

    director = library.person("director").opens("/checks").reads("決裁した文と同じです", "1/2")
    for number in (urgent.id, thread.id):
        for person in (library.person("poster"), library.person("director")):
            person.opens("/checks").presses("見ました", near=f"起案{number}")
        assert library.house.get(number).state is State.CHECKED
    library.person("reader").opens("/posts").reads(urgent.title.split("(")[0][:8])


def test_a_day_on_which_the_director_is_away(library: Library) -> None:
    """A deputy decides in the director's place, by name and until a day; the director looks at it
    afterwards.
    """
    tomorrow = MORNING + timedelta(days=1)
    director = library.person("director").opens("/confirmations")
    director.presses(
        "事前確認を与える",
        **{"職員(": True},
        ホームページの記事=True,
        館長が不在=True,
        終わりの日=tomorrow.date().isoformat(),
        あなたのパスワード=PASSWORD,
    ).reads("代決")
    library.site.grow()
    library.cron()
    library.at(MORNING + timedelta(minutes=30))
    with library.house.parts.store() as store:
        waiting = [
            draft
            for draft in store.drafts(State.WAITING)
            if not any(f.stop for f in draft.findings)
        ]
    deputy = library.person("poster").opens("/").reads("不在のあいだ、代わりに決裁します")
    deputy.presses("代決する", near=waiting[0].title).reads("決裁しました")
    library.person("reader").opens("/").does_not_read("代決する")
    library.at(MORNING + timedelta(minutes=60))
    library.cron()
    assert library.texts() == [waiting[0].content.text]
    library.at(tomorrow)
    director = (
        library.person("director").opens("/confirmations").reads("後閲を待つもの", "代決・職員")
    )
    director.presses("印を付けたものの後閲を記録する", 見ました=True)
    library.person("director").opens("/confirmations").does_not_read("後閲を待つもの")
    library.at(tomorrow + timedelta(days=2))
    library.person("poster").opens("/").does_not_read("代決する")


def test_a_day_by_hand_on_which_a_thread_stops(library: Library) -> None:
    """The clerk posts the first of two, the director stops the rest, and says what becomes of it."""
    library.house.through("manual")
    clerk = library.person("poster").opens("/new")
    clerk.presses(
        "決裁に出す",
        投稿する文="本の展示を始めます。\n---\n3月まで続きます。",
        種別="ウ 資料",
        どれにもあたりません=True,
    )
    library.person("director").opens("/").presses(
        "決裁する", near="本の展示", どれにもあたりません=True
    )
    library.at(MORNING + timedelta(minutes=30))
    clerk = library.person("poster").opens("/by-hand").reads("1/2件目を", "投稿できます")
    clerk.presses("いま投稿します").reads("続きもの 1/2件目", "本の展示を始めます。")
    clerk.does_not_read("返信として")
    clerk.presses("投稿画面を開く")
    clerk.opens("/by-hand").follows("本の展示").presses("投稿を記録する", 投稿のURL=f"{OWN}901")
    clerk.reads("続きがあります", "2/2件目を")
    clerk.presses("いま投稿します").reads("続きもの 2/2件目", "への返信として出します")
    clerk.presses("投稿せずに返す").reads("決裁は生きています")

    with library.house.parts.store() as store:
        (thread,) = store.drafts(State.PARTIAL)
    director = library.person("director").opens(f"/drafts/{thread.id}").reads("1件目まで出ています")
    director.presses("決裁を取り消す").reads("途中で停止", "続きを出すには")
    library.person("poster").opens("/by-hand").does_not_read("本の展示")
    library.person("reader").opens(f"/drafts/{thread.id}").reads("1件目まで出ています")
    director.opens("/").reads("止まっています").follows("どうするかを決める")
    director.presses("ここまでで終わりにする", 理由="続きは館内に掲示した").reads("投稿済")
    library.person("poster").opens("/checks").reads(
        "2件の続きもののうち、1件目までで終わりにしたものです"
    )
