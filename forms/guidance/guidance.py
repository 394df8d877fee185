"""All guidance of an installation, read and checked once at start."""

from dataclasses import dataclass
from pathlib import Path

from forms.catalogue import Catalogue
from forms.guidance import competence_file, limitation_file, reasons, representation
from forms.guidance.competence import Competence
from forms.guidance.limitation_file import Rules
from forms.guidance.reading import HERE


@dataclass(frozen=True)
class Guidance:
    competence: Competence
    limitation: Rules
    reasons: reasons.Reasons
    representation: representation.Representation


def load(catalogue: Catalogue, directory: Path = HERE) -> Guidance:
    """Read every file of the guidance.

    Raises:
        BrokenProcedures: a file has faults; each is named with its line.

    """
    rules = limitation_file.load(directory / "limitation.yaml")
    return Guidance(
        competence=competence_file.load(catalogue, rules, directory / "competence.yaml"),
        limitation=rules,
        reasons=reasons.load(directory / "reasons.yaml"),
        representation=representation.load(directory / "representation.yaml"),
    )
