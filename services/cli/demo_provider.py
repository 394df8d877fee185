"""`./motcua demo-provider`: the DEMO identity provider, of whom anybody may be anybody."""

import logging

import click
from werkzeug.serving import make_server

from config import Mode, Settings, SettingsFault
from services.demo_provider.application import create_provider
from services.demo_provider.register import Client
from services.web import signed_in_citizen
from services.web.officer import sign_in_elsewhere

REFUSED = "The demo provider lets anybody be anybody; it never runs in production."


@click.command("demo-provider")
@click.option("--port", required=True, type=int)
def demo_provider(port: int) -> None:
    """Serve the DEMO identity provider for citizens and officers; refused in production."""
    settings = Settings.from_env()
    if settings.mode is Mode.PRODUCTION:
        raise SettingsFault(REFUSED)
    # Addresses carry codes.
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    issuer, clients = clients_of(settings)
    make_server("127.0.0.1", port, create_provider(issuer, clients), threaded=True).serve_forever()


def clients_of(settings: Settings) -> tuple[str, list[Client]]:
    """Register the service as it knows itself.

    Raises:
        SettingsFault: no issuer is named that the provider could be.

    """
    if settings.vneid is None:
        raise SettingsFault("MOTCUA_VNEID_ISSUER is not set; name the address of the provider.")
    citizens, base = settings.vneid.provider, settings.base_url
    backs, afters = (base + signed_in_citizen.BACK,), (base + signed_in_citizen.AFTER,)
    clients = [Client(citizens.client_id, citizens.client_secret, "citizens", backs, afters)]
    if settings.staff:
        staff = settings.staff.provider
        backs = (base + sign_in_elsewhere.BACK,)
        clients.append(Client(staff.client_id, staff.client_secret, "staff", backs))
    return citizens.issuer, clients
