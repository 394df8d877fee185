"""What the custodian's operations work on."""

from dataclasses import dataclass, field
from datetime import timedelta

from services.custody.brakes import Brakes
from services.custody.ceremonies import Ceremonies
from services.custody.passphrases import STRONG, Cost
from services.custody.vault import Vault
from storage.database import Database


@dataclass
class Room:
    """The custodian's own connection and all that it holds in memory.

    moving: key → how many dossiers have gone over from it to its successor
    faults: key → why that stopped
    """

    database: Database
    vault: Vault
    production: bool = True
    cost: Cost = STRONG
    brakes: Brakes = field(default_factory=Brakes)
    ceremonies: Ceremonies = field(default_factory=Ceremonies)
    moving: dict[int, int] = field(default_factory=dict)
    faults: dict[int, str] = field(default_factory=dict)
    memory_locked: bool = False

    @classmethod
    def opened(cls, database: Database, *, idle: timedelta, production: bool) -> "Room":
        return cls(database, Vault(idle), production=production)
