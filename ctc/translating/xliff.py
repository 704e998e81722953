"""XLIFF 2.0 (OASIS): what translators' tools read and write. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final, get_args
from xml.etree import ElementTree as ET

from ctc.errors import CannotStart
from ctc.translating.units import State, Unit
from reference import LANGUAGES, Language

NAMESPACE: Final = "urn:oasis:names:tc:xliff:document:2.0"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_UNIT: Final = re.compile(r'<(?:\w+:)?unit\b[^>]*\bid="([^"]*)"')
LARGEST: Final = 20_000_000
"""Bytes of a file that is read: some ten times what is written."""


def write(language: Language, units: Iterable[Unit]) -> bytes:
    """The file for a language. The same words give the same bytes."""
    root = ET.Element("xliff", {"xmlns": NAMESPACE, "version": "2.0", "srcLang": "en", "trgLang": language})
    for name, of_file in groupby(units, key=lambda unit: unit.file):
        file = ET.SubElement(root, "file", {"id": name.replace("/", "."), "original": name})
        for unit in of_file:
            _write_unit(file, unit)
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _write_unit(file: ET.Element, unit: Unit) -> None:
    element = ET.SubElement(file, "unit", {"id": unit.id})
    if unit.note:
        ET.SubElement(ET.SubElement(element, "notes"), "note").text = unit.note
    segment = ET.SubElement(element, "segment", {"state": unit.state})
    ET.SubElement(segment, "source", {_SPACE: "preserve"}).text = unit.source
    ET.SubElement(segment, "target", {_SPACE: "preserve"}).text = unit.target


def read(content: bytes) -> tuple[Language, list[Unit]]:
    """The language and the units of a file. Raises CannotStart where it is none that we wrote."""
    if len(content) > LARGEST or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise CannotStart("the file is no XLIFF of ours: it is too large, or defines entities")
    try:
        root = ET.fromstring(content)  # noqa: S314 - it has no entities, and expat bounds the rest
    except ET.ParseError as error:
        raise CannotStart(f"the file is no XML: {error}") from error
    language = root.get("trgLang")
    if root.tag != f"{{{NAMESPACE}}}xliff" or language not in LANGUAGES or language == "en":
        raise CannotStart("the file is no XLIFF 2.0 with one of our languages as trgLang")
    lines = _find_lines(content.decode("utf-8", "replace"))
    units = ((file, unit) for file in _find_all(root, "file") for unit in _find_all(file, "unit"))
    return language, [_read_unit(file, unit, next(lines, 0)) for file, unit in units]


def _read_unit(file: ET.Element, unit: ET.Element, line: int) -> Unit:
    """Its text, with the text of elements that a tool may have put around parts of it."""
    segments = _find_all(unit, "segment")
    state = segments[0].get("state", "initial") if segments else "initial"
    known: State = state if state in get_args(State) else "initial"  # type: ignore[assignment]
    name = file.get("original") or file.get("id", "").replace(".", "/", 1)
    return Unit(name, unit.get("id", ""), _read(segments, "source"), _read(segments, "target"), known, line=line)


def _read(segments: list[ET.Element], name: str) -> str:
    return "".join(text for segment in segments for one in _find_all(segment, name) for text in one.itertext()).strip()


def _find_all(element: ET.Element, name: str) -> list[ET.Element]:
    return element.findall(f"{{{NAMESPACE}}}{name}")


def _find_lines(text: str) -> Iterator[int]:
    """The line of each unit, in order: a translator looks for it there."""
    return (text.count("\n", 0, found.start()) + 1 for found in _UNIT.finditer(text))
