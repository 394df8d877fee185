"""The only fonts a paper may use: Tinos, cut off from whatever the machine has installed."""

import unicodedata
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # It has no types.
from weasyprint.text.ffi import ffi, fontconfig, gobject, pangoft2
from weasyprint.text.fonts import FontConfiguration

FOLDER = Path(__file__).parent / "fonts"
FACES = tuple(sorted(FOLDER.glob("Tinos-*.ttf")))

# WeasyPrint declares only the call that reads the machine's own configuration.
ffi.cdef("FcConfig * FcConfigCreate (void);")


class TinosOnly(FontConfiguration):  # type: ignore[misc]  # WeasyPrint has no types.
    """A font configuration that starts empty, so a paper looks the same on every machine."""

    def __init__(self) -> None:
        self._config = fontconfig.FcConfigCreate()
        for face in FACES:
            fontconfig.FcConfigAppFontAddFile(self._config, str(face).encode())
        self.font_map = ffi.gc(pangoft2.pango_ft2_font_map_new(), gobject.g_object_unref)
        pangoft2.pango_fc_font_map_set_config(
            ffi.cast("PangoFcFontMap *", self.font_map), self._config
        )
        fontconfig.FcConfigDestroy(self._config)  # The font map holds its own reference.
        self._folder = None
        self.strut_layouts: dict[Any, Any] = {}
        self.font_features: dict[Any, Any] = {}


def drawable_characters() -> frozenset[str]:
    """Return the characters that all faces can draw and that a reader can see."""
    characters = (chr(code) for code in set.intersection(*map(_codes, FACES)))
    return frozenset(c for c in characters if unicodedata.category(c)[0] not in "CM")


def _codes(face: Path) -> set[int]:
    with TTFont(face, lazy=True) as font:
        return set(font.getBestCmap())
