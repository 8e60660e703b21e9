"""What a page weighs on its way to a browser, and how it comes up."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

# Kept from the start: a later observer is not told of what was painted before.
OBSERVE = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (!entry.hadRecentInput) window.shifts.push(entry.value);
  }
}).observe({ type: "layout-shift", buffered: true });
"""
SHIFT = "() => window.shifts.reduce((sum, value) => sum + value, 0)"
FIRST_PAINT = """() => {
  const [paint] = performance.getEntriesByName("first-contentful-paint");
  return paint ? paint.startTime : -1;
}"""
# Two frames after the last file: what moves by itself has moved by then.
SETTLED = """() => new Promise((done) => {
  requestAnimationFrame(() => requestAnimationFrame(() => done()));
})"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Bytes over the network with their headers, and the layout shift of one visit.

    first_paint_ms is that of the first content.
    """

    weight: int
    shift: float
    first_paint_ms: float


def visit(page: Page, address: str) -> Visit:
    """Open an address, with whatever the browser has kept of it."""
    network = page.context.new_cdp_session(page)
    weights: list[int] = []
    network.on(
        "Network.loadingFinished",
        lambda event: weights.append(int(event["encodedDataLength"])),
    )
    network.send("Network.enable")
    response = page.goto(address, wait_until="load")
    assert response is not None
    assert response.ok, (address, response.status)
    page.wait_for_load_state("networkidle")
    page.evaluate(SETTLED)
    network.detach()
    return Visit(
        weight=sum(weights),
        shift=page.evaluate(SHIFT),
        first_paint_ms=page.evaluate(FIRST_PAINT),
    )
