"""Pure: a second wording of a draft by the library's own program: what the program is given, and
what of its answer may be shown.

The program writes the summary only; title and link stay. Each date, time, number and name of it
stands in the topic (truth 7), each clause is borne out by it, no edit would be stopped for it, and
proofreading finds no fault; else it is refused with its reasons.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, replace
from datetime import date, time
from itertools import islice
from typing import TYPE_CHECKING, Final

from bridge.draft.borne import not_borne
from bridge.draft.compose import OWN
from bridge.draft.make import Place, from_person
from bridge.draft.plan import topic_of
from bridge.draft.proofreading import faults
from bridge.model import Kind, Machine, Rewording
from bridge.text.clean import harmless, plain
from bridge.text.grounds import ungrounded
from bridge.text.mentions import mentions
from bridge.text.weight import LIMIT, weigh

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bridge.draft.make import Composition
    from bridge.draft.rules import Rules
    from bridge.model import Draft, Facts, Page

REASONS: Final = 5  #: of a refusal that are told
#: how any notice tells what it tells; whether it is so, the rules of 6(9) ask
_PLAIN: Final = (
    "不可 可能 不要 必要 変更 予定 窓口 受付中 募集中 ページ 実施 開催 参加 利用 案内 紹介 "
    "申込不要 予約不要 予約制 通常どおり 期間中 当日 以降 以前 以外 対象者 受講 連絡"
)
#: what a page may say in words of its own
_SAME: Final = {
    "無料": re.compile(
        r"(?:お金|お代)[はもが]、?(?:[い要]り|かかり|いただき)ません|ただ(?:で|です)"
    ),
    "先着": re.compile(r"早い(?:もの|者|順)|いっぱいに?(?:で|なっ)"),
}
#: of the facts, what tells the topic; the others tell how it is worded
_TOLD: Final = (
    "kind",
    "label",
    "urgent",
    "when",
    "place",
    "audience",
    "capacity",
    "fee",
    "apply",
    "deadline",
    "bring",
    "events",
    "others",
)


def question(
    page: Page, composition: Composition, today: date, refusals: Sequence[tuple[str, str]] = ()
) -> bytes:
    """Return what the program reads: title, facts, the topic's lines, the first summary, as JSON in
    UTF-8.

    `room`: weighted characters that title and link leave; `refused`: its earlier answers about this
    page, each with why it is not shown.
    """
    facts = asdict(_told(composition.facts))
    payload = {
        "title": composition.composed.title,
        "url": composition.composed.url,
        "published": page.published,
        "facts": {name: facts[name] for name in _TOLD},
        "topic": topic_of(page, today),
        "summary": composition.composed.summary,
        "room": LIMIT - weigh(_worded(composition, "。")) + weigh("。"),
        "refused": [{"text": text, "why": why} for text, why in refusals],
    }
    return json.dumps(payload, ensure_ascii=False, default=_word).encode()


def reworded(
    draft: Draft,
    page: Page,
    *,
    composition: Composition,
    answer: bytes,
    rules: Rules,
    today: date,
) -> Rewording:
    """Return the second wording of a draft, or why there is none."""
    try:
        answer_text = answer.decode()
    except UnicodeDecodeError:
        return Rewording(draft.id, draft.version, "", "答えがUTF-8の文ではありません")
    answer_text = "\n".join(line for line in plain(answer_text).split("\n") if line)
    text = _worded(composition, answer_text)
    refusals = _refusals(
        answer_text, text, page=page, composition=composition, rules=rules, today=today
    )
    why = "、".join(islice(dict.fromkeys(refusals), REASONS))
    return Rewording(draft.id, draft.version, "" if why else text, why)


def _refusals(
    answer_text: str,
    text: str,
    *,
    page: Page,
    composition: Composition,
    rules: Rules,
    today: date,
) -> Iterator[str]:
    if not answer_text:
        yield "答えが空です"
    if harmless(answer_text) != answer_text:
        yield "リンク、@、#、$ が入っています"
    weight = weigh(text)
    if weight > LIMIT:
        over = -(-(weight - LIMIT) // 2)
        yield f"長すぎます({weight}/{LIMIT})。全角で{over}字減らしてください"
    if weight > 2 * LIMIT:
        return  # what else is wrong with it need not be known, and could take long
    near, topic, facts = page.published or today, topic_of(page, today), composition.facts
    source = _source(facts, topic)
    own = " ".join((OWN, _PLAIN, *(word for word, same in _SAME.items() if same.search(source))))
    for word in ungrounded(answer_text, source, near, own=own):
        yield f"「{word}」はこのお知らせにありません"
    yield from not_borne(answer_text, topic, facts, near)
    # what an edit of a person's would be stopped for, this is not shown for
    title = composition.composed.title
    place = Place(Kind.PAGE, page, listed=title)
    edit = from_person(Machine.SYNC, text, place, rules=rules, today=today, title=title)
    ours = {one.key for one in composition.wording.findings}
    yield from (
        f"「{one.found}」{one.why}" for one in edit.findings if one.stop and one.key not in ours
    )
    yield from _faults(answer_text, composition, today)
    if text == composition.composed.text:
        yield "はじめの文案と同じです"


def _faults(answer_text: str, composition: Composition, today: date) -> Iterator[str]:
    """Yield what proofreading says of an answer, but for what holds of the rules' own wordings
    alone: how a list looks, and which words are labels.
    """
    facts = composition.facts
    days = {day.date for day in mentions(answer_text, today) if day.date}
    if facts.several and (
        len(days) > 1 or sum(name in answer_text for name, _ in facts.events) > 1
    ):
        facts = replace(facts, several=False, occasions=(), when=())
    if any(part in answer_text for part in re.findall(r"[^\s\d()]{3,}", facts.place)):
        facts = replace(facts, place="")  # 公民館ロビー of 村の公民館 ロビー
    for fault in faults(composition.composed.title, answer_text, facts, today):
        if not fault.endswith("項目名ではないようです"):
            yield fault


def _worded(composition: Composition, summary: str) -> str:
    """Return the draft's text with another summary: in place of the first one, else below the
    title.
    """
    composed = composition.composed
    if composed.summary:
        before, _, after = composed.text.rpartition(composed.summary)
        return f"{before}{summary}{after if summary else after.lstrip()}"
    return composed.text.replace(composed.title, f"{composed.title}\n{summary}".rstrip("\n"), 1)


def _told(facts: Facts) -> Facts:
    """Return the facts without what is of other topics: a list of events tells only where there are
    several.
    """
    return facts if facts.several else replace(facts, events=())


def _source(facts: Facts, topic: tuple[str, ...]) -> str:
    """Return all that the page says of the topic, as one text."""
    texts: list[str] = [facts.title, *topic]

    def gather(value: object) -> None:
        if isinstance(value, str):
            texts.append(value)
        elif isinstance(value, tuple):
            for one in value:
                gather(one)

    for name in _TOLD:
        if name != "kind":
            gather(getattr(_told(facts), name))
    return "\n".join(texts)


def _word(value: object) -> str:
    return value.isoformat() if isinstance(value, date | time) else str(value)
