"""How a citizen fills in a page: typing, choosing, ticking, drawing, choosing files."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator, Page

from forms import examples, html
from forms.kinds.repeat import Repeat
from forms.procedure import Procedure, Section
from tests.forms.posting import posted
from tests.shipped import CATALOGUE

TODAY = datetime.now(UTC).astimezone(ZoneInfo("Asia/Ho_Chi_Minh")).date()
COMPLAINT = CATALOGUE.get("2.002409", TODAY)
FEEDBACK = CATALOGUE.get("KNPA", TODAY)
# To ask of each field apart what it is takes as long as to fill it in.
KINDS = """() => Object.fromEntries([...document.querySelectorAll("main [name]")]
    .reverse().map(field => [field.name, field.type]))"""
WARD = "Ủy ban nhân dân phường Phan Đình Phùng"


def begin(page: Page, procedure: Procedure) -> None:
    page.goto(f"/thu-tuc/{procedure.code}")
    page.get_by_role("link", name="Nộp đơn trực tuyến").click()
    choose(page, "agency", WARD)
    # Whoever types before the script has run is not saved by it until the next key.
    with page.expect_navigation():
        page.get_by_role("button", name="Bắt đầu điền đơn").click()


def fill_in(page: Page, procedure: Procedure, section: Section) -> None:
    """Answer one page by the examples of its procedure."""
    page.wait_for_load_state()  # A list that is not there yet is not an empty list.
    given = examples.answers(procedure)
    drawn = html.controls(section, given, {}, "vi", today=TODAY, procedure=procedure)
    kinds: dict[str, str] = {}
    for name, value in posted(drawn).items(multi=True):
        if value:
            open_list(page, section, name)
            if name not in kinds:
                kinds = page.evaluate(KINDS)
            put(page, name, kinds[name], value)
    page.evaluate("document.activeElement.blur()")


def open_list(page: Page, section: Section, name: str) -> None:
    """Ask for the first row of a list that begins empty."""
    for field in section.fields:
        is_empty = field.key == name and page.locator(f'[name="{name}"]').count() == 0
        if is_empty and isinstance(field.kind, Repeat):
            page.get_by_role("button", name=field.kind.add.vi).click()
            page.locator(f'[name="{name}"]').first.wait_for(state="attached")


def answer(page: Page, name: str, value: str) -> None:
    field = page.locator(f'[name="{name}"]').first
    put(page, name, field.evaluate("element => element.type"), value)
    page.evaluate("document.activeElement.blur()")


def put(page: Page, name: str, kind: str, value: str) -> None:
    field = page.locator(f'[name="{name}"]').first
    if kind == "hidden":
        # The number of a row, which nobody types.
        return
    if kind in {"radio", "checkbox"}:
        page.locator(f'[name="{name}"][value="{value}"]').check()
    elif kind == "select-one":
        label = field.locator(f'option[value="{value}"]').text_content() or ""
        choose(page, name, label)
    else:
        field.fill(value)


def choose(page: Page, name: str, label: str) -> None:
    """Choose from a list, or from the one to search in which the script makes of a long list."""
    page.wait_for_load_state()  # The script has run by then.
    field = page.locator(f'select[name="{name}"]')
    field.wait_for(state="attached")
    if field.is_visible():
        field.select_option(label=label)
        return
    box = page.locator(f"#{name.replace('.', '-')}")
    box.fill(label)
    box.press("Enter")


def go_on(page: Page, button: str = "Tiếp tục") -> None:
    buttons(page, button).click()


def buttons(page: Page, name: str) -> Locator:
    """Find a button that a person can see."""
    return page.locator(".mc-buttons").get_by_role("button", name=name, exact=True)


def attach(page: Page, field: str, files: list[Path]) -> None:
    """Choose files; without scripts they are sent with the button beside."""
    page.wait_for_load_state()  # The script has hidden the button by then.
    page.locator(f'input[type="file"][name="{field}"]').set_input_files(files)
    upload = page.locator(f'button[name="upload"][value="{field}"]')
    if upload.is_visible():
        upload.click()


def sign(page: Page) -> None:
    """Draw a line on the pad."""
    pad = page.locator("canvas")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 50, steps=5)
    page.mouse.move(box["x"] + 200, box["y"] + 20, steps=5)
    page.mouse.up()


def fill_in_all(page: Page, procedure: Procedure, files: dict[str, list[Path]]) -> None:
    """Go through all pages up to the review."""
    for section in procedure.steps_to_fill:
        fill_in(page, procedure, section)
        for field in section.fields:
            if field.key in files:
                attach(page, field.key, files[field.key])
                page.get_by_text(files[field.key][-1].name).first.wait_for()
        go_on(page)
