"""The keyboard reaches everything: the skip link, each control in order with a ring to be seen, the keys of Idag."""

from __future__ import annotations

import pytest

from kvarbo.web.demo.staff import KARIN
from tests.browser.looks import LOOKS
from tests.browser.visitor import Visitor

# What can be used on a page and is drawn; a radio group is one stop.
USABLE = """() => {
  const seen = (one) => one.checkVisibility({ visibilityProperty: true });
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")];
  const groups = new Set();
  return all.filter((one) => {
    if (one.disabled || one.type === "hidden" || one.tabIndex < 0 || !seen(one) || one.closest("dialog:not([open])")) {
      return false;
    }
    if (one.type !== "radio") return true;
    const first = !groups.has(one.form.id + one.name);
    groups.add(one.form.id + one.name);
    return first;
  }).length;
}"""
HERE = """() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  // A radio or a box that is drawn by its label shows the ring there.
  const label = one.labels && one.labels[0] ? getComputedStyle(one.labels[0], "::before") : null;
  const drawn = label && (label.boxShadow !== "none" || label.outlineStyle !== "none");
  return {
    name: (one.innerText || one.value || one.name || one.tagName).trim().slice(0, 40),
    tag: one.tagName,
    ring: ring || style.boxShadow !== "none" || Boolean(drawn),
    seen: box.bottom > 0 && box.top < innerHeight,
    place: [...document.querySelectorAll("*")].indexOf(one),
  };
}"""
MOST_STOPS = 60
WALKED = (
    "idag", "hyresgäst", "samtalsstöd", "de ringde oss, hits", "filer", "what the columns mean", "login", "start",
    "räkna fristen", "räkna fristen, answered",
)  # fmt: skip


@pytest.mark.parametrize("name", WALKED)
def test_tab_comes_to_every_control_in_order_with_a_ring_around_it(visitor: Visitor, name: str) -> None:
    look = LOOKS[name]
    if look.who:
        visitor.come_in(look.who)
    look.way(visitor)
    visitor.page.locator(".kv-skip").focus()
    usable = min(visitor.page.evaluate(USABLE), MOST_STOPS)
    walked = [visitor.page.evaluate(HERE)]
    while len(walked) < usable:
        visitor.page.keyboard.press("Tab")
        here = visitor.page.evaluate(HERE)
        if here["place"] == walked[-1]["place"]:
            continue  # a date has a stop for its year, month and day
        assert here["place"] > walked[-1]["place"], f"{here['name']} comes after {walked[-1]['name']}"
        assert here["ring"], f"no ring around {here['name']}"
        assert here["seen"], f"{here['name']} is out of sight"
        walked.append(here)
    assert len(walked) == usable


def test_the_first_tab_is_the_skip_link_and_it_leads_past_the_menu(visitor: Visitor) -> None:
    visitor.come_in(KARIN)
    visitor.open_room("filer/")
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate(HERE)["name"] == "Gå till innehållet"
    visitor.page.keyboard.press("Enter")
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate("document.activeElement.closest('main') !== null")


def test_j_and_k_walk_the_rows_and_v_opens_why(visitor: Visitor) -> None:
    visitor.come_in(KARIN)
    visitor.open_room("?district=&group=ring")
    rows = visitor.page.eval_on_selector_all("form[data-rows] tbody th a", "links => links.map(link => link.id)")
    assert len(rows) >= 3
    stands = []
    for key in ("j", "j", "k", "j", "j"):
        visitor.page.keyboard.press(key)
        stands.append(visitor.page.evaluate("document.activeElement.id"))
    assert stands == [rows[0], rows[1], rows[0], rows[1], rows[2]]
    visitor.page.keyboard.press("v")
    assert visitor.page.locator("form[data-rows] tbody tr").nth(2).locator("details").get_attribute("open") is not None


def test_a_number_key_logs_the_outcome_of_the_row_and_the_next_row_is_stood_on(visitor: Visitor) -> None:
    visitor.come_in(KARIN)
    visitor.open_room("?district=&group=ring")
    links = visitor.page.locator("form[data-rows] tbody th a")
    who, following = links.nth(0).inner_text(), links.nth(1).get_attribute("id")
    visitor.page.keyboard.press("j")
    visitor.page.keyboard.press("4")
    saved = visitor.page.locator(".kv-message--written")
    saved.wait_for()
    assert f"Sparat: {who}" in saved.inner_text()
    assert "samtal, fick inte tag i" in saved.inner_text()
    assert visitor.page.evaluate("document.activeElement.id || location.hash.slice(1)") == following
    assert who not in visitor.page.locator("form[data-rows]").inner_text()
    box, screen = saved.bounding_box(), visitor.page.viewport_size
    assert box is not None
    assert screen is not None
    assert 0 <= box["y"] < screen["height"]


def test_keys_do_nothing_while_one_writes_and_can_be_turned_off(visitor: Visitor) -> None:
    visitor.come_in(KARIN)
    visitor.open_room("?district=&group=ring")
    visitor.page.focus("#f-district")
    visitor.page.keyboard.press("j")
    assert visitor.page.evaluate("document.activeElement.id") == "f-district"
    visitor.page.locator("[data-keys]").click()
    visitor.page.locator("[data-keys-on]").uncheck()
    visitor.page.keyboard.press("Escape")
    visitor.page.evaluate("document.activeElement.blur()")
    visitor.page.keyboard.press("j")
    assert visitor.page.evaluate("document.activeElement.closest('tbody')") is None
