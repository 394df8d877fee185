"""What every test may ask for."""

import gc

import pytest
from argon2 import PasswordHasher
from hypothesis import settings

from services.accounts import passwords

# Hundreds of sign-ins need not be slow to guess; a hash tells its own costs, whoever made it.
passwords.hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
settings.register_profile("repeatable", derandomize=True)
# Thousands of tests stand in memory from the beginning to the end: garbage is not among them.
GENERATIONS = 20_000, 20, 20
pytest_plugins = ["tests.engines", "tests.service", "tests.custodian", "tests.provider"]


def pytest_addoption(parser: pytest.Parser) -> None:
    told = "how many denunciations the grand jury tries"
    parser.addoption("--jury", type=int, default=8, help=told)
    told = "how many right and wrong answers each procedure is tried with in every view"
    parser.addoption("--cases", type=int, default=20, help=told)


def pytest_configure(config: pytest.Config) -> None:
    settings.register_profile("cases", max_examples=config.getoption("--cases"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run files that start the service's processes last: its worker would take others' work."""
    with_site = {item.path for item in items if "site" in getattr(item, "fixturenames", ())}
    items.sort(key=lambda item: item.path in with_site)


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GENERATIONS)
