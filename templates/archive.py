"""The last touch that makes WeasyPrint's PDF/A-3a also a PDF/UA-1."""

from __future__ import annotations

import pydyf
from weasyprint import Document

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
UA = "http://www.aiim.org/pdfua/ns/id/"
PDFA = "http://www.aiim.org/pdfa/ns"

# PDF/A allows metadata outside its own schemas only with a description of theirs (ISO 19005-3, 6.6.2.3)
PDFUA_SCHEMA = f"""
<rdf:Description xmlns:rdf="{RDF}" xmlns:pdfuaid="{UA}" rdf:about="" pdfuaid:part="1"/>
<rdf:Description xmlns:rdf="{RDF}" xmlns:pdfaExtension="{PDFA}/extension/" xmlns:pdfaSchema="{PDFA}/schema#"
 xmlns:pdfaProperty="{PDFA}/property#" rdf:about="">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{UA}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


# CR ends the data, LF the line: who takes both for the line's end finds /Length one too long (page-validation 0.11 does)
MISREAD = b"\r\nendstream"


def finish(document: Document, pdf: pydyf.PDF, spare: int = 0) -> None:
    """Writes PDF/UA-1 into the metadata; ends no stream as it would be misread: uncompressed, or where that ends so too (a
    picture comes compressed), with an empty line behind the data. Adds as many empty objects as asked for."""
    for entry in pdf.objects:
        if not isinstance(entry, pydyf.Stream):
            continue
        if entry.extra.get("Type") == "/Metadata":
            entry.compress = False
            entry.stream = [entry.stream[0].replace(b"</rdf:RDF>", PDFUA_SCHEMA.encode() + b"</rdf:RDF>")]
        elif entry.data.endswith(MISREAD):
            entry.compress = False
            if entry.data.endswith(MISREAD):
                entry.stream = [*entry.stream, b""]
    for _ in range(spare):
        pdf.add_object(pydyf.Dictionary())
