"""What makes a file both archival (PDF/A-2a) and accessible (PDF/UA-1)."""

from collections.abc import Callable
from functools import cache, partial
from importlib.resources import files
from io import BytesIO
from typing import Any, BinaryIO

from weasyprint.css import ColorProfile

VARIANT = "pdf/a-2a"
COLOURS = "--srgb"  # WeasyPrint's own name for it would open the profile anew for each file.

# PDF/A wants every property outside its own list described, so the PDF/UA mark brings its schema.
ACCESSIBLE_MARK = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
END_OF_RDF = b"</rdf:RDF>"


STREAM_END = b"\nendstream\nendobj"


class Written:
    """A finished object: it is read for the file's identifier and for the file, but made once."""

    def __init__(self, part: Any) -> None:
        self.number, self.generation, self.free = part.number, part.generation, part.free
        self.offset = 0
        self.compressible = part.compressible
        self.data: bytes = part.data

    @property
    def indirect(self) -> bytes:
        return b"%d %d obj\n%b\nendobj" % (self.number, self.generation, self.data)


def colour_profile() -> ColorProfile:
    """Return the profile that says what the file's colours mean on any device.

    A profile that was used once is written otherwise the next time, so each file gets its own.
    """
    return ColorProfile(
        BytesIO(_stored_profile()), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"])
    )


@cache
def _stored_profile() -> bytes:
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()


def finish(_document: Any, pdf: Any) -> None:
    """Write the metadata plainly, with the mark of accessibility in it."""
    for part in pdf.objects:
        if getattr(part, "extra", {}).get("Type") == "/Metadata":
            metadata = b"".join(part.stream)
            # XMP has one rdf:RDF, so the mark goes inside the one that is there.
            part.stream = [metadata.replace(END_OF_RDF, ACCESSIBLE_MARK + END_OF_RDF, 1)]
            part.compress = False
    pdf.objects = [part if part.free == "f" else Written(part) for part in pdf.objects]
    pdf.write_line = partial(_write_line, pdf.write_line)


def _write_line(write: Callable[[bytes, BinaryIO], None], content: bytes, output: BinaryIO) -> None:
    # Data that end in CR would make one line end with the LF after them, and the stream would seem
    # too short to a strict reader. A whole CR LF says where the data end.
    if content.endswith(STREAM_END):
        content = content.removesuffix(STREAM_END) + b"\r" + STREAM_END
    write(content, output)
