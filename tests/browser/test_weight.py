"""What a cheap phone on a slow line has to load."""

from playwright.sync_api import Page, Response

FIRST_VISIT_BYTES = 130_000
FIRST_VISIT_REQUESTS = 12


def over_the_line(page: Page, path: str) -> list[int]:
    """Open a page; give the bytes of each answer that did not come from the phone itself."""
    answers: list[Response] = []

    def keep(answer: Response) -> None:
        answers.append(answer)

    page.on("response", keep)
    page.goto(path, wait_until="networkidle")
    page.remove_listener("response", keep)
    came = [one for one in answers if one.request.timing["requestStart"] >= 0]
    return [one.request.sizes()["responseBodySize"] for one in came]


def test_a_first_visit_is_light_and_later_pages_bring_themselves_alone(own_phone: Page) -> None:
    first = over_the_line(own_phone, "/")
    assert len(first) <= FIRST_VISIT_REQUESTS
    assert sum(first) < FIRST_VISIT_BYTES
    assert len(over_the_line(own_phone, "/tra-cuu")) == 1
