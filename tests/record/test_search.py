"""A search says what a walk through all texts would, and walks through none."""

from __future__ import annotations

import random
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
import sqlite_utils
from fakes import NOW, answered, wording

from bridge import lifecycle
from bridge.model import JournalLine, Kind, Opening, State
from bridge.policy.s05_1_signoff import digest
from bridge.record import database, search
from bridge.record.migrations import migrations
from bridge.record.sieve import Sieve
from bridge.record.store import Store

LETTERS = "休館日のお知らせ開 aA%_'\"*-。😀𠮷Z\n"


def draft(store: Store, title: str, text: str) -> int:
    made = wording(title=title)
    made = replace(made, content=replace(made.content, text=text))
    made = replace(made, digest=digest(made.content))
    opening = Opening(None, "staff", Kind.MATERIAL)
    return store.apply(lifecycle.open_draft(opening, made, "職員", NOW))


def reword(store: Store, id: int, text: str) -> None:
    now = store.draft(id)
    made = replace(wording(title=now.title), content=replace(now.content, text=text))
    made = replace(made, digest=digest(made.content))
    store.apply(lifecycle.refresh(now, made, NOW, answered("元のページが変わりました")))


def ids(store: Store, words: str, *states: State) -> list[int]:
    return [one.id for one in store.search(words, *states)]


def walked(store: Store, words: str) -> list[int]:
    """What a walk through all texts finds."""
    where, values = Sieve(words=words).where()
    rows = store._db.execute(
        "SELECT d.id FROM drafts d JOIN versions v ON v.draft = d.id AND v.version = d.version"
        f" WHERE {' AND '.join(where)} ORDER BY d.id DESC",
        values,
    )
    return [row[0] for row in rows]


def vocabulary(store: Store) -> set[str]:
    """Every pair of letters of which the index knows, ended or not."""
    store._db.execute("CREATE VIRTUAL TABLE temp.known USING fts5vocab('main', '_search', 'row')")
    found = {row[0] for row in store._db.execute("SELECT term FROM temp.known")}
    store._db.execute("DROP TABLE temp.known")
    return found


def test_words_of_two_letters_and_of_one_are_found(store: Store) -> None:
    """In the title or in the text; small and capital letters alike; % and _ are letters."""
    closed = draft(store, "休館日のお知らせ", "12月1日は休みます。")
    other = draft(store, "おはなし会", "Wi-Fi 100%_😀")
    assert ids(store, "休館") == [closed]
    assert ids(store, "休館 12月") == [closed]
    assert ids(store, "せ") == [closed]
    assert ids(store, "。") == [closed]
    assert ids(store, "wi-fI") == ids(store, "0%_") == ids(store, "😀") == [other]
    assert ids(store, "会W") == []  # the title's end and the text's beginning are no word
    assert ids(store, "館休") == ids(store, "図書") == []
    assert ids(store, "") == [other, closed]
    assert ids(store, "休館", State.POSTED) == []


def test_a_search_says_what_a_walk_says(store: Store) -> None:
    """Of random texts and words, before and after a text is another."""
    dice = random.Random(16)

    def letters(most: int) -> str:
        return "".join(dice.choices(LETTERS, k=dice.randint(1, most)))

    drafts = [draft(store, letters(12), letters(40)) for _ in range(60)]
    for _ in range(2):
        hits = 0
        for words in filter(str.strip, [letters(4) for _ in range(300)]):
            found = ids(store, words)
            assert found == walked(store, words), words
            hits += bool(found)
        assert hits > 100
        for id in dice.sample(drafts, 20):
            reword(store, id, letters(40))


def test_a_search_without_a_hit_reads_no_text(store: Store) -> None:
    """Of a thousand drafts it asks the index alone: the plan begins there, and no row is looked at."""
    for number in range(50):
        draft(store, f"第{number}回おはなし会", "図書館で開きます。")
    asked: list[str] = []
    store._db.set_trace_callback(asked.append)
    assert ids(store, "休館", State.POSTED, State.WAITING) == []
    store._db.set_trace_callback(None)
    (question,) = [one for one in asked if not one.startswith("--")]  # FTS5's own
    plan = [row[3] for row in store._db.execute(f"EXPLAIN QUERY PLAN {question}")]
    assert plan[0].startswith("SCAN s VIRTUAL TABLE INDEX")
    assert not [step for step in plan if "TEMP B-TREE" in step]
    assert [step for step in plan if step.startswith("SEARCH d USING INTEGER PRIMARY KEY")]


def test_of_a_long_word_the_first_pairs_are_looked_up(store: Store) -> None:
    """SQLite takes no question of any length; the text itself says whether the rest is there."""
    long = "".join(map(chr, range(0x4E00, 0x4E00 + 4000)))
    id = draft(store, "題", long)
    draft(store, "題", long[:3000])
    assert ids(store, long) == [id]
    assert len(search.question(long).split()) == 64


def test_what_was_reworded_is_not_found_by_its_old_words(store: Store) -> None:
    """The index is of the present text."""
    id = draft(store, "題", "朝のあいさつ")
    reword(store, id, "夜のあいさつ")
    assert (ids(store, "朝の"), ids(store, "夜の")) == ([], [id])


def test_a_disposal_leaves_nothing_in_the_index(store: Store) -> None:
    """Neither an entry nor a pair of letters that no other text has; the others are found."""
    gone, kept = draft(store, "秘密の題", "鯨と鰯"), draft(store, "おはなし会", "図書館で鯨を見る")
    reword(store, gone, "鮪と鰯")
    secret = {search._digits(pair) for pair in ("秘密", "鮪と", "と鰯")}
    assert secret <= vocabulary(store)
    secret.add(search._digits("鯨と"))
    store.disposal.dispose([gone], JournalLine("館長", "dispose", NOW, {}))
    store.disposal.clear()
    assert not secret & vocabulary(store)
    assert vocabulary(store) >= {search._digits("鯨を")}
    assert (ids(store, "鰯"), ids(store, "鯨"), ids(store, "廃棄")) == ([], [kept], [gone])
    assert [row[0] for row in store._db.execute("PRAGMA integrity_check")] == ["ok"]


def test_a_record_of_before_is_searched_as_well(tmp_path: Path) -> None:
    """Each draft enters the index when the record is brought to this release."""
    path = tmp_path / "state.db"
    with Store(path) as store:
        id = draft(store, "休館日のお知らせ", "12月1日は休みます。")
        reword(store, id, "12月2日は休みます。")
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("DROP TABLE _search")
    raw.execute(f"PRAGMA user_version = {database.SCHEMA - 1}")
    raw.execute("DELETE FROM _sqlite_migrations WHERE name = 'words_are_found_by_an_index'")
    raw.close()
    with Store(path) as store:
        assert ids(store, "休館") == ids(store, "2日") == [id]
        assert ids(store, "1日は") == []
        applied = sqlite_utils.Database(store._db)
        assert not [one for one in migrations.pending(applied) if one.name.startswith("words_")]


@pytest.mark.parametrize("words", ['"', "*", "NEAR(", "a OR b", "-", "_search:x"])
def test_words_of_fts5_are_words(store: Store, words: str) -> None:
    """Whatever a person types is looked for as it stands; nothing of it is asked of the index as
    its language.
    """
    draft(store, "題", "文")
    assert ids(store, words) == []
