"""The content of an object without a picture as rows of text, and the small pieces that rows are made of."""

from __future__ import annotations

from dataclasses import dataclass

from pydicom.dataset import Dataset
from pydicom.uid import UID

from medxfer_gui.dicom.headers import integer, items, number, text

MAX_TEXT = 4000
"""Most characters of one value."""


@dataclass(frozen=True, slots=True)
class ObjectRow:
    """One line of content.

    Parameters
    ----------
    depth
        0 for the outermost rows.
    name
        What the value is: an English template for the program's own words, else the words of the file.
    value
        Text as it is in the file; empty for a heading.
    identifying
        Whether the value may say who the patient is, or when and where: to be masked where privacy is on.
    """

    depth: int
    name: str
    value: str = ""
    identifying: bool = False

    @property
    def cells(self) -> tuple[str, str]:
        """Name and value; the last is the one to mask."""
        return self.name, self.value

    @property
    def full(self) -> str:
        """The value as far as it is kept."""
        return self.value


def code(dataset: Dataset, keyword: str) -> str:
    """Meaning of the first code of a sequence, else its value; empty where there is none."""
    for item in items(dataset, keyword)[:1]:
        return text(item, "CodeMeaning") or text(item, "CodeValue") or text(item, "LongCodeValue")
    return ""


def codes(dataset: Dataset, keyword: str) -> str:
    """Meanings of all codes of a sequence."""
    found = [text(item, "CodeMeaning") or text(item, "CodeValue") for item in items(dataset, keyword)[:8]]
    return ", ".join(filter(None, found))


def class_name(sop_class_uid: str) -> str:
    """The standard's name of a SOP class without its last word ("Storage"), else the UID."""
    return UID(sop_class_uid).name.removesuffix(" Storage") if sop_class_uid else ""


def size(dataset: Dataset) -> str:
    """Columns by rows."""
    rows, columns = integer(dataset, "Rows"), integer(dataset, "Columns")
    return f"{columns} × {rows}" if rows and columns else ""


def figure(dataset: Dataset, keyword: str, unit: str = "") -> str:
    """A number with its unit."""
    value = number(dataset, keyword)
    return "" if value is None else f"{value:g} {unit}".rstrip()


def count(values: int) -> str:
    """A count with groups of digits."""
    return f"{values:,}"
