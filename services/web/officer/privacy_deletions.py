"""Dossiers that are hidden and wait for their deletion: look, and bring back."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forms.privacy import retention
from services.retention import marks
from services.web.context import now, resources
from services.web.officer.desk import blueprint, me
from services.web.officer.privacy import LARGEST
from storage.scope import SERVICE


@blueprint.get("/du-lieu-ca-nhan/cho-xoa")
def waiting_deletions() -> ResponseReturnValue:
    with resources().database.transaction() as session:
        rows = marks.waiting(session, me().agency_id)
    return render_template(
        "officer/privacy_deletions.html",
        rows=rows,
        families={one.key: one.name for one in retention.shipped().families},
        most=marks.MOST_SHOWN,
    )


@blueprint.post("/du-lieu-ca-nhan/cho-xoa/<int:deletion_id>")
def restore_dossier(deletion_id: int) -> ResponseReturnValue:
    """Bring a dossier back in the scope of the service: officers see no hidden one."""
    wanted = deletion_id if deletion_id < 10**LARGEST else 0
    with resources().database.transaction(SERVICE) as session:
        restored = marks.restore(session, wanted, by=me(), now=now())
    told = _(
        "Hồ sơ %(number)s đã trở lại. Nếu còn cần, hãy giữ hồ sơ lại kèm lý do.",
        number=restored.number,
    )
    flash(told, "success")
    return redirect(url_for(".waiting_deletions"))
