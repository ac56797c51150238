"""5(4): a public body's post, with a reason, through the same sign-off; at most once; undone by its
own decision.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from threading import Barrier

import pytest
from fakes import DIRECTOR, NOW, POSTER, READER, Clock, Scripted, answered, packaged_words, settings
from test_publish import VERSION, decided, gate

from bridge import lifecycle
from bridge.demo import x as words
from bridge.demo.x import StandInX, refuse
from bridge.desk import Desk
from bridge.draft.rules import Rules
from bridge.errors import NotAllowed, StepRefused, UsageRefused
from bridge.model import Act, Draft, Kind, PostId, State
from bridge.posting.base import Message, Posted, PostOutcome, Refused, Remedy, Unknown
from bridge.posting.oembed import PostView
from bridge.posting.sandbox import SandboxPoster
from bridge.posting.x import XPoster
from bridge.publish import PublishReport
from bridge.record.store import Store
from bridge.settings import RetweetSettings, Settings

URL = "https://x.com/mihon_city/status/1850000000000000001"
WHY = "市の防災情報で、利用者に役立つため"
SEEN = PostView("防災訓練の\nお知らせ\u202e", "Mihon_City")
TOLD = RetweetSettings(
    ("Mihon_City",),
    ((date(2026, 12, 1), date(2026, 12, 14)), (date(2027, 4, 11), date(2027, 4, 25))),
)
ELECTION = NOW.replace(month=12, day=2)


def library(**posting: object) -> Settings:
    return replace(settings(**posting), retweets=TOLD)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(store: Store, clock: Clock) -> Desk:
    return Desk(store, Rules(library(through="x"), packaged_words), clock)


def decide(desk: Desk, draft: Draft) -> Draft:
    seen = [finding.clause for finding in draft.findings]
    return desk.decide(DIRECTOR, [draft.id], shown=[draft.digest], acknowledged=seen, ticked=True)[
        0
    ]


def publish(store: Store, poster: Scripted | None, now: datetime = NOW) -> PublishReport:
    return gate(
        store, poster, now, told=library(through=poster.through if poster else "manual")
    ).run()


def test_5_4_a_retweet_waits_for_the_same_decision(store: Store, desk: Desk) -> None:
    """Nothing is written; reason, account and address are what the director sees, and the digest
    holds the address.
    """
    made = desk.retweet(POSTER, f" {URL}?s=20 ", WHY, seen=SEEN)
    assert (made.content.text, made.content.repost_of, made.weight, made.findings) == (
        "",
        URL,
        0,
        (),
    )
    assert (made.kind, made.origin, made.title) == (
        Kind.MATERIAL,
        WHY,
        "リツイート: mihon_city 防災訓練の お知らせ",
    )
    assert made.note == "@mihon_city: 防災訓練の お知らせ"
    poster = Scripted()
    assert publish(store, poster).posted == []
    decide(desk, made)
    assert publish(store, poster).posted == [made.id]
    assert [(call.text, call.repost_of) for call in poster.calls] == [("", URL)]
    post = store.draft(made.id).post
    assert post is not None
    assert (post.url, post.cost) == (URL, 0.015)
    desk.check(POSTER, made.id)
    assert desk.check(DIRECTOR, made.id).state is State.CHECKED


@pytest.mark.parametrize(
    ("url", "error"),
    [
        ("https://x.com/mihon_city", UsageRefused),
        ("見て https://x.com/mihon_city/status/1", UsageRefused),
        ("https://x.com.evil.example/mihon_city/status/1", UsageRefused),
        ("https://x.com/mihon_city/status/0", UsageRefused),
        ("https://x.com/mihon_city/status/１２", UsageRefused),  # no digits to X
        ("https://x.com/i/status/1", StepRefused),
        ("https://x.com/i/web/status/1", StepRefused),
        ("https://x.com/mihon_lib/status/1", StepRefused),  # the library's own
        ("https://x.com/somebody/status/1", StepRefused),  # not on the list
        ("", UsageRefused),
    ],
)
def test_5_4_another_address_is_refused(
    store: Store, desk: Desk, url: str, error: type[Exception]
) -> None:
    """A clear word, nothing kept."""
    with pytest.raises(error):
        desk.retweet(POSTER, url, WHY)
    assert store.drafts() == []


def test_5_4_the_name_in_an_address_proves_nothing(store: Store, desk: Desk) -> None:
    """X goes by the number: whose post it is X must tell, or the director looks and says so."""
    with pytest.raises(StepRefused, match="@somebody の投稿"):
        desk.retweet(POSTER, URL, WHY, seen=PostView("広告", "somebody"))
    with pytest.raises(StepRefused, match="館の投稿"):
        desk.retweet(POSTER, URL, WHY, seen=PostView("図書館", "Mihon_Lib"))
    assert store.drafts() == []
    for seen in (None, PostView("防災訓練", "")):
        made = desk.retweet(POSTER, URL, WHY, seen=seen)
        assert [(f.clause, f.found, f.stop) for f in made.findings] == [
            ("5(4)", "1850000000000000001", True)
        ]
        with pytest.raises(StepRefused, match="5\\(4\\)"):
            desk.decide(DIRECTOR, [made.id], shown=[made.digest])
        desk.withdraw(POSTER, made.id)


def test_5_4_an_own_post_under_anothers_name_is_known_by_its_number(
    store: Store, desk: Desk
) -> None:
    """Also when X cannot be asked."""
    poster = Scripted()
    own = decide(desk, desk.write(POSTER, Kind.MATERIAL, "本です。"))
    publish(store, poster)
    post = store.draft(own.id).post
    assert post is not None
    with pytest.raises(StepRefused, match="館の投稿"):
        desk.retweet(POSTER, f"https://x.com/mihon_city/status/{post.post_id}", WHY)


def test_5_4_a_retweet_needs_a_reason_and_a_person_who_may(store: Store, desk: Desk) -> None:
    """A blank is none."""
    with pytest.raises(StepRefused, match="理由"):
        desk.retweet(POSTER, URL, " \n")
    with pytest.raises(NotAllowed):
        desk.retweet(READER, URL, WHY)
    assert store.drafts() == []


def test_5_4_an_account_off_the_list_is_the_directors_knowingly(desk: Desk) -> None:
    """Kind エ, so no prior confirmation covers it; the finding is acknowledged at the decision."""
    other = "https://x.com/somebody/status/5"
    with pytest.raises(NotAllowed, match="館長だけ"):
        desk.retweet(POSTER, other, WHY, knowingly=True)
    with pytest.raises(StepRefused, match="一覧"):
        desk.retweet(DIRECTOR, other, WHY)
    made = desk.retweet(DIRECTOR, other, WHY, knowingly=True, seen=PostView("講座", "somebody"))
    assert (made.kind, [(f.clause, f.found, f.stop) for f in made.findings]) == (
        Kind.OTHER,
        [("5(4)", "somebody", True)],
    )
    with pytest.raises(StepRefused, match="5\\(4\\)"):
        desk.decide(DIRECTOR, [made.id], shown=[made.digest])
    assert decide(desk, made).state is State.DECIDED


def test_5_4_one_post_is_retweeted_once(desk: Desk, store: Store) -> None:
    """However its address is written; after a withdrawal it may be put up anew."""
    made = desk.retweet(POSTER, URL, WHY)
    with pytest.raises(StepRefused, match=f"起案{made.id}"):
        desk.retweet(
            POSTER, URL.replace("x.com", "twitter.com").replace("mihon_city", "MIHON_CITY"), WHY
        )
    desk.withdraw(POSTER, made.id)
    assert desk.retweet(POSTER, URL, WHY).id != made.id


def test_5_4_one_post_is_put_up_once_also_when_many_do_it_at_once(store: Store) -> None:
    """What was looked at stands until it is written."""
    start = Barrier(8)

    def put_up(_: int) -> None:
        with Store(store.path) as own:
            start.wait()
            with suppress(StepRefused):
                Desk(own, Rules(library(), packaged_words), Clock()).retweet(POSTER, URL, WHY)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(put_up, range(8)))
    assert len(store.drafts()) == 1


def test_6_4_in_an_election_period_the_director_decides_knowingly(
    store: Store, desk: Desk, clock: Clock
) -> None:
    """Begun after the decision: held, and a finding when it is put before the director again. Each
    period for itself.
    """
    made = decide(desk, desk.retweet(POSTER, URL, WHY, seen=SEEN))
    for begun in (ELECTION, ELECTION.replace(year=2027, month=4, day=12)):
        assert publish(store, Scripted(), begun).held == [made.id]
        assert "選挙期間" in store.draft(made.id).note
        clock.now = begun
        again = desk.resubmit(POSTER, made.id)
        assert [(f.clause, f.stop) for f in again.findings] == [("6(4)", True)]
        with pytest.raises(StepRefused, match="6\\(4\\)"):
            desk.decide(DIRECTOR, [made.id], shown=[again.digest], ticked=True)
        decide(desk, again)
    assert publish(store, Scripted(), clock.now).posted == [made.id]


def test_5_4_what_was_not_read_is_still_not_read_when_it_is_put_up_again(desk: Desk) -> None:
    """A resubmission loses no finding."""
    made = desk.retweet(POSTER, URL, WHY)
    desk.return_(DIRECTOR, made.id, "確かめて")
    assert desk.resubmit(POSTER, made.id).findings == made.findings


def test_5_4_what_the_post_says_is_looked_at_and_stays_with_the_draft(desk: Desk) -> None:
    """A call to vote in another body's post stops it, before and after it was returned."""
    vote = replace(SEEN, text="市長選では、現職に一票をお願いします。")
    made = desk.retweet(POSTER, URL, WHY, seen=vote, ticked=True)
    assert [(found.clause, found.where, found.stop) for found in made.findings] == [
        ("6(4)", "投稿", True)
    ]
    desk.return_(DIRECTOR, made.id, "確かめて")
    assert desk.resubmit(POSTER, made.id).findings == made.findings


