"""A check-in of anything at all makes one row at most, and none when it is refused.

That no form breaks, this one included, is in tests/project/test_fuzz.py.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from tests.make import (
    check_in_data,
    episode_data,
    make_profile,
)
from triage.models import CheckIn

URL = "/check-ins/new/"
QUICK = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
# A lone surrogate is no text: no client can send it.
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | (
    st.sampled_from(
        [
            "0",
            "10",
            "11",
            "-1",
            "yes",
            "no",
            "none",
            "unsure",
            "NaN",
            "1e400",
            "\x00",
            "0001-01-01",
            "9999-12-31",
            "2024-02-29",
            "9" * 400,
            "x" * 2000,
            "\u202e",
        ]
    )
)
VALUES = ANYTHING | st.lists(ANYTHING, max_size=4)
EXTRA = {
    "note": "",
    "run_distance": "",
    "ran_on": "",
    "last_run_pain_max": "",
    "last_run_settled": "",
    "open_run_settled": "",
    "unsure_about": [],
    "warning_saddle": "",
    "warning_fever": [],
    "fear_unsafe": "",
    "low_energy_signs": "",
    "change_vs_last_week": "",
    "daily_life": "",
    "episode_unchanged": "",
    "corrects": "",
}


@pytest.fixture
def asked(alice):
    make_profile(alice)
    return alice


@given(data=st.data())
@QUICK
def test_no_text_in_any_field_is_an_error_of_ours(asked, client_of_alice, data):
    today = asked.local_date()
    good = EXTRA | check_in_data(asked) | episode_data(today)
    names = st.sampled_from(sorted(good))
    changes = data.draw(st.dictionaries(names, VALUES, max_size=6))
    before = CheckIn.objects.count()

    response = client_of_alice.post(URL, good | changes)

    assert response.status_code in (302, 404, 409, 422)
    made = CheckIn.objects.count() - before
    assert made <= (response.status_code == 302)


@pytest.mark.parametrize("pk", ["0", str(2**63), "9" * 400, "9" * 5000])
def test_no_number_in_an_address_is_an_error_of_ours(asked, client_of_alice, pk):
    assert client_of_alice.get(f"/check-ins/{pk}/").status_code == 404
