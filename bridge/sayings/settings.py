"""Pure: what is said of feeds.toml, its settings, the word lists and the secrets."""

from __future__ import annotations

from typing import Final

from bridge.sayings import Saying

_LATER: Final = (
    "次の回に自動で試します。続くときは、[network] proxy と feedbridge doctor "
    "--network を確かめてください。"
)

_ADMIN: Final = "サーバーの担当者に知らせてください。"

_DICTIONARY: Final = "python3 tools/install.py で入ります(約 120 MB)。"
_MEND: Final = "直してから feedbridge config check で確かめてください。まだ何も変えていません。"

SAYINGS: Final = {
    "settings.file_exists": Saying(
        "{path}: もうあります。上書きはしません", "--config で別の名前を示してください。", _ADMIN
    ),
    "settings.unknown": Saying(
        "「{key}」という項目はありません。", "変えられるのは {allowed:、} です。"
    ),
    "settings.name_unfit": Saying(
        "「{given}」という項目は書けません。", "別の名前にしてください。"
    ),
    "settings.no_file": Saying(
        "{path}: ファイルではありません（フォルダなど）",
        "--config に feeds.toml の場所を示してください。",
        _ADMIN,
    ),
    "settings.unreadable": Saying(
        "{path}: 読めません（{reason}）", "ファイルの権限と場所を確かめてください。"
    ),
    "settings.empty": Saying(
        "{path}:1: 何も書かれていません",
        "空のファイルを消して feedbridge init でひな型を作ってください。",
        _ADMIN,
    ),
    "settings.no_toml": Saying(
        "{path}:{line}: {what}", _MEND, "直してください。まだ何も変えていません。"
    ),
    "settings.not_written": Saying(
        "{path}: 書けません（{reason}）", "--config で書ける場所を示してください。", _ADMIN
    ),
    "settings.ca_file": Saying(
        "[network] ca_file: {path} を証明書(PEM)として読めません。",
        "認証局の証明書を PEM 形式(-----BEGIN CERTIFICATE----- で始まる)で置いてください。",
    ),
    "settings.proxy_unfit": Saying(
        "プロキシのアドレスを読めません。使えるのは http:// のプロキシだけです。",
        '[network] proxy は "http://ホスト名:ポート番号" の形で、または環境変数を直してください。',
    ),
    "settings.file_unusual": Saying(
        "{file} の書き方が、この画面から直せる形ではありません。何も変えていません。",
        "サーバーの担当者に、{names} を直してもらってください。",
    ),
    "settings.file_read_only": Saying(
        "{file} には、ここから書けません({reason})。何も変えていません。",
        "下の設定をサーバーの担当者に渡し、貼り付けてもらってください。",
    ),
    "settings.altered_meanwhile": Saying(
        "確かめたあとに、値が直されています。", "変わるところを見て、もう一度押してください。"
    ),
    "settings.form_unreadable": Saying("送られた内容を読めません。", "画面を開き直してください。"),
    "settings.same_values": Saying(
        "変わるところがありません。", "値を直してから確かめてください。"
    ),
    "settings.not_from_here": Saying("{key}は、ここからは変えられません。", "{where}"),
    "settings.faulty": Saying("{faults:\n}", _MEND, "値を直してください。まだ何も変えていません。"),
    "settings.absent": Saying(
        "{path}: ファイルがありません",
        "feedbridge init でひな型を作るか、--config で場所を示してください。",
        _ADMIN,
    ),
    "settings.no_utf8": Saying(
        "{path}:{line}: 文字コードが UTF-8 ではありません（Shift_JIS などで保存されています）",
        "エディタで「UTF-8」を選んで保存し直してください。",
    ),
    "settings.unsound": Saying("{why}\n何も書いていません。", "指定を直してください。"),
    "settings.word_files": Saying("{faults:\n}", _MEND, _ADMIN),
    "settings.words": Saying("{faults:\n}", "語の一覧を直してください。何も実行していません。"),
    "settings.differ": Saying(
        "この画面を開いたあとに、feeds.toml がほかで変えられました。何も変えていません。"
        "\n{differences:\n}",
        "今の値を見て、よければもう一度変えてください。",
    ),
    "settings.same": Saying("変わるところがありません。"),
    "value.unreadable": Saying("この値は読めません"),
    "value.meant": Saying("（{near} のことですか）"),
    "value.credentials_in_address": Saying(
        "利用者名やパスワードがアドレスに入っています。秘密はこのファイルに書かない"
    ),
    "value.no_web_address": Saying("「{given}」はウェブのアドレスではありません"),
    "value.no_api_of_x": Saying("「{given}」には投稿できません"),
    "value.no_proxy_address": Saying("「{given}」はプロキシのアドレスではありません"),
    "value.no_hour": Saying("「{given}」は時刻として読めません"),
    "value.no_source_name": Saying("「{given}」は巡回先の名の形ではありません"),
    "value.source_name_taken": Saying("「staff」は職員が書く下書きのために取ってあります"),
    "value.no_host_name": Saying("「{given}」はホスト名の形ではありません"),
    "value.no_host_and_port": Saying("「{given}」は ホスト名:ポート番号 の形ではありません"),
    "value.no_hashtag": Saying("「{given}」はハッシュタグの形ではありません"),
    "value.no_user_agent": Saying("「{given}」はUser-Agent（半角の英数字）の形ではありません"),
    "value.no_account_name": Saying("「{given}」はX のアカウント名の形ではありません"),
    "value.no_mail_address": Saying("「{given}」はメールアドレスの形ではありません"),
    "value.no_user_name": Saying("「{given}」は利用者名の形ではありません"),
    "value.no_timezone": Saying("「{given}」という時間帯はありません{near}"),
    "value.no_hours": Saying("「{given}」は時間として読めません"),
    "value.hours_reversed": Saying("「{given}」は終わりが始まりより後になっていません"),
    "value.closed_as_special": Saying("休みの日は special ではなく closed に書きます"),
    "value.no_date": Saying("「{given}」は日付として読めません"),
    "value.no_such_day": Saying("「{given}」という日はありません"),
    "value.days_reversed": Saying("「{given}」は終わりの日が始まりの日より前です"),
    "value.no_charset": Saying("「{given}」という文字コードはありません"),
    "value.no_selector": Saying("「{given}」は CSS セレクタとして読めません"),
    "value.urgent_form": Saying(
        "「{given}」には {{place}} と {{when}} が要り、ほかに使えるのは {{why}} だけです"
    ),
    "value.document_number": Saying(
        "「{given}」には {{id}} が要り、ほかに使えるのは {{year}} と {{reiwa}} だけです"
    ),
    "value.no_word": Saying("「{given}」は2字から40字までの語ではありません"),
    "value.no_seal": Saying("「{given}」は1字から10字までの名ではありません"),
    # what is wrong with a value and, as its remedy, what is allowed
    "value.unfit": Saying("{why}", "{allowed}"),
    "value.unquoted": Saying('文字（" " で囲む）で書きます', "{allowed}"),
    "value.missing": Saying("書かれていません", "{allowed}"),
    "value.no_such_key": Saying("この項目はありません", "{allowed}"),
    "value.not_allowed": Saying("この値は使えません", "{allowed}"),
    "value.empty": Saying("空です", "{allowed}"),
    "value.too_small": Saying("小さすぎます", "{allowed}"),
    "value.too_large": Saying("大きすぎます", "{allowed}"),
    "value.no_number": Saying("数ではありません", "{allowed}"),
    "value.another_type": Saying("値の種類が違います", "{allowed}"),
    "value.wrong": Saying("値が正しくありません", "{allowed}"),
    "value.secret": Saying(
        "秘密はこのファイルに書かない",
        "環境変数、または [posting] secrets_file に示した 0600 のファイル",
    ),
    "value.selectors_apart": Saying("この項目はありません", "{names:, } を [[source]] に直接書く"),
    "value.special_day": Saying("{why}", '日付は "2026-11-03" の形'),
    "value.never_open": Saying(
        "すべての曜日が休みで、投稿できる時がありません", "開館する曜日を少なくとも 1 つ"
    ),
    "value.no_source": Saying("巡回先がありません", "[[source]] を少なくとも 1 つ"),
    "value.source_twice": Saying("「{given}」は {place} 番目の [[source]] と同じです", "別の名"),
    "value.no_folder": Saying(
        "「{given}」というフォルダがありません", "単語表（.toml）を入れたフォルダ"
    ),
    "value.no_certificate": Saying(
        "「{given}」を証明書として読めません",
        "認証局の証明書のファイル（PEM。-----BEGIN CERTIFICATE----- で始まる）",
    ),
    "value.no_program": Saying(
        "「{given}」というプログラムを実行できません", "実行できるファイルの場所と、引数の並び"
    ),
    "value.no_sender": Saying("書かれていません", "通知の差出人になるメールアドレス"),
    "value.mail_in_the_clear": Saying(
        "暗号化しない接続は、この機械の中のメールサーバーだけです",
        '"starttls" か "tls"（smtp_host が "127.0.0.1" などのときだけ "none"）',
    ),
    "value.no_color": Saying(
        "色の名でも、#から始まる6桁の値でもありません", '{names:・} か "#006173" の形'
    ),
    "value.pale_color": Saying(
        "文字が読みにくい色です（地との比 {ratio:.1f}、4.5 以上が要ります）",
        "近い濃い色は {nearest}、または {names:・}",
    ),
    "value.too_many_seals": Saying("{count}個の欄は紙に入りません", "{most}個まで"),
    "value.clause_unknown": Saying("この項番号はありません", "{known:・}"),
    "value.kind_unknown": Saying("この種別はありません", "{known:・}"),
    "value.step_of_nobody": Saying(
        "「{given}」の回議をする人がいません", "members に、その名前と登録名の並びを書く"
    ),
    "value.login_in_the_clear": Saying("暗号化しない接続は使えません", "https:// のアドレス"),
    "value.no_client_id": Saying("書かれていません", "市のサーバーに登録した ID"),
    "value.login_without_desk": Saying(
        "[openid] を使うには、市のサーバーが戻る先が要ります", "職員が開くアドレス"
    ),
    "value.version_unknown": Saying(
        "{given} という版の運用方針はありません",
        "{known:、}（図書館の運用方針に新しい版があるときは versions に日付を並べる）",
    ),
    "toml.unreadable": Saying("TOML として読めません"),
    "toml.key_twice": Saying("同じ項目が 2 回書かれています"),
    "toml.table_twice": Saying("同じ表 [ ] が 2 回書かれています"),
    "toml.string_open": Saying('文字の終わりの " がありません'),
    "toml.character": Saying('文字の終わりの " がないか、使えない文字があります'),
    "toml.no_equals": Saying("項目の名の後に = がありません"),
    "toml.table_open": Saying("表の名の終わりの ] がありません"),
    "toml.backslash": Saying("\\ は \\\\ と 2 つ重ねて書きます"),
    "toml.value": Saying('値が読めません（文字は " " で囲みます）'),
    "toml.trailing": Saying("値の後に余分なものがあります（日時や数の書き方も確かめてください）"),
    "toml.wide_marks": Saying("{why}。全角の記号か空白が入っています。半角にしてください"),
    "settings.no_such_list": Saying("{path}: この名の単語表はありません — {known:, }{near}"),
    "template.name_unknown": Saying(
        "{{{name}}} という名前はありません。使えるのは {known:、} です。"
    ),
    "template.braces": Saying(
        "波かっこ {{ }} の組み合わせが正しくありません。名前を {{ と }} で囲んでください。"
    ),
    "template.name_missing": Saying("{{{name}}} がありません。"),
    "template.name_repeated": Saying("{{{name}}} が2回以上あります。"),
    "template.tag_of_page": Saying(
        "# のすぐ後ろに波かっこの名前が続くと、ページの言葉がハッシュタグになります。"
        "決まったハッシュタグは hashtags に書き、置くところを {{hashtags}} で示してください。"
    ),
    "template.mention": Saying(
        "@ の後ろに名前が続くと、そのアカウントに通知が届きます。"
        "5(4)により、この文面の起案はどれも止まります。@ を除いてください。"
    ),
    "template.too_long": Saying(
        "名前のほかの文が長すぎます(Xの数え方で{length})。{most}までにしてください。"
    ),
    "secrets.no_file": Saying(
        "{path}: ファイルではありません", "[posting] secrets_file を確かめてください。"
    ),
    "secrets.of_another": Saying(
        "{path}: 持ち主が別の利用者です",
        "このプログラムを動かす利用者の持ち物にしてください（chown）。",
        _ADMIN,
    ),
    "secrets.open_to_others": Saying(
        "{path}: ほかの利用者も読めます（{mode:04o}）",
        "chmod 600 {path} としてください。すでに見られたおそれがあれば、X "
        "で鍵を作り直してください。",
        _ADMIN,
    ),
    "secrets.unreadable": Saying(
        "{path}: 読めません（{reason}）", "[posting] secrets_file と権限を確かめてください。"
    ),
    "secrets.name_unfit": Saying("名前に使えない文字があります"),
    "secrets.no_utf8": Saying(
        "{path}: 文字コードが UTF-8 ではありません", "名前=値 の行だけを半角で書いてください。"
    ),
    "secrets.line_unfit": Saying(
        "{path}:{line}: 名前=値 の形ではありません", "名前=値 の行だけを書いてください。"
    ),
    "dictionary.absent": Saying(
        "日本語の辞書が入っていません。"
        "送りがなの違いや人の名の一部を見落とすことがあります(ほかの確認はふだんどおりです)。",
        _DICTIONARY,
        "",
    ),
    "dictionary.broken": Saying(
        "日本語の辞書を読めません(壊れているか、版が合いません)。"
        "送りがなの違いや人の名の一部を見落とすことがあります。",
        _DICTIONARY,
        "",
    ),
    "proxy.password_unfit": Saying(
        "プロキシのパスワードがないか、半角でない文字が入っています: {name}",
        "環境変数か [posting] secrets_file に書いてください。",
    ),
    "proxy.failed": Saying("{why}。", "{why:todo}"),
    "proxy.login_refused": Saying(
        "プロキシ {proxy} が利用者名とパスワードを受け付けません(407){asks}",
        "[network] proxy_user と FEEDBRIDGE_PROXY_PASSWORD を直して、feedbridge doctor "
        "--network で確かめてください。",
        _ADMIN,
    ),
    "proxy.login_missing": Saying(
        "プロキシ {proxy} が利用者名とパスワードを受け付けません(407){asks}",
        "[network] proxy_user と FEEDBRIDGE_PROXY_PASSWORD を書いて、feedbridge doctor "
        "--network で確かめてください。",
        _ADMIN,
    ),
    "proxy.asks_for": Saying("。求めているのは {schemes:、} で、使えるのは Basic だけです"),
    "proxy.forbids": Saying(
        "プロキシ {proxy} がつなぎません({status})",
        "プロキシの管理者に、ここへの接続を許すように頼んでください。",
    ),
    "proxy.does_not_connect": Saying(
        "プロキシ {proxy} がつなぎません({status})",
        _LATER,
        "次の回に自動で試します。続くときは、サーバーの担当者に知らせてください。",
    ),
    "proxy.silent": Saying(
        "プロキシ {proxy} につながらないか、返事を読めません",
        _LATER,
        "次の回に自動で試します。続くときは、サーバーの担当者に知らせてください。",
    ),
}
