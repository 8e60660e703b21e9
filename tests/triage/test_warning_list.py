from __future__ import annotations

import pytest

from tests.make import check_in_data, make_profile
from tests.page import form_of
from triage.forms.fields import dictionary_choice
from triage.rules import FIELDS, REQUIRED, Asked, Care, Verdict
from triage.signs import SIGNS
from triage.warning_list import LISTED_FIELDS, list_answers, signs_for

URL = "/check-ins/new/"
CHOICES = [(sign, choice) for sign in SIGNS for choice in sign.choices]


def test_none_of_these_answers_every_field_of_the_list_with_its_best():
    assert list_answers({}, ()) == {name: FIELDS[name].best for name in LISTED_FIELDS}


def test_every_required_answer_of_the_list_is_asked():
    listed = {name for name in REQUIRED if FIELDS[name].asked is Asked.LIST}

    assert listed <= set(LISTED_FIELDS)


@pytest.mark.parametrize(
    ("sign", "choice"), CHOICES, ids=[f"{s.key}-{c.key}" for s, c in CHOICES]
)
def test_follow_up_answers_its_fields_and_no_other(sign, choice):
    answers = list_answers({sign.key: [choice.key]}, ())

    for name, value in answers.items():
        assert value == choice.answers.get(name, FIELDS[name].best)
    assert all(FIELDS[name].allows(value) for name, value in choice.answers.items())


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.key)
def test_not_sure_is_never_a_no(sign):
    answers = list_answers({}, [sign.key])

    fields = {name for choice in sign.choices for name in choice.answers}
    assert all(answers[name] != FIELDS[name].best for name in fields)
    assert fields <= set(sign.unsure)


def test_worst_of_several_answers_counts():
    answers = list_answers(
        {"both_legs": ["pain"], "one_leg": ["thigh", "tingling"], "weak_leg": ["old"]},
        ["fever", "one_leg"],
    )

    assert answers["leg_pain"] == "both_legs"
    assert answers["leg_numb_tingle"] == "one_leg"
    assert answers["leg_weakness"] == "one_leg_old_stable"
    assert answers["fever"] == "unsure"
    assert answers["night_sweats"] is None


def test_signs_of_pregnancy_are_for_the_pregnant_only():
    everybody = {sign.key for sign in signs_for(pregnant=False)}

    assert {sign.key for sign in SIGNS} - everybody == {"pregnancy"}


@pytest.mark.parametrize(
    ("about", "verdict", "care"),
    [
        (["saddle"], Verdict.REST, Care.URGENT_SAME_DAY),
        (["saddle", "one_leg"], Verdict.REST, Care.URGENT_SAME_DAY),
        (["fall"], Verdict.RUN_EASY, Care.SELF_CARE),
        (["bone"], Verdict.WALK, Care.SELF_CARE),
        (["chest"], Verdict.REST, Care.EMERGENCY),
        (["both_legs"], Verdict.REST, Care.URGENT_SAME_DAY),
        (["weak_leg"], Verdict.REST, Care.URGENT_SAME_DAY),
        (["tummy"], Verdict.REST, Care.URGENT_SAME_DAY),
        (["urine"], Verdict.WALK, Care.SELF_CARE),
    ],
)
def test_not_sure_on_the_page_is_judged_with_caution(
    client_of_alice, alice, about, verdict, care
):
    make_profile(alice)
    data = check_in_data(alice, warnings=["unsure"], unsure_about=about)

    response = client_of_alice.post(URL, data)

    assert response.status_code == 302
    check_in = alice.check_ins.get()
    assert (check_in.verdict, check_in.care) == (verdict, care)


def test_nothing_is_ticked_beforehand(client_of_alice, alice):
    make_profile(alice)

    sent = form_of(client_of_alice.get(URL).text)

    assert set(sent) <= {
        "csrfmiddlewaretoken",
        "submission_key",
        "shown_for",
        "ran_on",
        "run_distance",
        "started_on",
        "note",
    }
    answered = {name for name, values in sent.items() if values != [""]}
    assert answered == {"csrfmiddlewaretoken", "submission_key", "shown_for"}


def test_question_with_a_value_that_the_dictionary_lacks_is_a_mistake_of_ours():
    with pytest.raises(KeyError, match="walking has no value flying"):
        dictionary_choice("walking", "?", {"normal": "ok", "flying": "no"})
