"""`./motcua custody`: the keys that protect identities, for one room and one keyboard."""

from datetime import UTC, datetime

import click

from services.cli import custody_room, custody_secrets
from services.custody import keys, overview
from services.custody.vault import Purpose

AGENCY = click.option("--agency", required=True, help="The agency's code.")
HOLDERS = click.option("--holder", "holders", multiple=True, required=True, help="A user name.")
THRESHOLD = click.option("--threshold", default=2, show_default=True, help="How many unlock.")
NOBODY = 0


@click.group()
def custody() -> None:
    """Look after the keys that protect identities: make, unlock, seal, rehearse, renew."""


@custody.command()
def status() -> None:
    """Show every key, its holders, and what has to be seen to."""
    resources = custody_room.connected()
    with custody_room.refusals():
        seen = resources.custodian.status()
    reminder = overview.Reminder(datetime.now(UTC), resources.settings.custody.rehearsal_days)
    with resources.database.transaction() as session:
        for view in overview.of(session, keys.in_use(session), seen, reminder):
            click.echo(custody_room.line(view))
        for words in overview.complaints(session, reminder):
            click.echo(f"!  {words}")
    if not seen["memory_locked"]:
        click.echo("!  the custodian's memory may be swapped out; set LimitMEMLOCK=infinity")


@custody.command()
@AGENCY
@HOLDERS
@THRESHOLD
def setup(agency: str, holders: tuple[str, ...], threshold: int) -> None:
    """Make an agency's first key, with its holders in this room."""
    custody_room.make(custody_room.connected(), agency, holders, threshold)


@custody.command("replace-holder")
@AGENCY
@click.option("--remove", required=True, help="The user name of who holds no share any more.")
@click.option("--add", required=True, help="The user name of who takes over.")
def replace_holder(agency: str, remove: str, add: str) -> None:
    """Make a new key with one holder changed, and go over to it.

    Old shares cannot be taken back from paper; therefore the key is a new one.
    """
    resources = custody_room.connected()
    with resources.database.transaction() as session:
        old = custody_room.key_of(session, agency)
        names = [share.holder.username for share in old.shares]
        threshold = old.threshold
    if remove not in names or add in names:
        raise click.ClickException(f"The holders are {', '.join(names)}.")
    custody_room.make(
        resources, agency, [add if name == remove else name for name in names], threshold
    )
    custody_room.gather(resources, old, Purpose.ROTATE)


@custody.command()
@AGENCY
def rotate(agency: str) -> None:
    """Go over to a new key of the same holders; files stay untouched."""
    resources = custody_room.connected()
    with resources.database.transaction() as session:
        listed = keys.of_agency(session, custody_room.id_of(session, agency))
        old = custody_room.key_of(session, agency, listed[-1:])
        names = [share.holder.username for share in old.shares]
    if len(listed) == 1:
        custody_room.make(resources, agency, names, old.threshold)
    custody_room.gather(resources, old, Purpose.ROTATE)


@custody.command()
@AGENCY
def unlock(agency: str) -> None:
    """Unlock a key with the shares of its holders."""
    custody_room.gather_for(agency, Purpose.UNLOCK)


@custody.command()
@AGENCY
def rehearse(agency: str) -> None:
    """Show that the shares still open the key; nothing is unlocked."""
    custody_room.gather_for(agency, Purpose.REHEARSE)


@custody.command()
@click.option("--agency", default="", help="The agency's code; all keys without it.")
def seal(agency: str) -> None:
    """Forget private keys now."""
    resources = custody_room.connected()
    key_id = 0
    if agency:
        with resources.database.transaction() as session:
            key_id = custody_room.key_of(session, agency).id
    with custody_room.refusals():
        click.echo(f"Sealed: {resources.custodian.seal(key_id, by=NOBODY)}")


@custody.command()
@AGENCY
@click.option("--holder", required=True, help="The user name of the holder.")
def recover(agency: str, holder: str) -> None:
    """Set a new passphrase, or another token, with the words from paper."""
    resources = custody_room.connected()
    with resources.database.transaction() as session:
        key_id, officer_id = (
            custody_room.key_of(session, agency).id,
            custody_room.officer_called(session, holder).id,
        )
    words = click.prompt("The words from paper", hide_input=True)
    secret = custody_secrets.new(holder)
    with custody_room.refusals():
        resources.custodian.recover(key_id, officer_id, words, secret.passphrase, token=secret.kept)
    click.echo("The new passphrase is set.")
