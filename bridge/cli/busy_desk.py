"""Edge: a desk with work on it, for `demo --serve`: two sample libraries in one folder, links to
come in, and a site that goes on.

Everything on it has come there as it does in a real house: by a sync, by a person's hand, by a
changed page.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

from bridge.cli.output import echo
from bridge.demo.site import KEIKAKU, PICTURE, demo_toml, meeting
from bridge.errors import BridgeError
from bridge.model import Kind, Person, Role, State
from bridge.values import dataclass
from bridge.wiring import Wiring

if TYPE_CHECKING:
    from bridge.demo.site import SampleSite
    from bridge.desk import Desk
    from bridge.model import Draft, Image

LOOK: Final = 15.0  #: seconds after which what was decided goes out
TOWN: Final = ("見本町立図書館", "mihon_town")


@dataclass(slots=True)
class House:
    """One sample library, its persons, and where its pages are served."""

    parts: Wiring
    name: str
    people: tuple[Person, ...]
    word: str  #: the persons' password, until each has chosen one
    host: str  #: cookies know no ports: each library has a host name of its own

    def run(self) -> None:
        """Let one run of cron happen: sync and publish."""
        fresh = Wiring(self.parts.config_path, self.parts.db_path)
        with fresh.store(run=True) as store, fresh.fetcher() as fetcher:
            fresh.sync(store, fetcher, lambda _what, _done, _of: None).run()
            fresh.publish(store, fetcher).run()


def town(folder_of: Wiring, site: SampleSite, people: tuple[Person, ...], word: str) -> House:
    """Return a second library beside the first one, which posts by hand; its baseline is taken."""
    config, db = (
        folder_of.config_path.with_name("town.toml"),
        folder_of.db_path.with_name("town.db"),
    )
    text = demo_toml(site.url).replace("見本市立図書館", TOWN[0]).replace("mihon_lib", TOWN[1])
    text = text.replace('through = "sandbox"', 'through = "manual"')
    # the sample homepage is the city's
    text = text.replace(f'account_pages = ["{site.url}/"]', "account_pages = []")
    config.write_text(text, encoding="utf-8")
    house = House(
        parts=Wiring(config, db), name=TOWN[0], people=people, word=word, host="localhost"
    )
    with house.parts.store() as store:
        office = house.parts.desk(store).office
        office.save_person(None, people[0], word)
        director = house.parts.desk(store).sign_in(people[0].name, word)
        for person in people[1:]:
            office.save_person(director, person, word)
    house.run()
    return house


def lay_out(city: House, second: House, site: SampleSite) -> None:
    """Put work on both desks: a draft that stops, a changed page, an urgent one, a picture; one to
    be posted by hand.
    """
    first = meeting(1)
    site.add(KEIKAKU)
    site.add(first)
    for house in (city, second):
        house.run()
    site.change(first.path, "午後2時", "午後1時30分")
    for house in (city, second):
        house.run()
    poster = next(person for person in city.people if person.role is Role.POSTER)
    with city.parts.store() as store:
        from bridge.draft.urgent import ORIGIN, urgent_text

        desk, library = city.parts.desk(store), city.parts.settings.library
        fault = urgent_text(
            city.parts.settings.urgent,
            "システム障害",
            place=library.name,
            when=f"{city.parts.clock():%-m月%-d日}午前9時から",
            why="機器の故障",
            more="",
            link="",
        )
        _write(desk, poster, Kind.TOLD, fault, origin=ORIGIN, urgent=True)
        pictures, url = city.parts.pictures(store), site.url + PICTURE
        picture = pictures.keep(
            poster,
            pictures.fetched(url),
            url=url,
            alt="夕方の古い駅舎の絵",
            rights="図書館の職員が描いた絵です",
        )
        text = f"企画展示「駅とまちの百年」を開催しています。\n{site.url}/tenji/ekisha.html"
        _write(desk, poster, Kind.MATERIAL, text, image=picture)
    with second.parts.store() as store:
        desk = second.parts.desk(store)
        director = desk.sign_in(second.people[0].name, second.word)
        for draft in store.drafts(State.WAITING):
            if not any(finding.stop for finding in draft.findings):
                clauses = {finding.clause for finding in draft.findings}
                desk.decide(
                    director,
                    [draft.id],
                    shown=[draft.digest],
                    acknowledged=clauses,
                    ticked=True,
                )
    second.run()


def _write(
    desk: Desk,
    person: Person,
    kind: Kind,
    text: str,
    *,
    origin: str = "",
    urgent: bool = False,
    image: Image | None = None,
) -> Draft:
    preview = desk.preview(person, kind, text, urgent=urgent, image=image)
    clauses = {finding.clause for finding in preview.findings}
    return desk.write(
        person,
        kind,
        text,
        origin=origin,
        urgent=urgent,
        image=image,
        acknowledged=clauses,
        ticked=True,
    )


def serve(houses: tuple[House, ...], site: SampleSite, minutes: float) -> None:
    """Serve both desks until Ctrl+C; print each person's link, and let a new page appear every so
    many minutes.
    """
    from bridge.web.server import listen

    servers = []
    for house in houses:
        app, server = listen(house.parts, house.host, 0)
        servers.append(server)
        address = f"http://{house.host}:{server.effective_port}"
        echo(f"\n■ {house.name}の画面 {address}/")
        for person in house.people:
            echo(f"  {person.name}: {address}{_link(str(app.secret_key), house, person)}")
    echo(
        "\nリンクは一度だけ使えます。開いてパスワードを決めると、その人として入れます。二つの館は、別々に入ってください。"
        f"\n新しいページが{minutes:g}分ごとに出ます。決裁したものは、まもなく投稿されます。"
        "止めるには Ctrl+C を押してください。"
    )
    over = threading.Event()
    threading.Thread(target=_go_on, args=(houses, site, minutes * 60, over), daemon=True).start()
    for server in servers[1:]:
        threading.Thread(target=server.run, daemon=True).start()
    try:
        servers[0].run()
    finally:
        over.set()


def _link(secret: str, house: House, person: Person) -> str:
    from bridge.web import invitation

    with house.parts.store() as store:
        by, now = house.people[0].name, house.parts.clock()
        return f"/invitation/{invitation.make(secret, store, person=person, by=by, now=now)}"


def _go_on(
    houses: tuple[House, ...], site: SampleSite, every: float, over: threading.Event
) -> None:
    number, waited = 2, 0.0
    step = min(every, LOOK)
    while not over.wait(step):
        waited += step
        if waited >= every:
            page = meeting(number)
            number, waited = number + 1, 0.0
            echo(f"新しいページ: {page.title} {site.add(page)}")
        for house in houses:
            try:
                house.run()
            except BridgeError as error:
                echo(f"{house.name}: {error}")
