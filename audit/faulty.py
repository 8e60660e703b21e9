"""A site with one fault of each kind, for the scanner to find: never to be served.

It answers on this machine only, and while the audit runs.
"""

from __future__ import annotations

import os
import ssl
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

PAGE = """<!DOCTYPE html><html><head><title>Faulty</title></head><body>
<a href="/search?q=a">Search</a> <a href="/row?id=1">Row</a>
<a href="/header?name=a">Header</a> <a href="/on?to=/search">On</a>
<form method="post" action="/change"><input name="word"><input type="submit"></form>
{}</body></html>"""


class Faulty(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(url.query).items()}
        said, status, headers = "", 200, {"Set-Cookie": "session=1"}
        if url.path == "/search":
            said = f"<p>Nothing for {asked.get('q', '')}</p>"
        elif url.path == "/row" and not asked.get("id", "").isdigit():
            said = "You have an error in your SQL syntax; check the manual that "
            said += "corresponds to your MySQL server version for the right syntax"
        elif url.path == "/header":
            headers["X-Name"] = asked.get("name", "")
        elif url.path == "/on":
            status, headers["Location"] = 302, asked.get("to", "/")
        self.answer(said, status, headers)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.answer("<p>Changed</p>", 200, {})

    def answer(self, said: str, status: int, headers: dict[str, str]) -> None:
        body = PAGE.format(said).encode()
        head = f"HTTP/1.1 {status} OK\r\nContent-Type: text/html; charset=utf-8\r\n"
        head += "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        head += f"Content-Length: {len(body)}\r\n\r\n"
        self.wfile.write(head.encode(errors="replace") + body)

    def log_message(self, format: str, *args: object) -> None: ...


def main() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Faulty)
    folder = Path(os.environ["CERTIFICATE"])
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
