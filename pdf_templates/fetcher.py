"""What a paper may load: the pictures handed over with it, and nothing else at all."""

from collections.abc import Mapping

from weasyprint.urls import URLFetcher, URLFetcherResponse

SCHEME = "paper:"


class OutsideFetch(ValueError):
    """A template asked for something that is not part of the paper."""


class PaperFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types.
    """Serves pictures from memory; the network, the disk and data: URLs do not exist for it."""

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        # The base class would open the door to the network and the disk here, so it is not called.
        self._fail_on_errors = True
        self.pictures = pictures

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        del headers
        picture = self.pictures.get(url.removeprefix(SCHEME)) if url.startswith(SCHEME) else None
        if picture is None:
            raise OutsideFetch(url)
        return URLFetcherResponse(url, picture, {"Content-Type": "image/png"})
