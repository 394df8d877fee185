"""What only somebody who has signed in is shown: the way there, for everybody else."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from services.citizens.sessions import SignedIn
from services.web import signed_in_citizen


class NotSignedIn(Exception):
    """Nobody is signed in, or the two hours are over."""


def me() -> SignedIn:
    """Give who is signed in.

    Raises:
        NotSignedIn: nobody is.

    """
    citizen = signed_in_citizen.citizen()
    if citizen is None:
        raise NotSignedIn
    return citizen


def redirect_refusals(blueprint: Blueprint) -> None:
    blueprint.register_error_handler(NotSignedIn, _sign_in)


def _sign_in(_: NotSignedIn) -> ResponseReturnValue:
    """Ask to sign in and come back; a form that was sent leads back to the page it stood on."""
    is_page = request.method == "GET"
    back = request.full_path if is_page else url_for("my_dossiers.index")
    return redirect(url_for("citizen_sign_in.show", next=back.rstrip("?")))
