"""Let wapiti look for faults in the running app: `make audit`.

The app runs as in production, over TLS, on a database of its own with the people of
the demo. It is scanned three times: by a stranger, by an athlete, by a coach. Before
that wapiti is shown a site with one fault of each kind: what it does not find there
it would not find here, and the audit fails.

Only this machine is asked. What would end the scan (log-out, erasing the account,
taking back the second factor) is left out, and so is what only a form of the browser's
own could answer (passkeys).
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT_DIR = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT_DIR))
PORT = int(os.environ.get("PORT", "8140"))
SECONDS = int(os.environ.get("AUDIT_SECONDS", "60"))
# Found at the faulty site, so that nothing found here means something.
MODULES = ("xss", "sql", "crlf", "redirect", "csrf", "cookieflags", "http_headers")
MORE = ("permanentxss", "exec", "file", "csp", "ldap", "methods", "timesql", "upload")
KINDS = {
    "Reflected Cross Site Scripting",
    "SQL Injection",
    "CRLF Injection",
    "Open Redirect",
    "Cross Site Request Forgery",
    "HttpOnly Flag cookie",
    "Secure Flag cookie",
    "Clickjacking Protection",
}
LEFT_OUT = (
    "/accounts/logout/",
    "/admin/logout/",
    "/me/erase/",
    "/accounts/sessions/",
    "/accounts/2fa/*",
    "/accounts/password/change/",
    "/accounts/email/",
    "/demo/*",
    "/static/*",
)


def main() -> None:
    wapiti = PROJECT_DIR / ".venv-wapiti" / "bin" / "wapiti"
    with tempfile.TemporaryDirectory(prefix="backpain-audit-") as name:
        folder = Path(name)
        make_certificate(folder)
        with served(["-m", "audit.faulty", str(PORT + 1)], folder, PORT + 1):
            found = scan(wapiti, folder, PORT + 1, "faulty", "")
        missed = KINDS - set(found)
        if missed:
            sys.exit(f"wapiti did not find in the faulty site: {sorted(missed)}")
        print(f"the faulty site: found {sorted(found)}", flush=True)
        wrong = scan_the_app(wapiti, folder)
    sys.exit(1 if wrong else 0)


def scan_the_app(wapiti: Path, folder: Path) -> bool:
    sessions = prepare()
    command = ["-m", "gunicorn", "--config", "backpain/gunicorn.py"]
    command += [f"--certfile={folder / 'cert.pem'}", f"--keyfile={folder / 'key.pem'}"]
    wrong = False
    with served(command, folder, PORT):
        for role, session in sessions.items():
            began = time.monotonic()
            found = scan(wapiti, folder, PORT, role, session)
            report = json.loads((folder / f"{role}.json").read_text())
            pages = report["infos"].get("crawled_pages_nbr", "?")
            took = f"{time.monotonic() - began:.0f} s"
            print(f"{role}: {pages} pages, {len(found)} findings, {took}", flush=True)
            for kind, cases in found.items():
                wrong = True
                print(f"  {kind}\n" + "\n".join(f"    {case}" for case in cases))
    return wrong


def scan(
    wapiti: Path, folder: Path, port: int, name: str, session: str
) -> dict[str, list[str]]:
    """Return what is found, by its kind."""
    report = folder / f"{name}.json"
    at = f"https://127.0.0.1:{port}"
    command = [str(wapiti), "-u", f"{at}/", "--scope", "domain", "--no-bugreport"]
    command += ["-m", ",".join((*MODULES, *MORE)), "-f", "json", "-o", str(report)]
    command += ["--store-session", str(folder / name), "--verify-ssl", "0", "-v", "0"]
    command += ["--store-config", str(folder / "config"), "--flush-session"]
    command += ["-d", "4", "--max-links-per-page", "40", "--max-files-per-dir", "12"]
    command += ["--max-scan-time", str(2 * SECONDS), "--max-attack-time", str(SECONDS)]
    for path in LEFT_OUT:
        command += ["-x", f"{at}{path}"]
    if session:
        command += ["-C", f"__Host-sessionid={session}"]
    output = folder / f"{name}.log"
    with output.open("w") as log:
        status = subprocess.run(  # noqa: S603 - our own command, no shell
            command,
            stdout=log,
            stderr=log,
            timeout=60 + (3 + len(MODULES) + len(MORE)) * SECONDS,
            check=False,
            # No proxy between us and our own machine, whatever the environment says.
            env={k: v for k, v in os.environ.items() if "proxy" not in k.lower()},
        ).returncode
    if not report.exists():
        sys.exit(f"wapiti ended with {status}:\n{output.read_text()[-2000:]}")
    told = json.loads(report.read_text())
    found = {**told["vulnerabilities"], **told["anomalies"]}
    return {
        kind: [f"{case['method']} {case['path']}: {case['info']}" for case in cases]
        for kind, cases in found.items()
        if cases
    }


@contextmanager
def served(command: list[str], folder: Path, port: int) -> Iterator[None]:
    environment = {**os.environ, "PORT": str(port), "CERTIFICATE": str(folder)}
    server = subprocess.Popen(  # noqa: S603 - our own server, no shell
        [sys.executable, *command], cwd=PROJECT_DIR, env=environment
    )
    try:
        wait_until_up(port)
        yield
    finally:
        server.terminate()
        server.wait(timeout=60)


def wait_until_up(port: int) -> None:
    import socket

    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    sys.exit(f"nothing came up on port {port}")


def make_certificate(folder: Path) -> None:
    openssl = shutil.which("openssl") or sys.exit("openssl is not installed")
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"]
    command += ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    command += ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own


def prepare() -> dict[str, str]:
    """Make the database anew, with the people of the demo; return their sessions."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "backpain.settings",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "127.0.0.1",
        "DEBUG": "0",
        "DEMO": "0",
    }
    from backpain.embedded_postgres import cluster

    cluster.acquire()
    os.environ["DATABASE_URL"] = cluster.url("backpain_audit")
    make_database(cluster.url("postgres"))
    import django

    django.setup()
    from django.core.management import call_command

    from training.demo import make_people
    from training.demo.athletes import SAM
    from training.demo.people import KIM

    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    make_people()
    return {
        "anonymous": "",
        "athlete": sign_in(SAM.email),
        "coach": sign_in(KIM.email, has_app=True),
    }


def make_database(url: str) -> None:
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS backpain_audit WITH (FORCE)")
        connection.execute("CREATE DATABASE backpain_audit")


def sign_in(email: str, *, has_app: bool = False) -> str:
    from allauth.mfa.models import Authenticator
    from django.conf import settings

    from backpain.accounts.models import User
    from tests.signed_in import signed_in

    person = User.objects.get(email=email)
    if has_app:
        Authenticator.objects.create(
            user=person, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"}
        )
    return str(signed_in(person).cookies[settings.SESSION_COOKIE_NAME].value)


if __name__ == "__main__":
    main()
