"""Pure: the word lists behind the findings: rules as data, which the library may edit.

config.py reads the files, this makes rules of them. A file holds one table a rule:

    [plan]
    clause = "5(3)ウ"              運用方針の項番号
    stop = true                    true = 止める(承知のうえの決裁が要る)、false = 注意だけ
    page = "note"                  リンク先のページにだけあるとき: "stop" / "note" / "ignore"(書かなければ stop のとおり)
    on = "text"                    "text" = 文章を見る、"link" = リンク先のアドレスを見る(書かなければ "text")
    why = "…"                      画面に出す一文
    words = ["素案"]               この語があれば当たり
    patterns = ['計画[(]案[)]']      正規表現。words か patterns のどちらかは要る
    except = ["ご検討"]            正規表現。当たりがこの中に収まるときは無害とする
    examples = ["素案をまとめた"]  当たるはずの文。一つは要る
    harmless = ["館内の案内"]      当たらないはずの文

Full-width and half-width letters are alike to a rule, and so are capital and small ones (see folding.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias, cast

from bridge.policy.folding import fold

Level: TypeAlias = Literal["stop", "note", "ignore"]

CLAUSES: Final = frozenset({"5(3)イ", "5(3)ウ", "5(4)", *(f"6({n})" for n in range(1, 14)), "10", "11"})
_TEXTS: Final = ("words", "patterns", "except", "examples", "harmless")
_FORMS: Final[dict[str, tuple[object, ...]]] = {
    "page": ("stop", "note", "ignore"),
    "on": ("text", "link"),
    "stop": (True, False),
}
_KEYS: Final = ("clause", "why", *_FORMS, *_TEXTS)


class WordFaults(ValueError):
    """The word lists have faults; all of them are told at once."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults  #: one line each: file, rule, what is wrong


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of words to be found."""

    name: str  #: file and table: "undecided.plan"
    clause: str
    why: str  #: one Japanese sentence
    stop: bool  #: when it stands in the draft itself
    page: Level  #: when it stands only on the page behind the link
    on: Literal["text", "link"]
    pattern: re.Pattern[str]
    spared: re.Pattern[str] | None  #: a hit inside a match of this is harmless
    examples: tuple[str, ...]
    harmless: tuple[str, ...]

    def hits(self, folded: str) -> Iterator[tuple[int, int]]:
        """Yield the span of each hit in a folded text that no exception covers."""
        spared: list[tuple[int, int]] | None = None
        for hit in self.pattern.finditer(folded):
            if spared is None:
                spared = [found.span() for found in self.spared.finditer(folded)] if self.spared else []
            if not any(start <= hit.start() and hit.end() <= end for start, end in spared):
                yield hit.span()


@dataclass(frozen=True, slots=True)
class Words:
    """All rules, in the order of their files."""

    rules: tuple[Rule, ...]

    def of(self, *clauses: str) -> Iterator[Rule]:
        """Yield the rules of these clauses."""
        return (rule for rule in self.rules if rule.clause in clauses)


def parse_words(tables: Mapping[str, Mapping[str, Any]]) -> Words:
    """Return the rules of `tables`, the parsed TOML of each file by its stem; raises WordFaults with every fault."""
    rules: list[Rule] = []
    faults: list[str] = []
    for stem, table in tables.items():
        for name, raw in table.items():
            wrong = list(_faults(raw)) or list(_broken(raw))
            if not wrong:
                rules.append(rule := _rule(f"{stem}.{name}", raw))
                wrong = list(_misses(rule))
            faults += [f"{stem}.toml [{name}] {what}" for what in wrong]
    if faults:
        raise WordFaults(tuple(faults))
    return Words(tuple(rules))


def _faults(raw: Any) -> Iterator[str]:
    """Yield what is wrong with the table of one rule, before anything is made of it."""
    if not isinstance(raw, Mapping):
        yield "は [名前] の表ではありません"
        return
    for key in raw.keys() - set(_KEYS):
        yield f"{key} — この項目はありません — {', '.join(_KEYS)}"
    if raw.get("clause") not in CLAUSES:
        yield f"clause — {raw.get('clause', '')!r} は運用方針の項番号ではありません — {', '.join(sorted(CLAUSES))}"
    if not isinstance(raw.get("why"), str) or not raw["why"].strip():
        yield "why — 理由の一文がありません"
    for key, allowed in _FORMS.items():
        if raw.get(key, allowed[0]) not in allowed or (key == "stop" and not isinstance(raw.get(key), bool)):
            yield f"{key} — 書ける値ではありません — {' / '.join(str(value).lower() for value in allowed)}"
    for key in _TEXTS:
        given = raw.get(key, [])
        if not isinstance(given, list) or not all(isinstance(text, str) and text.strip() for text in given):
            yield f'{key} — ["…", "…"] の形で書いてください'
    if not raw.get("words") and not raw.get("patterns"):
        yield "words も patterns もありません"
    if not raw.get("examples"):
        yield "examples — 当たるはずの文を一つは書いてください"


def _broken(raw: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the regular expressions."""
    for key, joined in (("patterns", _pattern(raw)), ("except", _spared(raw))):
        try:
            if joined and re.compile(joined, re.IGNORECASE).match(""):
                yield f"{key} — 何も書かれていないところにも当たります"
        except re.error as error:
            yield f"{key} — 正規表現として読めません({error}: {error.pattern!s:.60})"


def _pattern(raw: Mapping[str, Any]) -> str:
    listed = [re.escape(fold(word)) for word in raw.get("words", ())]
    return "|".join(listed + [f"(?:{text})" for text in raw.get("patterns", ())])


def _spared(raw: Mapping[str, Any]) -> str:
    return "|".join(f"(?:{text})" for text in raw.get("except", ()))


def _rule(name: str, raw: Mapping[str, Any]) -> Rule:
    spared = _spared(raw)
    return Rule(
        name, raw["clause"], raw["why"], raw["stop"],
        cast("Level", raw.get("page", "stop" if raw["stop"] else "note")), raw.get("on", "text"),
        re.compile(_pattern(raw), re.IGNORECASE), re.compile(spared, re.IGNORECASE) if spared else None,
        tuple(raw["examples"]), tuple(raw.get("harmless", ())),
    )  # fmt: skip


def _misses(rule: Rule) -> Iterator[str]:
    """Yield the examples that the rule does not find, and the harmless texts that it does."""
    for text in rule.examples:
        if not any(rule.hits(fold(text))):
            yield f"examples — 「{text}」に当たりません"
    for text in rule.harmless:
        if any(rule.hits(fold(text))):
            yield f"harmless — 「{text}」に当たります"