def test_5_4_a_retweet_has_no_text_to_be_changed(store: Store, desk: Desk) -> None:
    """Neither edited nor corrected; only withdrawn, or undone."""
    made = desk.retweet(POSTER, URL, WHY)
    with pytest.raises(StepRefused, match="直す文がありません"):
        desk.edit(POSTER, made.id, "本です。")
    decide(desk, made)
    publish(store, Scripted())
    with pytest.raises(StepRefused, match="直せません"):
        desk.correct(POSTER, made.id, "本です。", reason=WHY)


def test_5_4_undo_is_decided_too(store: Store, desk: Desk) -> None:
    """The same road as a deletion; afterwards the post may be put up again."""
    made = decide(desk, desk.retweet(POSTER, URL, WHY))
    poster = Scripted()
    publish(store, poster)
    undo = decide(desk, desk.remove(POSTER, made.id, "情報が古くなった"))
    assert publish(store, poster).removed == [made.id]
    assert poster.deleted == [PostId("1850000000000000001", Act.RETWEET, made.id)]
    assert (store.draft(made.id).state, store.draft(undo.id).state) == (State.REMOVED, State.POSTED)
    again = decide(desk, desk.retweet(POSTER, URL, WHY))
    assert publish(store, poster).posted == [again.id]


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (Unknown(answered("切れました")), State.DECIDED),
        (Refused(answered("403"), Remedy.REJECTED), State.FAILED),
        (Refused(answered("503"), Remedy.RETRY), State.DECIDED),
    ],
)
def test_5_4_an_undoing_is_settled_by_xs_answer_alone(
    store: Store, desk: Desk, answer: PostOutcome, state: State
) -> None:
    """The timeline does not tell of retweets: what is unclear is asked again, for to undo does no
    harm twice.
    """
    made = decide(desk, desk.retweet(POSTER, URL, WHY))
    poster = Scripted(deletions=[answer])
    publish(store, poster)
    undo = decide(desk, desk.remove(POSTER, made.id, "情報が古くなった"))
    publish(store, poster)
    assert (store.draft(made.id).state, store.draft(undo.id).state) == (State.POSTED, state)
    assert publish(store, poster).removed == [made.id] * (state is State.DECIDED)


