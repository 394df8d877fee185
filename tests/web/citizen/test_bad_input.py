"""Hostile input: told at the field or refused, never a failure of the service."""

from typing import Any

import pytest
from flask import Flask

from forms.procedure import Procedure
from tests.web.citizen.samples import answers_of
from tests.web.citizen.visitor import Page, Visitor

NAME = "petitioner.full_name"
HOSTILE = {
    "nul": "A\x00B",
    "one megabyte": "Ă" * 500_000,
    "half a character": "A\udc80".encode("utf-8", "surrogatepass"),
    "turned around": "A\u202eB",
    "markup": "<script>alert(1)</script>",
}


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_name_is_told_at_its_field(visitor: Visitor, begun: Page, value: Any) -> None:
    page = visitor.send(begun, {NAME: value})
    assert (page.status, 'id="petitioner-full_name-error"' in page.text) == (422, True)


@pytest.mark.parametrize("year", ["0", "99999", "-5", "2999", "năm", "１９９９"])
def test_a_day_out_of_range_is_told_at_its_field(visitor: Visitor, begun: Page, year: str) -> None:
    day = {f"petitioner.identity_issued_on.{part}": "1" for part in ("day", "month")}
    page = visitor.send(begun, {**day, "petitioner.identity_issued_on.year": year})
    assert 'id="petitioner-identity_issued_on-error"' in page.text


def test_thousands_of_unknown_keys_are_ignored(visitor: Visitor, begun: Page) -> None:
    body = {f"key{number}": "x" for number in range(5000)}
    answer = visitor.client.post(begun.path, data={**body, "csrf_token": begun.value("csrf_token")})
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", b'{"a": 1}'),
        ("multipart/form-data", b"no boundary"),
        ("multipart/form-data; boundary=x", b"--x\r\nbroken"),
        ("application/x-www-form-urlencoded", b"%ff%fe=%ED%A0%80&csrf_token=%ff"),
        ("text/plain; charset=utf-16", b"\xff\xfe"),
    ],
)
def test_a_body_that_is_no_form_is_refused(
    visitor: Visitor, begun: Page, content_type: str, body: bytes
) -> None:
    answer = visitor.client.post(begun.path, data=body, content_type=content_type)
    assert answer.status_code == 400


def test_a_form_without_end_is_not_read(visitor: Visitor, begun: Page) -> None:
    body = {"csrf_token": begun.value("csrf_token"), NAME: "A" * 5_000_000}
    assert visitor.client.post(begun.path, data=body).status_code == 413


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a\x00.pdf", "х" * 400 + ".pdf", "\u202efdp.exe"]
)
def test_a_hostile_file_name_breaks_nothing(visitor: Visitor, ready: Page, name: str) -> None:
    page = visitor.open(ready.path.replace("xem-lai", "evidence"))
    assert visitor.send(page, files=[("evidence", name, b"%PDF-1.7 no")]).status == 422


NOBODYS = "3f2b8c1e-8a4d-4f0e-9a51-6c1d2e7b9a10"


@pytest.mark.parametrize("path", ["/nop/abc/matter", f"/nop/{NOBODYS}/xong", "/thu-tuc/%ff/nop"])
def test_an_address_that_leads_nowhere_is_not_found(visitor: Visitor, path: str) -> None:
    assert visitor.open(path).status == 404


@pytest.mark.parametrize("given", ["\x00", "x" * 100_000, "' OR 1=1 --", "%00", "＜"])
def test_hostile_codes_open_nothing(visitor: Visitor, given: str) -> None:
    page = visitor.send(visitor.open("/tra-cuu"), {"so": given, "ma": given})
    assert page.status == 422


def test_a_hostile_file_id_removes_nothing(visitor: Visitor, begun: Page) -> None:
    assert visitor.send(begun, press=("remove_file", "../1\x00")).status == 200


def test_a_form_without_token_is_refused(app: Flask) -> None:
    assert app.test_client().post("/tra-cuu", data={"so": "1"}).status_code == 400


def test_thousands_of_people_in_a_group_are_told_at_the_list(
    visitor: Visitor, complaint: Procedure
) -> None:
    page = visitor.send(visitor.open("/thu-tuc/2.002409/nop"), {"agency": "XA.05443"})
    page = visitor.send(page, answers_of(complaint, complaint.section("complainant")))
    own = {"csrf_token": page.value("csrf_token"), "several": "yes"}
    people = {f"others.{number}.full_name": "Lý A Páo" for number in range(10_000)}
    answer = visitor.client.post(page.path, data={**own, **people})
    kept = visitor.open(page.path).value("others.200.full_name")
    assert (answer.status_code, 'id="others-error"' in answer.text, kept) == (422, True, "Lý A Páo")


@pytest.mark.parametrize("name", ["petitioner.x.y.z.1.2.3", "petitioner..full_name", "." * 500])
def test_a_nest_that_no_page_has_is_ignored(visitor: Visitor, begun: Page, name: str) -> None:
    page = visitor.send(begun, {NAME: "Lý A Páo", name: "x"}, press=("go", "stay"))
    assert (page.status, page.value(NAME)) == (200, "Lý A Páo")
