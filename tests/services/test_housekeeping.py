"""Every hour: expired drafts go, then their files, then sessions that ended."""

from datetime import timedelta

from sqlalchemy import func, select

from services import housekeeping
from services.agencies import directory
from services.drafts import drafts
from services.files.models import StoredFile
from services.resources import Resources
from tests.filing import AGENCY, COMPLAINT, NOW, stored


def test_expired_draft_takes_its_files_along(resources: Resources) -> None:
    with resources.database.transaction() as session:
        subject = drafts.Subject(COMPLAINT, 1, directory.get(session, AGENCY).id)
        draft = drafts.begin(session, subject, days=1, now=NOW).draft
        stored(session, draft_id=draft.id)
    housekeeping.tidy(resources, now=NOW + timedelta(days=2))
    with resources.database.transaction() as session:
        assert session.scalar(select(func.count()).select_from(StoredFile)) == 0
