"""The ways to letters to many: chosen on Idag or as a group, shown, made, printed, one taken out, all posted."""

from __future__ import annotations

from collections.abc import Callable

from tests.browser.visitor import Visitor

PATIENCE = 60_000  # milliseconds: the worker works in every room by turns


def chosen_on_idag(visitor: Visitor) -> None:
    """Those that Idag lets one choose, or the page where a group is chosen when there is none."""
    visitor.open_room("?district=&group=skicka")
    boxes = visitor.page.locator("input[name=rad]")
    if not boxes.count():
        visitor.open_room("brevbuntar/ny/")
        return
    boxes.first.check()
    visitor.page.get_by_role("button", name="Skriv brev till de valda").first.click()
    visitor.page.get_by_role("heading", name="Skriv brev till flera").wait_for()


def group_chosen(visitor: Visitor) -> None:
    visitor.open_room("brevbuntar/ny/")
    visitor.page.get_by_role("button", name="Välj dem").click()
    visitor.page.get_by_text("hem är valda.").wait_for()


def with_errors(visitor: Visitor) -> None:
    group_chosen(visitor)
    visitor.page.get_by_label("Vänlig påminnelse om hyran").check()
    visitor.page.get_by_role("button", name="Visa vilka som får brev").click()
    visitor.page.get_by_text("Något behöver rättas").wait_for()


def shown(visitor: Visitor) -> None:
    group_chosen(visitor)
    page = visitor.page
    page.get_by_label("Erbjudande om ett samtal").check()
    page.get_by_label("Ditt direktnummer", exact=True).fill("070-174 06 06")
    page.get_by_label("Organisation", exact=True).fill("Kvarnby")
    page.get_by_label("Organisationens adress").fill("Torget 1\n123 45 Kvarnby")
    page.get_by_label("Postnummer och ort").fill("123 45 Kvarnby")
    page.get_by_role("button", name="Visa vilka som får brev").click()
    page.get_by_role("heading", name="får inget brev").wait_for()


def made(visitor: Visitor) -> None:
    """The newest bundle, made if there is none, when the worker is done with it."""
    visitor.open_room("brevbuntar/")
    page = visitor.page
    if page.locator("tbody th a").count():
        page.locator("tbody th a").first.click()
    else:
        shown(visitor)
        page.get_by_role("button", name="Gör").click()
    page.locator("#lage").get_by_text("Gjort:").wait_for(timeout=PATIENCE)
    page.reload()
    page.get_by_role("heading", name="Vilka").wait_for()


def fetched(visitor: Visitor) -> None:
    made(visitor)
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("button", name="Hämta utskriftsfilen").click()
    assert download.value.suggested_filename.startswith("utskriftsfil-offer-of-talk-")


def one_taken_out(visitor: Visitor) -> None:
    made(visitor)
    page = visitor.page
    row = page.locator("tbody tr").filter(has=page.locator("details")).first
    row.locator("summary").click()
    row.get_by_label("Varför?").select_option("wrong_address")
    row.get_by_role("button", name="Ta ut brevet").click()
    page.get_by_text("Brevet är uttaget ur bunten.").wait_for()


def posted(visitor: Visitor) -> None:
    made(visitor)
    button = visitor.page.get_by_role("button", name="Notera att alla är postade")
    if button.count():
        button.click()
        visitor.page.get_by_text("Dagen för postningen är noterad").wait_for()
    visitor.open_room("brevbuntar/")


def _address(path: str) -> Callable[[Visitor], None]:
    return lambda visitor: visitor.open_room(path)


WAYS: dict[str, tuple[str, Callable[[Visitor], None]]] = {
    "bundles of letters, none yet": ("letter_bundles", _address("brevbuntar/")),
    "letters to many, nobody chosen": ("letter_bulk", _address("brevbuntar/ny/")),
    "letters to many, chosen on Idag": ("letter_bulk", chosen_on_idag),
    "letters to many, with errors": ("letter_bulk", with_errors),
    "letters to many, shown": ("letter_bulk", shown),
    "a bundle of letters": ("letter_bundle", made),
    "a bundle of letters, printed": ("letter_bundle_file", fetched),
    "a bundle of letters, one taken out": ("letter_bundle", one_taken_out),
    "bundles of letters, one posted": ("letter_bundles", posted),
}
