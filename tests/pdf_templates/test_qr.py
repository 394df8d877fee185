"""The QR code is one path with words for those who cannot see it."""

from pdf_templates.qr import qr_code

ADDRESS = "https://motcua.example.vn/tra-cuu/1"


def test_code_is_one_path() -> None:
    assert qr_code(ADDRESS, "Mã QR").count("<path") == 1


def test_code_has_a_title() -> None:
    assert "<title>Mã QR &lt;1&gt;</title>" in qr_code(ADDRESS, "Mã QR <1>")


def test_code_shows_another_address_otherwise() -> None:
    assert qr_code(ADDRESS, "x") != qr_code(ADDRESS + "2", "x")
