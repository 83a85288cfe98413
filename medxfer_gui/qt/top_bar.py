"""The bar above every page: what is open, search, privacy."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenuBar, QPushButton, QSizePolicy

from medxfer_gui.plots.theme import Tokens
from medxfer_gui.qt.opened_name import shown_name
from medxfer_gui.qt.search_field import SearchField
from medxfer_gui.qt.session import Session
from medxfer_gui.qt.widgets.icons import accent_icon, icon
from medxfer_gui.qt.widgets.text import chip, label, set_style_property


class TopBar(QFrame):
    """Name and counts of what is open, the search field, the privacy switch, and the note on intended use."""

    def __init__(self, session: Session, menus: QMenuBar) -> None:
        super().__init__()
        self.setObjectName("topBar")
        self._session = session
        self._name, self._counts = chip(""), chip("")
        self.search = SearchField(session.preferences, session.tokens)
        self._privacy = QPushButton()
        self._privacy.setCheckable(True)
        self._privacy.setProperty("chip", True)
        self._use = chip(self.tr("Research use only"), "attention")
        self._use.setToolTip(self.tr("Not a medical device: not for diagnosis or treatment."))
        menus.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._lay_out(menus)
        self.search.searched.connect(session.set_search)
        self._privacy.toggled.connect(session.set_privacy)
        session.search_changed.connect(self._on_search_changed)
        session.privacy_changed.connect(self._show_privacy)
        session.theme_changed.connect(self._on_theme_changed)
        for signal in (session.folder_changed, session.index_changed, session.draft_changed):
            signal.connect(self._show_what_is_open)
        self._show_what_is_open()
        self._show_privacy(session.privacy)

    def _lay_out(self, menus: QMenuBar) -> None:
        wordmark = label("medxfer")
        wordmark.setObjectName("wordmark")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 6, 12, 6)
        layout.setSpacing(8)
        layout.addWidget(wordmark)
        layout.addWidget(menus, alignment=Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._name)
        layout.addWidget(self._counts)
        layout.addStretch(1)
        layout.addWidget(self.search, 2)
        layout.addWidget(self._privacy)
        layout.addWidget(self._use)

    def _show_what_is_open(self) -> None:
        folder, index = self._session.folder, self._session.index
        self._name.setVisible(folder is not None)
        self._counts.setVisible(index is not None)
        if folder is not None:
            name = self._name.fontMetrics().elidedText(shown_name(folder), Qt.TextElideMode.ElideMiddle, 200)
            self._name.setText(self.tr("Folder {name}").format(name=name) if folder.is_dir() else name)
            # Folders above it may be named after patients.
            self._name.setToolTip(shown_name(folder) if self._session.privacy else str(folder))
        if index is not None:
            frames = self.tr("{n} frames").format(n=f"{index.frames:,}") if index.frames != 1 else self.tr("1 frame")
            patients = self.tr("{n} patients").format(n=f"{index.patients:,}")
            patients = patients if index.patients != 1 else self.tr("1 patient")
            self._counts.setText(f"{frames} · {patients}")

    def _show_privacy(self, privacy: bool) -> None:
        with QSignalBlocker(self._privacy):
            self._privacy.setChecked(privacy)
        self._privacy.setText(self.tr("Privacy on") if privacy else self.tr("Identity shown"))
        self._privacy.setToolTip(
            self.tr("Names and identifiers are replaced by pseudonyms. Press to show them in this session.")
            if privacy
            else self.tr("Names and identifiers are on screen until the program ends. Press to replace them again.")
        )
        set_style_property(self._privacy, "state", "plain" if privacy else "attention")
        self._show_what_is_open()
        self._on_theme_changed(self._session.tokens)

    def _on_theme_changed(self, tokens: Tokens) -> None:
        self.search.set_tokens(tokens)
        if self._session.privacy:
            self._privacy.setIcon(icon("mdi6.shield-account-outline", tokens))
        else:
            self._privacy.setIcon(accent_icon("mdi6.shield-off-outline", tokens.attention))

    def _on_search_changed(self, text: str) -> None:
        if text != self.search.text().strip():
            with QSignalBlocker(self.search):
                self.search.setText(text)
