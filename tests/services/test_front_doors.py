"""Front doors: who takes what from citizens, and that the use case holds them to it."""

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from services.agencies.front_doors import (
    FilingLogin,
    FilingNotTaken,
    FrontDoor,
    FrontDoors,
    LoginNeeded,
)
from services.agencies.models import Agency
from services.cli.__main__ import motcua
from services.dossiers.submission import Desk, submit
from services.resources import Resources
from tests.filing import AGENCY, NOW, filing


def hand_in_at(resources: Resources, door: FrontDoor, channel: str) -> str:
    doors = FrontDoors(door)
    desk = Desk(resources.access_codes, resources.settings.number_pattern, doors)
    with resources.database.transaction() as session:
        return submit(
            session, desk, filing(session, resources, channel=channel), now=NOW
        ).dossier.number


@pytest.mark.parametrize("door", [FrontDoor.INFORMATION, FrontDoor.BACK_END])
@pytest.mark.parametrize("channel", ["web", "api"])
def test_closed_door_refuses_citizens(resources: Resources, door: FrontDoor, channel: str) -> None:
    with pytest.raises(FilingNotTaken):
        hand_in_at(resources, door, channel)


def test_what_the_portal_let_in_is_taken(resources: Resources) -> None:
    assert hand_in_at(resources, FrontDoor.BACK_END, "portal")


@pytest.mark.parametrize(
    ("door", "code", "taken"),
    [
        ("filing", "2.002409", True),
        ("filing", "DKTCD", True),
        ("information", "2.002409", False),
        ("information", "DKTCD", True),
        ("back_end", "DKTCD", False),
        (None, "2.002409", True),
    ],
)
def test_information_desk_still_books_receptions(
    resources: Resources, door: str | None, code: str, *, taken: bool
) -> None:
    agency = Agency(front_door=door)
    assert FrontDoors().takes(agency, resources.catalogue.version(code, 1)) is taken


def test_default_holds_where_nothing_is_set() -> None:
    assert FrontDoors(FrontDoor.INFORMATION).of(Agency()) is FrontDoor.INFORMATION


SIGNED_IN_ALONE = FrontDoors(login=FilingLogin.REQUIRED, has_login=True)


def hand_in_with(resources: Resources, channel: str, *, signed_in: bool) -> str:
    desk = Desk(resources.access_codes, resources.settings.number_pattern, SIGNED_IN_ALONE)
    with resources.database.transaction() as session:
        filed = filing(session, resources, channel=channel, signed_in=signed_in)
        return submit(session, desk, filed, now=NOW).dossier.number


@pytest.mark.parametrize("channel", ["web", "api"])
def test_whoever_has_to_sign_in_is_refused_without(resources: Resources, channel: str) -> None:
    with pytest.raises(LoginNeeded):
        hand_in_with(resources, channel, signed_in=False)


def test_whoever_has_signed_in_is_let_in(resources: Resources) -> None:
    assert hand_in_with(resources, "web", signed_in=True)


@pytest.mark.parametrize("code", ["2.002396", "TTTC", "DKTCD"])
def test_who_is_protected_never_has_to_sign_in(resources: Resources, code: str) -> None:
    protected = resources.catalogue.version(code, 1)
    assert not SIGNED_IN_ALONE.demands_login(Agency(filing_login="required"), protected)


def test_nobody_has_to_sign_in_where_nobody_can(resources: Resources) -> None:
    doors = FrontDoors(login=FilingLogin.REQUIRED)
    complaint = resources.catalogue.version("2.002409", 1)
    assert not doors.demands_login(Agency(filing_login="required"), complaint)
    assert SIGNED_IN_ALONE.demands_login(Agency(), complaint)
    assert not SIGNED_IN_ALONE.demands_login(Agency(filing_login="optional"), complaint)


@pytest.fixture
def environment(engine_environment: dict[str, str]) -> dict[str, str | None]:
    return dict(engine_environment)


def door_of(resources: Resources) -> str | None:
    with resources.database.transaction() as session:
        return session.scalar(select(Agency.front_door).where(Agency.code == AGENCY))


def test_command_sets_the_door_and_takes_it_back(
    resources: Resources, environment: dict[str, str | None]
) -> None:
    seen = []
    for value in ("information", "default"):
        command = ["agencies", "front-door", AGENCY, value]
        assert CliRunner().invoke(motcua, command, env=environment).exit_code == 0
        seen.append(door_of(resources))
    assert seen == ["information", None]


@pytest.mark.parametrize(
    "command",
    [
        ["agencies", "front-door", AGENCY, "ajar"],
        ["agencies", "front-door", "NO.ONE", "filing"],
        ["agencies", "answers-for", AGENCY, "moon"],
    ],
)
def test_command_refuses_what_does_not_exist(
    resources: Resources,  # noqa: ARG001 - the agencies are there
    environment: dict[str, str | None],
    command: list[str],
) -> None:
    assert CliRunner().invoke(motcua, command, env=environment).exit_code != 0


def test_command_says_for_whom_an_agency_answers(
    resources: Resources, environment: dict[str, str | None]
) -> None:
    command = ["agencies", "answers-for", AGENCY, "commune_chair"]
    assert CliRunner().invoke(motcua, command, env=environment).exit_code == 0
    with resources.database.transaction() as session:
        found = session.scalar(select(Agency.answers_for).where(Agency.code == AGENCY))
    assert found == ["commune_chair"]


def test_command_lists_doors(
    resources: Resources,  # noqa: ARG001 - the agencies are there
    environment: dict[str, str | None],
) -> None:
    told = CliRunner().invoke(motcua, ["agencies", "list"], env=environment).output
    assert "filing (default)" in told


def test_whether_people_sign_in_is_said_on_the_command_line(
    resources: Resources, environment: dict[str, str | None]
) -> None:
    for value, kept in (("required", "required"), ("default", None)):
        asked = ["agencies", "filing-login", AGENCY, value]
        called = CliRunner(env=environment).invoke(motcua, asked)
        assert called.output == f"{AGENCY}: {value}\n"
        with resources.database.transaction() as session:
            found = select(Agency.filing_login).where(Agency.code == AGENCY)
            assert session.scalar(found) == kept
