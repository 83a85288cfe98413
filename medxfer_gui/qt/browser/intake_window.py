"""The intake report as a window: every file and series with something to say of it, and the check of every image."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QProgressBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from medxfer_gui.errors import MedxferError
from medxfer_gui.library.intake_table import write_checks
from medxfer_gui.library.records import FrameKey
from medxfer_gui.operation import Progress
from medxfer_gui.qt.browser.catalogue import Catalogue
from medxfer_gui.qt.browser.frame_actions import show_in_folder
from medxfer_gui.qt.browser.intake import IntakeRow, checked_rows, file_rows, find_uid, for_export, series_rows
from medxfer_gui.qt.browser.intake_model import DETAIL, FILE, HELP, KIND, PROBLEM, ROW_ROLE, IntakeFilter, IntakeModel
from medxfer_gui.qt.browser.patient_names import PatientNames
from medxfer_gui.qt.browser.words import files_text, rows_text
from medxfer_gui.qt.job import Job
from medxfer_gui.qt.opened_name import shown_name
from medxfer_gui.qt.session import Session
from medxfer_gui.qt.translation import translate_core
from medxfer_gui.qt.widgets.buttons import button, primary_button
from medxfer_gui.qt.widgets.tables import SentenceDelegate, copy_rows, plain_table
from medxfer_gui.qt.widgets.text import label, wrapped

_WIDTHS = {KIND: 92, FILE: 240, PROBLEM: 330, DETAIL: 190}


class IntakeWindow(QDialog):
    """Narrowed by kind, problem and words, sorted by a click on a title, copied and written as a table.

    Double click (or Return) opens an image in the browser, and the folder of a file that could not be read.
    """

    chosen = Signal(object)
    """`FrameKey` to look at."""

    def __init__(self, session: Session, catalogue: Catalogue, parent: QWidget, kind: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        assert session.folder is not None, "a report is that of a folder"
        self._session, self._catalogue, self._folder = session, catalogue, session.folder
        self._files: list[IntakeRow] = []
        self._check_job: Job | None = None
        self.model = IntakeModel(session.tokens, self)
        self.proxy = IntakeFilter(self)
        self.proxy.setSourceModel(self.model)
        self.table = self._make_table()
        self._count = label("", "muted")
        self._note = wrapped("", "muted")
        self.kinds = QButtonGroup(self)
        self.problems = QComboBox()
        self.search = QLineEdit()
        self.check = primary_button(self.tr("Check every image"), self.tr("Decode the first image of every file"))
        self.cancel = button(self.tr("Cancel"))
        self.bar = QProgressBar()
        self.setWindowTitle(self.tr("Intake report of {name}").format(name=shown_name(self._folder)))
        self.resize(1180, 660)
        self._lay_out()
        self._connect()
        self._show_checking(None)
        self.show_kind(kind)
        self._list_files()

    def _make_table(self) -> QTableView:
        table = plain_table(self.proxy, self.tr("Files and series"), 26)
        header = table.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.proxy.sort(-1)
        for column, width in _WIDTHS.items():
            table.setColumnWidth(column, width)
        header.moveSection(DETAIL, HELP)
        header.setSectionResizeMode(HELP, QHeaderView.ResizeMode.Stretch)
        for column in (PROBLEM, HELP, DETAIL):
            table.setItemDelegateForColumn(column, SentenceDelegate(table))
        return table

    def _lay_out(self) -> None:
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.problems.setAccessibleName(self.tr("Problem"))
        self.problems.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(160)
        narrow = QHBoxLayout()
        for name in ("", "refused", "note", "series", "object", "duplicate", "ok"):
            choice = button("")
            choice.setCheckable(True)
            choice.setProperty("kind", name)
            self.kinds.addButton(choice)
            narrow.addWidget(choice)
        self.kinds.buttons()[0].setChecked(True)
        narrow.addSpacing(8)
        narrow.addWidget(self.problems, 2)
        narrow.addWidget(self.search, 2)
        narrow.addWidget(self._count)
        self._copy = button(self.tr("Copy"), self.tr("Copy the selected rows, or all that are shown (Ctrl+C)"))
        self._export = button(self.tr("Export CSV…"), self.tr("Write all rows that are shown to a table"))
        foot = QHBoxLayout()
        foot.addWidget(self._note, 1)
        for widget in (self.bar, self.cancel, self._copy, self._export, self.check):
            foot.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(10)
        layout.addLayout(narrow)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self.kinds.buttonClicked.connect(self._on_kind_chosen)
        self.problems.activated.connect(self._on_problem_chosen)
        self.search.textChanged.connect(self._on_searched)
        self.check.clicked.connect(self._on_check)
        self.cancel.clicked.connect(self._on_cancel)
        self._copy.clicked.connect(self._on_copy)
        QShortcut(QKeySequence.StandardKey.Copy, self.table).activated.connect(self._on_copy)
        self._export.clicked.connect(self._on_export)
        self.table.activated.connect(self._on_activated)
        self._session.privacy_changed.connect(self._show_rows)

    # Rows

    def _list_files(self) -> None:
        job = Job(self.tr("Reading the intake report"), file_rows, self._session.home, self._folder)
        job.succeeded.connect(self._on_listed)
        self._session.start(job)

    def _on_listed(self, rows: list[IntakeRow]) -> None:
        self._files = rows
        self._note.setText(
            self.tr(
                "From the headers. “Check every image” also decodes each file, and looks for what only pixels tell."
            )
        )
        self._show_rows()

    def _show_rows(self) -> None:
        names = PatientNames(self._session.pseudonyms, self._session.privacy)
        series = series_rows(self._catalogue, names)
        order = {"refused": 0, "series": 1, "note": 2, "object": 3, "duplicate": 4, "ok": 5}
        rows = sorted([*self._files, *series], key=lambda row: order[row.kind])
        self.model.set_rows(rows, self._folder, self._session.privacy)
        self._show_kinds()
        self._show_problems()
        self._show_count()

    def _show_kinds(self) -> None:
        counts = self.model.counts()
        words = {
            "": self.tr("All"),
            "refused": self.tr("Refused"),
            "note": self.tr("Notes"),
            "series": self.tr("Series"),
            "object": self.tr("Objects"),
            "duplicate": self.tr("Duplicates"),
            "ok": self.tr("Ready"),
        }
        for choice in self.kinds.buttons():
            kind = choice.property("kind")
            count = counts.total() if not kind else counts[kind]
            choice.setText(f"{words[kind]} {count:,}")
            choice.setVisible(kind in ("", "refused", "note") or count > 0 or choice.isChecked())

    def _show_problems(self) -> None:
        chosen = self.problems.currentData()
        self.problems.clear()
        found = self.model.problems()
        self.problems.addItem(self.tr("Every problem ({n})").format(n=len(found)), "")
        for problem, count in found:
            self.problems.addItem(f"{count:,}× {translate_core(problem)}", problem)
        self.problems.setCurrentIndex(max(0, self.problems.findData(chosen)))
        self._on_problem_chosen()

    def _show_count(self) -> None:
        self._count.setText(rows_text(self.proxy.rowCount()))

    def _on_kind_chosen(self, choice: QWidget) -> None:
        self.proxy.set_kind(choice.property("kind"))
        self._show_count()

    def show_kind(self, kind: str) -> None:
        """Show only rows of a `RowKind`; empty: all."""
        choice = next(choice for choice in self.kinds.buttons() if choice.property("kind") == kind)
        choice.setChecked(True)
        self._on_kind_chosen(choice)

    def _on_problem_chosen(self) -> None:
        self.proxy.set_problem(self.problems.currentData() or "")
        self._show_count()

    def _on_searched(self, text: str) -> None:
        self.proxy.set_search(text.strip())
        self._show_count()

    # The full check

    def _on_check(self) -> None:
        job = Job(
            self.tr("Checking {name}").format(name=shown_name(self._folder)),
            checked_rows,
            self._session.home,
            self._folder,
        )
        job.progressed.connect(self._on_progressed)
        job.succeeded.connect(self._on_checked)
        job.finished.connect(self._on_check_ended)
        self._session.start(job)
        self._show_checking(job)

    def _on_cancel(self) -> None:
        if self._check_job is not None:
            self._check_job.cancel()
            self.cancel.setEnabled(False)

    def _show_checking(self, job: Job | None) -> None:
        self._check_job = job
        self.check.setVisible(job is None)
        for widget in (self.bar, self.cancel):
            widget.setVisible(job is not None)
        self.cancel.setEnabled(True)
        self.bar.setRange(0, 0)

    def _on_progressed(self, event: object) -> None:
        if isinstance(event, Progress) and event.total:
            self.bar.setRange(0, event.total)
            self.bar.setValue(event.done)
            done = self.tr("{done} of {total} files").format(done=f"{event.done:,}", total=f"{event.total:,}")
            self._note.setText(done)

    def _on_checked(self, rows: list[IntakeRow]) -> None:
        self._files = rows
        refused = sum(row.kind == "refused" for row in rows)
        text = self.tr("Checked: {files}, {refused} refused.")
        self._note.setText(text.format(files=files_text(len(rows)), refused=f"{refused:,}"))
        self._show_rows()

    def _on_check_ended(self) -> None:
        self._show_checking(None)

    # Out

    def _on_activated(self, index: QModelIndex) -> None:
        row: IntakeRow = index.data(ROW_ROLE)
        if row.key is not None:
            self.chosen.emit(row.key)
        elif row.severity == "refused":
            show_in_folder(row.check.path)
        else:
            job = Job(self.tr("Finding the image"), find_uid, self._session.home, self._folder, row.check.path)
            job.succeeded.connect(self._on_uid_found)
            self._session.start(job)

    def _on_uid_found(self, uid: str | None) -> None:
        if uid is not None:
            self.chosen.emit(FrameKey(uid, 0))

    def _on_copy(self) -> None:
        copy_rows(self.table)

    def _on_export(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export the intake report"), "intake.csv", self.tr("Tables (*.csv)")
        )
        if chosen:
            self.export(Path(chosen))

    def export(self, path: Path) -> None:
        """Write the rows that are shown to a table; where privacy is on, with the names that are shown."""
        rows = [self.proxy.index(row, 0).data(ROW_ROLE) for row in range(self.proxy.rowCount())]
        try:
            write_checks([for_export(row, self._folder, self._session.privacy) for row in rows], path)
        except MedxferError as error:
            self._session.show_error(error)
        else:
            self._session.tell(self.tr("Written to {name}: {rows}").format(rows=rows_text(len(rows)), name=path.name))

    def closeEvent(self, event: object) -> None:
        """A check that nobody waits for is stopped."""
        self._on_cancel()
        super().closeEvent(event)  # type: ignore[arg-type]  # Qt's event
