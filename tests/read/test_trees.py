"""A document becomes the same tree by the short road and by Beautiful Soup's own."""

from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from hypothesis import given
from hypothesis import strategies as st

from bridge.demo import site
from bridge.read import charset, markup, trees

LINKS = ("parent", "next_element", "previous_element", "next_sibling", "previous_sibling")
OWN = ("name", "hidden", "attrs", "known_xml", "_namespaces")  #: of the document itself
SAVED = sorted(
    path
    for folder in (Path(__file__).parent / "saved", site.PAGES)
    for path in folder.rglob("*.html")
)
#: what a document may be put together of, broken and whole
MIXED = """<p>|</p>|<div hidden>|<div style='display: none'>|</div>|<table>|<tr><td>|</table>|<ul><li>|</ul>|<a href=x>|</a>|<pre>
  |</pre>|<!-- c -->|<?php x?>|<?x?>|<!DOCTYPE html>|<!doctype HTML PUBLIC "-//ｶ" "x">|<script>|</script>|<textarea>|</textarea>
|ｶﾅ|文|  \t|&nbsp;|&#0;|<svg:x>|<o:p>|</o:p>|<b {x}=1>|<b {x=1>|<ruby>漢<rt>かん</rt></ruby>|<style>|</style>|<select><option>
|</select>|<template>|</template>|<body class='a b'>|</body>|</html>|<html lang=ja>|<head>|</head>|<title>|</title>|<br>|</br>
|<frameset><frame src=a>|</frameset>|<form>|</form>|<h1>|</h2>|<![CDATA[ x ]]>|<s>|</s>|<font size=+1>|</font>|<p|<|>|"|<a b="
|<noscript>|</noscript>|<object>|</object>|<map>|</map>|\ufeff|<math><mi>|</math>|<img alt='ｱ' hidden>|<li class=' x  y '>"""
BITS = [*MIXED.split("|"), "<div>" * 160, "</div>" * 100, "\x01", "\x0b"]


def shape(soup: BeautifulSoup) -> list[Any]:
    """Return all that a tree has: each element and text in its order, what it is, and to which
    others it leads.
    """
    nodes, todo = list[Any](), list[Any]([soup])
    while todo:
        nodes.append(todo.pop())
        todo += reversed(getattr(nodes[-1], "contents", []))
    place = {id(node): number for number, node in enumerate(nodes)}
    found = []
    for node in nodes:
        links = {name: place.get(id(getattr(node, name)), "") for name in LINKS}
        own = {k: v for k, v in vars(node).items() if k not in {*LINKS, "contents", "_decomposed"}}
        if node is soup:
            links, own = {}, {name: own[name] for name in OWN}
        text = "" if isinstance(node, Tag) else str(node)
        found.append((type(node), text, links, sorted(map(repr, own.items()))))
    return found


def both(text: str) -> tuple[list[Any], list[Any]]:
    """Return the shapes that the short road and the long one make."""
    return shape(trees.tree(f"{text}\n")), shape(trees.whole(f"{text}\n"))


@pytest.mark.parametrize("path", SAVED, ids=lambda path: path.stem)
def test_a_saved_page_is_one_tree_by_both_roads(path: Path) -> None:
    """Of each page of the samples: elements, attributes, texts, and every link between them."""
    short, long = both(charset.decode(path.read_bytes(), "text/html", "").text)
    assert short == long
    assert len(short) > 5


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
    monkeypatch.setattr(
        trees, "whole", lambda text: asked.append(text) or BeautifulSoup("", "lxml")
    )
    trees.tree("<p {x}=1>文</p>")
    assert asked == ["<p {x}=1>文</p>"]


@pytest.mark.parametrize("path", SAVED, ids=lambda path: path.stem)
def test_within_still_the_same_lies_in_each_element(path: Path) -> None:
    """Elements below it, all and some, what it says, and whether that is long: as without."""
    soup = markup.parse(charset.decode(path.read_bytes(), "text/html", "").text)
    nodes = markup.tags(soup)

    def asked() -> list[Any]:
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

    before = asked()
    with markup.still():
        assert asked() == before
