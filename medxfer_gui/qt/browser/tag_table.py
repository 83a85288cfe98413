"""The whole header of an instance as a table; identity is masked where privacy is on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from medxfer_gui.dicom.privacy import HeaderRow, header_table
from medxfer_gui.operation import CancelToken, EventSink
from medxfer_gui.qt.widgets.table_dialog import TableDialog
from medxfer_gui.storage.source import ByteSource

MASK = "••••••"


def read_tags(source: ByteSource, *, on_event: EventSink, cancel: CancelToken) -> list[HeaderRow]:
    """`header_table` in the shape of long work."""
    return header_table(source)


def tag_rows(header: Sequence[HeaderRow], privacy: bool) -> list[tuple[str, str, str, str]]:
    """Tag, keyword, value representation and value; items of sequences are indented."""
    return [
        (
            "  " * row.depth + row.tag,
            row.keyword,
            row.vr,
            MASK if privacy and row.identifying and row.value else row.value,
        )
        for row in header
    ]


class TagDialog(TableDialog):
    """Every element before the pixels."""

    def __init__(self, header: Sequence[HeaderRow], privacy: bool, parent: QWidget) -> None:
        titles = (_tr("Tag"), _tr("Keyword"), "VR", _tr("Value"))
        super().__init__(_tr("Tags"), titles, tag_rows(header, privacy), 3, parent)


def _tr(text: str) -> str:
    return QCoreApplication.translate("TagDialog", text)
