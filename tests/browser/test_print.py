"""The week on paper: one page of A4 and of US Letter, however full the week is."""

from __future__ import annotations

import re
from dataclasses import asdict

import pytest
from playwright.sync_api import Page, expect

from backpain.accounts.models import User
from tests.browser.conftest import PHONE
from tests.browser.test_accessibility import sideways, too_small, violations
from tests.make import make_check_in
from training.models import Run, RunningHistory, Week, Workout
from training.planner import Unit, WorkoutKind
from training.planner.workouts import Style, cross_training, run, strength
from training.print_week import SIZES
from training.services.plan import make_plan

# The last week: none after it is measured against what is written into it here.
LAST = 12
PATH = f"/plan/weeks/{LAST}/print/"
# What is left of the paper inside of its margins, in CSS pixels: 96 an inch.
PAPERS = {"A4": (210, 297), "Letter": (215.9, 279.4)}
MARGIN_MM = 12
# A line to spare: other browsers and fonts of the same width round otherwise.
SPARE_PX = 12
ARABIC = "عبد الرحمن بن محمد بن عبد العزيز الأندلسي القرطبي الفاسي المراكشي التونسي"
LONG = (
    "Maximiliana-Theodora Featherstonehaugh-Cholmondeley von Hohenzollern-Sigmaringen"
)
REASON = (
    "You have run 23.4 km this week already; the cap leaves 12.3 km for the other days. "
    "Easy, as you moved it or another run: hard days need a day between them. "
    "Your check-in says easy run today: easy, flat, and at most three quarters as far. "
    "Not further than your last run (12.3 km). End {day}."
)
WHY = (
    "Hold week: no rise after three rises; last week 45.6 km. Last week's 56.7 km were "
    "more than it could hold; only 45.6 km count. No run may be longer than 12.3 km yet. "
    "Planned were 45.6 km; your check-ins took some off. Your days put two runs on "
    "consecutive days. Race on 12 December: 42.1 km is more than the limits reach. By "
    "then at most 45.6 km a week and a longest run of 12.3 km: plan to run-walk it, or "
    "choose a later race. The end of why."
)
EMERGENCIES = {
    "saddle_numbness": "yes",
    "bladder_change": "yes",
    "bowel_change": "yes",
    "chest_pain_or_breathless": "yes",
    "pulsing_tummy": "yes",
}


def paper_px(paper: str) -> tuple[float, float]:
    return tuple((mm - 2 * MARGIN_MM) / 25.4 * 96 for mm in PAPERS[paper])


def make_week(athlete: User, *, units: str = "km") -> Week:
    """Return the last week of a plan with four runs."""
    athlete.units = units
    athlete.save()
    RunningHistory.objects.create(
        athlete=athlete,
        recent_weeks_m=[40_000, 40_000, 41_000, 42_000],
        longest_run_30d_m=14_000,
        runs_per_week=4,
        running_days=[2, 4, 6, 7],
        long_run_day=7,
        cross_training=["elliptical"],
        easy_pace_s_per_km=390,
        answered_on=athlete.local_date(),
    )
    make_plan(athlete=athlete)
    return Week.objects.get(athlete=athlete, number=LAST)


def fill(week: Week, *, name: str = LONG) -> None:
    """Make everything on the sheet as long as it can be."""
    athlete = week.athlete
    User.objects.filter(pk=athlete.pk).update(name=name, country="NZ")
    style = Style(
        unit=Unit(athlete.units),
        pace_s_per_km=390,
        names_pace=True,
        hamstring_prone=True,
    )
    longest = [
        strength(style),
        run(WorkoutKind.INTERVALS, 40, style, hard_s=270),
        cross_training("elliptical", style),
        run(WorkoutKind.TEMPO, 40, style, hard_s=290),
        strength(style),
        run(WorkoutKind.RUN_WALK, 40, style, level=6),
        run(WorkoutKind.LONG, 40, style),
    ]
    workouts = Workout.objects.filter(week=week).order_by("date")
    for number, (workout, new) in enumerate(zip(workouts, longest, strict=True)):
        workout.kind, workout.activity = new.kind.value, new.activity
        workout.steps = [asdict(step) for step in new.steps]
        workout.distance_m, workout.duration_s = new.distance_m, new.duration_s
        workout.hard_s = new.hard_s
        workout.before = {
            "kind": "intervals",
            "activity": "running",
            "distance_m": 12_300,
            "duration_s": 5400,
        }
        reason = REASON.replace(" km", f" {athlete.units}")
        workout.reason = reason.format(day=number)
        workout.save()
        Run.objects.create(
            athlete=athlete,
            date=workout.date,
            distance_m=12_340,
            session_rpe=10,
            pain_max=10,
        )
    why = WHY.replace(" km", f" {athlete.units}")
    Week.objects.filter(pk=week.pk).update(why=why, is_hold=True)


