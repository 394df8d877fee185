"""The auditor's page and the assignment of a dossier: no barrier, on a phone and at a desk."""

import pytest

from services.resources import Resources
from tests import staff
from tests.browser.conftest import Faults, Opener
from tests.browser.devices import DESK, PHONE
from tests.browser.officers import sign_in
from tests.filing import hand_in

PATHS = ("", "?viec=dossier.read", "?tu=2026-02-30", "?ho-so=khong-co")


def test_the_audit_has_no_barrier(
    resources: Resources, open_browser: Opener, faults: Faults
) -> None:
    number = hand_in(resources).dossier.number
    reader = open_browser(PHONE)
    sign_in(reader, path=f"/can-bo/ho-so/{number}")
    page = open_browser(PHONE)
    sign_in(page, staff.add(resources, "auditor").username)
    found = []
    for path in PATHS:
        page.goto(f"/can-bo/kiem-toan{path}")
        found += faults(page)
    assert found == []


def test_what_a_role_may_not_see_is_refused_without_barrier(
    resources: Resources, open_browser: Opener, faults: Faults
) -> None:
    page = open_browser(PHONE)
    sign_in(page, staff.add(resources, "administrator").username)
    page.goto(f"/can-bo/ho-so/{hand_in(resources).dossier.number}")
    assert ("không được giao" in page.inner_text("main"), faults(page)) == (True, [])


@pytest.mark.parametrize("scripts", [True, False])
def test_the_head_gives_a_dossier_to_a_colleague(
    resources: Resources, open_browser: Opener, *, scripts: bool
) -> None:
    page = open_browser(PHONE, scripts=scripts)
    sign_in(page, path=f"/can-bo/ho-so/{hand_in(resources).dossier.number}")
    page.get_by_label("Giao cho").select_option(label="Hoàng Văn Nam")
    page.get_by_role("button", name="Giao hồ sơ").click()
    assert "Hoàng Văn Nam" in page.inner_text("section[aria-labelledby=phu-trach]")


def test_an_auditor_takes_the_audit_away_as_a_file(
    resources: Resources, open_browser: Opener
) -> None:
    page = open_browser(DESK)
    sign_in(page, staff.add(resources, "auditor").username, "/can-bo/kiem-toan")
    with page.expect_download() as download:
        page.get_by_role("button", name="Xuất tệp CSV").click()
    assert "account.sign_in" in download.value.path().read_text(encoding="utf-8-sig")
