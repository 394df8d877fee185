"""Why somebody is not let in by a provider; the reason is for the audit, not for who asks."""


class SignInRefused(Exception):
    """Nobody is let in; nothing that the provider or the browser said is believed."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class SignInCancelled(SignInRefused):
    """The person, or the provider, called it off."""


class ProviderAway(SignInRefused):
    """The provider does not answer, or answers what is no answer."""
