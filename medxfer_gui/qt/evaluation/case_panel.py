"""One case at native resolution, with the map of what spoke for a class laid over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QHBoxLayout, QSlider, QVBoxLayout

from medxfer_gui.errors import MedxferError
from medxfer_gui.library.records import FrameKey, InstanceRecord
from medxfer_gui.operation import CancelToken, EventSink
from medxfer_gui.qt.browser.decode_queue import DecodeQueue, LruCache
from medxfer_gui.qt.evaluation.case_words import called_word, outcome_state, outcome_word, truth_word
from medxfer_gui.qt.evaluation.cases import Case
from medxfer_gui.qt.evaluation.evaluated_part import EvaluatedPart
from medxfer_gui.qt.session import Session
from medxfer_gui.qt.translation import error_text, translate_core
from medxfer_gui.qt.viewer.image_view import ImageView
from medxfer_gui.qt.viewer.shown_frame import ShownFrame
from medxfer_gui.qt.widgets.buttons import link_button
from medxfer_gui.qt.widgets.measures import percent, ratio
from medxfer_gui.qt.widgets.text import label, set_state, wrapped

_MAPS = 256 << 20
METHOD = "gradcam"


@dataclass(frozen=True, slots=True)
class Wish:
    """A map that is wanted: of which frame, for which class."""

    key: FrameKey
    class_name: str


@dataclass(frozen=True, slots=True, eq=False)
class Explanation:
    """A map as it is painted, and what is said about it."""

    overlay: QImage
    trust: float
    trusted: bool
    note: str
    map_size: tuple[int, int]
    probability: float


class CasePanel(QFrame):
    """Image, overlay and facts of one case. Window and opacity are set independently of each other."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("sidePanel")
        self.setProperty("side", "right")
        self.setMinimumWidth(300)
        self._session = session
        self._part: EvaluatedPart | None = None
        self._case: Case | None = None
        self._threshold: float | None = None
        self._frames = DecodeQueue(self.tr("Reading an image"), self._decode, self)
        self._frames.decoded.connect(self._on_frame_decoded)
        self._frames.failed.connect(self._on_frame_failed)
        self._maps = DecodeQueue(self.tr("Explaining"), self._explain, self)
        self._maps.decoded.connect(self._on_explained)
        self._maps.failed.connect(self._on_not_explained)
        self._cache: LruCache[Explanation] = LruCache(_MAPS)
        self._make_widgets()
        self._lay_out()
        self._show_overlay_state()

    def set_part(self, part: EvaluatedPart) -> None:
        """Cases to come belong to this part."""
        if (
            self._part is None
            or part.run != self._part.run
            or part.evaluation.checkpoint != self._part.evaluation.checkpoint
        ):
            self._cache.clear()
        self._part, self._threshold = part, part.evaluation.threshold
        self.clear()
        with QSignalBlocker(self._classes):
            self._classes.clear()
            for name in part.task.classes:
                self._classes.addItem(name, name)

    def set_called(self, cases: Sequence[Case], threshold: float) -> None:
        """The operating point moved: ``cases`` are those of the part in their order, called anew."""
        self._threshold = threshold
        if self._case is not None:
            self._case = cases[self._case.index]
        self._show_facts()

    def clear(self) -> None:
        """Look at no case."""
        self._case = None
        self._frames.want([])
        self._maps.want([])
        for widget in (self._who, self._call, self._facts):
            widget.setText("")
        self._explanation_words("")
        self.view.set_layer(None)
        self.view.show_message(self.tr("No case chosen"), self.tr("Choose one below the charts."))

    def show_case(self, case: Case) -> None:
        """Look at ``case``."""
        part = self._part
        if part is None:
            return
        same = self._case is not None and case.key == self._case.key
        self._case = case
        self._show_facts()
        if same:
            return
        with QSignalBlocker(self._classes):
            self._classes.setCurrentIndex(_explained_class(case, part))
        if case.key.uid not in part.records:
            self._maps.want([])
            self.view.show_message(self.tr("The image is not there any more"), self.tr("Open its folder again."))
            self._explanation_words(self.tr("No map without the image."))
            return
        self.view.show_loading()
        self._frames.want([case.key])
        self._want_map()

    def _make_widgets(self) -> None:
        self.view = ImageView()
        self._overlay = QCheckBox(self.tr("Overlay"))
        self._overlay.setChecked(True)
        self._overlay.setToolTip(self.tr("Grad-CAM: where the network found what speaks for the class"))
        self._classes = QComboBox()
        self._classes.setAccessibleName(self.tr("Class to explain"))
        self._classes.setToolTip(self.tr("Class to explain"))
        self._classes.setMinimumContentsLength(6)
        self._opacity = QSlider(Qt.Orientation.Horizontal)
        self._opacity.setRange(0, 100)
        self._opacity.setValue(60)
        self._opacity.setAccessibleName(self.tr("Opacity of the overlay"))
        self._opacity.setToolTip(self.tr("Opacity of the overlay; the window of the image stays as it is"))
        self._percent = label("", "muted")
        self._who, self._call = label("", "strong"), label("")
        self._facts = wrapped("")
        self._trust = wrapped("")
        self._resolution = wrapped("", "muted")
        self._browse = link_button(self.tr("Show in the browser"))
        self._overlay.toggled.connect(self._on_overlay_toggled)
        self._classes.currentIndexChanged.connect(self._on_class_chosen)
        self._opacity.valueChanged.connect(self._show_opacity)
        self._browse.clicked.connect(self._on_browse)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 12)
        layout.setSpacing(8)
        layout.addWidget(self.view, 1)
        body = QVBoxLayout()
        body.setContentsMargins(14, 4, 14, 0)
        body.setSpacing(6)
        who = QHBoxLayout()
        who.addWidget(self._who)
        who.addStretch(1)
        who.addWidget(self._call)
        body.addLayout(who)
        body.addWidget(self._facts)
        body.addSpacing(6)
        body.addWidget(label(self.tr("What spoke for a class"), "group"))
        choice = QHBoxLayout()
        choice.setSpacing(8)
        choice.addWidget(self._overlay)
        choice.addWidget(self._classes, 1)
        body.addLayout(choice)
        opacity = QHBoxLayout()
        opacity.setSpacing(8)
        opacity.addWidget(label(self.tr("Opacity"), "muted"))
        opacity.addWidget(self._opacity, 1)
        opacity.addWidget(self._percent)
        body.addLayout(opacity)
        body.addWidget(self._trust)
        body.addWidget(self._resolution)
        body.addWidget(self._browse, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(body)

    # Facts

    def _show_facts(self) -> None:
        case, part = self._case, self._part
        if case is None or part is None:
            return
        self._who.setText(case.patient)
        self._call.setText(outcome_word(case.outcome))
        set_state(self._call, outcome_state(case.outcome))
        truth = truth_word(case, part.task) or self.tr("not labelled")
        if part.task.kind == "binary" and self._threshold is not None:
            side = self.tr("at or above") if case.score >= self._threshold else self.tr("below")
            words = self.tr(
                "Truth {truth} · score {score} for {positive}, {side} the operating point {threshold}"
            ).format(
                truth=truth,
                score=ratio(case.score),
                positive=part.task.positive,
                side=side,
                threshold=ratio(self._threshold),
            )
        elif part.task.kind == "multiclass":
            words = self.tr("Truth {truth} · called {call}, score {score}").format(
                truth=truth, call=called_word(case, part.task), score=ratio(case.score)
            )
        else:
            words = _labels_in_words(case, part)
        self._facts.setText(words)

    # Image

    def _decode(self, key: FrameKey, *, on_event: EventSink, cancel: CancelToken) -> ShownFrame:
        record = self._part.records[key.uid] if self._part is not None else None
        if record is None:
            raise MedxferError("The image is not there any more.")
        loaded = self._session.decoders.images.image(record, key.frame, cancel=cancel)
        return ShownFrame(loaded.frame, loaded.facts.aspect, loaded.facts.edges, synthetic=_is_synthetic(record))

    def _on_frame_decoded(self, key: FrameKey, shown: ShownFrame) -> None:
        if self._case is None or key != self._case.key:
            return
        self.view.show_frame(shown, keep_view=False)
        self._show_map()

    def _on_frame_failed(self, key: FrameKey, error: Exception) -> None:
        if self._case is not None and key == self._case.key:
            self.view.show_message(*_told(error))

    # Map

    def _wish(self) -> Wish | None:
        return Wish(self._case.key, self._classes.currentData()) if self._case is not None else None

    def _want_map(self) -> None:
        wish = self._wish()
        if wish is None or not self._overlay.isChecked():
            return
        if wish in self._cache:
            self._show_map()
            return
        self.view.set_layer(None)
        self._explanation_words(self.tr("Computing the map…"))
        self._maps.want([wish])

    def _explain(self, wish: Wish, *, on_event: EventSink, cancel: CancelToken) -> Explanation:
        from medxfer_gui.saliency.overlay import layer  # matplotlib comes with it: only here
        from medxfer_gui.saliency.saliency_map import TRUSTED

        part = self._part
        if part is None:
            raise MedxferError("No run is open.")
        item = (part.records[wish.key.uid], wish.key.frame)
        (found,) = self._session.compute.call(
            "medxfer_gui.saliency.explain",
            "explain_frames",
            part.run,
            self._session.home,
            [item],
            method=METHOD,
            class_name=wish.class_name,
            on_event=on_event,
            cancel=cancel,
        )
        pixels = layer(found.values)
        rows, columns = pixels.shape[:2]
        overlay = QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_RGBA8888).copy()
        trusted = found.trust >= TRUSTED
        return Explanation(overlay, found.trust, trusted, found.trust_note, found.map_size, found.probability)

    def _on_explained(self, wish: Wish, explanation: Explanation) -> None:
        self._cache.put(wish, explanation, explanation.overlay.sizeInBytes())
        if wish == self._wish():
            self._show_map()

    def _on_not_explained(self, wish: Wish, error: Exception) -> None:
        if wish == self._wish():
            self._explanation_words(" ".join(_told(error)).strip())

    def _show_map(self) -> None:
        wish = self._wish()
        found = self._cache.get(wish) if wish is not None else None
        if found is None or not self._overlay.isChecked():
            self.view.set_layer(None)
            return
        self.view.set_layer(found.overlay)
        self._show_opacity()
        words = self.tr("{sign} Trust {trust}. {note}").format(
            sign="✓" if found.trusted else "!", trust=f"{found.trust:.2f}", note=translate_core(found.note)
        )
        self._trust.setText(words)
        set_state(self._trust, "good" if found.trusted else "attention")
        rows, columns = found.map_size
        self._resolution.setText(
            self.tr("The map resolves {rows} × {columns} places; what is between them is interpolated.").format(
                rows=rows, columns=columns
            )
        )

    def _explanation_words(self, words: str) -> None:
        self._trust.setText(words)
        set_state(self._trust, "plain")
        self._resolution.setText("")

    def _on_overlay_toggled(self) -> None:
        self._show_overlay_state()
        if self._overlay.isChecked():
            self._want_map()
        else:
            self._maps.want([])
            self.view.set_layer(None)
            self._explanation_words("")

    def _on_class_chosen(self) -> None:
        self._want_map()

    def _show_overlay_state(self) -> None:
        for widget in (self._classes, self._opacity):
            widget.setEnabled(self._overlay.isChecked())
        self._show_opacity()

    def _show_opacity(self) -> None:
        self.view.set_layer_opacity(self._opacity.value() / 100)
        self._percent.setText(f"{self._opacity.value()} %")

    def _on_browse(self) -> None:
        if self._case is not None:
            self._session.select(self._case.key)
            self._session.show_page("browse")


def _explained_class(case: Case, part: EvaluatedPart) -> int:
    """The positive class of a binary task, the called one of several, the most probable label."""
    if part.task.kind == "binary":
        return 1
    return case.called if case.called is not None else int(part.predictions.probabilities[case.index].argmax())


def _labels_in_words(case: Case, part: EvaluatedPart) -> str:
    row, truth = part.predictions.probabilities[case.index], part.predictions.targets[case.index]
    signs = {True: "✓", False: "–"}
    return "\n".join(
        f"{signs[bool(truth[number] > 0.5)]} {name} {percent(float(row[number]))}"
        for number, name in enumerate(part.task.classes)
    )


def _told(error: Exception) -> tuple[str, str]:
    return error_text(error) if isinstance(error, MedxferError) else (str(error), "")


def _is_synthetic(record: InstanceRecord) -> bool:
    return "SYNTHETIC" in f"{record.study_description} {record.series_description}".upper()
