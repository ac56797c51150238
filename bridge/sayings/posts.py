"""Pure: what is said of posts, X and notices."""

from __future__ import annotations

from typing import Final

from bridge.sayings import Saying

_ADMIN: Final = "サーバーの担当者に知らせてください。"

_AGAIN: Final = "次の実行でもう一度たずねます。"
_EXAMPLE: Final = "投稿を開き、ブラウザーのアドレス欄のURLを写してください(例: https://x.com/{account}/status/1234567890)。"
_MAIL_SERVER: Final = "メールサーバーの状態を確かめてください。次の実行でもう一度送ります。"
_NOTICES: Final = "feeds.toml の [notices] を直し、feedbridge notify で確かめてください。"

SAYINGS: Final = {
    "post.link_too_long": Saying(
        "投稿用のリンクが長すぎます({length}文字)。",
        "本文を写して、Xの投稿画面に貼り付けてください。",
    ),
    "post.by_the_program": Saying(
        "投稿はプログラムが行う設定です。", "feeds.toml の [posting] through を確かめてください。"
    ),
    "post.expired": Saying("起案{draft}は期限が過ぎました。出しません。"),
    "post.held": Saying(
        "起案{draft}を保留しました: {why}",
        "{why:todo}feedbridge show {draft} で確かめてください。",
        "{why:todo}起案を見て、わけを確かめてください。",
    ),
    "post.not_taken_here": Saying(
        "起案{draft}は引き受けられていません。", "手動投稿の画面で引き受けてください。"
    ),
    "post.no_post_address": Saying("Xの投稿のURLではありません: {given!r}", _EXAMPLE),
    "post.address_of_nobody": Saying(
        "このURLからは、どのアカウントの投稿か分かりません。", _EXAMPLE
    ),
    "post.of_another_account": Saying("@{account} の投稿ではなく、@{other} の投稿です。", _EXAMPLE),
    "post.waits": Saying("起案{draft}: {why}"),
    "post.no_longer": Saying("起案{draft}: {why}", "投稿していなければ、返してください。"),
    "post.kept_back": Saying(
        "起案{draft}: {why}",
        "わけがなくなってから、もう一度引き受けてください。決裁はそのままです。",
    ),
    "post.early": Saying("起案{draft}: {why}", "時間になったら、もう一度引き受けてください。"),
    "post.decisions_lapsed": Saying(
        "{why}。決裁済みだった起案{count}件({drafts: })を、決裁待ちに戻しました。",
        "今も出してよいものか、Xの投稿一覧と見比べてから、もう一度決裁してください。",
    ),
    "post.record_in_doubt": Saying(
        "{why}。", "Xの投稿一覧と見比べてください。決裁済みの起案はありません。"
    ),
    "post.shows_another_text": Saying(
        "Xの表示が、起案{draft}の決裁した文と違います。記録していません。\n  Xの表示: {other}",
        "URLが正しいか確かめてください。このまま記録するときは --anyway "
        "を付け、すぐに訂正を起案してください。",
    ),
    "post.repost_of_another": Saying(
        "リツイートする投稿は {address} です。", "そのアドレスを貼ってください。"
    ),
    "post.address_of_no_post": Saying(
        "起案{draft}はリツイートか削除で、その投稿がどれかは決裁で決まっています。",
        "アドレスは直せません。別の投稿のことなら、あらためて起案してください。",
    ),
    "post.in_other_hands": Saying(
        "起案{draft}は、{person}さんが引き受けています。もう投稿したかもしれません。",
        "{person}さんに確かめ、Xを見て、出ていなければ feedbridge take {draft} --from {person} "
        "で引き受け直してください。出ていれば feedbridge posted {draft} 投稿のURL です。",
        "{person}さんに確かめ、Xを見て、出ていなければ、手動投稿の画面で引き受け直してください。",
    ),
    "post.not_looked": Saying(
        "起案{draft}を引き受け直すには、Xを見たことの印が要ります。",
        "Xを見て、まだ出ていないことを確かめてから、印を付けてください。",
    ),
    "post.not_taken": Saying("起案{draft}は引き受けられていません。"),
    "post.of_the_future": Saying(
        "その投稿番号({number})の時刻は、まだ来ていません({at:%Y-%m-%d})。",
        "番号の写し違いです。投稿を開き、アドレス欄のURLを写してください。",
    ),
    "post.recorded_already": Saying(
        "起案{draft}の投稿は、すでに記録されています({url})。何も変えていません。",
        "アドレスが違うときは、feedbridge posted {draft} 正しいURL --instead --reason 理由 "
        "で直せます。",
        "アドレスが違うときは、起案の画面で直せます。",
    ),
    "post.before_the_part_before": Saying(
        "その投稿は、起案{draft}の{before}件目({url})より前のものです。",
        "{part}件目の投稿を開き、アドレス欄のURLを写してください。",
    ),
    "post.before_its_decision": Saying(
        "その投稿は、起案{draft}の決裁より前のものです({at:%Y-%m-%d %H:%M})。",
        "この文を投稿したときのURLを貼ってください。",
    ),
    "post.before_its_offer": Saying(
        "その投稿({at:%Y-%m-%d "
        "%H:%M})は、起案{draft}を手で投稿できるようになる前({since:%Y-%m-%d "
        "%H:%M})のものです。記録していません。",
        "URLが正しいか確かめてください。承知のうえでこの投稿を記録するときは --anyway "
        "を付けてください。",
        "URLが正しいか確かめてください。承知のうえでこの投稿を記録するときは、この画面でそのまま記録してください。",
    ),
    "post.never_tried": Saying("起案{draft}はまだ投稿を試みていません。"),
    "post.gone_from_x": Saying(
        "起案{draft}の投稿は、もうXにありません({note})。", "今ある投稿のほうを直してください。"
    ),
    "post.thread_unfinished": Saying(
        "起案{draft}は続きものの途中です({parts}件目まで)。",
        "決裁を取り消して止めるか、続きを出さないと記録してからにしてください。",
    ),
    "post.deletion_undecided": Saying(
        "起案{draft}の投稿を削除する決裁がありません。",
        "訂正か削除を起案し、決裁を受けてください(9(2))。",
    ),
    "post.not_by_hand": Saying("起案{draft}は手動の投稿ではありません。"),
    "post.part_not_out": Saying("起案{draft}の{part}件目は、まだ投稿されていません。"),
    "post.not_posted_by_hand": Saying("起案{draft}は、手で投稿したものではありません。"),
    "post.look_again_later": Saying(
        "起案{draft}: Xの表示は遅れることがあります。もう一度見るまで、"
        "あと{minutes}分待ってください。",
        "そのあとも出ていなければ、もう一度記録してください。",
    ),
    "post.attempt_settled": Saying("投稿の試み{attempt}の結果はすでに記録されています。"),
    "post.put_right_to_another": Saying(
        "その投稿({url})は、起案{owner}の投稿としてすでに記録されています。"
    ),
    "post.of_another_draft": Saying(
        "その投稿({url})は、起案{owner}の投稿としてすでに記録されています。",
        "投稿のURLを確かめてください。",
    ),
    "x.owner_unnamed": Saying("Xが、だれの鍵かを答えません。", _AGAIN),
    "x.keys_of_another": Saying(
        "このAPIの鍵は @{account} のものではなく、@{other} のものです。投稿していません。",
        "@{account} でログインして作った鍵に入れ替えてください。",
    ),
    "x.silent": Saying("Xに問い合わせましたが、返事がありません({kind})。", _AGAIN),
    "x.timeline_unreadable": Saying("Xの返した投稿一覧を読めません。", _AGAIN),
    "x.unrecorded": Saying(
        "記録にない投稿が、館のアカウントにあります: {listed}",
        "職員が出したものか確かめ、決裁済みの起案のものなら feedbridge posted で記録してください。",
        "職員が出したものか確かめ、決裁済みの起案のものなら、その起案の画面で投稿のURLを記録してください。",
    ),
    "x.look_at_work": Saying(
        "いま、ほかの人がXの表示を読み取っています。", "少し待ってから、もう一度押してください。"
    ),
    "x.keys_refused": Saying(
        "{why}", "Xの開発者ページで、鍵・権限(Read and write)・アカウントの状態を確かめてください。"
    ),
    "x.credits_used_up": Saying("{why}", "Xの開発者ページで、残高と上限を確かめてください。"),
    "x.wait": Saying("{why}", _AGAIN),
    "x.unanswered": Saying("Xが問い合わせに答えません(HTTP {status})。", _AGAIN),
    "x.in_its_words": Saying(" Xの言葉: {said}"),
    "x.balance_short": Saying("XのAPIの残高が足りません(402)。{said}"),
    "x.cap_reached": Saying("XのAPIの利用上限に達しました(429)。{said}"),
    "x.rate_limited": Saying("Xの回数制限です(429)。{until:%m月%d日%H:%M}以降に送れます。"),
    "x.keys_not_taken": Saying("XがAPIの鍵を受け付けません(401)。{said}"),
    "x.refused_without_reason": Saying("Xが断りましたが(403)、理由を読めません。"),
    "x.same_text_there": Saying(
        "Xが「同じ文面がすでにある」と答えました(403)。投稿されたかどうかを調べます。{said}"
    ),
    "x.no_right": Saying("Xのアカウントまたは鍵に、その権限がありません({status})。{said}"),
    "x.text_refused": Saying("Xがこの内容を受け付けません({status})。{said}"),
    "x.answer_unclear": Saying(
        "Xの返事からは、投稿されたかどうか分かりません(HTTP {status})。{said}"
    ),
    "x.proxy_failed": Saying("{why}。Xには何も送っていません。"),
    "x.not_connected": Saying("Xにつながりませんでした({kind})。何も送っていません。"),
    "x.answer_cut": Saying(
        "Xからの返事を最後まで受け取れませんでした({kind})。投稿されたかどうか分かりません。"
    ),
    "x.answer_unread": Saying("Xの返事を読めませんでした({kind})。"),
    "x.answers_no_post": Saying("続ける先の投稿の番号ではありません: {given}"),
    "x.no_post_number": Saying("投稿の番号ではありません: {given}"),
    "x.retweet_of_nothing": Saying(
        "リツイートする投稿か、館のアカウントの番号が分かりません。何も送っていません。"
    ),
    "x.picture_not_sent": Saying("画像を送れませんでした。投稿はしていません。"),
    "x.number_of_another_draft": Saying("Xの答えた投稿番号{number}は、起案{draft}のものです"),
    "x.number_older": Saying("Xの答えた投稿番号{number}は、この投稿より前のものです"),
    "x.number_of_an_older_moment": Saying(
        "Xの答えた投稿番号{number}は、この投稿より前の時刻({at:%Y-%m-%d})のものです"
    ),
    "sandbox.unclear": Saying("練習用の投稿先に書き込めたか分かりません({kind})。"),
    "sandbox.deletion_unclear": Saying("練習用の投稿先から消せたか分かりません({kind})。"),
    "x.not_looked_through": Saying(
        "起案{draft}: {why}。",
        "続くときは、Xの投稿一覧で同じ文を探し、出ていれば feedbridge posted、出ていなければ "
        "feedbridge not-posted で記録してください。",
        "続くときは、Xの投稿一覧で同じ文を探し、出ているか、出ていないかを、その起案の画面で記録してください。",
    ),
    "x.shows_another_text": Saying(
        "起案{draft}: Xの表示が決裁した文と違います: {other}",
        "Xで確かめ、すぐに訂正を起案してください(9(2))。",
    ),
    "x.stopped": Saying(
        "Xへの投稿を止めました: {why}",
        "鍵・権限・残高を直して feedbridge resume x を実行するか、手動で投稿して feedbridge "
        "posted で記録してください。決裁はすべて残っています。",
        "サーバーの担当者に鍵・権限・残高を直してもらい、館長が投稿を再開するか、手で投稿して記録してください。決裁はすべて残っています。",
    ),
    "x.keys_missing": Saying(
        "X の鍵がありません: {names:、}",
        "環境変数か secrets_file に {needed:、} の 4 つを書いてください。",
    ),
    "x.keys_garbled": Saying(
        "X の鍵に空白か全角の文字が入っています: {names:、}",
        "環境変数か secrets_file に {needed:、} の 4 つを書いてください。",
    ),
    "x.api_url": Saying(
        "[posting] api_url: {url} へは鍵を送れません。使えるのは {allowed} だけです。"
    ),
    "notice.address_unfit": Saying(
        "通知先「{to!a}」はメールアドレスの形ではありません。",
        "登録(人)か [notices] staff を直してください。",
    ),
    "notice.login_refused": Saying(
        "{server}が利用者名とパスワードを受け付けません({code})。通知は送っていません。",
        "[notices] smtp_user と FEEDBRIDGE_SMTP_PASSWORD を直してください。"
        "次の実行でもう一度送ります。",
    ),
    "notice.apprise_unfit": Saying(
        "FEEDBRIDGE_APPRISE_URLS の{places}は、Apprise の読める形ではありません。",
        "Apprise の説明を見て、空白で区切って書いてください。",
    ),
    "notice.channel_failed": Saying(
        "{to} の宛先に通知できませんでした。",
        "FEEDBRIDGE_APPRISE_URLS を確かめてください。次の実行でもう一度送ります。",
    ),
    "notice.apprise_missing": Saying(
        "FEEDBRIDGE_APPRISE_URLS がありますが、Apprise が入っていません。",
        "python3 tools/install.py notices で入れるか(docs/operation.md の「入れる」)、"
        "FEEDBRIDGE_APPRISE_URLS を消してください。",
        _ADMIN,
    ),
    "notice.device_gone": Saying(
        "{person}さんの端末は、通知を受け取らなくなりました。登録を消しました。",
        "本人に、「自分の設定」でもう一度登録してもらってください。",
    ),
    "notice.device_failed": Saying(
        "{person}さんの端末に通知できませんでした({codes})。", "次の実行でもう一度送ります。"
    ),
    "notice.device_unfit": Saying(
        "この端末の通知の登録を読めません。", "ページを開き直して、もう一度登録してください。"
    ),
    "notice.recipient_refused": Saying(
        "{server}が{to} への通知を断りました({said})。",
        "アドレスを確かめてください。次の実行でもう一度送ります。",
    ),
    "notice.mail_refused": Saying("{server}が{to} への通知を断りました({said})。", _MAIL_SERVER),
    "notice.security_unknown": Saying(
        '{server}が、security = "{security}" での接続かログインに対応していません。',
        _NOTICES,
        _ADMIN,
    ),
    "notice.proxy": Saying(
        "{server}に届きません。{why}。", "{why:todo}次の実行でもう一度送ります。"
    ),
    "notice.certificate": Saying(
        "{server}の証明書を確かめられません({why})。何も送っていません。",
        _NOTICES + "次の実行でもう一度送ります。",
        _ADMIN,
    ),
    "notice.server_refused": Saying("{server}が受け付けませんでした({said})。", _MAIL_SERVER),
    "notice.line_cut": Saying("{server}が返事がないか、途中で切れました({why})。", _MAIL_SERVER),
    "notice.password_unfit": Saying(
        "{host} に通知を送るパスワードがないか、半角でない文字が入っています: "
        "FEEDBRIDGE_SMTP_PASSWORD",
        "環境変数か [posting] secrets_file に書いてください。",
    ),
    "notice.devices_full": Saying("登録は{most}台までです。", "使わない端末を外してください。"),
    "notice.device_of_another": Saying(
        "{person}さんの端末ではありません。", "画面を開き直してください。"
    ),
}
