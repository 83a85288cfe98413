"""What the window is looking at. Panels know the session, never each other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from medxfer_gui.config.dataset import DatasetConfig
from medxfer_gui.dicom.privacy import Pseudonyms
from medxfer_gui.errors import MedxferError
from medxfer_gui.home import Home
from medxfer_gui.library.places import opened_folder
from medxfer_gui.library.records import FrameKey
from medxfer_gui.library.scan import IndexSummary, index_folder
from medxfer_gui.library.store import Library
from medxfer_gui.library.summaries import FolderSummary
from medxfer_gui.operation import CancelToken, EventSink
from medxfer_gui.plots.theme import DARK, Tokens
from medxfer_gui.qt.browser.images import Decoders
from medxfer_gui.qt.job import Job
from medxfer_gui.qt.opened_name import shown_name
from medxfer_gui.qt.preferences import Preferences
from medxfer_gui.runs.run import Run, list_runs
from medxfer_gui.side_process.process import SideProcess

if TYPE_CHECKING:
    from medxfer_gui.cohorts.build import CohortDraft
    from medxfer_gui.evaluation.evaluation import Evaluation


class Session(QObject):
    """Frozen values that are swapped, each with a signal in the past tense; a panel built later shows the same.

    Change a value through its method only; a signal comes when the value has changed, with the new value.
    """

    folder_changed = Signal(object)
    """Another folder (`Path` or None) was opened and indexed."""
    index_changed = Signal()
    """The library holds other instances than before; `index` says what was found."""
    selection_changed = Signal(object)
    """`FrameKey` or None."""
    dataset_changed = Signal(object)
    """`DatasetConfig` or None: folder, labels, level or split were chosen anew; a new draft is on its way."""
    draft_changed = Signal(object)
    """`CohortDraft` or None; None also while a new one is being built, and when ``draft_problem`` says why not."""
    run_changed = Signal(object)
    """`Run` or None."""
    evaluation_changed = Signal(object)
    """`Evaluation` of the current run, or None."""
    jobs_changed = Signal()
    """A job was started or has ended; `jobs` lists those that go."""
    page_requested = Signal(str)
    """The name of the page to show."""
    error_raised = Signal(object)
    """An exception for the user: a `MedxferError` in the banner, anything else is a bug."""
    news_told = Signal(str)
    """Something that came of work in the background, in words, for the status line."""
    privacy_changed = Signal(bool)
    """Whether identity is masked; it is at every start, and what leaves the window never shows it."""
    search_changed = Signal(str)
    """The text in the search field of the top bar."""
    theme_changed = Signal(object)
    """`Tokens` of the new look: plots draw themselves anew."""

    def __init__(self, home: Home) -> None:
        super().__init__()
        self.home = home
        self.compute = SideProcess()
        self.decoders = Decoders()
        self.preferences = Preferences(home)
        self.pseudonyms = Pseudonyms(home.pseudonym_key)
        self.folder: Path | None = None
        self.index: FolderSummary | None = None
        self.has_class_folders = False
        self.selection: FrameKey | None = None
        self.dataset: DatasetConfig | None = None
        self.draft: CohortDraft | None = None
        self.draft_problem: Exception | None = None
        self.run: Run | None = None
        self.evaluation: Evaluation | None = None
        self.privacy = True
        self.search = ""
        self.tokens: Tokens = DARK
        self.jobs: tuple[Job, ...] = ()
        self._opening_job: Job | None = None
        self._index_job: Job | None = None
        self._coming = Path()
        self._draft_job: Job | None = None
        self._draft_was_asked_for = False

    # Long work

    def start(self, job: Job, tell_failure: bool = True) -> Job:
        """Start ``job``, show it in the status line, and tell its failure in the banner. Returns the job."""
        self.jobs = (*self.jobs, job)
        if tell_failure:
            job.failed.connect(self.show_error)
        job.finished.connect(self._on_job_finished)
        job.start()
        self.jobs_changed.emit()
        return job

    def _on_job_finished(self) -> None:
        self.jobs = tuple(job for job in self.jobs if job.is_running)
        self.jobs_changed.emit()

    def show_error(self, error: Exception) -> None:
        """Tell the user of a failure."""
        self.error_raised.emit(error)

    def tell(self, text: str) -> None:
        """Tell the user of something that was done, in the status line."""
        self.news_told.emit(text)

    def show_page(self, name: str) -> None:
        """Ask for the page ``name``."""
        self.page_requested.emit(name)

    # Folder and labels

    def open_folder(self, folder: Path) -> None:
        """Look at ``folder`` (or a file): at once where the library knows it, and scan it in the background."""
        for job in (self._opening_job, self._index_job):
            if job is not None:
                job.succeeded.disconnect()
                job.cancel()
        self._opening_job = self._index_job = None
        self.decoders.start()
        folder = opened_folder(folder)
        if folder == self.folder:
            self._scan(folder)
            return
        self._coming = folder
        self._opening_job = Job(self.tr("Opening {name}").format(name=shown_name(folder)), _known, folder, self.home)
        self._opening_job.succeeded.connect(self._on_looked_up)
        self.start(self._opening_job)

    def _on_looked_up(self, known: tuple[FolderSummary, bool] | None) -> None:
        self._opening_job = None
        if known is not None:
            self._look_at(*known)
        self._scan(self._coming)

    def _scan(self, folder: Path) -> None:
        self._index_job = Job(self.tr("Indexing {name}").format(name=shown_name(folder)), _index, folder, self.home)
        self._index_job.succeeded.connect(self._on_indexed)
        self.start(self._index_job)

    @property
    def indexing(self) -> Job | None:
        """The job that indexes a folder now."""
        return self._index_job if self._index_job is not None and self._index_job.is_running else None

    def _on_indexed(self, indexed: tuple[IndexSummary, FolderSummary, bool]) -> None:
        self._index_job = None
        scan, index, has_class_folders = indexed
        was_shown = index.folder == self.folder
        if not was_shown or any(count for count, _ in self._changes(scan)):
            self._look_at(index, has_class_folders)
        if was_shown:
            self.tell(self._changes_text(scan))

    def _changes(self, scan: IndexSummary) -> tuple[tuple[int, str], ...]:
        return (
            (scan.added, self.tr("{n} new")),
            (scan.changed, self.tr("{n} changed")),
            (scan.moved, self.tr("{n} moved")),
            (scan.gone, self.tr("{n} gone")),
        )

    def _changes_text(self, scan: IndexSummary) -> str:
        words = [text.format(n=f"{count:,}") for count, text in self._changes(scan) if count]
        changes = ", ".join(words) or self.tr("nothing has changed")
        return self.tr("{name}: {changes}").format(name=shown_name(scan.folder), changes=changes)

    def _look_at(self, index: FolderSummary, has_class_folders: bool) -> None:
        self.index, self.has_class_folders = index, has_class_folders
        folder = index.folder
        is_new = folder != self.folder
        self.folder = folder
        self.preferences.add_recent_folder(folder)
        if is_new:
            self.select(None)
            self.folder_changed.emit(folder)
        self.index_changed.emit()
        if is_new or self.dataset is None:
            self._take_dataset(DatasetConfig(folder=folder), asked_for=False)
        else:
            self._build_draft(asked_for=self.dataset.labels is not None)

    @property
    def labels_path(self) -> Path | None:
        """The labels CSV, or None: class folders are the labels."""
        return self.dataset.labels if self.dataset else None

    def choose_labels(self, path: Path | None) -> None:
        """Take the labels from ``path``, or from class folders when None, and build the cohort anew."""
        if self.dataset is None:
            raise MedxferError("No folder is open.", "Open the folder with the images first, then choose the labels.")
        self.set_dataset(self.dataset.changed(labels=path))

    def set_dataset(self, dataset: DatasetConfig | None) -> None:
        """Choose folder, labels, level and split, and build the cohort of it in the background."""
        self._take_dataset(dataset, asked_for=True)

    def _take_dataset(self, dataset: DatasetConfig | None, asked_for: bool) -> None:
        self.dataset = dataset
        self.dataset_changed.emit(dataset)
        self._build_draft(asked_for)

    def _build_draft(self, asked_for: bool) -> None:
        """Build the cohort; where nobody asked for it, that it cannot be built is no failure to tell of."""
        if self._draft_job is not None:
            self._draft_job.succeeded.disconnect(self._on_draft_built)
            self._draft_job.failed.disconnect(self._on_draft_failed)
            self._draft_job.cancel()
            self._draft_job = None
        self._draft_was_asked_for = asked_for
        self._set_draft(None)
        if self.dataset is None or (self.dataset.labels is None and not self.has_class_folders):
            return
        self._draft_job = Job(self.tr("Building the cohort"), _build_cohort, self.dataset, self.home)
        self._draft_job.succeeded.connect(self._on_draft_built)
        self._draft_job.failed.connect(self._on_draft_failed)
        self.start(self._draft_job, tell_failure=False)

    @property
    def is_building_draft(self) -> bool:
        """Whether a cohort is on its way."""
        return self._draft_job is not None and self._draft_job.is_running

    def _on_draft_built(self, draft: CohortDraft) -> None:
        self._draft_job = None
        self._set_draft(draft)

    def _on_draft_failed(self, error: Exception) -> None:
        self._set_draft(None, error)
        if self._draft_was_asked_for or not isinstance(error, MedxferError):
            self.show_error(error)

    def _set_draft(self, draft: CohortDraft | None, problem: Exception | None = None) -> None:
        self.draft, self.draft_problem = draft, problem
        self.draft_changed.emit(draft)

    # What is looked at

    def select(self, key: FrameKey | None) -> None:
        """Look at one frame."""
        if key != self.selection:
            self.selection = key
            self.selection_changed.emit(key)

    def set_run(self, run: Run | None) -> None:
        """Look at one run; its evaluation is unknown until someone sets it."""
        self.run = run
        self.run_changed.emit(run)
        self.set_evaluation(None)

    def look_for_running_run(self) -> None:
        """Look at the run that is being trained, if there is one: the window was closed while it went on."""
        job = Job(self.tr("Looking for a run that is going"), _running_run, self.home)
        job.succeeded.connect(self._on_running_run_found)
        self.start(job)

    def _on_running_run_found(self, run: Run | None) -> None:
        if run is not None and self.run is None:
            self.set_run(run)
            self.show_page("train")

    def set_evaluation(self, evaluation: Evaluation | None) -> None:
        """Look at an evaluation of the current run."""
        self.evaluation = evaluation
        self.evaluation_changed.emit(evaluation)

    def set_search(self, text: str) -> None:
        """Narrow what the page lists to what holds ``text``."""
        if text != self.search:
            self.search = text
            self.search_changed.emit(text)

    def set_privacy(self, privacy: bool) -> None:
        """Mask identity on screen, or show it until the program ends; screenshots and exports stay pseudonymous."""
        if privacy != self.privacy:
            self.privacy = privacy
            self.privacy_changed.emit(privacy)

    def set_tokens(self, tokens: Tokens) -> None:
        """Tell everyone of the new look."""
        self.tokens = tokens
        self.theme_changed.emit(tokens)


def _known(folder: Path, home: Home, *, on_event: EventSink, cancel: CancelToken) -> tuple[FolderSummary, bool] | None:
    """What the library knows of a folder without looking at its files, and whether its folders can be classes."""
    from medxfer_gui.cohorts.matching import can_be_classes

    with Library(home.library) as library:
        index = library.summary(folder)
    return None if index is None else (index, can_be_classes(index.classes, index.in_classes))


def _index(
    folder: Path, home: Home, *, on_event: EventSink, cancel: CancelToken
) -> tuple[IndexSummary, FolderSummary, bool]:
    """Scan, and say what came of it and what is known then."""
    with Library(home.library) as library:
        scan = index_folder(folder, library, on_event=on_event, cancel=cancel)
    known = _known(folder, home, on_event=on_event, cancel=cancel)
    assert known is not None, "a folder that was indexed is known"
    return scan, *known


def _running_run(home: Home, *, on_event: EventSink, cancel: CancelToken) -> Run | None:
    """The newest run of the data folder that is being trained."""
    for run in list_runs(home):
        cancel.raise_if_cancelled()
        if run.state().status == "running":
            return run
    return None


def _build_cohort(dataset: DatasetConfig, home: Home, *, on_event: EventSink, cancel: CancelToken) -> CohortDraft:
    from medxfer_gui.cohorts.build import build_cohort  # torch comes with it: only inside the job

    with Library(home.library) as library:
        return build_cohort(dataset, library, Pseudonyms(home.pseudonym_key), on_event=on_event, cancel=cancel)
