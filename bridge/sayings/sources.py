"""Pure: what is said of sources, pages and the way to them."""

from __future__ import annotations

from typing import Final

from bridge.sayings import Saying

_ASK: Final = "サイトの管理者に知らせてください。直れば、次の回に自動で読みます。"
_FIX: Final = "feeds.toml の url か、ページのリンクを確かめてください。"
_LOOK: Final = "ブラウザーで開いて確かめ、feedbridge try で読めるかを見てください。"
_SELECTOR: Final = (
    "ブラウザーで開いて確かめ、feeds.toml の [[source]] "
    'に、項目1件を指すCSSセレクターを items = "…" と書いてください(例: items '
    '= "dl.news dt" や items = "#news li")。feedbridge try で試せます。'
)
#: at a terminal, and at the desk
_KIND: Final = (
    "ブラウザーで開いて確かめ、feeds.toml の url と kind を直してください(feedbridge try "
    "で試せます)。",
    "ブラウザーで開いて、アドレスと種類を確かめてください。",
)
_OPEN: Final = "開いて確かめてください"
_WAIT: Final = "次の回に自動で試します。続くときは、サイトの様子を確かめてください。"

SAYINGS: Final = {
    "source.no_feed": Saying("取得元「{source}」: フィードではありません({url})。", *_KIND),
    "source.feed_is_page": Saying(
        "取得元「{source}」: フィードではなくHTMLのページが返されました({url})。", *_KIND
    ),
    "source.feed_empty": Saying("取得元「{source}」: 中身が空です({url})。", *_KIND),
    "source.feed_broken": Saying(
        "取得元「{source}」: フィードが途中で壊れています({url})。", *_KIND
    ),
    "source.feed_unread": Saying("取得元「{source}」: フィードとして読めません({url})。", *_KIND),
    "source.feed_with_entities": Saying(
        "取得元「{source}」: 実体宣言(ENTITY)のあるXMLは、安全のため読みません({url})。", *_KIND
    ),
    "source.site_down": Saying(
        "取得元「{source}」: 一覧の代わりに「{said}」という表示が返されました({url})。",
        "サイトが元に戻れば、次の回に自動で読みます。続くときは、ブラウザーで開いて確かめてください。",
    ),
    "source.no_sitemap": Saying(
        "取得元「{source}」: サイトマップ(sitemap.xml)ではありません({url})。", *_KIND
    ),
    "source.shrunken": Saying(
        "取得元「{source}」: 一覧が空になりました(前回は{before}件、{url})。",
        "サイトの表示を確かめてください。ページの作りが変わったときは feedbridge try "
        "で見て、feeds.toml の items を直してください。",
        "サイトの表示を確かめてください。ページの作りが変わったときは、サーバーの担当者に知らせてください。",
    ),
    "source.look_broke_off": Saying("取得が途中で止まりました。次の取得が続きを行います。"),
    "source.look_at_work": Saying(
        "{person}さんが{began:%-H:%M}に始めた取得が動いています({progress})。",
        "終わってから、もう一度押してください。",
    ),
    "source.run_at_work": Saying(
        "定期の取得か投稿が動いています。", "終わってから、もう一度押してください。"
    ),
    "source.feed_instead": Saying(
        "{url}: ここにお知らせの一覧はありません。わけ: {why}。",
        "このページはフィードを案内しています: {feed}",
    ),
    "source.no_list_here": Saying(
        "{url}: ここにお知らせの一覧はありません。わけ: {why}。",
        "新着一覧のページかフィードのアドレスを確かめてください。",
    ),
    "source.made_by_script": Saying(
        "{why}一覧は、ブラウザーの中でスクリプトが作っているようです。",
        "フィード(RSS)か、一覧の載った別のページのアドレスを url に書いてください。なければ "
        'kind = "sitemap" を試してください。',
    ),
    "source.no_items": Saying(
        '取得元「{source}」: items = "{selector}" に当たる項目がありません({url}、'
        "題名「{title}」)。{seen}",
        _SELECTOR,
        "ブラウザーで開いて確かめ、項目1件を指すCSSセレクター(items)を、サーバーの担当者に書いてもらってください。",
    ),
    "source.no_list": Saying(
        "取得元「{source}」: お知らせの一覧が見つかりません({url}、題名「{title}」)。{seen}",
        _SELECTOR,
        "ブラウザーで開いて確かめ、項目1件を指すCSSセレクター(items)を、サーバーの担当者に書いてもらってください。",
    ),
    "source.lists_seen": Saying("見つかった一覧: {lists:、}。"),
    "source.host_silent": Saying(
        "応答しないサーバーがあり、{first}など{count}件を次の回に残しました。",
        "サイトが開くか、ブラウザーで確かめてください。毎回続くときは feedbridge doctor "
        "--network でつながるかを見てください。",
        "サイトが開くか、ブラウザーで確かめてください。毎回続くときは、機械の管理者に"
        "知らせてください。",
    ),
    "source.run_over": Saying(
        "制限時間({seconds:g}秒)のうちに{first}など{count}件を見られませんでした。",
        "次の回は、そこから始めます。毎回続くときは [fetch] run_seconds "
        "を長くするか、遅い取得元を減らしてください。",
    ),
    "source.half_read": Saying(
        "取得元「{source}」: {note}", "サイトを確かめてください。直るまで、読めた分だけを扱います。"
    ),
    "list.garbled": Saying("文字化けがあります。feeds.toml の encoding を確かめてください。"),
    "list.in_frames": Saying(
        "フレームに分かれたページで、一覧は中のページ({frames:、})のどれかにあります"
    ),
    "list.by_script": Saying("中身をJavaScriptで表示するページで、HTMLには書かれていません"),
    "list.no_link": Saying("リンクが一つもありません"),
    "list.no_day": Saying("日付のある行がありません(リンクは{links}件)"),
    "list.no_row": Saying(
        "日付のある行は{dated}件ありますが、"
        "ほかのページへのリンクの並んだ、お知らせの一覧がありません"
    ),
    "list.says_none": Saying("お知らせはないと書かれています"),
    "list.too_many": Saying("項目が多いため、はじめの{entries:,}件だけを読みました。"),
    "list.feed_broken": Saying(
        "フィードが壊れています。読めない項目が{count}件あり{titles}、ほかの{entries}件を読みました。"
    ),
    "list.feed_mended": Saying("フィードの形が崩れていますが、{entries}件すべてを読みました。"),
    "proposal.hours_differ": Saying(
        "開館時間は曜日などにより違うようです。上の言葉を見て、下の7行を直してください。"
    ),
    "proposal.no_list": Saying("一覧は見つかりませんでした: {why}"),
    "proposal.feed_too": Saying(
        "このページはフィードも知らせています。使うときは、上の代わりに次の行の # "
        "を外してください。"
    ),
    "source.not_added": Saying("{faults:。}", "{why:todo}"),
    "source.unknown": Saying("取得元「{source}」は feeds.toml にありません。"),
    "source.address_missing": Saying("https:// か http:// で始まるアドレスを書いてください。"),
    "fetch.resting": Saying("サーバーが、あと{seconds:.0f}秒は来ないようにと言っています。", _WAIT),
    "fetch.redirects": Saying("転送が{most}回を超えました。", _FIX),
    "fetch.port_zero": Saying("ポート0は開きません。", _FIX),
    "fetch.no_web_address": Saying("http か https のアドレスではありません。", _FIX),
    "fetch.credentials_in_address": Saying(
        "利用者名やパスワードの入ったアドレスは開きません。", _FIX
    ),
    "fetch.address_unfit": Saying("アドレスが正しくありません。", _FIX),
    "fetch.gone": Saying(
        "ページがありません({status})。", "アドレスが変わっていないか、サイトを確かめてください。"
    ),
    "fetch.server_busy": Saying("サーバーが応じられません({status}{later})。", _WAIT),
    "fetch.forbidden": Saying(
        "見ることを許されていません({status})。", _LOOK, "ブラウザーで開いて確かめてください。"
    ),
    "fetch.status": Saying(
        "ページの代わりに、状態 {status} が返されました。",
        _LOOK,
        "ブラウザーで開いて確かめてください。",
    ),
    "fetch.coding_unknown": Saying(
        "扱えない圧縮形式です({coding})。", _LOOK, "ブラウザーで開いて確かめてください。"
    ),
    "fetch.too_large": Saying(
        "内容が大きすぎます(上限{limit:,}バイト)。",
        "アドレスを確かめてください。"
        "正しければ feeds.toml の [fetch] max_bytes を大きくしてください。",
    ),
    "fetch.run_over": Saying("今回の取得の制限時間({seconds:g}秒)が過ぎました。", _WAIT),
    "fetch.host_silent": Saying(
        "{host} が、この回に{count}度続けて応答しませんでした。残りは次の回に見ます。", _WAIT
    ),
    "fetch.robots_silent": Saying(
        "{host} の robots.txt が、この回に読めませんでした。記事は次の回に見ます。", _WAIT
    ),
    "fetch.too_slow": Saying("{seconds:g}秒以内に受け取りきれませんでした。", _WAIT),
    "fetch.redirect_too_long": Saying("転送先のアドレスが{most:,}文字を超えています。", _FIX),
    "fetch.redirect_unfit": Saying("転送先のアドレス({url})が正しくありません。", _FIX),
    "fetch.redirect_in_the_clear": Saying("https から http への転送には従いません({url})。", _FIX),
    "fetch.redirect_loop": Saying("転送が同じところに戻っています。", _FIX),
    "fetch.packing_broken": Saying(
        "圧縮された内容が壊れています。", _LOOK, "ブラウザーで開いて確かめてください。"
    ),
    "fetch.cut_short": Saying("内容が途中で切れています。", _WAIT),
    "fetch.certificate": Saying("サイトの証明書を確かめられません: {reason}。", _ASK),
    "certificate.not_yet": Saying(
        "有効期間がまだ始まっていません(このコンピューターの時計も確かめてください)"
    ),
    "certificate.expired": Saying("有効期限が切れています"),
    "certificate.issuer": Saying("発行元を確かめられません(自己署名か、中間証明書がありません)"),
    "certificate.of_another": Saying("別のサイトの証明書です(名前が違います)"),
    "certificate.unfit": Saying("OpenSSLの番号 {number}"),
    "fetch.again_in": Saying("、{at}秒後に再び、との指示"),
    "fetch.again_from": Saying("、{at} 以降に、との指示"),
    "fetch.tls": Saying("暗号化した接続(TLS)ができません。", _ASK),
    "fetch.dns_silent": Saying("サイトの名前を調べられません(DNSが答えません)。", _WAIT),
    "fetch.name_unknown": Saying("サイトの名前が見つかりません(DNS)。", _FIX),
    "fetch.name_unfit": Saying("サイトの名前が正しくありません。", _FIX),
    "fetch.connection_refused": Saying("接続を断られました。", _WAIT),
    "fetch.silent": Saying("時間内に応答がありません。", _WAIT),
    "fetch.no_route": Saying("サイトまで届きません(ネットワーク)。", _WAIT),
    "fetch.answer_broken": Saying("応答が途中で切れたか、壊れています({kind})。", _WAIT),
    "fetch.host_not_listed": Saying(
        "{host} は読みに行くところの一覧にありません。",
        "記事を読むには feeds.toml の [links] hosts に加えてください。",
    ),
    "fetch.robots": Saying(
        "{host} の robots.txt が、このページの自動での取得を断っています。",
        "図書館のサイトなら、管理者に feedbridge を許すように頼むか、[fetch] robots = false "
        "としてください。",
    ),
    "fetch.port_closed": Saying(
        "ポート{port}は開きません。",
        "必要なら [fetch] allow_private に(init では --allow-private で){where} を書いてください。",
        "必要なら、サーバーの担当者が [fetch] allow_private に {where} を書きます。",
    ),
    "fetch.address_inside": Saying("公開されていないアドレス({inside})には接続しません。", _FIX),
    "fetch.name_inside": Saying("内部の名前は、プロキシにたずねません。", _FIX),
    "link.none": Saying("リンク先がありません。"),
    "link.scheme": Saying("「{scheme}:」で始まるリンクは使えません(http と https だけです)。"),
    "link.unreadable": Saying("リンク先のアドレスを読み取れません。"),
    "link.credentials": Saying("リンク先に利用者名やパスワードが含まれています。"),
    "link.too_long": Saying("リンク先が長すぎます({most:,}文字まで)。"),
    "link.not_listed": Saying("リンク先「{host}」は feeds.toml の [links] hosts にありません。"),
    # what a draft says of its page, in a row with other remarks
    "page.no_link": Saying(
        "一覧に、この記事へのリンクがありません。一覧のページにリンクしています"
    ),
    "page.no_part": Saying("いくつもの記事が同じページにあり、この記事の見出しが見つかりません"),
    "page.left": Saying(
        "この記事は、ページにもう載っていません。", "ページを開いて確かめてください。"
    ),
    "pdf.too_heavy": Saying("大きすぎるか複雑すぎるPDFで、読み取れません。", _OPEN),
    "pdf.locked": Saying("パスワードのかかったPDFで、読み取れません。", _OPEN),
    "pdf.broken": Saying("こわれたPDFで、読み取れません。", _OPEN),
    "pdf.cut": Saying("PDFのはじめの{sheets}ページだけを読み取りました"),
    "pdf.scanned": Saying("文字のないPDFです(スキャンした画像など)。", _OPEN),
    "pdf.upright": Saying("縦書きのところは読み取っていません"),
    "pdf.garbled": Saying("PDFの文字が読み取れない形で入っています。", _OPEN),
    "page.error_page": Saying(
        "ページの代わりにエラーの表示が返されました: 「{said}」({url})。",
        "ブラウザーで開いて確かめてください。続くときは、次の実行で読み直すか、手で文案を作ってください。",
    ),
}
