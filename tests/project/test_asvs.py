"""docs/asvs.csv: a verdict with evidence for each requirement of ASVS 5.0.0 that applies.

Ids only: the words of the standard are under another licence.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from safety.evidence import Requirement, exists, requirements

ROOT = Path(__file__).resolve().parents[2]
ROWS = requirements()
VERDICTS = ("test", "config", "document", "deviation", "not applicable")

# Section and how many requirements of levels 1 and 2 it has, which are its first ones.
# V9, V10 and V17 are left out: no self-contained tokens, no OAuth, no WebRTC.
SECTIONS = """
V1.1 2
V1.2 9
V1.3 11
V1.4 3
V1.5 2
V2.1 3
V2.2 3
V2.3 4
V2.4 1
V3.2 2
V3.3 4
V3.4 6
V3.5 5
V3.7 2
V4.1 3
V4.2 1
V4.3 2
V4.4 4
V5.1 1
V5.2 3
V5.3 2
V5.4 3
V6.1 3
V6.2 12
V6.3 4
V6.4 4
V6.5 5
V6.6 3
V6.8 4
V7.1 3
V7.2 4
V7.3 2
V7.4 5
V7.5 2
V7.6 2
V8.1 2
V8.2 3
V8.3 1
V8.4 1
V11.1 2
V11.2 3
V11.3 3
V11.4 4
V11.5 1
V11.6 1
V12.1 3
V12.2 2
V12.3 4
V13.1 1
V13.2 5
V13.3 2
V13.4 5
V14.1 2
V14.2 4
V14.3 3
V15.1 3
V15.2 3
V15.3 7
V16.1 1
V16.2 5
V16.3 4
V16.4 3
V16.5 3
"""


def ids() -> list[str]:
    counts = (line.split() for line in SECTIONS.strip().splitlines())
    return [
        f"{name}.{one}" for name, count in counts for one in range(1, int(count) + 1)
    ]


def test_every_requirement_has_one_row():
    assert [row.id for row in ROWS] == ids()
    assert len(ROWS) == 210


def test_most_are_kept_by_a_test():
    counts = Counter(row.verdict for row in ROWS)

    assert set(counts) <= set(VERDICTS)
    assert counts["test"] >= 120
    # One more is a promise less, and is said in docs/trust.md.
    assert counts["deviation"] == 10


def wrong_evidence(row) -> list[str]:
    """What a row names that is not there, or the kind of evidence that it lacks."""
    tests = [one for one in row.evidence if "::" in one]
    files = [one for one in row.evidence if "::" not in one]
    wrong = [one for one in tests if not exists(one)]
    for one in files:
        path, _, word = one.partition(":")
        if not (ROOT / path).is_file() or word not in (ROOT / path).read_text():
            wrong.append(one)
    if row.verdict == "test":
        is_enough = bool(tests) and not files
    elif row.verdict in ("config", "document"):
        is_enough = bool(files)
    else:
        is_enough = bool(row.note)
    return wrong if is_enough else [*wrong, row.verdict]


def test_every_verdict_has_its_evidence():
    wrong = {row.id: found for row in ROWS if (found := wrong_evidence(row))}

    assert wrong == {}


def test_what_is_not_there_is_told():
    row = Requirement("V0.0.1", "test", ("tests/project/test_asvs.py::test_no",), "")
    other = Requirement("V0.0.2", "config", ("README.md:no such word in it",), "")

    assert wrong_evidence(row) == ["tests/project/test_asvs.py::test_no"]
    assert wrong_evidence(other) == ["README.md:no such word in it"]
    assert wrong_evidence(Requirement("V0.0.3", "deviation", (), "")) == ["deviation"]


def test_decisions_stand_under_the_heading_that_the_note_names():
    text = (ROOT / "docs" / "security.md").read_text()
    decided = [row for row in ROWS if row.verdict == "document" and row.note]

    assert decided
    for row in decided:
        assert f"## {row.note.partition(':')[0]} (V" in text, row.id
