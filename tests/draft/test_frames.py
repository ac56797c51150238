"""One article in the frames that Japanese sites put around it: the draft is the same, whatever
element holds the title.
"""

from datetime import date

import pytest

from bridge.draft.compose import Style, compose
from bridge.draft.plan import read_facts
from bridge.model import Entry
from bridge.read.fetched import Fetched
from bridge.read.pages import read_page
from bridge.settings import Selectors

TODAY = date(2026, 6, 20)
URL = "https://www.lib.example.jp/news/1.html"
SITE = "みどり町立図書館"
ARTICLES = {
    "星を見る会を開きます": (
        "<p>夏の星をみんなで見る会を開きます。</p><p>日時：7月4日(土)19時～20時30分<br>会場：中央公園 芝生広場<br>定員：30人(先着順)</p>",
        "日時：7月4日(土)19時～20時30分\n会場：中央公園 芝生広場\n定員：30人(先着順)",
    ),
    "書庫の整理による休館について": (
        "<p>書庫の整理のため、7月6日(月)から7月10日(金)まで休館します。</p><p>本は返却ポストにお返しください。</p>",
        "書庫の整理のため、7月6日(月)から7月10日(金)まで休館します。",
    ),
    "移動図書館車の停車場所が変わります": (
        "<p>7月から、北公園の停車場所を北集会所の前に変更します。</p><table><tr><th>新しい停車場所</th><td>北集会所の前</td></tr></table>",
        "7月から、北公園の停車場所を北集会所の前に変更します。",
    ),
}
FRAMES = {
    "h1": "<h1>{title}</h1>{body}",
    "the site's name as h1, the title in a span": (
        '<div><h1><a href="/">{site}</a></h1></div><h2>お知らせ</h2><span class="ttl">{title}</span><span>{body}</span><div>{site}</div>'
    ),
    "nothing but div and span": (
        "<div><div><span>{site}</span></div><div><span>トップ</span><span>使い方</span></div>"
        "<div><span>{title}</span></div><div>{body}</div><div><span>LINEで送る</span></div></div>"
    ),
    "Word": (
        "<div class=WordSection1><p class=MsoNormal align=center><b><span style='font-size:20.0pt'>{title}</span></b></p>{body}"
        "<p class=MsoNormal align=right><span>{site}</span></p></div>"
    ),
    "layout tables and FONT": (
        '<table><tr><td><font size="6"><b>{site}</b></font></td></tr><tr><td><table><tr><td colspan="2">'
        '<font size="5">{title}</font></td></tr><tr><td>{body}</td></tr></table></td></tr></table>'
    ),
    "a magazine's page": (
        '<nav class="breadcrumb"><a href="/">TOP</a> &gt; 広報みどり 2026年6月15日号</nav><article><div>くらし</div>'
        "<h1>{title}</h1><div>2026年6月15日号</div><div>{body}</div></article><section><h2>この号の他の記事</h2><ul><li>粗大ごみの出し方</li></ul></section>"
    ),
}


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("title", ARTICLES)
def test_the_frame_does_not_change_the_draft(title: str, frame: str) -> None:
    """Title and facts are found in each frame, and nothing of the frame is told."""
    body, told = ARTICLES[title]
    around = FRAMES[frame].format(title=title, site=SITE, body=body)
    html = f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{SITE}</title></head><body>{around}</body></html>"
    page = read_page(
        Fetched(url=URL, body=html.encode(), content_type="text/html; charset=utf-8"),
        Selectors(),
        "",
        Entry("home", URL, title, published=TODAY),
    )
    made = compose(page, facts=read_facts(page, TODAY), style=Style(), url=URL, today=TODAY)
    assert made.title == title
    assert told in made.summary
    assert SITE not in made.summary
    assert "6月15日" not in made.summary
