"""The ways to the pages of the children in a matter, and to the children's unit's own."""

from __future__ import annotations

from kvarbo.web.demo.staff import EVA, HANNA, YUSUF
from tests.browser.social_looks import HERE, new_matter
from tests.browser.visitor import Visitor


def _press(visitor: Visitor, button: str, then: str) -> None:
    visitor.page.get_by_role("button", name=button).click()
    visitor.page.get_by_text(then).first.wait_for()


def _unfold(visitor: Visitor, summary: str) -> None:
    visitor.page.locator("summary", has_text=summary).first.click()


def children(visitor: Visitor) -> None:
    """Two children, one of them here at times, handed over yesterday."""
    visitor.open(HERE)
    visitor.page.get_by_role("link", name="Wiśniewska").first.click()
    visitor.page.get_by_role("link", name="Barnen", exact=True).click()
    visitor.page.get_by_role("heading", name="Jan Wiśniewski").wait_for()


def no_children(visitor: Visitor) -> None:
    new_matter(visitor)
    visitor.page.get_by_role("link", name="Barnen", exact=True).click()
    visitor.page.get_by_role("heading", name="Inget barn är inskrivet").wait_for()


def _with_a_child(visitor: Visitor) -> None:
    new_matter(visitor)
    _unfold(visitor, "En person till")
    visitor.page.get_by_label("Namn", exact=True).fill("Ella O'Neill")
    visitor.page.get_by_label("Del i ärendet").select_option("child")
    _press(visitor, "Skriv in personen", "Personen är inskriven.")
    visitor.page.get_by_role("link", name="Barnen", exact=True).click()
    visitor.page.get_by_role("heading", name="Ella O'Neill").wait_for()


def details_kept(visitor: Visitor) -> None:
    _with_a_child(visitor)
    _unfold(visitor, "Rätta uppgifterna")
    visitor.page.get_by_label("Födelseår").fill("2017")
    _press(visitor, "Spara Ella O'Neill", "Uppgifterna om barnet är sparade.")


def details_with_errors(visitor: Visitor) -> None:
    _with_a_child(visitor)
    _unfold(visitor, "Rätta uppgifterna")
    visitor.page.get_by_label("Vem har sagt det?").select_option("parent")
    _press(visitor, "Spara Ella O'Neill", "Något behöver rättas")


def fact_noted(visitor: Visitor) -> None:
    _with_a_child(visitor)
    _unfold(visitor, "Något som är gjort")
    visitor.page.get_by_label("Vad har gjorts?").select_option("parents_spoken")
    visitor.page.locator("form[action$='/barn/gjort/'] button").click()
    visitor.page.get_by_text("Det är inskrivet.").wait_for()


def along_refused(visitor: Visitor) -> None:
    _with_a_child(visitor)
    _unfold(visitor, "Be barnenheten följa med")
    visitor.page.get_by_label("Vart?").select_option("unannounced_visit")
    _press(visitor, "Skriv in att de följer med", "Något behöver rättas")


def handed_over(visitor: Visitor) -> None:
    _with_a_child(visitor)
    _unfold(visitor, "Lämna över till barnenheten")
    visitor.page.get_by_label("Vad är det?").select_option("internal")
    visitor.page.get_by_label("På vilken grund?").select_option("known_to_the_board")
    visitor.page.get_by_label("Varför just barnenheten?").fill("Hyran är obetald igen.")
    visitor.page.get_by_label("Vad har ni sett eller hört").fill("Barnet sover dåligt.")
    visitor.page.locator("form[action$='/barn/lamna-over/'] button").click()
    visitor.page.get_by_text("Barnenheten har fått överlämningen.").wait_for()


def hand_over_with_errors(visitor: Visitor) -> None:
    _with_a_child(visitor)
    _unfold(visitor, "Lämna över till barnenheten")
    visitor.page.locator("form[action$='/barn/lamna-over/'] button").click()
    visitor.page.get_by_text("Något behöver rättas").first.wait_for()


def unit(visitor: Visitor) -> None:
    visitor.open(HERE + "barnenheten/")
    visitor.page.get_by_role("link", name="Zofia").first.wait_for()


def nothing_to_the_unit(visitor: Visitor) -> None:
    visitor.open(HERE + "barnenheten/")
    visitor.page.get_by_role("heading", name="Inget har lämnats över").wait_for()


def work(visitor: Visitor) -> None:
    unit(visitor)
    visitor.page.get_by_role("link", name="Zofia").first.click()
    visitor.page.get_by_text("Talade med skolsköterskan").wait_for()


def work_not_assigned(visitor: Visitor) -> None:
    unit(visitor)
    visitor.page.get_by_role("link", name="Jan").first.click()
    visitor.page.get_by_text("Läses bara av barnenhetens handläggare").wait_for()


def decided_with_errors(visitor: Visitor) -> None:
    work(visitor)
    _unfold(visitor, "Skriv in en bedömning eller ett beslut")
    _press(visitor, "Skriv in beslutet", "Något behöver rättas")


def note_with_errors(visitor: Visitor) -> None:
    work(visitor)
    _unfold(visitor, "Skriv en förseglad anteckning")
    _press(visitor, "Försegla", "Något behöver rättas")


def meaning(visitor: Visitor) -> None:
    visitor.open(HERE + "barnfamilj/")
    visitor.page.get_by_text("Vad samverkan menar med barnfamilj").wait_for()
    visitor.page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")


CHILDREN_LOOKS = (
    ("a matter's children", "children", children, YUSUF),
    ("a matter without children", "children", no_children, YUSUF),
    ("a child's details kept", "children_details", details_kept, YUSUF),
    ("a child's details with errors", "children_details", details_with_errors, YUSUF),
    ("something done for a child", "children_fact", fact_noted, YUSUF),
    ("the children's unit refused along", "children_along", along_refused, YUSUF),
    ("a child handed over", "children_hand_over", handed_over, YUSUF),
    ("a child's handover with errors", "children_hand_over", hand_over_with_errors, YUSUF),
    ("to the children's unit", "to_childrens_unit", unit, HANNA),
    ("nothing to the children's unit", "to_childrens_unit", nothing_to_the_unit, YUSUF),
    ("a child at the unit", "child_work", work, HANNA),
    ("a child at the unit, not assigned", "child_work", work_not_assigned, HANNA),
    ("a child's decision with errors", "child_decide", decided_with_errors, HANNA),
    ("a child's sealed note with errors", "child_note", note_with_errors, HANNA),
    ("what a family with children means", "family_meaning", meaning, EVA),
)
