"""What the log says, and that it says nothing of anybody.

tests/log_watch.py searches the log of all tests; here is that it finds something.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory

from backpain.accounts.models import User
from backpain.logs import formatter, request_id
from backpain.request_log import request_log
from tests.conftest import PASSWORD
from tests.log_watch import Watch
from tests.make import check_in_data, make_check_in, make_profile

PROJECT_DIR = Path(__file__).resolve().parent.parent.parent
LOGIN = "/accounts/login/"


@pytest.fixture
def written():
    """The lines that production would write, as objects."""
    lines: list[dict] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(json.loads(formatter(as_json=True).format(record)))

    keep = Keep()
    logging.getLogger().addHandler(keep)
    yield lines
    logging.getLogger().removeHandler(keep)


def requests_in(lines):
    return [line for line in lines if line["logger"] == "backpain.request"]


def record_of(name: str, message: str, *args, **extra) -> logging.LogRecord:
    record = logging.LogRecord(name, logging.WARNING, "", 1, message, args, None)
    record.__dict__ |= extra
    return record


def test_a_request_is_one_line_with_its_name_and_without_its_address(
    client_of_alice, alice, written
):
    make_profile(alice)
    check_in = make_check_in(alice)

    response = client_of_alice.get(f"/check-ins/{check_in.pk}/?from=mail")

    (line,) = requests_in(written)
    assert line.pop("duration_ms") > 0
    assert line.pop("at")
    assert line == {
        "level": "INFO",
        "logger": "backpain.request",
        "event": "request",
        "request_id": response.headers["X-Request-ID"],
        "method": "GET",
        "route": "triage:check-in-detail",
        "ids": {"pk": check_in.pk},
        "status": 200,
        "user": alice.pk,
    }


def test_a_strangers_page_and_a_refusal_are_warnings_that_say_who_asked(
    client_of_charlie, charlie, alice, written
):
    make_profile(alice)
    check_in = make_check_in(alice)

    client_of_charlie.get(check_in.get_absolute_url())
    client_of_charlie.get("/admin/accounts/user/")
    Client(enforce_csrf_checks=True).post(LOGIN)

    found = [(one["level"], one["status"], one["user"]) for one in requests_in(written)]
    assert ("WARNING", 404, charlie.pk) in found
    assert ("WARNING", 403, None) in found
    assert requests_in(written)[0]["route"] == "triage:check-in-detail"


def test_permission_denied_is_a_warning(client_of_alice, alice, written, monkeypatch):
    def refuse(*arguments, **options):
        raise PermissionDenied("because of a secret")

    monkeypatch.setattr("training.views.runs.log_page", refuse)
    make_profile(alice)

    client_of_alice.get("/runs/")

    (line,) = requests_in(written)
    assert (line["status"], line["level"]) == (403, "WARNING")
    assert "secret" not in json.dumps(written)


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"note": "x" * 300_000}, 413),
        ({f"field{number}": "" for number in range(600)}, 400),
    ],
    ids=["too long", "too many fields"],
)
def test_more_than_a_form_can_hold_is_a_warning_without_a_stack(
    client_of_alice, alice, written, data, status
):
    make_profile(alice)

    assert client_of_alice.post("/check-ins/new/", data).status_code == status

    assert {line["level"] for line in written} == {"WARNING"}
    (line,) = [one for one in written if one["logger"].startswith("django.security")]
    assert line["event"] == "The request was refused"
    assert not {"stack", "error"} & line.keys()


def test_a_refusal_that_an_operator_may_have_to_mend_keeps_its_stack(client, written):
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400

    (line,) = [one for one in written if one["logger"].startswith("django.security")]
    assert (line["level"], line["event"]) == ("ERROR", "The request was refused")
    assert line["stack"]


def test_where_only_errors_are_logged_a_fault_of_the_sender_is_none(
    client_of_alice, written, caplog
):
    with caplog.at_level(logging.ERROR, logger="django"):
        client_of_alice.post("/me/", {"name": "x" * 300_000})

    assert not [one for one in written if one["logger"].startswith("django.security")]


def test_every_log_in_is_logged_by_number(client, alice, written):
    good = {"login": alice.email, "password": PASSWORD}
    alice.emailaddress_set.create(email=alice.email, verified=True, primary=True)

    client.post(LOGIN, good | {"password": "not this one"})
    client.post(LOGIN, good)
    client.post("/accounts/logout/")

    said = [one for one in written if one["logger"] == "backpain.login"]
    assert [(one["event"], one.get("user"), one["level"]) for one in said] == [
        ("a log-in failed", None, "WARNING"),
        ("logged in", alice.pk, "INFO"),
        ("logged out", alice.pk, "INFO"),
    ]
    assert said[1]["way"] == "password"
    assert "alice@" not in json.dumps(written)


GIVEN = "0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize(
    ("proxies", "given", "is_taken"),
    [
        (1, GIVEN, True),
        (0, GIVEN, False),
        (1, "short", False),
        (1, "x" * 65, False),
        (1, "0123456789abcdef\r\nX-Evil: 1", False),
        (1, "0123456789abcdef <b>", False),
        (1, "0123456789abcdefé", False),
    ],
)
def test_only_a_well_formed_id_of_a_trusted_proxy_is_taken(
    proxies, given, is_taken, settings
):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory().get("/", headers={"x-request-id": given})
    request.resolver_match = None

    response = request_log(lambda _: HttpResponse())(request)

    assert (response.headers["X-Request-ID"] == given) is is_taken
    assert len(response.headers["X-Request-ID"]) == 32


def test_lines_written_during_a_request_carry_its_id_and_no_other_line_does(written):
    request = RequestFactory().get("/")
    request.resolver_match = None

    def page(_):
        logging.getLogger("backpain.test").info("inside")
        return HttpResponse()

    response = request_log(page)(request)
    logging.getLogger("backpain.test").warning("outside")

    inside = next(one for one in written if one["event"] == "inside")
    outside = next(one for one in written if one["event"] == "outside")
    assert inside["request_id"] == response.headers["X-Request-ID"]
    assert "request_id" not in outside
    assert request_id.get() == ""


def test_an_error_is_its_kinds_and_places_and_not_its_text(alice, written):
    with transaction.atomic():
        try:
            with transaction.atomic():
                User.objects.create_user(alice.email, PASSWORD)
        except IntegrityError:
            logging.getLogger("django.request").exception(
                "%s: %s", "Internal Server Error", "/accounts/password/reset/key/x-y/"
            )

    (line,) = [one for one in written if one["logger"] == "django.request"]
    assert line["event"] == "The request failed"
    assert line["error"][0] == "django.db.utils.IntegrityError"
    assert line["sqlstate"] == "23505"
    assert "email" in line["constraint"]
    assert any(
        place.startswith("tests/project/test_logs.py:") for place in line["stack"]
    )
    assert "alice@" not in json.dumps(line)
    assert "/reset/" not in json.dumps(line)


@pytest.mark.parametrize("as_json", [True, False])
def test_nothing_begins_a_line_of_its_own(as_json):
    record = record_of(
        "backpain.test", "one\r\nERROR backpain: forged\x1b[2J\u2028", route="a\nb"
    )

    line = formatter(as_json=as_json).format(record)

    assert not [one for one in line if ord(one) < 32 or one == "\u2028"]


def test_only_the_named_fields_are_written():
    record = record_of("backpain.test", "said", status=200, note="my back", pain_now=7)

    assert json.loads(formatter(as_json=True).format(record)).keys() == {
        "at",
        "level",
        "logger",
        "event",
        "status",
    }


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (record_of("other", "%s has %d of %r", "alice", 3, "x"), "… has 3 of '…'"),
        (record_of("other", "%(who)s", {"who": "alice"}), "…"),
        (record_of("other", "100 %"), "100 %"),
        (
            record_of("psycopg.pool", "in %r: %s", "pool-1", OSError("no host")),
            "in 'pool-1': no host",
        ),
        (
            record_of("gunicorn.error", "Error handling request %s", "/reset/key/"),
            "Error handling request …",
        ),
        (
            record_of("gunicorn.error", "Invalid request from ip=1.2.3.4: Cookie: x"),
            "Invalid request",
        ),
        (
            record_of("django.security.DisallowedHost", "Invalid HTTP_HOST: 'x'"),
            "The request was refused",
        ),
    ],
)
def test_what_others_say_is_taken_without_what_they_put_into_it(record, said):
    assert json.loads(formatter(as_json=True).format(record))["event"] == said


def test_readable_lines_have_the_fields_and_the_whole_error():
    try:
        raise ValueError("all of it")
    except ValueError:
        record = record_of("backpain.test", "said", status=200)
        record.exc_info = sys.exc_info()

    line = formatter(as_json=False).format(record)

    assert line.startswith("WARNING backpain.test: said status=200\nTraceback")
    assert line.endswith("ValueError: all of it")


# That the watch would notice


@pytest.mark.parametrize(
    "leak",
    [
        "mail to bob@example.org",
        "cookie abcdefghijklmnopqrstuvwxyz012345",
        "note it hurts below the knee",
        "answer pain_worst_24h",
        "answer wakes_constant",
    ],
)
def test_the_watch_finds_what_leaks(leak, rf):
    watch = Watch()
    request = rf.post("/x/", {"note": "it hurts below the knee"})
    request.COOKIES["sessionid"] = "abcdefghijklmnopqrstuvwxyz012345"
    request.resolver_match = None
    watch.handle(record_of("backpain.request", "request", request=request))
    assert watch.leaks() == []

    watch.handle(record_of("backpain.test", leak))

    (found,) = watch.leaks()
    assert leak in found
    assert "test_the_watch_finds_what_leaks" in found


def test_the_watch_takes_names_in_the_code_for_nobodys_words(rf):
    names = ("backpain.request", "coaching", "coach:athlete", "account_login")
    watch = Watch()
    request = rf.post("/x/", dict(zip("abcde", (*names, "coach:nobody"), strict=True)))
    request.resolver_match = None
    watch.handle(record_of("backpain.request", "request", request=request))
    watch.handle(record_of("backpain.request", " ".join(names)))
    assert set(names) <= watch.brought
    assert watch.leaks() == []

    watch.handle(record_of("backpain.request", "route coach:nobody"))

    (found,) = watch.leaks()
    assert "['coach:nobody']" in found


@pytest.mark.parametrize(
    ("line", "status"), [("athlete %d", 0), ("athlete %d bob@example.org", 1)]
)
def test_a_run_of_tests_that_leaks_fails(line, status, tmp_path):
    """By a run of its own, on two processes as `make test` has them."""
    leaky = tmp_path / "test_leaky.py"
    leaky.write_text(
        "import logging\n"
        "def test_it(): logging.getLogger('backpain.x').info("
        f"{line!r}, 5)\n"
    )
    options = ("-q", "-n1", "-p", "tests.log_watch", f"--rootdir={PROJECT_DIR}")
    config = ("-c", str(PROJECT_DIR / "pyproject.toml"))

    result = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *config, str(leaky)],
        cwd=PROJECT_DIR,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert result.returncode == status, result.stdout
    assert ("LEAKED INTO THE LOG" in result.stdout) is bool(status)
    assert "1 passed" in result.stdout


def test_a_check_in_leaves_no_answer_in_the_log(client_of_alice, alice, written):
    make_profile(alice)
    data = check_in_data(alice, note="below the left knee")

    client_of_alice.post("/check-ins/new/", data)

    assert alice.check_ins.exists()
    text = json.dumps(written)
    assert requests_in(written)
    assert not [
        word for word in ("knee", "pain_", data["submission_key"]) if word in text
    ]
