"""Asks how a view is exported, and writes it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from medxfer_gui.atomic import write_atomic
from medxfer_gui.dicom.pixels import Frame
from medxfer_gui.errors import MedxferError
from medxfer_gui.export.values import write_values
from medxfer_gui.operation import CancelToken, EventSink
from medxfer_gui.qt.job import Job
from medxfer_gui.qt.translation import error_text
from medxfer_gui.qt.viewer.image_view import ImageView
from medxfer_gui.qt.viewer.snapshot import image_picture, image_scale, image_size, screen_picture
from medxfer_gui.qt.widgets.buttons import button, primary_button
from medxfer_gui.qt.widgets.text import label, set_state, wrapped

Kind = Literal["screen", "image", "png16", "tiff16"]


class ExportDialog(QDialog):
    """What to write of a view; where is asked when one goes on.

    Parameters
    ----------
    view
        The view.
    series, number
        Series number and place of the frame in its stack, for the name of the file.
    """

    folder: ClassVar[Path | None] = None
    """Where the last picture of this session went; kept nowhere: folders are often named after patients."""

    def __init__(self, view: ImageView, series: int | None, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export image"))
        self.setMinimumWidth(440)
        self._view = view
        self._series, self._number = series, number
        self._job: Job | None = None
        self.kinds: dict[Kind, QRadioButton] = {
            "screen": QRadioButton(self.tr("As seen, at the resolution of the screen (PNG)")),
            "image": QRadioButton(self._image_words()),
            "png16": QRadioButton(self.tr("Values before any window, 16 bits (PNG)")),
            "tiff16": QRadioButton(self.tr("Values before any window, 16 bits (TIFF)")),
        }
        self.identity = QCheckBox(self.tr("With identity"))
        self.identity.setToolTip(self.tr("Writes who the patient is into the picture"))
        self._words = wrapped("", "muted")
        self.save = primary_button(self.tr("Save…"))
        self._lay_out()
        for choice in self.kinds.values():
            choice.toggled.connect(self._on_changed)
        self.identity.toggled.connect(self._on_changed)
        self.save.clicked.connect(self._on_save)
        self.kinds["screen"].setChecked(True)
        shown = view.shown
        for kind in ("png16", "tiff16"):
            self.kinds[kind].setEnabled(shown is not None and not shown.frame.is_colour)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(8)
        layout.addWidget(label(self.tr("What to write"), "group"))
        for choice in self.kinds.values():
            layout.addWidget(choice)
        layout.addSpacing(4)
        layout.addWidget(self.identity)
        layout.addWidget(self._words)
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save)
        layout.addLayout(buttons)

    def _image_words(self) -> str:
        viewport = self._view.viewport
        if viewport is None:
            return self.tr("As seen, at the resolution of the image (PNG)")
        size, scale = image_size(viewport), image_scale(viewport)
        words = (
            self.tr("As seen, at the resolution of the image: {width} × {height} (PNG)")
            if scale == 1
            else self.tr("As seen, {scale} times the resolution of the image: {width} × {height} (PNG)")
        )
        return words.format(scale=scale, width=f"{size.width():.0f}", height=f"{size.height():.0f}")

    @property
    def kind(self) -> Kind:
        """What is chosen."""
        return next((kind for kind, choice in self.kinds.items() if choice.isChecked()), "screen")

    @property
    def suggested_name(self) -> str:
        """Pseudonym, series and frame; the identity only where it is written too."""
        shown = self._view.shown
        who = ""
        if shown is not None:
            who = shown.identity if self._is_with_identity() else shown.pseudonym
        series = "" if self._series is None else f"series{self._series}"
        name = "-".join(filter(None, (who, series, f"frame{self._number}")))
        return re.sub(r"[^\w.-]+", "_", name) + (".tiff" if self.kind == "tiff16" else ".png")

    def _is_with_identity(self) -> bool:
        return self.identity.isChecked() and self.kind in ("screen", "image")

    def _on_changed(self) -> None:
        burns = self.kind in ("screen", "image")
        self.identity.setEnabled(burns)
        set_state(self._words, "attention" if self._is_with_identity() else "plain")
        if self._is_with_identity():
            self._words.setText(self.tr("The picture will say who the patient is."))
        elif burns:
            self._words.setText(self.tr("The corners name the pseudonym. Words in the pixels themselves stay."))
        else:
            self._words.setText(
                self.tr("Not windowed, not turned, nothing drawn on it. The file says how to get back to the unit.")
            )

    def _on_save(self) -> None:
        kinds = self.tr("TIFF images (*.tiff *.tif)") if self.kind == "tiff16" else self.tr("PNG images (*.png)")
        start = str((ExportDialog.folder or Path.home()) / self.suggested_name)
        chosen, _ = QFileDialog.getSaveFileName(self, self.windowTitle(), start, kinds)
        if chosen:
            ExportDialog.folder = Path(chosen).parent
            self.write(Path(chosen))

    def write(self, path: Path) -> None:
        """Write to ``path`` in the background; closes when it is done, says why when it is not."""
        shown = self._view.shown
        if shown is None:
            return
        picture = None
        if self.kind in ("screen", "image"):
            make = screen_picture if self.kind == "screen" else image_picture
            picture = make(self._view, self._is_with_identity())
        self.save.setEnabled(False)
        self._job = Job(self.tr("Exporting"), write_export, Export(path, self.kind, picture, shown.frame))
        self._job.succeeded.connect(self._on_written)
        self._job.failed.connect(self._on_failed)
        self._job.start()

    def _on_written(self, path: Path) -> None:
        self._view.show_hint(self.tr("Saved as {name}").format(name=path.name))
        self.close()

    def _on_failed(self, error: Exception) -> None:
        self.save.setEnabled(True)
        words = error_text(error) if isinstance(error, MedxferError) else (str(error),)
        self._words.setText("\n".join(filter(None, words)))
        set_state(self._words, "bad")


@dataclass(frozen=True, slots=True, eq=False)
class Export:
    """What is written where."""

    path: Path
    kind: Kind
    picture: QImage | None
    frame: Frame


def write_export(export: Export, *, on_event: EventSink, cancel: CancelToken) -> Path:
    """Write it whole or not at all.

    Raises
    ------
    MedxferError
        The file cannot be written.
    """
    if export.picture is not None:
        write_atomic(export.path, png_bytes(export.picture))
    else:
        write_values(export.frame, export.path, "png" if export.kind == "png16" else "tiff")
    return export.path


def png_bytes(picture: QImage) -> bytes:
    """A picture as PNG that says nothing but its pixels."""
    plain = QImage(picture)
    for key in plain.textKeys():
        plain.setText(key, "")
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    plain.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs take bytes for the format
    return bytes(buffer.data().data())
