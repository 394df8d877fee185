"""What a holder types at the keyboard: a passphrase, words from paper, or where the token is."""

import click

from services.custody import tokens
from services.custody.client import Proof
from services.custody.refusals import CustodyRefusal
from services.custody.tokens import Secret, Token

PAPER, TOKEN = "paper", "token"


def new(name: str) -> Secret:
    """Let a holder choose a passphrase, or a token that keeps one which nobody knows."""
    asked = f"A new passphrase for {name} (14 characters or more; or: {TOKEN})"
    while True:
        typed = str(click.prompt(asked, hide_input=True, confirmation_prompt=True))
        if typed != TOKEN:
            return Secret(typed, b"")
        try:
            return tokens.new_secret(_token(click.prompt("PKCS#11 module, a path")))
        except CustodyRefusal as refusal:
            click.echo(refusal.told.en)


def given(name: str, kept: bytes | None) -> Proof:
    """Ask for what opens a share.

    Raises:
        CustodyRefusal: the token does not give it back.

    """
    if kept:
        typed = click.prompt(f"PKCS#11 module of the token of {name}, a path (or: {PAPER})")
    else:
        typed = click.prompt(f"Passphrase of {name} (or: {PAPER})", hide_input=True)
    if typed == PAPER:
        return Proof(words=click.prompt("The words from paper", hide_input=True))
    return Proof(passphrase=tokens.secret_of(_token(typed), kept) if kept else typed)


def _token(module: str) -> Token:
    label = click.prompt("Token label")
    return Token(module, label, click.prompt("PIN", hide_input=True))
