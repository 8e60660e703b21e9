"""Two ways to fill in a page: by tapping, and by keyboard alone."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

# More stops than any page has.
MOST_TABS = 150


class Fingers:
    """Taps what is seen. Counts the taps."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0

    def tap(self, target: Locator) -> None:
        target.click()
        self.taps += 1

    def choose(self, question: str, *answers: str) -> None:
        for answer in answers:
            self.tap(option(self.page, question, answer))

    def write(self, label: str, text: str) -> None:
        self.page.get_by_label(label).fill(text)

    def write_date(self, label: str, day: str) -> None:
        self.page.get_by_label(label).fill(day)

    def pick(self, label: str, answer: str) -> None:
        self.page.get_by_label(label).select_option(label=answer)

    def open(self, name: str) -> None:
        self.tap(self.page.get_by_role("link", name=name).first)

    def press(self, name: str) -> None:
        self.tap(self.page.get_by_role("button", name=name))


class Keys:
    """Tab, Shift+Tab, Space, arrows, Enter and letters: nothing else."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def choose(self, question: str, *answers: str) -> None:
        for answer in answers:
            target = option(self.page, question, answer)
            if target.get_attribute("type") == "checkbox":
                self._go_to(target)
                self.page.keyboard.press("Space")
            else:
                self._choose_radio(question, target)
            expect(target).to_be_checked()

    def _choose_radio(self, question: str, target: Locator) -> None:
        first = group(self.page, question).get_by_role("radio").first
        self._go_to(first)
        self.page.keyboard.press("Space")
        for _ in range(MOST_TABS):
            if target.is_checked():
                return
            self.page.keyboard.press("ArrowDown")

    def write(self, label: str, text: str) -> None:
        self._go_to(self.page.get_by_label(label))
        self.page.keyboard.type(text)

    def write_date(self, label: str, day: str) -> None:
        year, month, day_of_month = day.split("-")
        self._go_to(self.page.get_by_label(label))
        self.page.keyboard.type(f"{month}{day_of_month}{year}")
        expect(self.page.get_by_label(label)).to_have_value(day)
        # A date has several stops; leave it, so that the next one starts anew.
        self.page.keyboard.press("Tab")

    def pick(self, label: str, answer: str) -> None:
        self._go_to(self.page.get_by_label(label))
        self.page.keyboard.type(answer)

    def open(self, name: str) -> None:
        self._go_to(self.page.get_by_role("link", name=name).first)
        self.page.keyboard.press("Enter")

    def press(self, name: str) -> None:
        self._go_to(self.page.get_by_role("button", name=name))
        self.page.keyboard.press("Enter")

    def _go_to(self, target: Locator) -> None:
        """Press Tab until the target has the focus, and see that this is shown."""
        for _ in range(MOST_TABS):
            if target.evaluate(HAS_FOCUS):
                assert target.evaluate(SHOWS_FOCUS), f"no focus to be seen: {target}"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not reach {target}")


HAS_FOCUS = "element => element === document.activeElement"
# The ring is on the field itself or on the row around it.
SHOWS_FOCUS = """element => [element, element.closest("label")].some((one) => {
  if (!one) return false;
  const style = getComputedStyle(one);
  return style.outlineStyle !== "none" || style.boxShadow !== "none";
})"""


def group(page: Page, question: str) -> Locator:
    return page.get_by_role("group", name=question)


def option(page: Page, question: str, answer: str) -> Locator:
    """Return the radio button or tick box of one answer."""
    exact = group(page, question).get_by_label(answer, exact=True)
    return exact.first


Hands = Fingers | Keys
