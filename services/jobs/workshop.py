"""What a worker process holds ready for its jobs: connections and a warm renderer."""

from dataclasses import dataclass

from pdf_templates.renderer import Renderer
from services.resources import Resources


@dataclass(frozen=True)
class Tools:
    """Opened once a process; RQ hands a job nothing but ids."""

    resources: Resources
    renderer: Renderer


_opened: list[Tools] = []


def open_with(resources: Resources) -> Tools:
    """Warm the renderer before the first job arrives."""
    tools = Tools(resources, Renderer())
    _opened[:] = [tools]
    return tools


def tools() -> Tools:
    return _opened[0]