def test_truth_4_an_unclear_retweet_is_a_persons(store: Store, desk: Desk) -> None:
    """The timeline tells nothing of it; no empty text is ever matched with a post."""
    made = decide(desk, desk.retweet(POSTER, URL, WHY))
    poster = Scripted([Unknown(answered("切れました"))])
    assert publish(store, poster).unknown == [made.id]
    assert (publish(store, poster).unknown, len(poster.calls)) == ([made.id], 1)
    with pytest.raises(StepRefused, match="リツイートする投稿は"):
        desk.posted(POSTER, made.id, "https://x.com/mihon_city/status/9")
    assert desk.posted(POSTER, made.id, URL).state is State.POSTED


def test_truth_4_a_run_that_died_during_a_retweet_leaves_it_unknown(
    store: Store, desk: Desk
) -> None:
    """It is not a deletion, though it has no text."""
    made = decide(desk, desk.retweet(POSTER, URL, WHY))
    store.apply(
        lifecycle.send(store.draft(made.id), through="x", marker="", policy_version=VERSION, at=NOW)
    )
    assert publish(store, Scripted()).unknown == [made.id]


def test_5_4_by_hand_the_person_retweets_and_says_so(store: Store) -> None:
    """The address of the public body's post is what stands in the record; undo by hand, too."""
    desk = Desk(
        store,
        Rules(library(through="manual"), packaged_words),
        Clock(),
    )
    made = decide(desk, desk.retweet(POSTER, URL, WHY))
    assert publish(store, None).by_hand == [made.id]
    assert desk.posted(POSTER, made.id, URL).post is not None
    decide(desk, desk.remove(DIRECTOR, made.id, "情報が古くなった"))
    publish(store, None)
    assert desk.removed(POSTER, made.id).state is State.REMOVED


