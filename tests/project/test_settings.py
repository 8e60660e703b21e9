"""What each way to run backpain sets, and what each refuses.

Settings are read once in a process, so every case here is a process of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from backpain.secret_key import read_or_make_secret_key

PROJECT_DIR = Path(__file__).resolve().parent.parent.parent
OURS = (
    "DEBUG",
    "DEMO",
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "DATABASE_URL",
    "DATABASE_POOL",
    "DATABASE_TIMEOUTS",
    "PGBOUNCER",
    "REPLICA_URL",
)
PRODUCTION = {
    "DEBUG": "0",
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefgh",
    "ALLOWED_HOSTS": "backpain.example.org",
    "DATABASE_URL": "postgres://me:a%40b@db.example.org:5433/backpain",
}
SHOWN = (
    "DEBUG",
    "DEMO",
    "PRODUCTION",
    "ALLOWED_HOSTS",
    "SECURE_SSL_REDIRECT",
    "SECURE_HSTS_SECONDS",
    "SESSION_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
    "STORAGES",
    "DATABASES",
    "DATABASE_ROUTERS",
    "ACCOUNT_DEFAULT_HTTP_PROTOCOL",
    "LOG_LEVEL",
)


def run(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k not in OURS}
    return subprocess.run(
        [sys.executable, *command],
        env={**environment, **variables},
        cwd=PROJECT_DIR,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def read_settings(**variables: str) -> dict:
    code = (
        "import json; from django.conf import settings; "
        f"print(json.dumps({{n: getattr(settings, n) for n in {SHOWN!r}}}, default=str))"
    )
    variables["DJANGO_SETTINGS_MODULE"] = "backpain.settings"
    result = run("-c", code, **variables)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_without_variables_it_is_development() -> None:
    found = read_settings()

    assert found["DEBUG"] is found["DEMO"] is True
    assert found["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]
    assert found["DATABASES"]["default"]["ENGINE"] == "backpain.embedded_postgres"
    assert "Manifest" not in found["STORAGES"]["staticfiles"]["BACKEND"]


def test_the_demo_is_the_product_over_plain_http() -> None:
    found = read_settings(DEBUG="0", DEMO="1")

    assert found["DEBUG"] is found["PRODUCTION"] is False
    assert found["SECURE_SSL_REDIRECT"] is False
    assert found["SECURE_HSTS_SECONDS"] == 0
    assert found["SESSION_COOKIE_SECURE"] is found["CSRF_COOKIE_SECURE"] is False
    assert found["SESSION_COOKIE_NAME"] == "sessionid"
    assert found["ACCOUNT_DEFAULT_HTTP_PROTOCOL"] == "http"
    assert "CompressedManifest" in found["STORAGES"]["staticfiles"]["BACKEND"]
    assert found["LOG_LEVEL"] == "WARNING"
    assert read_settings(DEBUG="0", DEMO="1", LOG_LEVEL="INFO")["LOG_LEVEL"] == "INFO"


def test_production_is_https_only() -> None:
    found = read_settings(**PRODUCTION)

    assert found["PRODUCTION"] is True
    assert found["SECURE_SSL_REDIRECT"] is True
    assert found["SECURE_HSTS_SECONDS"] >= 365 * 86400
    assert found["SESSION_COOKIE_NAME"] == "__Host-sessionid"
    assert found["SESSION_COOKIE_SECURE"] is found["CSRF_COOKIE_SECURE"] is True
    assert found["ACCOUNT_DEFAULT_HTTP_PROTOCOL"] == "https"
    assert found["LOG_LEVEL"] == "INFO"


def test_the_database_url_is_read_with_its_escapes() -> None:
    database = read_settings(**PRODUCTION)["DATABASES"]["default"]

    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert database["PASSWORD"] == "a@b"
    assert (database["HOST"], database["PORT"]) == ("db.example.org", 5433)
    assert "pool" not in database["OPTIONS"]


def test_the_server_has_a_pool_and_gives_up_in_time() -> None:
    found = read_settings(
        **PRODUCTION, DATABASE_POOL="1", DATABASE_POOL_SIZE="3", DATABASE_TIMEOUTS="1"
    )
    options = found["DATABASES"]["default"]["OPTIONS"]

    assert options["pool"]["max_size"] == 3
    assert "statement_timeout=5s" in options["options"]
    assert options["connect_timeout"] == 2


@pytest.mark.parametrize(
    ("command", "limit"),
    [("rebuild_statuses", "statement_timeout=60s"), ("migrate", "None")],
)
def test_what_a_timer_runs_has_the_limits_of_a_job(command: str, limit: str) -> None:
    code = (
        "import atexit, manage, django.conf; "
        "atexit.register(lambda: print(django.conf.settings.DATABASES['default']"
        "['OPTIONS'].get('options'))); manage.main()"
    )

    found = run("-c", code, command, "--help", **PRODUCTION)

    assert limit in found.stdout.splitlines()[-1], found.stderr


def test_of_several_hosts_the_one_that_takes_writes_is_used() -> None:
    hosts = "host=db1,db2&port=5432,5432&target_session_attrs=read-write"
    url = f"postgres://me:secret@/backpain?{hosts}"
    found = read_settings(**PRODUCTION | {"DATABASE_URL": url})
    options = found["DATABASES"]["default"]["OPTIONS"]

    assert found["DATABASES"]["default"]["HOST"] == ""
    assert options["host"] == "db1,db2"
    assert options["target_session_attrs"] == "read-write"


def test_behind_pgbouncer_nothing_outlives_a_transaction() -> None:
    found = read_settings(**PRODUCTION, DATABASE_TIMEOUTS="1", PGBOUNCER="1")
    database = found["DATABASES"]["default"]

    assert database["DISABLE_SERVER_SIDE_CURSORS"] is True
    assert "options" not in database["OPTIONS"]


def test_a_copy_is_used_as_the_primary_is_and_waited_for_less() -> None:
    url = "postgres://reader@copy.example.org/backpain?target_session_attrs=standby"
    primary = PRODUCTION["DATABASE_URL"] + "?target_session_attrs=read-write"
    found = read_settings(
        **PRODUCTION | {"DATABASE_URL": primary, "REPLICA_URL": url},
        DATABASE_POOL="1",
        DATABASE_TIMEOUTS="1",
    )
    copy, default = found["DATABASES"]["replica"], found["DATABASES"]["default"]

    assert (copy["HOST"], copy["USER"]) == ("copy.example.org", "reader")
    assert copy["OPTIONS"]["options"] == default["OPTIONS"]["options"]
    assert copy["OPTIONS"]["target_session_attrs"] == "standby"
    assert copy["OPTIONS"]["pool"]["timeout"] < default["OPTIONS"]["pool"]["timeout"]
    assert found["DATABASE_ROUTERS"] == ["backpain.replica.Router"]
    assert read_settings(**PRODUCTION)["DATABASE_ROUTERS"] == []


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"])
def test_production_refuses_to_start_without(name: str) -> None:
    result = run("manage.py", "check", **{**PRODUCTION, name: ""})

    assert result.returncode == 1
    assert result.stderr.startswith(f"backpain does not start: {name} is not set.")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("DEBUG", "maybe", "use one of 1, true"),
        ("DEMO", "2", "use one of 1, true"),
        ("SECRET_KEY", "short", "at least 50 random characters"),
        ("SECRET_KEY", "a" * 60, "at least 50 random characters"),
        ("DATABASE_URL", "mysql://db.example.org/x", "Postgres only"),
        ("DATABASE_URL", "sqlite:///x", "Postgres only"),
        ("DATABASE_URL", "db.example.org", "postgres://user:password@host:port/name"),
        ("DATABASE_URL", "postgres://a:b@c:port/d", "postgres://user:password@host"),
        ("REPLICA_URL", "copy.example.org", "postgres://user:password@host:port/name"),
        ("CSRF_TRUSTED_ORIGINS", "backpain.example.org", "https://"),
        ("LOG_LEVEL", "LOUD", "DEBUG, INFO, WARNING, ERROR"),
        ("EMAIL_PORT", "smtp", "from 1 to 65535"),
        ("EMAIL_USE_TLS", "ssl", "use one of 1, true"),
        ("TRUSTED_PROXIES", "6", "from 0 to 5"),
        ("SECURE_SSL_REDIRECT", "never", "use one of 1, true"),
        ("SECURE_HSTS_SECONDS", "-1", "a whole number"),
        ("DATABASE_TIMEOUTS", "5s", "use one of 1, true"),
    ],
)
def test_a_wrong_value_is_refused_by_name(name: str, value: str, said: str) -> None:
    result = run("manage.py", "check", **{**PRODUCTION, name: value})

    assert result.returncode == 1
    assert name in result.stderr
    assert said in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("hosts", ["backpain.example.org", "127.0.0.1,0.0.0.0", "*"])
def test_the_demo_answers_on_this_machine_only(hosts: str) -> None:
    result = run("manage.py", "check", DEBUG="0", DEMO="1", ALLOWED_HOSTS=hosts)

    assert result.returncode == 1
    assert "ALLOWED_HOSTS" in result.stderr
    assert "127.0.0.1, localhost, [::1]" in result.stderr


def test_gunicorn_refuses_in_one_line() -> None:
    config = ["-m", "gunicorn", "--config", "backpain/gunicorn.py"]
    no_key = run(*config, **{**PRODUCTION, "SECRET_KEY": "", "PORT": "1"})
    no_port = run(*config, **{**PRODUCTION, "PORT": "high"})

    for result, name in ((no_key, "SECRET_KEY"), (no_port, "PORT")):
        assert result.returncode == 1
        assert f"backpain does not start: {name}" in result.stderr
        assert "Traceback" not in result.stderr


CHECK = ("manage.py", "check", "--deploy", "--fail-level", "WARNING")


def test_the_deployment_checks_pass() -> None:
    more = {"TRUSTED_PROXIES": "1", "EMAIL_HOST": "mail.example.org"}
    result = run(*CHECK, **PRODUCTION, **more)

    assert result.returncode == 0, result.stderr


def test_the_deployment_checks_warn_of_what_keeps_everybody_out() -> None:
    production = run(*CHECK, **PRODUCTION)
    demo = run(*CHECK, DEBUG="0", DEMO="1")

    assert production.returncode == 1
    assert "backpain.W001" in production.stderr
    assert "TRUSTED_PROXIES" in production.stderr
    assert "backpain.W002" in production.stderr
    assert "EMAIL_HOST" in production.stderr
    assert "backpain.W" not in demo.stderr


def test_no_script_or_style_in_the_page_may_run() -> None:
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    allowed = [source for sources in policy.values() for source in sources]

    assert not [source for source in allowed if "unsafe" in source or "*" in source]
    assert policy["frame-ancestors"] == ["'none'"]
    assert policy["default-src"] == ["'none'"]


def test_the_secret_key_is_made_once_for_its_owner(tmp_path: Path) -> None:
    path = tmp_path / ".secret_key"

    key = read_or_make_secret_key(path)

    assert len(key) >= 50
    assert path.stat().st_mode & 0o777 == 0o600
    assert read_or_make_secret_key(path) == key
    assert list(tmp_path.iterdir()) == [path]


def test_two_first_runs_at_once_agree_on_the_secret_key(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; "
        "from backpain.secret_key import read_or_make_secret_key as read; "
        "sys.stdin.read(); print(read(Path(sys.argv[1])))"
    )
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path / "key")],
            cwd=PROJECT_DIR,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    answers: list[str] = []
    threads = [
        threading.Thread(target=lambda r=r: answers.append(r.communicate("")[0]))
        for r in runs
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert len(answers) == 3
    assert len(set(answers)) == 1


def test_a_secret_key_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.touch()

    for path in (tmp_path, empty, tmp_path / "missing" / "key"):
        with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
            read_or_make_secret_key(path)