def on_paper(page: Page, paper: str) -> None:
    """Lay the page out as on this paper, one window as wide as what may be printed."""
    width, _ = paper_px(paper)
    page.set_viewport_size({"width": int(width), "height": 200})
    page.emulate_media(media="print")


def pages_of(page: Page, paper: str) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper)))


def faults(page: Page, paper: str) -> list[str]:
    """Return what does not fit on one page of this paper, is cut, or overlaps."""
    on_paper(page, paper)
    _, height = paper_px(paper)
    return [*page.evaluate(FAULTS, height - SPARE_PX), *too_many_pages(page, paper)]


def too_many_pages(page: Page, paper: str) -> list[str]:
    pages = pages_of(page, paper)
    return [] if pages == 1 else [f"{pages} pages"]


FAULTS = """(height) => {
  const sheet = document.querySelector(".sheet");
  const page = sheet.getBoundingClientRect();
  const found = [];
  if (page.height > height) found.push(`${page.height} px high, paper ${height}`);
  const texts = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT);
  const lines = [];
  while (texts.nextNode()) {
    const text = texts.currentNode, words = text.textContent.trim();
    if (!words || text.parentElement.closest(".unseen")) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const rects = [...range.getClientRects()];
    if (!rects.length) found.push(`not there: ${words}`);
    const box = text.parentElement.closest("td, th, p, li, h1, h2, div, section");
    const room = box.getBoundingClientRect();
    for (const rect of rects) {
      lines.push({ words, rect });
      const inside = rect.left >= room.left - 1 && rect.right <= room.right + 1
        && rect.left >= page.left - 1 && rect.right <= page.right + 1;
      const isInline = getComputedStyle(box).display === "inline";
      if (!inside && !isInline) found.push(`cut: ${words}`);
    }
  }
  for (const rule of sheet.querySelectorAll(".line")) {
    const { left, right, bottom } = rule.getBoundingClientRect();
    const words = `line ${rule.textContent}`;
    lines.push({ words, rect: { left, right, top: bottom - 3, bottom } });
  }
  lines.forEach((one, index) => lines.slice(index + 1).forEach((other) => {
    const a = one.rect, b = other.rect;
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (wide > 1 && high > 2) found.push(`overlap: ${one.words} | ${other.words}`);
  }));
  return found;
}"""


FULL = [
    pytest.param("km", LONG, id="km"),
    pytest.param("mi", ARABIC, id="miles, right to left"),
]
# The first and the last words of each part of the fullest sheet.
ENDS = (
    *("Week 12 of 12", "February 2027", "at most"),
    *("Hold week", "The end of why."),
    *("Strength 25 min", "Bridge 2 x 10", "stop if pain goes above 3"),
    *("Was: Intervals", "End 0.", "End 6.", "10 min warm-up", "5 min cool-down"),
    *("Check in before every run.", "10 of each."),
    *("Stop and walk home if", "as you warm up is fine."),
    *("Call an ambulance: 111 (New Zealand)", "heavy bleeding in pregnancy"),
    *("Go to hospital now", "day or night)", "0800 611 116", "/help-now/"),
    *("General guidance", "Printed "),
)


@pytest.mark.parametrize(("units", "name"), FULL)
def test_fullest_week_is_one_whole_page(page_of_alice, alice, units, name):
    page = page_of_alice
    fill(make_week(alice, units=units), name=name)
    page.goto(PATH)

    assert [faults(page, paper) for paper in PAPERS] == [[], []]
    text = page.inner_text(".sheet")
    assert [end for end in (name, *ENDS) if end not in text] == []


def test_care_and_all_signs_are_one_whole_page(page_of_alice, alice):
    page = page_of_alice
    fill(make_week(alice))
    make_check_in(alice, **EMERGENCIES)
    page.goto(PATH)

    assert [faults(page, paper) for paper in PAPERS] == [[], []]
    text = page.inner_text(".sheet")
    assert text.startswith("Hospital now")
    ends = ("Call 111", "No training until", LONG, "/help-now/", "Printed ")
    assert [end for end in ends if end not in text] == []


@pytest.mark.parametrize("units", ["km", "mi"])
def test_no_word_above_a_column_is_broken_on_a_phone(page_of_alice, alice, units):
    page = page_of_alice
    make_week(alice, units=units)
    page.set_viewport_size(PHONE)
    page.goto("/plan/weeks/5/print/")

    assert page.evaluate(HEADS) == []
    assert sideways(page) == []