def test_5_4_the_sandbox_shows_it_and_takes_it_down(store: Store) -> None:
    """So that everything can be tried without X."""
    sandbox = SandboxPoster(store.timeline, Clock())
    sandbox.post(Message("別の投稿"))
    assert isinstance(sandbox.post(Message("", repost_of=URL)), Posted)
    assert [s.text for s in store.timeline.shown_since("")] == ["別の投稿", f"RT {URL}"]
    assert isinstance(sandbox.delete(PostId("1850000000000000001", Act.RETWEET, 1)), Posted)
    assert [s.text for s in store.timeline.shown_since("")] == ["別の投稿"]


def test_5_4_a_retweet_is_no_strange_post_of_the_sandbox(store: Store, desk: Desk) -> None:
    """What is posted after it is told of nothing: the look at the own posts leaves retweets out, as
    that at X does; a post of somebody else is told.
    """
    poster = SandboxPoster(store.timeline, Clock())
    here = library(through="sandbox")
    draft = decide(desk, desk.retweet(DIRECTOR, URL, WHY, seen=SEEN))
    desk.take_back(DIRECTOR, draft.id)
    sandbox = Desk(store, Rules(here, packaged_words), Clock())
    decide(sandbox, store.draft(draft.id))
    assert gate(store, poster, told=here).run().posted == [draft.id]
    second = decided(store, "次の投稿です")
    report = gate(store, poster, told=here).run()
    assert (report.posted, report.errors) == ([second], [])
    store.timeline.add_shown("だれかの投稿", NOW, "")
    decided(store, "その次の投稿です")
    assert [error.code for error in gate(store, poster, told=here).run().errors] == ["x.unrecorded"]


@pytest.fixture
def x() -> Iterator[StandInX]:
    with StandInX(lambda: datetime.now(UTC), "mihon_lib") as made:
        yield made


def test_5_4_through_the_api(x: StandInX) -> None:
    """POST and DELETE of X's document 2.167; what X does twice it does once."""
    poster = XPoster(x.keys, "mihon_lib", x.url, Clock())
    # whose keys they are is not known yet
    assert isinstance(poster.post(Message("", repost_of=URL)), Refused)
    poster.verify("mihon_lib")
    for _ in range(2):
        assert isinstance(poster.post(Message("", repost_of=URL)), Posted)
    assert [*x.retweeted] == ["1850000000000000001"]
    assert poster.timeline("").posts == ()  # another's words are nobody's post here
    assert isinstance(poster.delete(PostId("1850000000000000001", Act.RETWEET, 7)), Posted)
    assert (x.retweeted, x.ledger) == ({}, ())


def test_5_4_twice_up_and_twice_down_through_the_api(store: Store, desk: Desk, x: StandInX) -> None:
    """Each stands in the record under an id of its own; to undo costs what a deletion costs."""
    for _ in range(2):
        made = decide(desk, desk.retweet(POSTER, URL, WHY))
        assert publish(store, XPoster(x.keys, "mihon_lib", x.url, Clock())).posted == [made.id]  # type: ignore[arg-type]
        undo = decide(desk, desk.remove(POSTER, made.id, "情報が古くなった"))
        report = publish(store, XPoster(x.keys, "mihon_lib", x.url, Clock()))  # type: ignore[arg-type]
        assert (report.posted, report.removed, report.unknown) == ([undo.id], [made.id], [])
        post = store.draft(undo.id).post
        assert post is not None
        assert (post.what.act, post.post_id, post.cost) == (
            Act.UNDOING,
            "1850000000000000001",
            0.01,
        )


@pytest.mark.parametrize(
    ("step", "kind"),
    [
        (words.accept_then_drop, Unknown),
        (words.already_retweeted, Posted),
        (replace(words.already_retweeted, arg=400), Posted),
        (refuse(400), Refused),
        (refuse(404), Refused),
        (refuse(429), Refused),
        (refuse(503), Unknown),
        (words.garbled, Unknown),
    ],
)
def test_5_4_an_answer_of_x_means_what_it_means_for_a_post(
    x: StandInX, step: words.ScriptStep, kind: type[object]
) -> None:
    """In doubt unknown."""
    poster = XPoster(x.keys, "mihon_lib", x.url, Clock())
    poster.verify("mihon_lib")
    x.then(step, on="retweet")
    assert isinstance(poster.post(Message("", repost_of=URL)), kind)
