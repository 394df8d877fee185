"""Text made fit for print."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from pdf_templates.print_text import DRAWABLE, MISSING, paragraphs, printable

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LOWER = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES} | {"đ"}


def test_every_vietnamese_letter_can_be_drawn() -> None:
    assert (LOWER | {letter.upper() for letter in LOWER}) <= DRAWABLE


def test_letters_typed_in_parts_are_joined() -> None:
    assert printable("Nguye\u0302\u0303n") == "Nguyễn"


def test_character_without_shape_in_the_fonts_becomes_a_box() -> None:
    assert printable("漢") == MISSING


def test_control_characters_vanish() -> None:
    assert printable("a\x00\u202eb") == "ab"


def test_line_end_becomes_a_space() -> None:
    assert printable("một\nhai") == "một hai"


def test_finished_markup_is_left_alone() -> None:
    assert printable(Markup("<b>漢</b>")) == "<b>漢</b>"


def test_number_is_left_alone() -> None:
    assert printable(7) == 7


def test_blank_lines_make_no_paragraph() -> None:
    assert paragraphs(" một \n\n \r\nhai") == ["một", "hai"]


@given(st.text(st.characters()))
def test_any_text_becomes_drawable(text: str) -> None:
    assert set(printable(text)) <= DRAWABLE
