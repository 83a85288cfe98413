"""The search field of the top bar: offers keywords of the header while they are typed, and searches that were saved."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QSize, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QSizePolicy

from medxfer_gui.library.search import search_keywords
from medxfer_gui.plots.theme import Tokens
from medxfer_gui.qt.preferences import Preferences
from medxfer_gui.qt.saved_searches import SavedSearches
from medxfer_gui.qt.widgets.icons import accent_icon, icon

_DELAY_MS = 120
_LEAST_LETTERS = 3
_NOTHING = "\0"


class SearchField(QLineEdit):
    """Words and ``Keyword=value``; the star keeps and brings back searches."""

    searched = Signal(str)
    """The text, a moment after the last key."""

    def __init__(self, preferences: Preferences, tokens: Tokens) -> None:
        super().__init__()
        self._preferences = preferences
        self.setPlaceholderText(self.tr("Search, or Keyword=value (Ctrl+F)"))
        self.setToolTip(
            self.tr(
                "Words in patient, study, series, modality and body part; Modality=MR or "
                'Manufacturer="GE Medical" searches any element of the header. All must hold.'
            )
        )
        self.setAccessibleName(self.tr("Search"))
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(160)
        self.setMaximumWidth(360)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._timer = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._timer.timeout.connect(self._on_settled)
        self.keywords = KeywordCompleter(self)
        self.setCompleter(self.keywords)
        self.saved = SavedSearches(preferences, self)
        self.saved.chosen.connect(self._on_saved_chosen)
        self.saved.changed.connect(self._show_star)
        self.star = QAction(self.tr("Saved searches"), self)
        self.star.setShortcut("Ctrl+D")
        self.star.triggered.connect(self.show_saved)
        self.addAction(self.star, QLineEdit.ActionPosition.TrailingPosition)
        self._tokens = tokens
        self._show_star()
        self.textChanged.connect(self._on_edited)

    def set_tokens(self, tokens: Tokens) -> None:
        """Take the colours of another theme."""
        self._tokens = tokens
        self.saved.set_tokens(tokens)
        self._show_star()

    def show_saved(self) -> None:
        """Offer the saved searches, and to save this one."""
        self.saved.show_for(self.text().strip(), self.mapToGlobal(QPoint(0, self.height() + 4)), self.width())

    def sizeHint(self) -> QSize:
        return QSize(340, super().sizeHint().height())

    def _on_edited(self) -> None:
        self._timer.start()
        self._show_star()

    def _on_settled(self) -> None:
        self.searched.emit(self.text().strip())

    def _on_saved_chosen(self, text: str) -> None:
        self.setText(text)
        self._timer.stop()
        self._on_settled()

    def _show_star(self) -> None:
        is_saved = bool(self.text().strip()) and self.text().strip() in self._preferences.saved_searches.values()
        self.star.setIcon(
            accent_icon("mdi6.star", self._tokens.accent) if is_saved else icon("mdi6.star-outline", self._tokens)
        )
        self.star.setToolTip(self.tr("Saved searches, and saving this one (Ctrl+D)"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.keywords.fill()
        super().focusInEvent(event)


class KeywordCompleter(QCompleter):
    """Completes the last word to a keyword of the header once it begins like one: a capital and two letters."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keywords = QStringListModel(self)
        self._before = ""
        self.setModel(self._keywords)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setModelSorting(QCompleter.ModelSorting.CaseInsensitivelySortedModel)
        self.setMaxVisibleItems(8)

    def fill(self) -> None:
        """Make the keywords known; five thousand of them wait until someone searches."""
        if not self._keywords.rowCount():
            self._keywords.setStringList(sorted(search_keywords(), key=str.casefold))

    def splitPath(self, path: str) -> list[str]:
        """The part of the text that is completed."""
        self._before, _, word = path.rpartition(" ")
        is_keyword = len(word) >= _LEAST_LETTERS and word[0].isupper() and word.isalnum()
        return [word if is_keyword else _NOTHING]

    def pathFromIndex(self, index: object) -> str:
        """The whole text with the completed keyword."""
        keyword = str(index.data())  # type: ignore[attr-defined]  # a QModelIndex
        return f"{self._before} {keyword}=".lstrip()
