"""The renderer: a paper in, an archival and accessible PDF out."""

from pathlib import Path
from typing import cast

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from weasyprint import CSS

from pdf_templates import archive, wording
from pdf_templates.contexts import Paper
from pdf_templates.fetcher import PaperFetcher
from pdf_templates.fonts import TinosOnly
from pdf_templates.page_source import PageSource
from pdf_templates.pictures import printed_picture
from pdf_templates.print_text import MISSING, paragraphs, printable
from pdf_templates.qr import qr_code

FOLDER = Path(__file__).parent
PICTURES = {  # The name of a picture in the templates, and where a paper carries it.
    "signature": ("signature", "applicant_signature"),
    "officer": ("receiver", "officer"),
}
FILTERS = (wording.day, wording.moment, wording.long_date, wording.size, wording.hash_groups)


class Renderer:
    """Keeps fonts, style sheet and templates ready between papers; use one in each process."""

    def __init__(self) -> None:
        self.fonts = TinosOnly()
        self.style = CSS(
            string=(FOLDER / "paper.css").read_text(),
            font_config=self.fonts,
            url_fetcher=PaperFetcher({}),
        )
        self.templates = _templates()

    def markup(self, paper: Paper) -> str:
        """Fill the template, adding a note where a character could not be printed."""
        template = self.templates.get_template(f"documents/{paper.template}.html")
        text = template.render(paper=paper, substituted=False)
        return template.render(paper=paper, substituted=True) if MISSING in text else text

    def render(self, paper: Paper) -> bytes:
        source = PageSource(self.markup(paper), PaperFetcher(_pictures(paper)))
        pdf = source.write_pdf(
            stylesheets=[self.style],
            font_config=self.fonts,
            color_profiles={archive.COLOURS: archive.colour_profile()},
            output_intent=archive.COLOURS,
            pdf_variant=archive.VARIANT,
            finisher=archive.finish,
        )
        return cast("bytes", pdf)


def _templates() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=printable,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update({rule.__name__: rule for rule in FILTERS})
    environment.filters.update(paragraphs=paragraphs, two_digits=wording.two_digits)
    environment.globals["qr_code"] = qr_code
    return environment


def _pictures(paper: Paper) -> dict[str, bytes]:
    found = {}
    for name, places in PICTURES.items():
        for place in places:
            picture = getattr(getattr(paper, place, None), "image_png", None)
            if picture:
                found[name] = printed_picture(picture)
    return found
