from __future__ import annotations

import re
from html import unescape
from itertools import pairwise

import pytest
from django.urls import reverse

from triage.learn.sources import NUMBERED, SOURCES
from triage.learn.topics import ALL_TOPICS, TOPICS
from triage.learn.types import Group, Strength
from triage.rules import RULESET_VERSION, SOURCES as RULE_SOURCES, STOP_RULES

INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)")
OWN_PAGES = ["", *(f"{topic.slug}/" for topic in ALL_TOPICS)]

# Article advice, the page that covers it, and a word that the page must have.
COVERAGE = [
    ("running can help when form is good", "running-and-back-pain", "form"),
    ("bad form worsens it", "running-and-back-pain", "overstriding"),
    ("only for ordinary back pain", "running-and-back-pain", "ordinary"),
    ("prone to back pain: add strength", "core-and-strength", "come back"),
    ("strengthen the core", "core-and-strength", "side plank"),
    ("running trains the core", "core-and-strength", "trains the trunk"),
    ("less body fat helps", "body-weight", "body fat"),
    ("cause: weak core", "weak-core", "strength"),
    ("cause: herniated disc", "herniated-disc", "disc"),
    ("cause: hyperlordosis", "hyperlordosis", "inward"),
    ("cause: sprain or strain", "strain-or-sprain", "ligament"),
    ("hyperlordosis: see a professional", "hyperlordosis", "professional"),
    ("strain: see a professional", "strain-or-sprain", "professional"),
    ("strain: do not run through it, 8 weeks", "strain-or-sprain", "8 weeks"),
    ("depends on type and cause", "running-and-back-pain", "depends on"),
    ("find out if it is safe", "running-and-back-pain", "safe"),
    ("too hard or painful: walk", "running-and-back-pain", "switch to walking"),
    ("walking over nothing", "walking", "beats doing nothing"),
    ("listen to your body", "walking", "Listen to your body"),
    ("cannot walk properly: doctor first", "doctor-first", "walk properly"),
    ("disturbs daily life: treat symptoms", "fix-the-root-cause", "daily life"),
    ("then fix the cause", "fix-the-root-cause", "root cause"),
    ("doctor may suggest tablets", "fix-the-root-cause", "painkillers"),
    ("doctor may suggest stretching", "fix-the-root-cause", "stretching"),
    ("doctor may suggest physiotherapy", "fix-the-root-cause", "physiotherapy"),
    ("doctor may suggest strengthening", "fix-the-root-cause", "strengthening"),
    ("painkillers treat the symptom", "painkillers", "symptom"),
    ("warm up: dynamic stretching", "warm-up", "dynamic stretching"),
    ("warm up: yoga", "warm-up", "yoga"),
    ("cool down: stretch", "cool-down", "stretch"),
    ("cool down: yoga", "cool-down", "yoga"),
    ("cool down: foam roll", "cool-down", "foam roller"),
    ("shoes: stability for overpronation", "shoes", "stability"),
    ("shoes: neutral any", "shoes", "neutral"),
    ("shoes: sport-specific", "shoes", "walking shoes for walking"),
    ("shoes: right size", "shoes", "right size"),
    ("improve form with steady effort", "form", "steady effort"),
    ("hamstrings daily", "hamstrings", "every day"),
    ("hamstrings twice a day", "hamstrings", "Twice a day"),
    ("hamstrings: unexplained pain", "hamstrings", "no clear reason"),
    ("toning and cross-training", "cross-training", "toning"),
    ("on alternate days", "cross-training", "Alternate"),
    ("forgiving surfaces: track", "surface", "track"),
    ("forgiving surfaces: trail", "surface", "trail"),
    ("3-4 runs a week", "ten-percent", "Three or four runs"),
    ("one long run", "ten-percent", "One long run"),
    ("tempo and speed on separate days", "ten-percent", "tempo"),
    ("10 % a week at most", "ten-percent", "110 %"),
    ("whatever is increased", "ten-percent", "Pace and hard minutes"),
]


def text_of(client, slug: str) -> str:
    page = client.get(reverse("triage:learn-topic", args=[slug])).content.decode()
    return unescape(re.sub(r"<[^>]+>", "", page.split("<main", 1)[1]))


def test_index_links_every_listed_topic(client) -> None:
    page = client.get(reverse("triage:learn")).content.decode()

    for topic in ALL_TOPICS:
        assert (f'"/learn/{topic.slug}/"' in page) is (topic.is_listed), topic.slug
    for strength in Strength:
        assert str(strength.label) in page
        assert str(strength.meaning) in page


def test_public_pages_ask_the_database_nothing(
    client, db, django_assert_num_queries
) -> None:
    with django_assert_num_queries(0):
        assert client.get("/learn/").status_code == 200
        assert client.get("/learn/rules/").status_code == 200


