"""A sealed dossier, and a custodian whose key is unlocked."""

import pytest

from services.custody.ceremonies import Ceremony
from services.custody.client import Custodian
from services.resources import Resources
from tests import sealed as sealing
from tests.custodian import unlock
from tests.sealed import Sealed


@pytest.fixture
def sealed(resources: Resources, province_key: Ceremony) -> Sealed:
    return sealing.seal(resources, province_key)


@pytest.fixture
def unlocked(custodian: Custodian, sealed: Sealed) -> Custodian:
    unlock(custodian, sealed.key_id, sealed.holders)
    return custodian
