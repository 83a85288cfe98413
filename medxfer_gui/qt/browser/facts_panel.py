"""The right side of the browser: facts of the frame, what a network sees of it, its label, its tags."""

from __future__ import annotations

from collections.abc import Sequence

from pydicom.uid import UID
from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel

from medxfer_gui.config.dataset import Preprocessing
from medxfer_gui.dicom.cine import CineTiming
from medxfer_gui.dicom.pixels import opening_window
from medxfer_gui.dicom.suv import Suv
from medxfer_gui.dicom.view_facts import ViewFacts
from medxfer_gui.library.images import LoadedImage
from medxfer_gui.qt.browser.decode_queue import DecodeQueue
from medxfer_gui.qt.browser.images import ImageReader, NetworkWish
from medxfer_gui.qt.viewer.presets import window_text
from medxfer_gui.qt.widgets.buttons import button, primary_button
from medxfer_gui.qt.widgets.cards import SidePanel
from medxfer_gui.qt.widgets.facts import FactTable
from medxfer_gui.qt.widgets.text import chip, label, wrapped

_WIDTH = 312
_PREVIEW = 112
_SETTLE_MS = 120
_SHORT = {
    "KVP": ("kV", "kV"),
    "XRayTubeCurrent": ("mA", "mA"),
    "EchoTime": ("TE", "ms"),
    "RepetitionTime": ("TR", "ms"),
}
_TOWARDS = (("L", "R"), ("P", "A"), ("H", "F"))


