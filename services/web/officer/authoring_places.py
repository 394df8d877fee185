"""Where the pages of the editor are, and how many faults wait on each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _

from forms.editing import fault_words, pages, where
from forms.editing.checks import Located
from forms.editing.where import Address
from forms.text import Text
from services.web.languages import words

# The pages of the head of a document, in the order in which one fills them in.
PATHS: Mapping[str, str] = {
    "about": "gioi-thieu",
    "validity": "hieu-luc",
    "basis": "can-cu",
    "papers": "giay-to",
    "steps": "cac-buoc",
    "deadlines": "thoi-han",
    "handling": "xu-ly",
}
KEYS = {path: key for key, path in PATHS.items()}
FORM = _("Tờ khai")
DOCUMENT = _("Văn bản")


@dataclass(frozen=True)
class Entry:
    """One line of the way around a draft."""

    label: str
    href: str
    faults: int
    is_here: bool


@dataclass(frozen=True)
class Told:
    """One fault in the reader's language, with the way to its place."""

    what: str
    mend: str
    page: str
    href: str


def url(draft_id: int, address: Address, **more: str) -> str:
    """Give the address of a page; ``more`` goes into the query."""
    values: dict[str, Any] = {"draft_id": draft_id, **more}
    if address.anchor:
        values["_anchor"] = address.anchor
    if address.page in PATHS:
        return url_for("officer.edit_head", path=PATHS[address.page], **values)
    if address.page == where.SECTION:
        return url_for("officer.edit_section", number=address.section, **values)
    if address.page == where.QUESTION:
        numbers = "-".join(str(one) for one in address.numbers)
        return url_for("officer.edit_question", number=address.section, numbers=numbers, **values)
    is_text = address.page == where.TEXT
    return url_for("officer.edit_text" if is_text else "officer.edit_sections", **values)


def way(draft_id: int, faults: Iterable[Located], here: Address | None) -> list[Entry]:
    """List the pages of a draft with the number of faults on each."""
    counts: dict[str, int] = {}
    for fault in faults:
        group = _group(where.address(fault.place))
        counts[group] = counts.get(group, 0) + 1
    at = _group(here) if here else ""
    titles = {key: words(pages.page(key, NO_CHOICES).title) for key in PATHS}
    named = {**titles, where.SECTIONS: str(FORM), where.TEXT: str(DOCUMENT)}
    return [
        Entry(label, url(draft_id, Address(key)), counts.get(key, 0), key == at)
        for key, label in named.items()
    ]


NO_CHOICES: Mapping[str, tuple[tuple[str, Text], ...]] = dict.fromkeys(
    ("workflow", "document", "state", "event", "question"), ()
)


def told(draft_id: int, faults: Iterable[Located]) -> list[Told]:
    """Say every fault with a link to the input where it is mended."""
    found = []
    for fault in faults:
        address = where.address(fault.place)
        row = {"dong": str(fault.line)} if address.page == where.TEXT else {}
        found.append(
            Told(
                words(fault_words.what(fault.what)),
                words(fault_words.mend(fault.mend)),
                _page_name(address),
                url(draft_id, address, **row),
            )
        )
    return found


def on_page(address: Address, faults: Iterable[Located]) -> dict[str, Text]:
    """Give the faults of one page by the input that they are about."""
    errors: dict[str, Text] = {}
    for fault in faults:
        there = where.address(fault.place)
        if there.is_on(address):
            what, mend = fault_words.what(fault.what), fault_words.mend(fault.mend)
            said = Text(f"{what.vi}. {mend.vi}", f"{what.en}: {mend.en}.")
            errors.setdefault(there.field, said)
    return errors


def _page_name(address: Address) -> str:
    """Name the page, and on those of the head also the question."""
    if address.page not in PATHS:
        return str(DOCUMENT) if address.page == where.TEXT else str(FORM)
    page = pages.page(address.page, NO_CHOICES)
    key = address.field.partition(".")[0]
    labels = [words(entry.field.label) for entry in page.entries if entry.field.key == key]
    return ", ".join([words(page.title), *labels])


def _group(address: Address) -> str:
    in_form = address.page in {where.SECTION, where.QUESTION}
    return where.SECTIONS if in_form else address.page
