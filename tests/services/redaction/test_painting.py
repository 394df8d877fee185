"""What is burned in keeps nothing beneath; what cannot be drawn is refused with its reason."""

from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from services.redaction import painting
from services.redaction.boxes import Box
from services.redaction.faults import MOST_PAGES, Fault, NotDrawn
from services.redaction.painting import JPEG, PDF, PNG, Original
from services.redaction.words import Wanted
from tests.burned import hidden_in
from tests.redacting import EXIF_SECRET, HIDDEN_AUTHOR, petition, photo
from tests.sealed import NAME

SAID = f"Tôi là {NAME}, ở Đại Từ."
SECRETS = (NAME, "Hương Giang", "Giang", "Đại Từ", HIDDEN_AUTHOR, EXIF_SECRET, "giang.txt")


def test_a_burned_pdf_keeps_neither_words_nor_facts_nor_pictures_beneath() -> None:
    original = Original(petition(SAID, "Trang hai"), PDF)
    found = painting.look(original, 1, (), [Wanted(NAME)]).found
    burned = painting.burn(original, {1: found})
    looked = painting.look(original, 1, found, [Wanted(NAME)])
    assert hidden_in(original.content, SECRETS) != []
    assert (burned.pages, hidden_in(burned.content, SECRETS), looked.found) == (2, [], ())
    # What somebody looked at is to the byte what is handed on.
    assert looked.picture in burned.content


@pytest.mark.parametrize("turned", [0, 90, 270])
def test_a_suggested_box_lies_where_the_words_are_seen(turned: int) -> None:
    with pikepdf.open(BytesIO(petition(NAME))) as pdf:
        pdf.pages[0].Rotate = turned
        made = BytesIO()
        pdf.save(made)
    original = Original(made.getvalue(), PDF)
    plain = painting.look(original, 1, (), [Wanted(NAME)])
    painted = painting.look(original, 1, plain.found, ())
    with (
        Image.open(BytesIO(plain.picture)) as before,
        Image.open(BytesIO(painted.picture)) as after,
    ):
        assert (ink_on(before, plain.found[0]), ink_beside(after, plain.found[0])) == (True, False)


def ink_on(picture: Image.Image, box: Box) -> bool:
    darkest, _ = picture.convert("L").crop(box.pixels(*picture.size)).getextrema()
    return int(darkest) < 100  # type: ignore[arg-type]


def ink_beside(picture: Image.Image, box: Box) -> bool:
    left, top, right, bottom = box.pixels(*picture.size)
    grey = picture.convert("L")
    grey.paste(255, (left - 6, top - 6, right + 6, bottom + 6))
    darkest, _ = grey.getextrema()
    return int(darkest) < 100  # type: ignore[arg-type]


@pytest.mark.parametrize("content_type", [JPEG, PNG])
def test_a_burned_picture_is_painted_over_and_knows_nothing(content_type: str) -> None:
    content = photo()
    if content_type == PNG:
        with Image.open(BytesIO(content)) as picture:
            made = BytesIO()
            picture.save(made, "PNG", exif=picture.getexif())
            content = made.getvalue()
    burned = painting.burn(Original(content, content_type), {1: (Box(0, 0, 50, 50),)})
    with Image.open(BytesIO(burned.content)) as picture:
        seen = picture.getpixel((50, 50)), picture.getpixel((300, 150))
    assert hidden_in(burned.content, SECRETS) == []
    assert seen == ((0, 0, 0), (255, 255, 255))


def locked() -> bytes:
    with pikepdf.open(BytesIO(petition("x"))) as pdf:
        made = BytesIO()
        pdf.save(made, encryption=pikepdf.Encryption(owner="o", user="u"))
        return made.getvalue()


def long() -> bytes:
    made = BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(MOST_PAGES + 1):
            pdf.add_blank_page()
        pdf.save(made)
    return made.getvalue()


def huge() -> bytes:
    made = BytesIO()
    Image.new("1", (12_000, 9_000)).save(made, "PNG")
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "content_type", "fault"),
    [
        (locked(), PDF, Fault.LOCKED),
        (b"%PDF-1.7\nnonsense", PDF, Fault.DAMAGED),
        (petition("x")[:400], PDF, Fault.DAMAGED),
        (long(), PDF, Fault.TOO_MANY_PAGES),
        (photo()[:60], JPEG, Fault.DAMAGED),
        (huge(), PNG, Fault.TOO_LARGE),
        (b"PK", "application/zip", Fault.KIND),
    ],
    ids=("locked", "nonsense", "cut", "long", "cut picture", "huge", "other"),
)
def test_what_cannot_be_drawn_is_refused_with_its_reason(
    content: bytes, content_type: str, fault: Fault
) -> None:
    with pytest.raises(NotDrawn) as refused:
        painting.measure(Original(content, content_type))
    assert refused.value.fault is fault
