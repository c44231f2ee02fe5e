"""Word documents for tests, put together by hand."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ALL = (
    f'{_W} xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_NUMBERING = """<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Câu %1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%2."/></w:lvl>
</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>"""
LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId7" Target="media/image1.png"/></Relationships>'
)
PICTURE = '<w:r><w:drawing><a:blip r:embed="rId7"/></w:drawing></w:r>'


def run(text: str, style: str = "") -> str:
    """A run of text; `style` is what stands in its properties, such as `<w:b/>`."""
    return f'<w:r><w:rPr>{style}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str, level: int | None = None) -> str:
    """A paragraph of runs, numbered by Word on that level if one is given."""
    numbered = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr></w:pPr>'
    return f"<w:p>{'' if level is None else numbered}{''.join(runs)}</w:p>"


def lines(*texts: str) -> list[str]:
    """A paragraph for each text; one that begins with ! is bold."""
    return [paragraph(run(text.removeprefix("!"), "<w:b/>" if text.startswith("!") else "")) for text in texts]


def table(*rows: list[str]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(run(text))}</w:tc>" for text in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def docx(*parts: str, picture: bytes = b"", **others: str) -> bytes:
    """The bytes of a document of these parts; `others` are what stands in its styles, numbering or footnotes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        body = f"<w:document {_ALL}><w:body>{''.join(parts)}</w:body></w:document>"
        archive.writestr("word/document.xml", body)
        for name, content in {"numbering": _NUMBERING, **others}.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {_W}>{content}</w:{name}>")
        if picture:
            archive.writestr("word/_rels/document.xml.rels", LINKS)
            archive.writestr("word/media/image1.png", picture)
    return packed.getvalue()
