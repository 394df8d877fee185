"""What lies outside a home belongs to that home alone."""

from pathlib import Path

import pytest

from services.local import places
from services.local.places import ASIDE, clear, outside, remove, suitable_place


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(places, "SHARED", tmp_path)
    made = tmp_path / "var"
    made.mkdir()
    return made


def kept_outside(home: Path) -> Path:
    kept = suitable_place(home, lambda place: place != home) / "data"
    kept.touch()
    return kept


def test_data_outside_a_home_stays_while_the_home_does(home: Path) -> None:
    kept_outside(home)
    assert (outside(home) / "data").exists()


def test_what_a_deleted_home_left_is_put_aside(home: Path) -> None:
    kept = kept_outside(home)
    remove(home)
    home.mkdir()
    place = outside(home)
    aside = place.with_name(f"{place.name}{ASIDE}")
    assert ((place / "data").exists(), (aside / kept.name).exists()) == (False, True)


def test_only_the_last_that_was_left_is_kept_aside(home: Path) -> None:
    for _ in range(3):
        kept_outside(home)
        remove(home)
        home.mkdir()
    outside(home)
    assert len([path for path in home.parent.iterdir() if path.name.endswith(ASIDE)]) == 1


def test_clearing_a_home_clears_what_lies_outside(home: Path) -> None:
    kept = kept_outside(home)
    clear(home)
    assert not kept.exists()
