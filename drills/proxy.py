"""nginx in front of the nodes, with the configuration that operators start from.

deploy/nginx.conf is taken as it is but for what no two machines have in common: the
names, the addresses, the certificate and where files may be written.
"""

from __future__ import annotations

import os
import socket
import ssl
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from drills.processes import (
    PROJECT_DIR,
    DrillError,
    program,
    start,
    stop,
    wait_until,
)

SAMPLE = PROJECT_DIR / "deploy" / "nginx.conf"
CERTIFICATE_DAYS = "7"
# What the sample writes; nginx-access.log beside it is for the drill.
SAMPLE_LOG = "backpain.log"
# What surrounds a file in conf.d; one worker, so that the turns of the nodes are strict.
AROUND = """
{user}
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/nginx-error.log;
events {{ worker_connections 512; }}
http {{
    include /etc/nginx/mime.types;
    log_format nodes '$request_method $uri $status $upstream_addr $upstream_status';
    access_log {folder}/nginx-access.log nodes;
    client_body_temp_path {folder}/nginx-body;
    proxy_temp_path {folder}/nginx-proxy;
    fastcgi_temp_path {folder}/nginx-fastcgi;
    uwsgi_temp_path {folder}/nginx-uwsgi;
    scgi_temp_path {folder}/nginx-scgi;
    include {folder}/backpain.conf;
}}
"""


@contextmanager
def in_front_of(
    nodes: Sequence[int],
    *,
    folder: Path,
    https_port: int,
    http_port: int,
    sample: Path = SAMPLE,
) -> Iterator[str]:
    """Run nginx before the nodes on these ports; give the address of the site.

    folder / "site.crt" is the certificate for 127.0.0.1 and localhost, signed by
    itself: whoever should trust the site is told of this file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    make_certificate(folder)
    (folder / "backpain.conf").write_text(
        adapt(sample.read_text(), nodes, folder, https_port, http_port)
    )
    # Root's nginx works as another user, who must reach its folders.
    user = "user root;" if os.geteuid() == 0 else ""
    configuration = folder / "nginx.conf"
    configuration.write_text(AROUND.format(folder=folder, user=user))
    command = [nginx(), "-p", str(folder), "-c", str(configuration)]
    process = start(command, log=folder / "nginx-output.log")
    try:
        wait_until(
            lambda: process.poll() is not None or _listens(https_port), "nginx starts"
        )
        if process.poll() is not None:
            raise DrillError((folder / "nginx-error.log").read_text())
        yield f"https://127.0.0.1:{https_port}"
    finally:
        stop(process)


def nginx() -> str:
    found = program("nginx")
    if found is None:
        raise DrillError("nginx is missing: apt install nginx-light")
    return found


def adapt(
    sample: str, nodes: Sequence[int], folder: Path, https_port: int, http_port: int
) -> str:
    """Return the sample with this machine's names in the place of the invented ones."""
    first = "server 10.0.0.11:8000"
    second = "    server 10.0.0.12:8000 max_fails=0;\n"
    more = "".join(second.replace("10.0.0.12:8000", _node(n)) for n in nodes[1:])
    own_log = "access_log /var/log/nginx/backpain.log backpain;"
    nodes_log = f"access_log {folder}/nginx-access.log nodes;"
    site = sample
    for invented, real in (
        (second, more),
        (first, f"server {_node(nodes[0])}"),
        ("server_name backpain.example.org;", "server_name 127.0.0.1 localhost;"),
        ("listen 443 ssl", f"listen 127.0.0.1:{https_port} ssl"),
        ("listen 80;", f"listen 127.0.0.1:{http_port};"),
        (own_log, f"access_log {folder}/{SAMPLE_LOG} backpain;\n    {nodes_log}"),
        ("/var/log/nginx/error.log", f"{folder}/nginx-error.log"),
        ("/etc/ssl/backpain/fullchain.pem", str(folder / "site.crt")),
        ("/etc/ssl/backpain/privkey.pem", str(folder / "site.key")),
    ):
        if invented not in site:
            raise DrillError(f"the sample says nothing of {invented!r} any more")
        site = site.replace(invented, real)
    return site


def _node(port: int) -> str:
    return f"127.0.0.1:{port}"


def make_certificate(folder: Path) -> None:
    """Write a certificate for this machine's own address, and its key."""
    openssl = program("openssl")
    if openssl is None:
        raise DrillError("openssl is missing: apt install openssl")
    command = [openssl, "req", "-x509", "-nodes", "-days", CERTIFICATE_DAYS]
    command += ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
    command += ["-subj", "/CN=127.0.0.1"]
    command += ["-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost"]
    command += ["-keyout", str(folder / "site.key"), "-out", str(folder / "site.crt")]
    subprocess.run(command, check=True, capture_output=True)


def trusting(folder: Path) -> ssl.SSLContext:
    """Return what a client needs to trust the site, and nobody else."""
    return ssl.create_default_context(cafile=str(folder / "site.crt"))


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
