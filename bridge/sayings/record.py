"""Pure: what is said of the record, its copies and its disposal."""

from __future__ import annotations

from typing import Final

from bridge.sayings import Saying

_ADMIN: Final = "サーバーの担当者に知らせてください。"

_DOCTOR: Final = "feedbridge doctor で調べ、控えと見比べて、館長に報告してください。"
_DOUBT: Final = "feedbridge doctor で調べ、館長に報告してください。"
_NEW_BOOK: Final = (
    "feedbridge book --year {year} --format json で新しく作り、保管してから、"
    "もう一度実行してください。"
)

SAYINGS: Final = {
    "record.spoilt": Saying(
        "記録の一部が壊れていて読めません。何も書き込んでいません。",
        "feedbridge doctor で確かめ、記録を別の場所に残してから、feedbridge restore "
        "で控えから戻してください。",
        _ADMIN,
    ),
    "record.shape": Saying(
        "{path}: 記録の形がこの版と合いません({reason})。何も書き込んでいません。",
        "feedbridge doctor で確かめ、feedbridge restore で控えから戻すか、それを書いた版の "
        "feedbridge で開いてください。",
        _ADMIN,
    ),
    "record.no_such_number": Saying("その番号のものはありません。", "番号を確かめてください。"),
    "record.unopened": Saying(
        "{path}: 開けません({reason})。", "フォルダーと権限、空き容量を確かめてください。"
    ),
    "record.unlockable": Saying(
        "{path}: ロックできません({reason})。何もしていません。",
        "記録を、動かす機械自身のディスクに置いてください(ネットワーク上のディスクではロックが効かないことがあります)。",
    ),
    "record.lost": Saying(
        "{path}: 記録が見つからないか空ですが、以前はここにありました。初回とはみなさず、"
        "何もしていません。",
        "feedbridge restore で控えから戻してください。本当に始めからやり直すときだけ "
        "{marker} を消してください。",
        _ADMIN,
    ),
    "record.newer": Saying(
        "{path}: 新しい版の feedbridge が書いた記録です(形式 {version}、この版は {ours} まで)。",
        "feedbridge を新しくしてください。記録には触れていません。",
        _ADMIN,
    ),
    "record.foreign": Saying(
        "{path}: ほかのプログラムのデータベースです。触れていません。",
        "--db の指定を確かめてください。",
        _ADMIN,
    ),
    "record.run_at_work": Saying(
        "ほかの feedbridge が実行中です({path})。",
        "終わるのを待ってください。cron では次の回に自動で実行されます。",
        "少し待ってから、もう一度操作してください。",
    ),
    "record.second_name": Saying(
        "{path}: 同じファイルに別の名(ハードリンク)があります。"
        "二つの名から書くと記録が壊れるため、開きません。",
        "別の名を消すか、feedbridge backup "
        "で控えを作り、名の一つしかないファイルに戻してください。",
        _ADMIN,
    ),
    "record.mounted_alone": Saying(
        "{path}: 記録のファイルだけが別の場所から取り付けられています(マウント)。"
        "書きかけの控えが別の場所に残り、記録が壊れるおそれがあるため、開きません。",
        "記録のファイルではなく、それの入ったフォルダーを取り付けてください。",
    ),
    "record.of_another_user": Saying(
        "{path}: 利用者 {user} のものです。root が書くと、{user} "
        "の巡回と画面が開けないファイルが残るため、何もしていません。",
        "sudo -u {user} を付けて、同じコマンドを実行してください。",
        _ADMIN,
    ),
    "record.clock_doubtful": Saying(
        "この機械の時計は{now:%Y年%-m月%-d日}ですが、記録の最後は{newest:%Y年%-m月%-d日}です。何も取得・投稿・期限切れにしていません。",
        "時計を確かめてください。時計が正しく、長く止めていたのなら、feedbridge resync "
        "を一度実行すると続きます。",
        "サーバーの担当者に、時計を確かめてもらってください。",
    ),
    "record.clock_back": Saying(
        "この機械の時計は{now:%Y年%-m月%-d日%-H時%M分}ですが、最後の巡回は{newest:%Y年%-m月%-d日%-H時%M分}でした。"
        "何も取得・投稿していません。",
        "時計を確かめてください。今の時計が正しければ、feedbridge resync "
        "を一度実行すると続きます。",
        "サーバーの担当者に、時計を確かめてもらってください。",
    ),
    "record.clock_behind": Saying(
        "この機械の時計は{now:%Y年%-m月%-d日%-H時%M分}ですが、最後の巡回は{newest:%Y年%-m月%-d日%-H時%M分}でした。"
        "何も記録していません。",
        "時計を確かめてください。今の時計が正しければ、feedbridge resync "
        "を一度実行すると続きます。",
        "サーバーの担当者に、時計を確かめてもらってください。",
    ),
    "record.unbelievable": Saying(
        "{faults}何も投稿していません。", _DOCTOR, "館長と、サーバーの担当者に知らせてください。"
    ),
    "record.doubtful": Saying("{faults}", _DOCTOR, "館長と、サーバーの担当者に知らせてください。"),
    "record.busy": Saying(
        "{path}: ほかの処理が書き込み中です。何も書き込んでいません。",
        "少し待ってから、もう一度実行してください。",
        "少し待ってから、もう一度操作してください。",
    ),
    "record.disk_full": Saying(
        "{path}: ディスクがいっぱいです。何も書き込んでいません。",
        "空きを作ってから、もう一度実行してください。途中までの書き込みは残っていません。",
    ),
    "record.read_only": Saying(
        "{path}: 書き込みできません。何も書き込んでいません。",
        "ファイルとフォルダーの書き込み権限を確かめてください。",
    ),
    "record.cannot_open": Saying(
        "{path}: 開けません。何も書き込んでいません。",
        "フォルダーがあるか、読み書きの権限があるかを確かめてください。",
    ),
    "record.no_permission": Saying(
        "{path}: 読み書きの権限がありません。何も書き込んでいません。",
        "ファイルの権限を確かめてください。",
    ),
    "record.io": Saying(
        "{path}: 読み書きに失敗しました。何も書き込んでいません。",
        "ディスクの状態と空き容量を確かめてください。",
    ),
    "record.corrupt": Saying(
        "{path}: 壊れています。何も書き込んでいません。",
        "ファイルを別の場所に移して残し、feedbridge restore で控えから戻してください。",
        _ADMIN,
    ),
    "record.no_record": Saying(
        "{path}: このプログラムの記録ではありません。何も書き込んでいません。",
        "--db の指定を確かめるか、feedbridge restore で控えから戻してください。",
        _ADMIN,
    ),
    "record.no_room": Saying(
        "{path}: ディスクがいっぱいです。", "フォルダーと権限、空き容量を確かめてください。"
    ),
    "record.disproved": Saying(
        "{path}: {faults}",
        "このファイルを別の場所に残し、控え(feedbridge restore)と見比べて、"
        "館長に報告してください。",
    ),
    "proof.chain_broken": Saying(
        "記録簿は{row}行目でつながっていません。書き換えられたおそれがあります。"
    ),
    "proof.head_lost": Saying(
        "{where}にある{rows}行目の末尾が、この記録簿の上にありません。"
        "消されたか、書き直されたおそれがあります。"
    ),
    "proof.office_unreadable": Saying("人・事前確認・投稿の停止の記録を読めません。"),
    "proof.not_in_journal": Saying("{thing}「{name}」が、記録簿にありません。"),
    "proof.not_in_record": Saying("{thing}「{name}」が、記録簿にはありますが、記録にありません。"),
    "proof.differs": Saying("{thing}「{name}」の {columns:・} が、記録簿と合いません。"),
    "proof.line_rewritten": Saying("起案{draft}の記録簿の{row}行目が、書き換えられています。"),
    "proof.picture_missing": Saying("起案{draft}の第{version}版の画像が、記録にありません。"),
    "proof.draft_unreadable": Saying("起案{draft}の記録を読めません。"),
    "proof.draft_missing": Saying("起案{draft}の記録がありません。記録簿にはあります。"),
    "proof.draft_without_lines": Saying("起案{draft}の行が記録簿にありません。"),
    "proof.state_differs": Saying(
        "起案{draft}の状態({state}・第{version}版)が、"
        "記録簿({state_of_journal}・第{version_of_journal}版)と合いません。"
    ),
    "proof.opening_differs": Saying("起案{draft}の{columns:・}が、記録簿と合いません。"),
    "proof.rows_differ": Saying("起案{draft}の{thing}の記録が、記録簿と合いません。"),
    "proof.version_not_in_journal": Saying("起案{draft}の第{version}版が、記録簿にありません。"),
    "proof.version_not_in_record": Saying("起案{draft}の第{version}版が、記録にありません。"),
    "proof.version_differs": Saying(
        "起案{draft}の第{version}版のダイジェストか時刻が、記録簿と合いません。"
    ),
    "proof.author_differs": Saying("起案{draft}の第{version}版を書いた人が、記録簿と合いません。"),
    "proof.text_differs": Saying(
        "起案{draft}の第{version}版の文が、そのダイジェストのものではありません。"
    ),
    "proof.wording_differs": Saying(
        "起案{draft}の第{version}版の題名・指摘・期限のどれかが、記録簿と合いません。"
    ),
    "proof.decisions_counted": Saying(
        "起案{draft}の決裁が{rows}件ありますが、記録簿には{lines}件です。"
    ),
    "proof.decision_differs": Saying("起案{draft}の決裁({at}、{person})が、記録簿と合いません。"),
    "proof.page_differs": Saying("起案{draft}の決裁({at})のときのページが、記録簿と合いません。"),
    "proof.force_differs": Saying(
        "起案{draft}の効力のある決裁が、記録簿の最後の決裁ではありません。"
    ),
    "proof.attempt_differs": Saying("起案{draft}の投稿の試み({at})が、記録簿と合いません。"),
    "proof.attempt_not_in_journal": Saying("起案{draft}の投稿の試みが、記録簿にありません。"),
    "proof.post_differs": Saying("起案{draft}の投稿(アドレス・時刻)が、記録簿と合いません。"),
    "proof.post_not_in_record": Saying("起案{draft}の投稿が記録にありません。記録簿にはあります。"),
    "proof.checks_differ": Saying("起案{draft}の確認(9(2))が、記録簿と合いません。"),
    "proof.ticks_differ": Saying("起案{draft}の禁止事項の確認(6)が、記録簿と合いません。"),
    "proof.reviews_differ": Saying("起案{draft}の回議(9(1))が、記録簿と合いません。"),
    "proof.inspections_differ": Saying("起案{draft}の後閲(5(1))が、記録簿と合いません。"),
    "archive.too_early": Saying(
        "{year}に終わった起案は、{last:%Y年%-m月%-d日}まで保存します(保存{years}年)。何も廃棄していません。",
        "その翌日から廃棄できます。",
    ),
    "archive.journal_broken": Saying(
        "{faults}何も廃棄していません。", _DOUBT, "館長と、サーバーの担当者に知らせてください。"
    ),
    "archive.journal_not_chained": Saying(
        "記録簿がつながっていません。何も廃棄していません。",
        _DOUBT,
        "館長と、サーバーの担当者に知らせてください。",
    ),
    "archive.stopped": Saying(
        "{year}に終わった起案{count}件を廃棄したところで止まりました。{why}",
        "同じ決裁簿でもう一度実行すると、残りから続きます。",
        "同じ決裁簿でもう一度廃棄すると、残りから続きます。",
    ),
    "archive.not_a_book": Saying(
        "示されたファイルは決裁簿(JSON)ではありません。何も変えていません。",
        "feedbridge book --format json で作ったものを示してください。",
        "この画面で書き出した決裁簿(JSON)を選んでください。",
    ),
    "archive.changed_meanwhile": Saying(
        "廃棄できるものが変わりました。", "今の一覧を見てください。"
    ),
    "archive.upload_no_text": Saying("決裁簿(JSON)ではありません。何も廃棄していません。"),
    "archive.book_of_a_broken_journal": Saying(
        "{verdict}",
        "決裁簿は {path} に書きました。feedbridge doctor で調べ、館長に報告してください。",
    ),
    "archive.book_of_another_year": Saying(
        "示された決裁簿は{label}のものではありません。何も廃棄していません。",
        _NEW_BOOK,
        "決裁簿(JSON)を新しく書き出し、保管してから、もう一度選んでください。",
    ),
    "archive.book_of_another_record": Saying(
        "示された決裁簿の記録簿は、この記録のものではありません。何も廃棄していません。",
        _NEW_BOOK,
        "決裁簿(JSON)を新しく書き出し、保管してから、もう一度選んでください。",
    ),
    "archive.book_unreadable": Saying(
        "示された決裁簿を読めません。何も廃棄していません。",
        _NEW_BOOK,
        "決裁簿(JSON)を新しく書き出し、保管してから、もう一度選んでください。",
    ),
    "archive.book_incomplete": Saying(
        "示された決裁簿には、起案{drafts}の文がそのままの形では入っていません。何も廃棄していません。",
        _NEW_BOOK,
        "決裁簿(JSON)を新しく書き出し、保管してから、もう一度選んでください。",
    ),
    "backup.not_made": Saying(
        "{path}: 控えを作れませんでした。{faults}",
        "記録そのものを feedbridge doctor で確かめてください。",
        _ADMIN,
    ),
    "backup.not_noted": Saying(
        "控え {copy} は作りました。作ったことだけを、記録に書き残せませんでした"
        "(status は前の控えを示します)。",
        "{why:todo}",
    ),
    "backup.none_there": Saying(
        "{copy}: 控えがありません。",
        "feedbridge backup で作った控えの場所を指定してください。",
        _ADMIN,
    ),
    "backup.unfit": Saying(
        "{copy}: この控えは使えません。{faults}",
        "ほかの控えを指定してください。何も変えていません。",
    ),
    "backup.of_another_library": Saying(
        "{copy}: ほかの館({other})の控えです。何も変えていません。",
        "{library} の控えを指定してください。",
    ),
    "backup.compare_first": Saying(
        "控えから戻しました。控えより後に出た投稿を二度出さないよう、"
        "Xの投稿一覧と見比べてから再開してください"
    ),
    "backup.may_have_ended": Saying(
        "控えから戻したので、控えの後に使われたか外されたもの(分からないときは回復コード)を外した"
    ),
    "damage.no_record": Saying("このプログラムの記録ではありません。"),
    "damage.newer": Saying("新しい版の記録です(形式 {version}、この版は {ours} まで)。"),
    "damage.chain": Saying("記録簿が{row}行目でつながっていません。"),
    "damage.picture": Saying("画像({name}…)が、取り込んだときのものと違います。"),
    "damage.value": Saying("{table} の{row}行目の {column} が読めません。"),
    "damage.unreadable": Saying("読めません({reason})。"),
    "damage.pages": Saying("ファイルが壊れています: {line}"),
    "damage.references": Saying("つながりの切れた行があります。"),
    "damage.state": Saying("起案{draft}の状態が、記録簿と合いません。"),
    "lost.stops": Saying("投稿の停止: {names:、}{more}"),
    "lost.rights_ended": Saying("権限の終わりか登録の抹消: {names:、}{more}"),
    "lost.passwords": Saying("その後に登録した人か、変えたパスワード: {names:、}{more}"),
    "lost.confirmations_revoked": Saying("事前確認の取消し: {names:、}{more}"),
    "lost.drafts_ended": Saying("否決・取下げ・差戻し・期限切れの起案: {names:、}{more}"),
    "lost.decisions_taken_back": Saying("決裁の取消し: {names:、}{more}"),
    "lost.drafts_changed": Saying("その後の版のある起案: {names:、}{more}"),
    "lost.drafts": Saying("その後の起案: {names:、}{more}"),
    "lost.and_more": Saying("ほか"),
    "place.network": Saying("{path} はネットワーク上のディスク({kind})にあります。"),
    "place.journal_mode": Saying("{path} はほかの道具により {mode} 方式になっています。"),
    "copied.elsewhere": Saying("記録が、別の機械か別の場所から写されています"),
    "copied.without_mark": Saying("記録のそばの目印がありません。古い控えかもしれません"),
    "copied.older": Saying("記録が、前に使っていたものより古い控えです"),
    "copied.another": Saying("記録が、前にここで使っていたものと別のものです"),
    "key.not_made": Saying(
        "{path}: 作れません({reason})。", "フォルダーの書き込み権限と空きを確かめてください。"
    ),
    "key.open_to_others": Saying(
        "{path}: ほかの利用者も読めます。", "chmod 600 {path} としてください。", _ADMIN
    ),
    "key.broken": Saying(
        "{path}: 鍵が壊れています。", "このファイルを消すと作り直します(全員がログアウトします)。"
    ),
}
