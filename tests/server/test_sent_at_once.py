"""The same page sent many times at once, by fingers or by proxies, is one row."""

from __future__ import annotations

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from tests.at_once import at_once
from tests.make import check_in_data
from training.models import Run

CHECK_IN = "/check-ins/new/"
AT_ONCE = 50


def send(server, path, data, session):
    def one(_):
        return server.post(path, data, session=session)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(AT_ONCE)))


def test_fifty_identical_check_ins_at_once_are_one_row_and_fifty_good_answers(
    server, athlete, session
):
    data = check_in_data(athlete, note="sent often")

    answers = send(server, CHECK_IN, data, session)

    check_in = athlete.check_ins.get()
    assert [answer.status for answer in answers] == [302] * AT_ONCE
    to = {answer.headers["Location"] for answer in answers}
    assert to == {check_in.get_absolute_url()}


def test_fifty_identical_runs_at_once_are_one_row_and_fifty_good_answers(
    server, athlete, session
):
    data = {
        "submission_key": uuid.uuid4(),
        "date": athlete.local_date(),
        "distance": "5",
    }

    answers = send(server, "/runs/new/", data, session)

    assert [answer.status for answer in answers] == [302] * AT_ONCE
    assert Run.objects.get(athlete=athlete).distance_m == 5_000


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_locked", [True, False])
def test_without_the_athletes_lock_two_at_once_would_not_both_be_answered(
    is_locked, athlete, monkeypatch
):
    """The control: both have read that there is none before either writes."""
    both = threading.Barrier(2, timeout=10)
    if not is_locked:
        monkeypatch.setattr("triage.situation.lock", lambda _: both.wait())
        monkeypatch.setattr("training.services.plan.lock", lambda _: None)
    data, answers = check_in_data(athlete), []

    def post() -> None:
        client = Client(raise_request_exception=False)
        client.force_login(athlete)
        answers.append(client.post(CHECK_IN, data).status_code)

    at_once(post, post)

    assert athlete.check_ins.count() == 1
    assert sorted(answers) == ([302, 302] if is_locked else [302, 500])
    assert connection.is_usable()
