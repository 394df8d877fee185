"""How an agency is open to citizens: it takes filings, only informs and books, or works behind."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from forms.procedure import Procedure
from services.agencies.models import Agency

# Booking a reception is no filing of a petition: an agency that only informs still offers it.
BOOKINGS = "reception"
# Through these a citizen files; what comes from the national portal has been let in there.
OF_CITIZENS = frozenset({"web", "api"})


class FrontDoor(StrEnum):
    """What a citizen may do at an agency."""

    FILING = "filing"
    INFORMATION = "information"
    BACK_END = "back_end"


class FilingLogin(StrEnum):
    """Whether citizens have to sign in before they file."""

    OPTIONAL = "optional"
    REQUIRED = "required"


class FilingNotTaken(Exception):
    """The agency takes no filings of this procedure from citizens here."""

    def __init__(self, agency: str) -> None:
        super().__init__(agency)
        self.agency = agency


class LoginNeeded(FilingNotTaken):
    """The agency takes filings only of people who have signed in."""


@dataclass(frozen=True)
class FrontDoors:
    """The doors of one installation.

    default: of the agencies for which nothing is set
    portal_url: where citizens file what an agency does not take here
    login: of the agencies for which nothing is set
    has_login: whether there is a way to sign in at all; without one it is demanded nowhere
    """

    default: FrontDoor = FrontDoor.FILING
    portal_url: str = ""
    login: FilingLogin = FilingLogin.OPTIONAL
    has_login: bool = False

    def of(self, agency: Agency) -> FrontDoor:
        return self.meant(agency.front_door)

    def meant(self, door: str | None) -> FrontDoor:
        return FrontDoor(door) if door else self.default

    def takes(self, agency: Agency, procedure: Procedure) -> bool:
        door = self.of(agency)
        books = door is FrontDoor.INFORMATION and procedure.workflow == BOOKINGS
        return door is FrontDoor.FILING or books

    def demands_login(self, agency: Agency, procedure: Procedure) -> bool:
        """Tell whether this is filed only by people who have signed in.

        Never so where the law may keep the name secret: nobody else shall learn who came here.
        """
        if not self.has_login or procedure.is_sealed or procedure.shown_as.pseudonym.vi:
            return False
        return self.login_of(agency) is FilingLogin.REQUIRED

    def login_of(self, agency: Agency) -> FilingLogin:
        return FilingLogin(agency.filing_login) if agency.filing_login else self.login

    def require(
        self, agency: Agency, procedure: Procedure, channel: str, *, signed_in: bool = False
    ) -> None:
        """Refuse a citizen's filing where the door is not open for it.

        Raises:
            FilingNotTaken: the agency does not take it here.
            LoginNeeded: it does, from people who have signed in.

        """
        if channel not in OF_CITIZENS:
            return
        if not self.takes(agency, procedure):
            raise FilingNotTaken(agency.name)
        if not signed_in and self.demands_login(agency, procedure):
            raise LoginNeeded(agency.name)

    def shown(self, agencies: Iterable[Agency]) -> tuple[Agency, ...]:
        """Leave out the agencies that citizens do not see."""
        return tuple(agency for agency in agencies if self.of(agency) is not FrontDoor.BACK_END)


ALL_OPEN = FrontDoors()
