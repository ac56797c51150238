"""Pure: what is said of the words of a command."""

from __future__ import annotations

from typing import Final

from bridge.sayings import Saying

SAYINGS: Final = {
    "command.usage": Saying("{message}", "説明は {command} --help で表示します。"),
    "command.other_code": Saying(
        "渡された文字の一部を読めません。文字コードが違います。何も記録していません。",
        "文字コードを UTF-8 にしてください(端末なら locale で確かめられます)。",
    ),
    "command.variable_other_code": Saying(
        "環境変数 {name} の文字の一部を読めません。文字コードが違います。何も記録していません。",
        "{name} を UTF-8 で書いてください。",
    ),
    "command.month_unreadable": Saying(
        "月を読めません: {given}", "--month 2026-12 の形で書いてください。"
    ),
    "command.no_closed_page": Saying(
        "休館日を載せたページが決まっていません。",
        "feeds.toml の [hours] closed_page に書いてください。",
    ),
    "command.days_unreadable": Saying(
        "日付を読めません: {given}", "2026-12-28 か 2026-12-28/2027-01-04 の形で書いてください。"
    ),
    "command.book_missing": Saying(
        "廃棄するものを写した決裁簿が要ります。何も廃棄していません。",
        "feedbridge book --year {year} --format json --out FILE で作り、--book FILE "
        "で示してください。",
    ),
    "command.book_too_large": Saying(
        "{path} は大きすぎます。", "その年度の決裁簿(JSON)を示してください。"
    ),
    "command.book_unreadable": Saying(
        "{path} を読めません({reason})。何も廃棄していません。",
        "--book に決裁簿(JSON)を示してください。",
    ),
    "command.book_no_text": Saying(
        "{path} は決裁簿(JSON)ではありません。何も廃棄していません。",
        "--book に決裁簿(JSON)を示してください。",
    ),
    "command.who": Saying(
        "誰の操作かが要ります(5(1)、5(3)ア)。", "--as に登録名を付けてください。"
    ),
    "command.not_confirmed": Saying("何も記録していません。"),
    "command.unseen": Saying(
        "見ていない文面については決められません(5(1))。文面を見せる端末がありません。",
        "feedbridge show {draft} で文面を見て、そこにあるダイジェストを --digest "
        "に付けてください。",
    ),
    "command.two_texts": Saying(
        "本文が二つあります(--second と --text)。何も記録していません。",
        "どちらか一つにしてください。",
    ),
    "command.no_second": Saying(
        "起案{draft}の今の版に別案はありません。何も記録していません。",
        "feedbridge show {draft} で、別案があるか、なぜ出なかったかを見てください。",
    ),
    "command.not_decided": Saying("決裁していません。", "何も記録していません。"),
    "command.moment_unreadable": Saying(
        "時刻を読めません: {given}", '"2026-12-01 9:00" の形で書いてください。'
    ),
    "command.no_place": Saying(
        "書き出すところがありません。",
        "--out に新しいフォルダーを、または --rules を付けてください。",
    ),
    "command.shard_unreadable": Saying(
        "「{given}」は館の組として読めません。",
        "0/4 から 3/4 のような形で書いてください(0から数えます)。",
    ),
    "command.no_libraries": Saying(
        "{folder} に館がありません。",
        "館ごとにフォルダーを作り、feeds.toml を置いてください(feedbridge init)。",
    ),
    "command.no_file_of_a_record": Saying(
        "「{name}」は記録のファイルの名にできません(SQLite が別の意味に読む名です)。",
        "--db か FEEDBRIDGE_DB に、ふつうのファイルの名を書いてください(state.db など)。",
    ),
    "command.fleet_unreadable": Saying(
        "{folder} を読めません: {reason}",
        "館のフォルダーを置いたところか、プログラムの利用者が入れるかを確かめてください。",
    ),
    "command.no_libraries_of_shard": Saying(
        "{folder} に、組 {shard} の館が一つもありません。"
        "ほかの組の館が{count}館あります: {names}。",
        "かっこの中が、その館の組です。--shard か、ボリュームの取り違えでないか"
        "確かめてください。取り違えているあいだ、これらの館はどこからも巡回されません。",
    ),
    "fleet.foreign": Saying(
        "組 {shard} のものでない館が{count}館あります。ここでは巡回しません: {names}。",
        "かっこの中が、その館の組です。その組でも巡回されていなければ、フォルダーを"
        "その組のボリュームへ移してください(docs/operation.md)。",
    ),
    "fleet.alias": Saying(
        "{alias} は {library} と同じフォルダーです。{library} として一度だけ数え、巡回します。",
        "要らない名(リンク)は消してください。",
    ),
    "fleet.one_account": Saying(
        "アカウント @{account} の館が二つ以上あります: {names}。",
        "一日の上限と間隔は館ごとに数えるので、合わせると上限を超えることがあります。"
        "館ごとの上限を、合わせた数が超えないように小さくしてください。",
    ),
    "command.person_known": Saying(
        "「{person}」はすでに登録されています。",
        "登録を変えるには feedbridge people change を使ってください。",
        "登録を変えるには「人」の画面を使ってください。",
    ),
    "command.role_missing": Saying("新しい人には役割が要ります。", "--role を付けてください。"),
    "command.person_invited": Saying(
        "{person}さんは登録済みです。",
        "役割などを変えるには feedbridge people change を使ってください。",
    ),
    "command.head_unreadable": Saying(
        "{given} を読めません。", "--head に 行数:ハッシュ かファイルを示してください。"
    ),
    "command.head_missing": Saying("{given} に、記録簿の行数と末尾のハッシュがありません。"),
    "command.password_unreadable": Saying(
        "ファイル記述子{fd}からパスワードを読めません。", "{option} の番号を確かめてください。"
    ),
    "command.password_unasked": Saying(
        "{prompt}を尋ねる端末がありません。", "{option} N でファイル記述子から渡してください。"
    ),
    "command.one_file_for_two": Saying(
        "PDFとHTMLのファイルの名が同じです。", "別の名前を指定してください。"
    ),
    "command.source_unknown": Saying(
        "取得元「{source}」は {path} にありません。", "次のどれかを指定してください: {known}"
    ),
    "command.address_taken": Saying(
        "{host}:{port} で待ち受けられません({reason})。", "--host と --port を確かめてください。"
    ),
    "command.site_unread": Saying(
        "{url} を読めません。{fault}",
        "https:// から始まる図書館のサイトのアドレスかを確かめて、もう一度 feedbridge init "
        "の後に付けてください。",
    ),
    "command.site_missing": Saying(
        "サイトのURLがありません。", "feedbridge init https://… の後に付けてください。"
    ),
    "command.folder_not_made": Saying(
        "{place}: フォルダーを作れません({reason})。",
        "--folder で、書き込めるフォルダーを示してください。",
    ),
    "command.no_source_or_url": Saying(
        "「{given}」は取得元の名前でもURLでもありません。",
        "https:// で始まるURLか、次のどれか: {known}",
    ),
    "command.line_unreadable": Saying(
        "{file}:{line}: 読めません({reason})。",
        "各行に title, text, url を持つJSONを書いてください。",
    ),
    "command.image_missing": Saying(
        "どの画像かがありません。", "--image に、URL かファイルを書いてください。"
    ),
    "command.image_unexplained": Saying(
        "画像には、代替テキストと権利の確認が要ります(10)。", "--alt と --rights を付けてください。"
    ),
    "command.page_without_image": Saying(
        "元のページに画像がありません。", "--image に、URL かファイルを書いてください。"
    ),
    "command.alt_missing": Saying(
        "画像には代替テキストが要ります(10)。", "--alt を付けてください。"
    ),
    "command.image_unreadable": Saying(
        "{path} を読めません({reason})。", "画像のURL(https://…)かファイルの名を確かめてください。"
    ),
    "command.text_missing": Saying(
        "文がありません。文を書くエディターを開く端末もありません。",
        "--text で渡してください(--text - なら標準入力から読みます)。",
    ),
    "command.no_editor": Saying(
        "エディターを開けません。何も記録していません。",
        "--text で渡すか、環境変数 EDITOR を確かめてください。",
    ),
    "command.unchanged": Saying(
        "変更がなかったので、何も記録していません。",
        "--text で渡すか、エディターで保存してください。",
    ),
    "command.remove_alone": Saying("--remove は、--text や --addition と一緒には使えません。"),
    "command.year_to_come": Saying(
        "{year}{unit}はまだ始まっていません(今は{now})。何も変えていません。",
        "--year に西暦4桁で指定してください。",
        "年を選び直してください。",
    ),
    "command.year_unfit": Saying(
        "{year}{unit}は年として読めません(今は{now})。何も変えていません。",
        "--year に西暦4桁で指定してください。",
        "年を選び直してください。",
    ),
    "command.digests_uneven": Saying(
        "ダイジェストの数が起案の数と違います。",
        "--digest を、起案ごとに一つずつ、同じ順で指定してください。",
        "画面を開き直して、もう一度操作してください。",
    ),
    "command.output_unwritten": Saying(
        "出力を書き出せません({reason})。すでに記録したことは、そのまま残っています。",
        "書き出し先の空きを確かめ、feedbridge status で今の状態を見てください。",
    ),
    "file.other_code": Saying(
        "{path} の名前を読めません。文字コードが UTF-8 ではありません。何も記録していません。",
        "フォルダーとファイルの名前を UTF-8 の文字に変えてください(mv で変えられます)。",
    ),
    "file.folder_gone": Saying(
        "今いるフォルダーが、もうありません(消されたか、移されました)。何も記録していません。",
        "cd で館のフォルダーに移り、もう一度実行してください。",
    ),
    "file.folder_unreadable": Saying(
        "{folder} を読めません({reason})。何も変えていません。",
        "別のフォルダーを指定してください。",
    ),
    "file.folder_taken": Saying(
        "{folder} は空のフォルダーではありません。何も変えていません。",
        "新しいフォルダーの名前を指定してください。",
    ),
    "file.folder_not_made": Saying(
        "{folder} を作れません({reason})。何も変えていません。",
        "その上のフォルダーがあるか、書き込みの権限があるかを確かめてください。",
    ),
    "file.taken": Saying(
        "{path} はすでにあります。何も変えていません。", "別の名前を指定してください。"
    ),
    "file.not_written": Saying(
        "{path} に書けません({reason})。何も残していません。",
        "フォルダーがあるか、書き込みの権限と空きがあるかを確かめてください。",
    ),
}
