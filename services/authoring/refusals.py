"""Why something about an agency's procedure is not done."""

from forms.faults import Fault


class AuthoringRefused(Exception):
    """What all these refusals have in common: nothing was changed."""


class MayNotAuthor(AuthoringRefused):
    """The officer may not write procedures, or not those of this agency."""


class ChangedMeanwhile(AuthoringRefused):
    """Somebody else was faster: the text or its state is another one by now."""


class SamePerson(AuthoringRefused):
    """Whoever wrote it or sent it for approval cannot approve it."""


class TextTooLong(AuthoringRefused):
    """No document of the form language is that long."""


class HasFaults(AuthoringRefused):
    """The text cannot be published as it is; every fault is listed."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults
