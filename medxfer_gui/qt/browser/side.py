"""One side of the viewer: a view, and where it is in which stack."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject

from medxfer_gui.dicom.cine import CineTiming
from medxfer_gui.library.frame_list import FrameList
from medxfer_gui.library.images import LoadedImage
from medxfer_gui.qt.browser.images import ImageKey
from medxfer_gui.qt.browser.patient_names import PatientNames
from medxfer_gui.qt.viewer.image_view import ImageView
from medxfer_gui.qt.viewer.levels import Values
from medxfer_gui.qt.viewer.link import StackPlace
from medxfer_gui.qt.viewer.shown_frame import ShownFrame


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A decoded frame, ready to be painted at any size."""

    loaded: LoadedImage
    levels: tuple[Values, ...]

    @property
    def cost(self) -> int:
        """Bytes it takes."""
        return sum(level.nbytes for level in self.levels) or self.loaded.cost


class Side(QObject):
    """What a view shows and will show."""

    def __init__(self, view: ImageView, parent: QObject) -> None:
        super().__init__(parent)
        self.view = view
        self.key: ImageKey | None = None
        self.name = ""
        self.stack = FrameList()
        self.positions: tuple[float, ...] = ()
        self.prepared: Prepared | None = None
        self._template: ShownFrame | None = None
        self._on_screen = ""

    @property
    def number(self) -> int | None:
        """Which frame of the stack, from 0."""
        if self.key is None:
            return None
        return self.stack.place_of(self.key.frame_key)

    @property
    def place(self) -> str:
        """Which frame of how many, in figures."""
        number = self.number
        return f"{number + 1} / {len(self.stack)}" if number is not None else ""

    @property
    def stack_place(self) -> StackPlace | None:
        """Where it is in the stack, to compare it with the other side."""
        number = self.number
        if number is None or self.prepared is None:
            return None
        positions = self.positions if len(self.positions) == len(self.stack) else ()
        return StackPlace(number, positions, self.prepared.loaded.facts.plane)

    @property
    def timing(self) -> CineTiming:
        """How fast its stack plays."""
        return self.prepared.loaded.facts.cine if self.prepared is not None else CineTiming()

    def key_at(self, number: int) -> ImageKey | None:
        """The frame of a place in the stack, drawn in at its ends."""
        if self.key is None or not len(self.stack):
            return None
        key = self.stack[max(0, min(number, len(self.stack) - 1))]
        return ImageKey(self.key.folder, key.uid, key.frame)

    def go_to(self, key: ImageKey | None, name: str) -> None:
        """Be at another frame; the stack stays where it has the same name."""
        if key is None or self.key is None or key.folder != self.key.folder:
            self._on_screen = ""
        if name != self.name:
            self.stack, self.positions = FrameList(), ()
        if key != self.key:
            self.prepared = None
        self.key, self.name = key, name

    def show(self, prepared: Prepared, shown: ShownFrame | None = None) -> None:
        """Put a frame on screen; without ``shown`` with the words of the frame before, of the same stack."""
        template = shown or self._template
        if template is None or self.key is None:
            return
        facts, loaded = prepared.loaded.facts, prepared.loaded
        self.prepared, self._template = prepared, template
        series = loaded.record.series_instance_uid
        complete = replace(
            template,
            frame=loaded.frame,
            aspect=facts.aspect,
            edges=facts.edges,
            place=self.place,
            key=(self.key.folder, self.key.frame_key),
            scale=facts.scale,
            overlays=facts.overlays,
            suv=facts.suv,
            levels=prepared.levels,
        )
        self.view.show_frame(complete, keep_view=series == self._on_screen)
        self._on_screen = series

    def copy(self, other: Side) -> None:
        """Show what the other side shows."""
        self.go_to(other.key, other.name)
        self.stack, self.positions, self._template = other.stack, other.positions, other._template
        if other.prepared is not None:
            self.show(other.prepared)

    def forget(self) -> None:
        """Files may have changed: nothing that was read counts any more."""
        self.stack, self.positions, self.name, self.prepared = FrameList(), (), "", None

    def empty(self) -> None:
        """Show nothing and be nowhere."""
        self.forget()
        self.key, self._template, self._on_screen = None, None, ""
        self.view.show_message("")

    def set_names(self, names: PatientNames) -> None:
        """Call the patient by what ``names`` gives for the Patient ID."""
        known = self._template
        if known is not None:
            self._template = replace(
                known,
                title=names(known.identity),
                subtitle=known.subtitle_masked if names.privacy else known.subtitle_dated,
            )
            if self.prepared is not None and self.view.shown is not None:
                self.show(self.prepared)

    def tell_failure(self, text: str, hint: str = "") -> None:
        """Say why there is no image."""
        self._on_screen = ""
        self.prepared = None
        self.view.show_message(text, hint)