class FactsPanel(SidePanel):
    """Facts of the frame that is looked at."""

    tags_requested = Signal()
    """The user wants the whole header."""
    next_requested = Signal()
    """The user takes the next step."""

    def __init__(self, reader: ImageReader) -> None:
        super().__init__("right", _WIDTH)
        self._loaded: LoadedImage | None = None
        self._preprocessing = Preprocessing()
        self._wish: NetworkWish | None = None
        self._queue = DecodeQueue("", reader.network_image, self)
        self._queue.decoded.connect(self._on_network_image)
        self._timer = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._timer.timeout.connect(self._on_settled)
        self.facts = FactTable()
        self._preview, self._preview_text = QLabel(), wrapped("", "muted")
        self._label_title, self._label = label(self.tr("Label"), "group"), chip("")
        self._note = wrapped("", "muted")
        self._problems = wrapped("", state="attention")
        self.tags = button(self.tr("All tags…"), self.tr("Every element of the header (T)"))
        self.tags.clicked.connect(self.tags_requested)
        self.next = primary_button("")
        self.next.clicked.connect(self.next_requested)
        self._lay_out()
        self.show_image(None, False)

    def _lay_out(self) -> None:
        self._preview.setFixedSize(_PREVIEW, _PREVIEW)
        self._preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._preview.setStyleSheet("background: black;")
        self._preview.setAccessibleName(self.tr("What the network sees"))
        network = QHBoxLayout()
        network.setSpacing(10)
        network.addWidget(self._preview, alignment=Qt.AlignmentFlag.AlignTop)
        network.addWidget(self._preview_text, 1, alignment=Qt.AlignmentFlag.AlignTop)
        self._network_title = label(self.tr("What the network sees"), "group")
        self.body.addWidget(label(self.tr("Frame"), "group"))
        self.body.addWidget(self.facts)
        self.body.addWidget(self._note)
        self.body.addWidget(self._problems)
        self.body.addSpacing(4)
        self.body.addWidget(self._network_title)
        self.body.addLayout(network)
        self.body.addSpacing(4)
        self.body.addWidget(self._label_title)
        self.body.addWidget(self._label, alignment=Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self.foot.setSpacing(8)
        self.foot.addWidget(self.tags)
        self.foot.addWidget(self.next)

    @property
    def network_image(self) -> QPixmap:
        """The picture a network sees, as shown."""
        return self._preview.pixmap()

    def show_image(self, loaded: LoadedImage | None, privacy: bool) -> None:
        """Show the facts of an image; None: none is looked at."""
        self._loaded = loaded
        for widget in (self._network_title, self._preview, self._preview_text, self.tags):
            widget.setVisible(loaded is not None)
        self.tags.setEnabled(loaded is not None and loaded.record.kind == "dicom")
        self.facts.set_facts(facts_of(loaded, privacy) if loaded else ())
        self._note.setVisible(loaded is not None and bool(loaded.record.note))
        self.set_problems(())
        if loaded is not None:
            self._note.setText(QCoreApplication.translate("core", loaded.record.note) if loaded.record.note else "")
            self._timer.start()

    def set_problems(self, texts: Sequence[str]) -> None:
        """Say what is to be known before the stack of the image is taken for a volume."""
        self._problems.setText("\n".join(f"! {text}" for text in texts))
        self._problems.setVisible(bool(texts))

    def set_preprocessing(self, preprocessing: Preprocessing) -> None:
        """Show what a network sees after another preparation."""
        if preprocessing != self._preprocessing:
            self._preprocessing = preprocessing
            self._timer.start()

    def set_next(self, text: str) -> None:
        """Say what the next step is."""
        self.next.setText(text)

    def set_label(self, name: str) -> None:
        """Show the label the frame has in the cohort; empty hides it."""
        self._label_title.setVisible(bool(name))
        self._label.setVisible(bool(name))
        self._label.setText(name)

    def _on_settled(self) -> None:
        if self._loaded is not None:
            self._wish = NetworkWish(self._loaded.frame, self._preprocessing)
            self._queue.want([self._wish])

    def _on_network_image(self, wish: NetworkWish, picture: QImage) -> None:
        if wish is not self._wish or self._loaded is None:
            return
        ratio = self.devicePixelRatioF()
        side = round(_PREVIEW * ratio)
        pixmap = QPixmap.fromImage(
            picture.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        )
        pixmap.setDevicePixelRatio(ratio)
        self._preview.setPixmap(pixmap)
        self._preview_text.setText(self._preparation_text(wish))

    def _preparation_text(self, wish: NetworkWish) -> str:
        size = wish.preprocessing.size
        lines = [self.tr("{size} × {size} pixels").format(size=size)]
        if wish.frame.is_colour:
            lines.append(self.tr("colour, 0 to 1"))
        elif wish.preprocessing.window == "full" or not wish.frame.windows:
            lines.append(self.tr("full range, 0 to 1"))
        else:
            lines.append(self.tr("file window, 0 to 1"))
        if wish.frame.inverted:
            lines.append(self.tr("polarity corrected"))
        return "\n".join(lines)


def facts_of(loaded: LoadedImage, privacy: bool) -> list[tuple[str, str]]:
    """Names and values, in the words of the standard; the file's name only where privacy is off."""
    tr = QCoreApplication.translate
    record, frame, facts_of_view = loaded.record, loaded.frame, loaded.facts
    rows, columns = frame.values.shape[:2]
    facts = [
        (tr("Facts", "Modality"), record.modality),
        (tr("Facts", "Body part"), record.body_part),
        (tr("Facts", "View position"), record.view_position),
        (tr("Facts", "Photometric"), record.photometric),
        (tr("Facts", "Rows × columns"), f"{rows} × {columns}"),
        (tr("Facts", "Frames"), str(record.frames) if record.frames > 1 else ""),
        (tr("Facts", "Bits stored"), str(record.bits_stored or "")),
        (tr("Facts", "Frame rate"), _rate_text(facts_of_view.cine)),
        (tr("Facts", "Pixel spacing"), spacing_text(frame.spacing)),
        (tr("Facts", "Slice"), slice_text(facts_of_view)),
        *((_SHORT[keyword][0], f"{value:.4g} {_SHORT[keyword][1]}") for keyword, value in facts_of_view.technique),
        (tr("Facts", "Window"), "" if frame.is_colour else window_text(opening_window(frame))),
        (tr("Facts", "SUV"), _suv_text(facts_of_view.suv)),
        (tr("Facts", "Overlays"), str(len(facts_of_view.overlays) or "")),
        (tr("Facts", "Transfer syntax"), UID(record.transfer_syntax).name if record.transfer_syntax else ""),
        (tr("Facts", "Decoder"), frame.decoder),
        (tr("Facts", "Manufacturer"), record.manufacturer),
        (tr("Facts", "File"), "" if privacy else record.source.name),
    ]
    return [(name, value) for name, value in facts if value]


def _rate_text(cine: CineTiming) -> str:
    """The frame rate that the file tells; of another kind of file nothing."""
    words = QCoreApplication.translate("Facts", "{rate} / s")
    return words.format(rate=f"{cine.rate:.3g}") if cine.is_from_file else ""


def slice_text(facts: ViewFacts) -> str:
    """Where the slice lies along its normal, towards which side of the patient, and how thick it is."""
    place = ""
    if facts.plane is not None:
        normal = facts.plane.normal
        axis = max(range(3), key=lambda number: abs(normal[number]))
        along = facts.plane.position * (1 if normal[axis] > 0 else -1)
        place = f"{_TOWARDS[axis][along < 0]} {abs(along):.1f} mm"
    return " · ".join(filter(None, (place, f"{facts.thickness:.3g} mm" if facts.thickness else "")))


def _suv_text(suv: Suv | None) -> str:
    """By what the values are multiplied, or why there is no SUV."""
    if suv is None:
        return ""
    if suv.factor is None:
        return QCoreApplication.translate("core", suv.problem)
    return QCoreApplication.translate("Facts", "value × {factor} g/ml").format(factor=f"{suv.factor:.4g}")


def spacing_text(spacing: tuple[float, float] | None) -> str:
    """Pixel spacing in mm: one number where rows and columns agree."""
    if spacing is None:
        return ""
    down, across = (f"{value:.4g}" for value in spacing)
    return f"{down} mm" if down == across else f"{down} × {across} mm"
