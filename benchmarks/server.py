"""A loopback server for the benchmarks: any path is a small feed; with a validator it answers 304.

python benchmarks/server.py        prints its port, serves until its standard input closes
"""

from __future__ import annotations

import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="http://127.0.0.1/"><title>行事</title></channel>{}</rdf:RDF>"""
ITEM = '<item rdf:about="http://127.0.0.1{0}/{1}.html"><title>お知らせ{1}</title><link>http://127.0.0.1{0}/{1}.html</link></item>'


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.headers.get("If-None-Match"):
            self.send_response(304)
            self.send_header("ETag", '"same"')
            self.end_headers()
            return
        body = FEED.format("".join(ITEM.format(self.path, n) for n in range(20))).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/rdf+xml; charset=UTF-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", '"same"')
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None: ...


def main() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
