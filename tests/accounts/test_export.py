from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps

from backpain.accounts import export
from backpain.accounts.models import User
from tests.make import make_check_in, make_profile

# Every table with a key to the account. Whoever adds one decides here, or in
# export.LEFT_OUT_RELATIONS with a reason, whether its rows belong to the person.
EXPORTED = {
    "account.EmailAddress.user",
    "accounts.AccessLog.athlete",
    "accounts.AthleteStatus.athlete",
    "accounts.CoachCode.coach",
    "accounts.Coaching.athlete",
    "accounts.CoachingGroup.coach",
    "accounts.User_groups.user",
    "accounts.User_user_permissions.user",
    "mfa.Authenticator.user",
    "training.Change.athlete",
    "training.Note.athlete",
    "training.Plan.athlete",
    "training.Replan.athlete",
    "training.Run.athlete",
    "training.RunningHistory.athlete",
    "training.Shoe.athlete",
    "training.Week.athlete",
    "training.Workout.athlete",
    "training.WorkoutDone.athlete",
    "triage.CareHold.athlete",
    "triage.CheckIn.athlete",
    "triage.Episode.athlete",
    "triage.HealthProfile.athlete",
    "usersessions.UserSession.user",
}


def test_every_key_to_the_account_is_exported_or_left_out_with_a_reason():
    found = {export.label(field) for field in export.relations()}

    assert not found - EXPORTED - set(export.LEFT_OUT_RELATIONS)
    assert not EXPORTED & set(export.LEFT_OUT_RELATIONS)


def test_no_foreign_key_is_overlooked():
    keys = {
        export.label(field)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if field.related_model is User and field.model._meta.concrete_model is model
    }

    assert keys == {export.label(field) for field in export.relations()}


def test_left_out_columns_exist():
    for name in export.LEFT_OUT_COLUMNS:
        model, column = name.rsplit(".", 1)
        assert column in [field.attname for field in apps.get_model(model)._meta.fields]


@pytest.fixture
def owner(logged_in, confirmed_alice) -> User:
    Authenticator.objects.create(
        user=confirmed_alice, type="totp", data={"secret": "TOPSECRET"}
    )
    make_profile(confirmed_alice)
    make_check_in(confirmed_alice, note="Slept badly")
    confirmed_alice.name = "=1+1"
    confirmed_alice.save()
    return confirmed_alice


def test_json_holds_every_row_and_no_secret(logged_in, owner, charlie):
    response = logged_in.post("/me/export/", {"format": "json"})

    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Type"] == "application/json"
    assert (
        response.headers["Content-Disposition"]
        == 'attachment; filename="backpain.json"'
    )
    tables = json.loads(response.content)
    assert tables["accounts_user"][0]["email"] == "alice@example.org"
    assert tables["accounts_user"][0]["date_joined"].endswith("Z")
    assert tables["account_emailaddress"][0]["verified"] is True
    assert tables["mfa_authenticator"][0]["type"] == "totp"
    assert tables["triage_checkin"][0]["note"] == "Slept badly"
    assert len(tables["usersessions_usersession"]) == 1
    owner.refresh_from_db()
    for secret in (
        "TOPSECRET",
        owner.password,
        logged_in.session.session_key,
        "charlie",
    ):
        assert secret not in response.text


def test_zip_holds_a_table_each_and_no_formula(logged_in, owner):
    response = logged_in.post("/me/export/", {"format": "csv"})

    assert (
        response.headers["Content-Disposition"] == 'attachment; filename="backpain.zip"'
    )
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        assert "mfa_authenticator.csv" in archive.namelist()
        text = archive.read("accounts_user.csv").decode()
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["name"] == "'=1+1"
    assert row["date_joined"].endswith("Z")
    assert row["country"] == "DE"


def test_every_table_is_in_the_json_even_when_empty(logged_in):
    tables = json.loads(logged_in.post("/me/export/", {"format": "json"}).content)

    wanted = {
        field.model._meta.db_table
        for field in export.relations()
        if export.label(field) not in export.LEFT_OUT_RELATIONS
    }
    assert wanted <= set(tables)


def test_page_writes_nothing_and_names_both_forms(logged_in):
    page = logged_in.get("/me/export/").text

    assert 'value="json"' in page
    assert 'value="csv"' in page


@pytest.mark.parametrize("method", ["get", "post"])
def test_export_asks_for_the_password_again(client_of_alice, method):
    response = getattr(client_of_alice, method)("/me/export/")

    assert response.headers["Location"].startswith("/accounts/reauthenticate/")
