"""Every text of the pages has English, and no Vietnamese is left over in an English page."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from flask.testing import FlaskClient

WEB = Path(__file__).parents[2] / "services" / "web"
FOLDER = WEB / "translations" / "en" / "LC_MESSAGES"
KEYWORDS = {**DEFAULT_KEYWORDS, "_": None, "lazy_gettext": None}
VIETNAMESE = re.compile(
    "[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE
)
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
# The product's name, and the language by its own name.
OWN_NAMES = re.compile("Một Cửa|Tiếng Việt")
# Papers are Vietnamese, and so are the names under which they are saved.
PAPER_NAMES = "FILE_NAMES"
BOTH_LANGUAGES = {"_", "Text", "lazy_gettext", "gettext", "ngettext"}
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
MODULES = sorted(WEB.rglob("*.py"))
PAGES = (
    "/",
    "/thu-tuc",
    "/tra-cuu",
    "/huong-dan",
    "/quyen-rieng-tu",
    "/tro-nang",
    "/can-bo/dang-nhap",
)


def english() -> Catalog:
    with (FOLDER / "messages.po").open("rb") as content:
        return read_po(content, locale="en")


def translated() -> list[Message]:
    return [message for message in english() if message.id]


@cache
def extracted() -> frozenset[object]:
    with (WEB / "translations" / "babel.cfg").open() as content:
        methods, options = parse_mapping_cfg(content)  # type: ignore[no-untyped-call]
    found = extract_from_dir(WEB, methods, options, keywords=KEYWORDS)
    return frozenset(text for _, _, text, _, _ in found if text)


def test_every_text_has_english() -> None:
    known = {message.id for message in translated() if message.string}
    assert extracted() - known == set()


def test_nothing_is_translated_that_no_page_says() -> None:
    assert {message.id for message in translated()} - extracted() == set()


def test_no_translation_is_a_guess() -> None:
    assert [message.id for message in translated() if message.fuzzy] == []


def test_the_placeholders_are_the_same() -> None:
    catalog = english()
    wrong = [message.id for message in translated() if list(message.check(catalog))]
    assert wrong == []


def test_english_is_english() -> None:
    said = [OWN_NAMES.sub("", str(message.string)) for message in translated()]
    assert [text for text in said if VIETNAMESE.search(text)] == []


def test_the_compiled_catalogue_is_the_written_one() -> None:
    with (FOLDER / "messages.mo").open("rb") as content:
        compiled = {message.id: message.string for message in read_mo(content) if message.id}
    assert compiled == {message.id: message.string for message in translated()}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_says_nothing_in_one_language_only(template: Path) -> None:
    said = OWN_NAMES.sub("", JINJA.sub("", template.read_text()))
    assert [line for line in said.splitlines() if VIETNAMESE.search(line)] == []


def is_left_out(tree: ast.AST) -> bool:
    """Pass by docstrings and the names of papers."""
    if isinstance(tree, ast.Assign):
        return PAPER_NAMES in {getattr(target, "id", "") for target in tree.targets}
    return isinstance(tree, ast.Expr) and isinstance(tree.value, ast.Constant)


def sentences(tree: ast.AST, named: str = "") -> Iterator[str]:
    """Give the string constants that no translating call holds."""
    if isinstance(tree, ast.Call):
        named = tree.func.id if isinstance(tree.func, ast.Name) else named
    if is_left_out(tree):
        return
    if isinstance(tree, ast.Constant) and isinstance(tree.value, str):
        if named not in BOTH_LANGUAGES and len(tree.value) > 1:
            yield tree.value
        return
    for part in ast.iter_child_nodes(tree):
        yield from sentences(part, named)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_a_module_says_nothing_in_one_language_only(module: Path) -> None:
    said = (OWN_NAMES.sub("", text) for text in sentences(ast.parse(module.read_text())))
    assert [text for text in said if VIETNAMESE.search(text)] == []


class Reader(HTMLParser):
    """Collects the texts of a page, but for the parts that say they are Vietnamese."""

    VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "wbr"})

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._open: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self._open.append(dict(attrs).get("lang") == "vi")

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if not any(self._open):
            self.texts.append(data.strip())


@pytest.mark.parametrize("path", PAGES)
def test_an_english_page_holds_no_vietnamese(client: FlaskClient, path: str) -> None:
    client.get("/ngon-ngu/en")
    reader = Reader()
    reader.feed(client.get(path).get_data(as_text=True))
    said = (OWN_NAMES.sub("", text) for text in reader.texts)
    assert [text for text in said if VIETNAMESE.search(text)] == []
