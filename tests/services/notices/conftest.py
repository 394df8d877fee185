"""A dossier whose person wants to be told by mail, and a server that takes it."""

from collections.abc import Iterator

import pytest

from services.dossiers.models import Dossier
from services.notices import contacts
from services.notices.sending import Post
from services.resources import Resources
from tests.filing import NOW, hand_in
from tests.post_office import PostOffice

ADDRESS = "hop.thu@example.vn"


@pytest.fixture
def office() -> Iterator[PostOffice]:
    opened = PostOffice()
    opened.controller.start()
    yield opened
    opened.controller.stop()


@pytest.fixture
def dossier(resources: Resources) -> Dossier:
    return hand_in(resources).dossier


@pytest.fixture
def wanted(resources: Resources, dossier: Dossier) -> Dossier:
    with resources.database.transaction() as session:
        contacts.put(session, dossier, ADDRESS, resources.notice_key, now=NOW)
    return dossier


@pytest.fixture
def post(resources: Resources, office: PostOffice) -> Post:
    return Post(office.server, resources.notice_key, "https://motcua.test/tra-cuu")
