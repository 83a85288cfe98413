"""The rail of stages on the left; a dot marks what is done."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout

from medxfer_gui.plots.theme import Tokens
from medxfer_gui.qt.pages import PAGES, PageEntry
from medxfer_gui.qt.session import Session
from medxfer_gui.qt.widgets.icons import icon


class Rail(QFrame):
    """One button for each page."""

    page_chosen = Signal(str)
    """The name of the page whose button was pressed."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAccessibleName(self.tr("Stages"))
        self._session = session
        self._group = QButtonGroup(self)
        self._buttons = {entry.name: StageButton(entry) for entry in PAGES}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 8, 6, 8)
        layout.setSpacing(4)
        for number, (name, stage) in enumerate(self._buttons.items(), start=1):
            stage.setToolTip(self.tr("{title} (Ctrl+{number})").format(title=stage.text(), number=number))
            stage.setProperty("page_name", name)
            self._group.addButton(stage)
            layout.addWidget(stage)
        layout.addStretch()
        self._group.buttonClicked.connect(self._on_clicked)
        for signal in (session.index_changed, session.draft_changed, session.run_changed, session.evaluation_changed):
            signal.connect(self._on_done_changed)
        session.theme_changed.connect(self._on_theme_changed)
        self._on_theme_changed(session.tokens)
        self._on_done_changed()

    def set_current(self, name: str) -> None:
        """Show ``name`` as the current page."""
        self._buttons[name].setChecked(True)

    def _on_clicked(self, stage: QToolButton) -> None:
        self.page_chosen.emit(stage.property("page_name"))

    def _on_done_changed(self) -> None:
        session = self._session
        done = {
            "browse": session.index is not None,
            "cohort": session.draft is not None,
            "train": session.run is not None,
            "evaluate": session.evaluation is not None,
        }
        for name, stage in self._buttons.items():
            stage.set_done(done.get(name, False))

    def _on_theme_changed(self, tokens: Tokens) -> None:
        for stage in self._buttons.values():
            stage.set_tokens(tokens)


class StageButton(QToolButton):
    """A page's icon above its title, with a dot when the stage is done."""

    def __init__(self, entry: PageEntry) -> None:
        super().__init__()
        self._icon_name = entry.icon
        self._done = False
        self._dot = QColor()
        self.setText(QCoreApplication.translate("Page", entry.title))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setIconSize(QSize(22, 22))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_done(self, done: bool) -> None:
        """Mark the stage as done, or not."""
        self._done = done
        self.setAccessibleName(self.tr("{title}, done").format(title=self.text()) if done else self.text())
        self.update()

    def set_tokens(self, tokens: Tokens) -> None:
        """Take the colours of another theme."""
        self.setIcon(icon(self._icon_name, tokens))
        self._dot = QColor(tokens.good)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._done:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._dot)
            painter.drawEllipse(QRectF(self.width() - 14, 9, 5, 5))