def test_signed_in_reader_sees_the_navigation(client_of_alice) -> None:
    page = client_of_alice.get("/learn/").content.decode()

    assert 'aria-current="page"' in page


def test_wrong_slug_is_not_found(client) -> None:
    assert client.get("/learn/no-such-page/").status_code == 404


@pytest.mark.parametrize("path", OWN_PAGES)
def test_page_has_one_h1_and_no_inline_code(client, path: str) -> None:
    response = client.get(f"/learn/{path}")
    page = response.content.decode()

    assert response.status_code == 200
    assert page.count("<h1") == 1
    assert not INLINE.search(page)
    assert 'href="/help-now/"' in page


@pytest.mark.parametrize("path", OWN_PAGES)
def test_headings_never_skip_a_level(client, path: str) -> None:
    page = client.get(f"/learn/{path}").content.decode()
    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]

    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


@pytest.mark.parametrize("topic", ALL_TOPICS, ids=lambda topic: topic.slug)
def test_topic_has_sources_a_strength_and_something_to_do(topic) -> None:
    assert topic.sources
    assert all(code in SOURCES for code in topic.sources)
    assert isinstance(topic.strength, Strength)
    assert topic.strength_note
    assert topic.sections
    assert all(section.text or section.points for section in topic.sections)
    assert all(other in TOPICS and other != topic.slug for other in topic.related)


@pytest.mark.parametrize("topic", ALL_TOPICS, ids=lambda topic: topic.slug)
def test_topic_shows_its_strength_and_its_sources(client, topic) -> None:
    text = text_of(client, topic.slug)

    assert str(topic.strength.label) in text
    assert str(topic.strength_note) in text
    for code in topic.sources:
        assert SOURCES[code].text in text


def test_slugs_are_unique() -> None:
    assert len(TOPICS) == len(ALL_TOPICS)


def test_every_group_has_topics() -> None:
    assert {topic.group for topic in ALL_TOPICS if topic.is_listed} == set(Group)


@pytest.mark.parametrize(
    ("advice", "slug", "word"), COVERAGE, ids=[row[0] for row in COVERAGE]
)
def test_advice_of_the_article_is_covered(client, advice, slug, word) -> None:
    assert word in text_of(client, slug)


def test_hyperlordosis_is_an_inward_curve(client) -> None:
    text = text_of(client, "hyperlordosis")

    assert "exaggerated inward curve" in text
    assert "Hunching is the opposite" in text
    assert "kyphosis" in text
    assert "hunched" not in text


def test_body_weight_is_only_a_read_more() -> None:
    assert not TOPICS["body-weight"].is_listed
    assert [t.slug for t in ALL_TOPICS if "body-weight" in t.related] == [
        "core-and-strength"
    ]
    assert "under 18 or pregnant" in str(TOPICS["body-weight"].sections[1].text[0])


def test_stop_rules_are_those_of_the_rules_package(client) -> None:
    text = text_of(client, "stop-rules")

    assert all(rule in text for rule in STOP_RULES)


def test_ladder_has_every_step_in_order(client) -> None:
    page = client.get("/learn/running-again/").content.decode()

    ladder = page.split('class="ladder"')[1].split("</ol>")[0]
    steps = [step.strip() for step in re.findall(r"<li>([^<]+)</li>", ladder)]
    minutes = ["1", "2", "3", "5", "8", "12", "20"]
    assert steps == [*(f"{minute} min" for minute in minutes), "continuous"]


def test_rules_page_is_honest(client) -> None:
    text = text_of(client, "rules")

    assert "No clinician has reviewed the rules yet." in text
    assert "tendons and kneecaps" in text
    assert "found no fewer injuries" in text.replace("\n", " ")
    assert f"Ruleset version {RULESET_VERSION}" in text


def test_rules_page_lists_every_source(client) -> None:
    text = text_of(client, "rules")

    assert len({source.code for source in NUMBERED}) == len(NUMBERED)
    expected = {f"S{number}" for number in range(1, 66)} | {"S21b", "S64b"}
    assert {source.code for source in NUMBERED} == expected
    assert set(RULE_SOURCES) <= set(SOURCES)
    for source in SOURCES.values():
        assert source.text in text


def test_addresses_of_sources_are_secure() -> None:
    for source in SOURCES.values():
        assert source.url == "" or source.url.startswith("https://")


def test_ten_percent_is_not_sold_as_proven(client) -> None:
    text = text_of(client, "ten-percent")

    assert "20.8 %" in text
    assert "20.3 %" in text
    assert "promise protection from neither" in text.replace("\n", " ")
    assert TOPICS["ten-percent"].strength is Strength.WEAK


def test_strength_fills_as_many_bars_as_it_is_strong() -> None:
    assert Strength.WEAK.bars == (True, False, False, False)
    assert Strength.TRIALS.bars == (True, True, True, True)
