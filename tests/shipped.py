"""The procedures that ship, read once for all tests."""

from forms import catalogue

CATALOGUE = catalogue.load()
PROCEDURES = {procedure.slug: procedure for procedure in CATALOGUE.procedures}
