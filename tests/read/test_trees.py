"""A document becomes the same tree by the short road and by Beautiful Soup's own."""

import html
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import tables
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from bridge.demo import site
from bridge.read import charset, markup, trees
from bridge.read.nodes import Document, Element, Node, Text

SAVED = sorted(
    path
    for folder in (Path(__file__).parent / "saved", site.PAGES)
    for path in folder.rglob("*.html")
)
LOTS = tables.lots({f"{path.parent.name} {path.stem}": path for path in SAVED})
#: what a document may be put together of, broken and whole
MIXED = """<p>|</p>|<div hidden>|<div style='display: none'>|</div>|<table>|<tr><td>|</table>|<ul><li>|</ul>|<a href=x>|</a>|<pre>
  |</pre>|<!-- c -->|<?php x?>|<?x?>|<!DOCTYPE html>|<!doctype HTML PUBLIC "-//ｶ" "x">|<script>|</script>|<textarea>|</textarea>
|ｶﾅ|文|  \t|&nbsp;|&#0;|<svg:x>|<o:p>|</o:p>|<b {x}=1>|<b {x=1>|<ruby>漢<rt>かん</rt></ruby>|<style>|</style>|<select><option>
|</select>|<template>|</template>|<body class='a b'>|</body>|</html>|<html lang=ja>|<head>|</head>|<title>|</title>|<br>|</br>
|<frameset><frame src=a>|</frameset>|<form>|</form>|<h1>|</h2>|<![CDATA[ x ]]>|<s>|</s>|<font size=+1>|</font>|<p|<|>|"|<a b="
|<noscript>|</noscript>|<object>|</object>|<map>|</map>|\ufeff|<math><mi>|</math>|<img alt='ｱ' hidden>|<li class=' x  y '>|<main>|</main>|<header>"""
BITS = [*MIXED.split("|"), "<div>" * 160, "</div>" * 100, "\x01", "\x0b"]


def shape(document: Document) -> list[Any]:
    """Return all that a tree has: each element and text in its order, what it is, and in which
    other it lies.
    """
    nodes: list[Node] = [document, *document.descendants]
    place = {id(node): number for number, node in enumerate(nodes)}
    return [
        (
            (node.name, dict(node.attrs)) if isinstance(node, Element) else str(node),
            place.get(id(node.parent)),
        )
        for node in nodes
    ]


def read(path: Path) -> str:
    """Return what a saved page says."""
    return charset.decode(path.read_bytes(), "text/html", "").text


def both(text: str) -> tuple[list[Any], list[Any]]:
    """Return the shapes that the short road and the long one make."""
    return shape(trees.tree(f"{text}\n")), shape(trees.whole(f"{text}\n"))


@pytest.mark.parametrize("lot", LOTS)
def test_a_saved_page_is_one_tree_by_both_roads(lot: dict[str, Path]) -> None:
    """Of each page of the samples: elements, attributes, texts, and every link between them."""
    for name, path in lot.items():
        short, long = both(read(path))
        assert short == long, name
        assert len(short) > 5, name


@given(st.lists(st.sampled_from(BITS), max_size=25).map("".join))
def test_a_broken_document_is_one_tree_by_both_roads(text: str) -> None:
    """Whatever is left open, closed twice, hidden, nested too deep, or no markup at all."""
    short, long = both(text)
    assert short == long


def test_nobody_sees_what_is_hidden() -> None:
    """Scripts, comments, what is struck out, the readings of ruby, and what says that it is hidden."""
    text = (
        "<p>本<!-- 注 -->文<script>x()</script><s>旧</s><ruby>漢字<rt>かんじ</rt></ruby></p>"
        "<p hidden>a</p><p style='color: red; DISPLAY: none'>b</p><p style='display:block'>ｶﾀｶﾅ</p>"
    )
    assert trees.tree(text).get_text() == "本文漢字カタカナ"


def test_markup_that_is_nested_too_deep_is_dropped() -> None:
    """A hundred and fifty levels are read, html and body among them; what lies deeper is not."""
    for levels, said in ((147, "文"), (148, ""), (400, "")):
        text = f"<html><body>{'<div>' * levels}<b>文"
        assert trees.tree(text).get_text() == said


