"""The compose file is YAML, and its second node is the first one again."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

PROJECT_DIR = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def services() -> dict[str, dict[str, Any]]:
    return yaml.safe_load((PROJECT_DIR / "compose.yaml").read_text())["services"]


def test_what_must_be_set_is_named_in_one_line_that_yaml_takes_whole(services):
    environment = services["web"]["environment"]

    assert environment["SECRET_KEY"].startswith("${SECRET_KEY:?set it in .env: ")
    assert environment["DATABASE_URL"].endswith("}@database/backpain")


def test_second_node_differs_from_the_first_in_its_port_alone(services):
    one, two = services["web"], services["web-two"]

    different = {key for key in one | two if one.get(key) != two.get(key)}
    assert different == {"ports", "profiles"}
    assert two["profiles"] == ["two-nodes"]


def test_every_service_of_the_app_reads_the_same_variables(services):
    ours = [one for one in services.values() if one["image"] == "backpain"]

    assert len(ours) >= 4
    assert all(one["environment"] == ours[0]["environment"] for one in ours)


def test_every_variable_of_ours_is_in_the_readme(services):
    readme = (PROJECT_DIR / "README.md").read_text()

    for name in services["web"]["environment"]:
        assert re.search(rf"`{name}`", readme), name
