"""What Mozilla's HTTP Observatory says of the public pages: `make observatory`.

Its scanner asks the site as it is in production, behind nginx with the configuration of
deploy/, over TLS that nobody else trusts. Exit status 1 below A+ or the least score.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from backpain.env import Environment
from drills.node import Node
from drills.processes import PROJECT_DIR, DrillError, program, say
from drills.proxy import SAMPLE, in_front_of
from drills.stack import Ports, Stack, whole_site

SCANNER = PROJECT_DIR / ".observatory" / "node_modules" / "@mdn/mdn-http-observatory"
# The package fetches these two from the net when it is installed; no page of ours is
# judged by them. Which names browsers know to be HTTPS only, and which end a name.
LISTS = {"hsts-preload.json": "{}", "tld-list.json": '["com", "org", "test"]'}
GRADE = "A+"
# The least score of each page. Five points are given for a cookie that is set well, and
# none for setting no cookie: 130 is all that a page without one can have.
PAGES = {
    "/": 135,
    "/help-now/": 130,
    "/accounts/login/": 135,
    "/accounts/signup/": 135,
}
# The scanner asks for both schemes on one port, so plain HTTP there is led on as well.
TLS = "    listen 443 ssl http2;\n"
PLAIN_TOO = TLS + "    error_page 497 =301 https://$http_host$request_uri;\n"
# The control: a site that loses a header on the way has to be noticed.
ONE_LESS = PLAIN_TOO + "    proxy_hide_header Content-Security-Policy;\n"
SCAN_SECONDS = 60


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    port = Environment().integer(
        "DRILL_PORT", default=8760, minimum=1024, maximum=65000
    )
    try:
        prepare()
        kept = scan_all(Ports(port))
    except DrillError as error:
        sys.exit(f"observatory: {error}")
    sys.exit(0 if kept else 1)


def prepare() -> None:
    if program("node") is None or not SCANNER.exists():
        raise DrillError("the scanner is missing: install Node 20 or newer and npm")
    for name, text in LISTS.items():
        (SCANNER / "conf" / name).write_text(text)


def scan_all(ports: Ports) -> bool:
    """Scan each page and the control; say whether all is as it should be."""
    with whole_site(ports, people=0, threads=1) as stack:
        node = Node(ports.nodes[0], stack.folder, stack.environment)
        try:
            node.start()
            with served(stack, PLAIN_TOO) as site:
                kept = [is_kept(site, page, stack.folder) for page in PAGES]
            with served(stack, ONE_LESS) as site:
                noticed = not is_kept(
                    site, "/", stack.folder, name="/ without a policy"
                )
        finally:
            node.stop()
    if not noticed:
        say("observatory: the scanner did not notice that a header was missing")
    return all(kept) and noticed


@contextmanager
def served(stack: Stack, listening: str) -> Iterator[str]:
    """Serve through nginx with this in the place of its TLS line; give the host."""
    text = SAMPLE.read_text()
    if TLS not in text:
        raise DrillError(f"{SAMPLE.name} says nothing of {TLS.strip()!r} any more")
    sample = stack.folder / "sample.conf"
    sample.write_text(text.replace(TLS, listening))
    with in_front_of(
        stack.ports.nodes[:1],
        folder=stack.folder,
        https_port=stack.ports.https,
        http_port=stack.ports.http,
        sample=sample,
    ) as origin:
        yield origin.removeprefix("https://")


def is_kept(site: str, page: str, folder: Path, *, name: str = "") -> bool:
    result = scan(f"{site}{page}", folder / "site.crt")
    grade, score = result["scan"]["grade"], result["scan"]["score"]
    failed = [test for test, one in result["tests"].items() if not one["pass"]]
    print(f"{name or page:<22} {grade:<3} {score:>4}  {' '.join(failed)}".rstrip())
    return bool(grade == GRADE and score >= PAGES[page])


def scan(address: str, certificate: Path) -> dict[str, Any]:
    scanned = subprocess.run(
        ["node", str(SCANNER / "src" / "scan.js"), address],
        env={**os.environ, "NODE_EXTRA_CA_CERTS": str(certificate)},
        capture_output=True,
        text=True,
        timeout=SCAN_SECONDS,
        check=False,
    )
    try:
        result: dict[str, Any] = json.loads(scanned.stdout)
    except ValueError as error:
        raise DrillError(scanned.stderr[-500:]) from error
    if "error" in result:
        raise DrillError(f"{address}: {result['error']}")
    return result


if __name__ == "__main__":
    os.environ.pop("PORT", None)
    main()