HEADS = """() => [...document.querySelectorAll("thead th")].flatMap((head) => {
  const texts = document.createTreeWalker(head, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (!text.textContent.trim() || text.parentElement.closest(".unseen")) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const edge = head.getBoundingClientRect();
    const rects = [...range.getClientRects()];
    const isWhole = rects.length === 1
      && rects[0].right <= edge.right && rects[0].left >= edge.left;
    if (!isWhole) found.push(text.textContent);
  }
  return found;
})"""


def test_page_holds_as_many_lines_as_its_type_is_chosen_for(page_of_alice, alice):
    page = page_of_alice
    make_week(alice)
    User.objects.update(name=LONG)
    page.goto("/plan/weeks/5/print/")
    on_paper(page, "Letter")

    found = {}
    for name, _, most in SIZES:
        page.evaluate(SET_IN, [name, most])
        found[name] = faults(page, "Letter")

    assert found == {name: [] for name, *_ in SIZES}


SET_IN = """([size, most]) => {
  document.querySelector(".sheet").className = `sheet sheet-${size}`;
  document.querySelector(".why-week")?.remove();
  const cells = [...document.querySelectorAll("td[colspan]")];
  cells.forEach((cell) => cell.replaceChildren());
  for (let line = 0; line < most; line += 1) {
    const text = document.createElement("p");
    text.textContent = "The quick brown fox jumps over the lazy dog";
    cells[line % cells.length].append(text);
  }
}"""


def test_week_that_is_too_full_is_noticed(page_of_alice, alice):
    page = page_of_alice
    fill(make_week(alice))
    page.goto(PATH)
    page.evaluate(
        "() => { for (let line = 0; line < 40; line += 1)"
        " document.querySelector('.was').append(document.createElement('br'), 'more') }"
    )

    for paper in PAPERS:
        assert pages_of(page, paper) == 2
        assert "2 pages" in faults(page, paper)


def test_what_is_cut_or_overlaps_is_noticed(page_of_alice, alice):
    page = page_of_alice
    make_week(alice)
    page.goto("/plan/weeks/5/print/")
    assert faults(page, "A4") == []

    page.evaluate(
        "() => { const was = document.querySelector('td p');"
        " was.style.whiteSpace = 'nowrap'; was.style.marginTop = '-12px';"
        " was.append('far too long for the line it stands in, '.repeat(4)) }"
    )

    found = faults(page, "A4")
    assert any(one.startswith("cut: ") for one in found)
    assert any(one.startswith("overlap: ") for one in found)


def test_paper_is_black_on_white_without_the_bar(page_of_alice, alice):
    page = page_of_alice
    make_week(alice)
    make_check_in(alice, **EMERGENCIES)
    page.goto("/plan/weeks/1/print/")

    page.emulate_media(media="print", color_scheme="dark")

    expect(page.locator("header.hint")).to_be_hidden()
    assert page.evaluate(COLOURS) == ["rgb(0, 0, 0)"]


COLOURS = """() => {
  const all = [...document.querySelectorAll(".sheet, .sheet *")];
  const styles = all.map((one) => getComputedStyle(one));
  const named = styles.flatMap(({ color, borderTopColor }) => [color, borderTopColor]);
  const papers = styles.map((style) => style.backgroundColor);
  const coloured = papers.filter(
    (one) => !["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"].includes(one));
  return [...new Set([...named, ...coloured])];
}"""


def test_sheet_on_the_screen_is_accessible_and_prints(page_of_alice, alice):
    page = page_of_alice
    make_week(alice)
    make_check_in(alice, **EMERGENCIES)
    page.add_init_script("window.print = () => { document.title = 'printing' }")
    page.goto("/plan/weeks/1/print/")

    found = too_small(page)
    for size in (PHONE, {"width": 1280, "height": 900}):
        page.set_viewport_size(size)
        page.emulate_media(media="screen", color_scheme="light")
        found += sideways(page) + violations(page)
        page.emulate_media(media="screen", color_scheme="dark")
        found += violations(page, "color-contrast")
    page.get_by_role("button", name="Print").click()

    assert found == []
    assert page.title() == "printing"


def test_without_script_the_menu_is_named_instead_of_a_button(
    open_context, sign_in_alice, alice
):
    context = open_context(java_script_enabled=False)
    sign_in_alice(context)
    make_week(alice)
    page = context.new_page()
    page.goto("/plan/weeks/1/print/")

    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    expect(page.get_by_text("Print it from your browser's menu")).to_be_visible()
