"""Pure: why the system refuses a file, an address or a connection, in words for staff.

`strerror` speaks the machine's language, which under cron is English.
"""

from __future__ import annotations

import errno
from typing import Final

#: errno(3), and below nought the answers of getaddrinfo(3)
WORDS: Final = {
    errno.EACCES: "権限がありません",
    errno.EADDRINUSE: "ほかのプログラムが使っています",
    errno.EADDRNOTAVAIL: "この機械のアドレスではありません",
    errno.EBADF: "書き出し先が閉じられています",
    errno.ECONNABORTED: "接続が切れました",
    errno.ECONNREFUSED: "接続を断られました",
    errno.ECONNRESET: "接続が切れました",
    errno.EDQUOT: "割り当てられた容量を使い切っています",
    errno.EEXIST: "同じ名前のものがあります",
    errno.EFBIG: "ファイルが大きすぎます",
    errno.EHOSTUNREACH: "届きません",
    errno.EIO: "ディスクを読み書きできません",
    errno.EISDIR: "フォルダーです",
    errno.ELOOP: "リンクがたどれません",
    errno.EMFILE: "開いているファイルが多すぎます",
    errno.ENAMETOOLONG: "名前が長すぎます",
    errno.ENETUNREACH: "ネットワークにつながっていません",
    errno.ENFILE: "機械全体で、開いているファイルが多すぎます",
    errno.ENODEV: "この種類のものは使えません",
    errno.ENOENT: "ファイルかフォルダーがありません",
    errno.ENOEXEC: "実行できる形ではありません",
    errno.ENOLCK: "ロックが使えないディスクです",
    errno.ENOMEM: "メモリーが足りません",
    errno.ENOSPC: "ディスクに空きがありません",
    errno.ENOTDIR: "途中にフォルダーでないものがあります",
    errno.ENOTEMPTY: "フォルダーが空ではありません",
    errno.ENOTSUP: "このディスクではできません",
    errno.EPERM: "許されていません",
    errno.EPIPE: "接続が切れました",
    errno.EROFS: "読み取り専用のディスクです",
    errno.ETIMEDOUT: "返事がありません",
    errno.ETXTBSY: "実行中のファイルです",
    errno.EXDEV: "別のディスクです",
    -2: "その名前の機械は見つかりません",
    -3: "名前を調べられませんでした",
}