def test_what_lxml_does_not_read_is_left_to_beautiful_soup(monkeypatch: pytest.MonkeyPatch) -> None:
    """An attribute in a namespace of its own: whole() is asked, and what it says counts."""
    asked: list[str] = []
    monkeypatch.setattr(trees, "whole", lambda text: asked.append(text) or Document())
    trees.tree("<p {x}=1>文</p>")
    assert asked == ["<p {x}=1>文</p>"]


def asked(nodes: Sequence[Element]) -> list[Any]:
    """Return what lies in each element, by all that markup can be asked."""
    return [
        (
            [id(one) for one in markup.tags(node)],
            [id(one) for one in markup.tags(node, "a", "li", limit=3)],
            markup.words(node),
            markup.words(*node.contents),
            [markup.is_long((node, *node.contents[:1]), most) for most in (0, 20, 400)],
        )
        for node in nodes
    ]


@pytest.mark.parametrize("lot", LOTS)
def test_within_still_the_same_lies_in_each_element(lot: dict[str, Path]) -> None:
    """Elements below it, all and some, what it says, and whether that is long: as without."""
    for name, path in lot.items():
        soup = markup.parse(read(path))
        nodes = markup.tags(soup)
        # what it has not, is not looked for
        assert {node.name for node in nodes} <= {*soup.names}, name
        before = asked(nodes)
        with markup.still():
            assert asked(nodes) == before, name


SELECTORS = ("p", "li a[href]", "[class~=x]", ".news > *", "h1 + p, h2 ~ ul", ":nth-child(2)")


@pytest.mark.parametrize("lot", tables.in_brief(LOTS, len(LOTS)))
def test_a_selector_finds_what_beautiful_soup_finds(lot: dict[str, Path]) -> None:
    """The same elements, in the same order, with the same words; as many as are asked for."""
    for name, path in lot.items():
        document = markup.parse(read(path))
        soup = BeautifulSoup("".join(_written(one) for one in document.contents), "html.parser")
        for selector in SELECTORS:
            ours = trees.select(document, selector)
            theirs = [one.get_text() for one in soup.select(selector)]
            assert [one.get_text() for one in ours] == theirs, name
            assert trees.select(document, selector, limit=1) == ours[:1], name


def _written(node: Node) -> str:
    """Return a node as markup."""
    if isinstance(node, Text):
        return html.escape(node)
    attrs = "".join(f' {name}="{html.escape(value)}"' for name, value in node.attrs.items())
    inner = "".join(map(_written, node.contents))
    return f"<{node.name}{attrs}>{inner}</{node.name}>"


def test_a_page_is_read_without_beautiful_soup() -> None:
    """Neither a list nor an article loads it; a selector of feeds.toml does."""
    read = (
        "import sys; from zoneinfo import ZoneInfo; from bridge.model import Entry;"
        "from bridge.read import homepage, pages; from bridge.read.fetched import Fetched;"
        "from bridge.settings import Selectors, Source;"
        "body = '<ul>' + '<li>2026年7月1日 <a href=a{0}.html>お知らせ{0}です</a></li>' * 4 + '</ul>';"
        "body = ''.join(body.replace('{0}', str(n), 2) for n in range(4));"
        "one = Fetched(url='http://lib.example.jp/', body=body.encode(), content_type='text/html; charset=utf-8');"
        "zone = ZoneInfo('Asia/Tokyo');"
        "entry = Entry('s', 'http://lib.example.jp/', 'お知らせ');"
        "homepage.read_list(one, Source('s', 'homepage', one.url), zone);"
        "pages.read_page(one, Selectors(), '', entry); print('bs4' in sys.modules);"
        "pages.read_page(one, Selectors(body='ul'), '', entry); print('bs4' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", read], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "True"]


def test_the_parts_of_a_document_are_found_once_and_anew_when_they_are_gone() -> None:
    """Title, head and body; a second body counts when the first one was taken away."""
    document = trees.tree("<title>題</title><body><p>文</p></body>")
    body = document.body
    assert body is document.body
    assert body is not None
    assert [one.name for one in (document.head, document.title, body) if one] == [
        "head",
        "title",
        "body",
    ]
    body.decompose()
    assert document.body is None
    assert trees.tree("").title is None
