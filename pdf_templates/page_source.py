"""A page of markup, read by the fast XML parser and styled by our own sheet alone."""

from xml.etree.ElementTree import XML

import cssselect2  # type: ignore[import-untyped]  # It has no types.
from weasyprint import CSS, HTML

from pdf_templates.fetcher import PaperFetcher


class PageSource(HTML):  # type: ignore[misc]  # WeasyPrint has no types.
    """Our templates are well-formed, so guessing what they mean would only cost time."""

    def __init__(self, markup: str, fetcher: PaperFetcher) -> None:
        self.base_url = None
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(
            XML(markup),
            content_language=None,
        )
        self.etree_element = self.wrapper_element.etree_element

    def _ua_stylesheets(self, forms: object = None) -> list[CSS]:
        """Leave out the long list of a browser's rules: our sheet says what every element is."""
        del forms
        return []
