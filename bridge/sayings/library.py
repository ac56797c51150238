"""Pure: what is said of the calendar, the official account, impostors and incidents."""

from __future__ import annotations

from typing import Final

from bridge.sayings import Saying

SAYINGS: Final = {
    "account.impostor_known": Saying(
        "「{account}」は、なりすまし{impostor}としてすでに記録されています。"
    ),
    "account.impostor_step_known": Saying(
        "なりすまし{impostor}は、{state}ことがすでに記録されています。"
    ),
    "account.impostor_gone": Saying(
        "なりすまし{impostor}は、なくなったことが記録されています。注意の投稿は要りません。"
    ),
    "account.nothing_to_do": Saying("「{account}」に、まだ行っていない決定はありません。"),
    "account.own": Saying("「{account}」は図書館の公式アカウントです。何も記録していません。"),
    "account.no_web_page": Saying(
        "{url}: ウェブページではありません。", "feeds.toml の account_pages を確かめてください。"
    ),
    "account.day_to_come": Saying(
        "{day:%Y年%-m月%-d日}はまだ来ていません。何も記録していません。", "見た日を書いてください。"
    ),
    "account.note_of_another_kind": Saying("メモの「{found}」は、{clause} {kind} にも見えます。"),
    "account.note_with_name": Saying(
        "メモに「{found}」があります。", "人の名なら、書かないでください(11)。"
    ),
    "account.no_evidence": Saying(
        "証拠がありません。何も記録していません。",
        "投稿などのアドレス(URL)か、見たことの短いメモを書いてください。",
    ),
    "account.evidence_unfit": Saying(
        "証拠のアドレスが、http か https のアドレスではありません。何も記録していません。",
        "https:// で始まるアドレスを貼ってください。無ければメモだけにしてください。",
    ),
    "account.note_personal": Saying(
        "メモか理由に、個人の情報があります(「{found}」)。何も記録していません(11)。",
        "電話番号、メールアドレス、番号を書かずに、何があったかだけを短く書いてください。",
    ),
    "account.note_too_long": Saying(
        "メモが長すぎます({length}字、{most}字まで)。何も記録していません。",
        "相手の文は写さず、何があったかだけを短く書いてください(11)。",
    ),
    "account.note_unfit": Saying(
        "メモに、見えない文字か改行が入っています。何も記録していません。",
        "一行で書き直してください。",
    ),
    "account.way_unknown": Saying(
        "「{given}」という届き方はありません。何も記録していません。",
        "{allowed:、} のどれかを選んでください。",
    ),
    "account.impostor_unknown": Saying(
        "なりすまし{impostor}はありません。",
        "番号を確かめてください(一覧は feedbridge impostor list)。",
        "番号を確かめてください。",
    ),
    "account.undecidable": Saying("「{account}」: {why}何も記録していません。"),
    "account.no_incident": Saying(
        "「{account}」: {why}何も記録していません。", "記録してから決めてください。"
    ),
    "account.not_shown": Saying(
        "{alarms:\n}",
        "ページの担当者に直してもらい、feedbridge account check で確かめてください。"
        "承知のうえで投稿するときは、館長が feedbridge resume account とします。",
        "ページの担当者に直してもらってください。承知のうえで投稿するときは、館長が公式アカウントの画面で再開します。",
    ),
    "account.name_unfit": Saying(
        "「{given}」は X のアカウント名ではありません。何も記録していません。",
        "半角の英数字と _ で 15 字までの名を書いてください(@ は付けても付けなくてもよい)。",
    ),
    "account.kind_unknown": Saying(
        "「{given}」という種類はありません。何も記録していません。",
        "次のどれかを選んでください: {allowed:、}",
    ),
    "account.no_incidents": Saying("このアカウントの迷惑行為は記録されていません。"),
    "account.no_act": Saying("ブロックか通報の、少なくともどちらかを選んでください。"),
    "account.act_reason_missing": Saying("ブロックや通報の決定には理由が要ります(7)。"),
    "account.not_repeated": Saying(
        "記録は{count}件で、「くり返し」({least}件から)にあたりません(7)。"
    ),
    "account.act_not_done_yet": Saying("前の決定が、まだ行われていません。"),
    "calendar.no_open_day": Saying(
        "{now:%Y-%m-%d}から{days}日のあいだに、投稿できる日がありません。",
        "feeds.toml の [hours](曜日・休み・祝日)と [posting] per_day を確かめてください。",
        "サーバーの担当者に、設定の開館時間・休み・一日の上限を確かめるよう頼んでください。",
    ),
    "calendar.weekday_wrong": Saying("{why}。曜日が合いません。年がちがうかもしれません"),
    "calendar.no_such": Saying(
        "休館日の案{closing}はありません。",
        "feedbridge calendar proposals で番号を確かめてください。",
        "番号を確かめてください。",
    ),
    "calendar.settled_meanwhile": Saying(
        "休館日の案{closing}は、ほかの人が先に扱いを決めました。",
        "暦の画面で今の状態を見てください。",
    ),
    "calendar.feed_unknown": Saying(
        "このアドレスの暦はありません。", "自分の設定で、新しいアドレスを写してください。"
    ),
    "calendar.verb_unknown": Saying(
        "「{given}」という操作はありません。", "{allowed:、} のどれかです。"
    ),
    "calendar.settled": Saying(
        "休館日の案{closing}は、すでに扱いが決まっています({by})。",
        "暦の画面で今の状態を見てください。",
    ),
    "calendar.ends_before_it_begins": Saying("終わりの日が始まりの日より前です。"),
    "calendar.past": Saying("過ぎた日です。", "これからの休館日を書いてください。"),
    "calendar.too_long": Saying("一年より長い休館です。", "年を確かめてください。"),
    "calendar.too_far": Saying("2年よりも先の休館です。", "年を確かめてください。"),
    "calendar.what_missing": Saying("何の休みかを書いてください(例: 臨時休館)。"),
    "stop.reason_missing": Saying(
        "投稿の停止には理由が要ります。",
        "--reason に理由を書いてください。",
        "理由を書いてください。",
    ),
    "stop.not_that_one": Saying("「{name}」では止まっていません。", "今止めているもの: {stopped}"),
    "stop.for_a_while": Saying("{why:stem}。しばらく待ちます"),
    "stop.none": Saying("投稿は止まっていません。"),
}
