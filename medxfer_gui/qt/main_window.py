"""The frame of the window: rail, top bar, pages, status line. It holds no truth: it is built from the session."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QMainWindow,
    QMessageBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from medxfer_gui.errors import MedxferError
from medxfer_gui.library.places import opened_root
from medxfer_gui.plots.theme import Tokens
from medxfer_gui.qt import translation
from medxfer_gui.qt.actions import Actions
from medxfer_gui.qt.command_palette import CommandPalette
from medxfer_gui.qt.error_dialog import BugDialog
from medxfer_gui.qt.help_dialogs import AboutDialog, ShortcutsDialog
from medxfer_gui.qt.job import running_jobs
from medxfer_gui.qt.log import describe, logger
from medxfer_gui.qt.opening import DropHint, Opener, dragged_paths, file_patterns, wish_of
from medxfer_gui.qt.page import Page
from medxfer_gui.qt.pages import PAGES
from medxfer_gui.qt.preferences import SchemeChoice
from medxfer_gui.qt.rail import Rail
from medxfer_gui.qt.session import Session
from medxfer_gui.qt.status_line import StatusLine
from medxfer_gui.qt.theme import apply_theme
from medxfer_gui.qt.top_bar import TopBar
from medxfer_gui.qt.widgets.banner import Banner

_WAIT_MS = 5000
_SMALLEST = (1180, 680)
"""Below this the panels at the sides leave the image no room."""


class MainWindow(QMainWindow):
    """One window on one session."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.pages: dict[str, Page] = {}
        self._current = PAGES[0].name
        self.setWindowTitle("medxfer")
        self.setAcceptDrops(True)
        self.resize(1440, 900)
        self.setMinimumSize(*_SMALLEST)
        self.restoreGeometry(session.preferences.layout("window"))
        session.page_requested.connect(self.show_page)
        session.error_raised.connect(self._on_error_raised)
        for signal in (session.folder_changed, session.index_changed, session.dataset_changed, session.run_changed):
            signal.connect(self._on_gone_on)
        for signal in (session.draft_changed, session.evaluation_changed):
            signal.connect(self._on_succeeded)
        session.privacy_changed.connect(self._on_privacy_changed)
        session.theme_changed.connect(self._on_theme_changed)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_scheme_changed)
        self.opener = Opener(session, self)
        self._build()

    def _build(self) -> None:
        """Make every part anew from the session, in the language that is installed now."""
        session = self.session
        self.actions_ = Actions(session, self)
        self._connect_actions()
        self.rail = Rail(session)
        self.rail.page_chosen.connect(self.show_page)
        self.top_bar = TopBar(session, self.actions_.menus)
        self.banner = Banner(session.tokens)
        self.status_line = StatusLine(session)
        self.status_line.language_chosen.connect(self._on_language_chosen)
        self._stack = QStackedWidget()
        work = QVBoxLayout()
        work.setSpacing(0)
        work.addWidget(self.banner)
        work.addWidget(self._stack, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addLayout(work, 1)
        central = QWidget()
        outer = QVBoxLayout(central)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.top_bar)
        outer.addLayout(middle, 1)
        outer.addWidget(self.status_line)
        self.setCentralWidget(central)
        self.drop_hint = DropHint(central)
        self._on_privacy_changed(session.privacy)
        self.show_page(self._current)
        self._stack.setFocus()

    def _connect_actions(self) -> None:
        actions = self.actions_
        for action, slot in (
            (actions.open_folder, self._on_open_folder),
            (actions.open_files, self._on_open_files),
            (actions.choose_labels, self._on_choose_labels),
            (actions.refresh, self._on_refresh),
            (actions.search, self._on_search),
            (actions.palette, self._on_palette),
            (actions.shortcuts, self._on_shortcuts),
            (actions.about, self._on_about),
            (actions.quit, self.close),
        ):
            action.triggered.connect(slot)
        actions.privacy.toggled.connect(self.session.set_privacy)
        actions.page_chosen.connect(self.show_page)
        actions.scheme_chosen.connect(self._on_scheme_chosen)
        actions.language_chosen.connect(self._on_language_chosen)
        actions.folder_chosen.connect(self.session.open_folder)

    def show_page(self, name: str) -> None:
        """Show the page ``name``, making it when it was not shown before."""
        if name not in self.pages:
            entry = next(entry for entry in PAGES if entry.name == name)
            self.pages[name] = entry.make(self.session)
            self._stack.addWidget(self.pages[name])
        self._current = name
        if self._stack.currentWidget() is not self.pages[name]:
            self.status_line.forget_news()
        self._stack.setCurrentWidget(self.pages[name])
        self.rail.set_current(name)

    # Errors

    def _on_error_raised(self, error: Exception) -> None:
        if isinstance(error, MedxferError):
            message, hint = translation.error_text(error)
            self.banner.show_message(message, hint)
            return
        logger.error("Bug:\n%s", describe(error))
        BugDialog(error, self.session.home.log, self).show()

    def _on_gone_on(self) -> None:
        """Take a failure away: the user has gone on to something else."""
        self.banner.hide()

    def _on_succeeded(self, value: object) -> None:
        """Take a failure away once something came of a later attempt."""
        if value is not None:
            self.banner.hide()

    # Actions

    def _on_open_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Open a folder of images"), self._start_folder())
        if chosen:
            self.opener.open([Path(chosen)])

    def _on_open_files(self) -> None:
        # DICOM files often have no ending: all files come first.
        kinds = ";;".join((self.tr("All files (*)"), self.tr("Images, archives and labels ({patterns})")))
        kinds = kinds.format(patterns=file_patterns())
        chosen, _ = QFileDialog.getOpenFileNames(self, self.tr("Open files"), self._start_folder(), kinds)
        if chosen:
            self.opener.open([Path(name) for name in chosen])

    def _start_folder(self) -> str:
        """Where a dialog starts: the folder that is open, or the one that holds the open file."""
        folder = self.session.folder
        try:
            root = opened_root(folder) if folder is not None else Path.home()
        except MedxferError:  # the list of a mix is gone
            root = Path.home()
        return str(root if root.is_dir() else root.parent)

    def _on_choose_labels(self) -> None:
        start = str(Path(self._start_folder()).parent if self.session.folder else Path.home())
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Choose the labels"), start, self.tr("Tables (*.csv)"))
        if chosen:
            self.opener.take_labels(Path(chosen))

    def _on_refresh(self) -> None:
        if self.session.folder is not None:
            self.session.open_folder(self.session.folder)

    def _on_search(self) -> None:
        self.top_bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top_bar.search.selectAll()

    def _on_palette(self) -> None:
        groups = self.pages[self._current].command_groups()
        of_page = [action for group in groups for action in group.actions if action.isEnabled()]
        palette = CommandPalette([*self.actions_.all(), *dict.fromkeys(of_page)], self)
        palette.move(self.mapToGlobal(self.rect().center()) - palette.rect().center())
        palette.show()

    def _on_shortcuts(self) -> None:
        ShortcutsDialog((*self.pages[self._current].command_groups(), *self.actions_.groups()), self).show()

    def _on_about(self) -> None:
        AboutDialog(self).show()

    # Look and language

    def _on_scheme_chosen(self, scheme: SchemeChoice) -> None:
        self.session.preferences.scheme = scheme
        self._apply_scheme()

    def _on_system_scheme_changed(self) -> None:
        if self.session.preferences.scheme == "system":
            self._apply_scheme()

    def _apply_scheme(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            self.session.set_tokens(apply_theme(app, self.session.preferences.scheme))

    def _on_theme_changed(self, tokens: Tokens) -> None:
        self.banner.set_tokens(tokens)

    def _on_privacy_changed(self, privacy: bool) -> None:
        self.actions_.privacy.setChecked(privacy)

    def _on_language_chosen(self, language: str) -> None:
        if language == self.session.preferences.language and self.isVisible():
            return
        self.session.preferences.language = language
        # The menu that sent this is part of what is built anew: let it return first.
        QTimer.singleShot(0, self._rebuild)

    def _rebuild(self) -> None:
        app = QCoreApplication.instance()
        if app is not None:
            translation.install(app, self.session.preferences.language)
        self._leave_pages()
        for action in self.actions():
            self.removeAction(action)
        self.actions_.deleteLater()
        self._build()

    def _leave_pages(self) -> None:
        for page in self.pages.values():
            page.leave()
        self.pages = {}

    # Files dropped on the window

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        paths = dragged_paths(event.mimeData())
        if wish_of(paths).is_usable:
            event.acceptProposedAction()
            self.drop_hint.show_for(paths)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.drop_hint.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self.drop_hint.hide()
        event.acceptProposedAction()
        self.opener.open(dragged_paths(event.mimeData()))

    # The end

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_close():
            event.ignore()
            return
        self.session.preferences.set_layout("window", self.saveGeometry())
        self._leave_pages()
        for job in running_jobs():
            job.cancel()
        for job in running_jobs():
            job.wait(_WAIT_MS)
        self.session.compute.stop()
        self.session.decoders.stop()
        event.accept()

    def _may_close(self) -> bool:
        run = self.session.run
        if run is None or run.state().status != "running":
            return True
        question = QMessageBox(self)
        question.setWindowTitle(self.tr("A run is training"))
        question.setText(self.tr("{name} is still training.").format(name=run.name))
        question.setInformativeText(
            self.tr(
                "It can go on without the window; open the program again to look at it. A stopped run can be resumed."
            )
        )
        keep = question.addButton(self.tr("Keep training"), QMessageBox.ButtonRole.AcceptRole)
        stop = question.addButton(self.tr("Stop training"), QMessageBox.ButtonRole.DestructiveRole)
        stay = question.addButton(self.tr("Stay"), QMessageBox.ButtonRole.RejectRole)
        question.setDefaultButton(keep)
        question.setEscapeButton(stay)
        question.exec()
        if question.clickedButton() is stop:
            run.request_cancel()
        return question.clickedButton() in (keep, stop)
