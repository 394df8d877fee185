"""What happens in the room where holders come to the keyboard one after the other."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from config import Settings
from services.accounts.models import Officer
from services.agencies import directory
from services.cli import custody_secrets
from services.custody import keys, overview
from services.custody.models import CustodyKey
from services.custody.refusals import CustodyRefusal
from services.custody.vault import Purpose
from services.policy.table import Role
from services.resources import Resources

NOBODY = 0


def connected() -> Resources:
    """Open the connections for one command."""
    resources = Resources(Settings.from_env())
    click.get_current_context().call_on_close(resources.close)
    return resources


def make(resources: Resources, agency: str, holders: Sequence[str], threshold: int) -> None:
    """Lead every holder through passphrase, paper and proof."""
    with resources.database.transaction() as session:
        agency_id = id_of(session, agency)
        officers = [_holder_called(session, name) for name in holders]
    with refusals():
        ids = [officer.id for officer in officers]
        resources.custodian.begin(agency_id, ids, threshold, by=NOBODY)
        try:
            for officer in officers:
                hand_out(resources, agency_id, officer)
        except click.Abort:
            resources.custodian.cancel(agency_id, by=NOBODY)
            raise
    click.echo("The key is made. It is sealed; unlock it when a dossier has to be opened.")


def _holder_called(session: Session, name: str) -> Officer:
    officer = officer_called(session, name)
    if Role.CUSTODIAN not in officer.roles:
        raise click.ClickException(f"{name} is no custodian; see `users list` and `users roles`.")
    return officer


def hand_out(resources: Resources, agency_id: int, officer: Officer) -> None:
    click.echo(f"\n{officer.full_name}, please come to the keyboard; nobody else looks on.")
    secret = custody_secrets.new(officer.username)
    words = resources.custodian.take_share(
        agency_id, officer.id, secret.passphrase, token=secret.kept
    )
    show(words.split())
    click.pause("Write them down, then press a key; they are shown only now.")
    click.clear()
    while True:
        typed = click.prompt("Type the words from your paper", hide_input=True)
        try:
            resources.custodian.prove_share(agency_id, officer.id, typed)
        except CustodyRefusal as refusal:
            click.echo(refusal.told.en)
        else:
            return


def show(words: Sequence[str]) -> None:
    for start in range(0, len(words), 4):
        row = (
            f"{start + place + 1:>3}. {word:<10}" for place, word in enumerate(words[start:][:4])
        )
        click.echo("".join(row))


def gather_for(agency: str, purpose: Purpose) -> None:
    resources = connected()
    with resources.database.transaction() as session:
        found = key_of(session, agency)
    gather(resources, found, purpose)


def gather(resources: Resources, wanted: CustodyKey, purpose: Purpose) -> None:
    """Ask one holder after the other until there are enough."""
    by_name = {share.holder.username: share for share in wanted.shares}
    click.echo(f"{wanted.threshold} of these holders are needed: {', '.join(by_name)}")
    answer: dict[str, object] = {}
    while not answer.get("done"):
        name = click.prompt("Holder", type=click.Choice(list(by_name)), show_choices=False)
        share = by_name[name]
        try:
            proof = custody_secrets.given(name, share.token)
            answer = resources.custodian.give(wanted.id, purpose, share.holder_id, proof)
        except CustodyRefusal as refusal:
            click.echo(refusal.told.en)
        else:
            click.echo(f"{answer['given']} of {answer['needed']}")
    if answer.get("well") is False:
        raise click.ClickException("The shares make the key, but it does not open the canary.")
    click.echo("Done.")


def line(view: overview.KeyView) -> str:
    shown = view.key
    state = "UNLOCKED" if view.is_unlocked else "sealed"
    holders = ", ".join(share.holder.username for share in shown.shares)
    rehearsed = f"{view.rehearsed_at:%Y-%m-%d}" if view.rehearsed_at else "never"
    demo = "  (demo)" if shown.demo else ""
    return (
        f"{shown.agency.code}  {shown.fingerprint}  {state}{demo}\n"
        f"   {shown.threshold} of {shown.share_count}: {holders}\n"
        f"   dossiers: {view.dossiers}   rehearsed: {rehearsed}"
    )


def key_of(session: Session, agency: str, listed: Sequence[CustodyKey] = ()) -> CustodyKey:
    """Find the newest key of an agency, with its shares; another one may be given."""
    found = listed or keys.of_agency(session, id_of(session, agency))
    if not found:
        raise click.ClickException(f"{agency} has no custody key. Make one: custody setup.")
    # Loaded now: it is read after the session has ended.
    found[0].shares  # noqa: B018
    return found[0]


def id_of(session: Session, code: str) -> int:
    try:
        return directory.get(session, code).id
    except directory.UnknownAgency:
        raise click.ClickException(f"No agency has the code {code}.") from None


def officer_called(session: Session, username: str) -> Officer:
    found = session.scalar(select(Officer).where(Officer.username == username))
    if found is None:
        raise click.ClickException(f"No officer is called {username}. See `users list`.")
    return found


@contextmanager
def refusals() -> Iterator[None]:
    try:
        yield
    except CustodyRefusal as refusal:
        raise click.ClickException(refusal.told.en) from None
