"""Equations of a Word document on one line, as one would type them: (a + b)/2, x², √(x)."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from storage.files.html_text import in_place

MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DEEPEST = 40


def written(element: Element, depth: int = 0) -> str:
    """What the part of an equation says."""
    name = element.tag.removeprefix(MATHS)
    if name == "t":
        return element.text or ""
    if depth > _DEEPEST or not element.tag.startswith(MATHS):
        return ""
    said = {child.tag.removeprefix(MATHS): written(child, depth + 1) for child in element}
    match name:
        case "f":
            return f"{_together(said.get('num', ''))}/{_together(said.get('den', ''))}"
        case "sSup" | "sSub" | "sSubSup" | "limLow" | "limUpp":
            low, high = said.get("sub", ""), said.get("sup", "")
            limit = f" ({said['lim']}) " if said.get("lim") else ""
            return said.get("e", "") + _moved(low, raised=False) + _moved(high, raised=True) + limit
        case "rad":
            return f"{_moved(said.get('deg', ''), raised=True)}√({said.get('e', '')})"
        case "d":
            begin, end = _sign(element, "begChr", "("), _sign(element, "endChr", ")")
            return begin + "; ".join(written(one, depth + 1) for one in element if one.tag == MATHS + "e") + end
        case "nary":
            return (
                _sign(element, "chr", "∫") + _moved(said.get("sub", ""), raised=False)
                + _moved(said.get("sup", ""), raised=True) + f" {said.get('e', '')}"
            )  # fmt: skip
        case "mr":
            return ", ".join(written(one, depth + 1) for one in element) + "; "
    return "".join(written(child, depth + 1) for child in element)


def _together(text: str) -> str:
    return text if text.isalnum() else f"({text})"


def _moved(text: str, *, raised: bool) -> str:
    return in_place(text, raised=raised) if text.strip() else ""


def _sign(element: Element, name: str, usual: str) -> str:
    found = next(element.iter(MATHS + name), None)
    return usual if found is None else found.get(MATHS + "val", "")
