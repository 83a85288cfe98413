"""An error in the window: what happened and what to do, without standing in the way."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout

from medxfer_gui.plots.theme import Tokens
from medxfer_gui.qt.widgets.icons import accent_icon, icon
from medxfer_gui.qt.widgets.text import wrapped


class Banner(QFrame):
    """Message and hint of the latest failure, until it is closed; hidden while there is none."""

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._sign = QToolButton()
        self._sign.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._message, self._hint = wrapped("", "strong"), wrapped("", "muted")
        for text in (self._message, self._hint):
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = QToolButton()
        self._close.setToolTip(self.tr("Close this message (Esc)"))
        self._close.setAccessibleName(self.tr("Close this message"))
        self._close.clicked.connect(self.hide)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._message)
        texts.addWidget(self._hint)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self._sign, alignment=Qt.AlignmentFlag.AlignTop)
        layout.addLayout(texts, 1)
        layout.addWidget(self._close, alignment=Qt.AlignmentFlag.AlignTop)
        self.set_tokens(tokens)
        self.hide()

    def set_tokens(self, tokens: Tokens) -> None:
        """Take the colours of another theme."""
        self._sign.setIcon(accent_icon("mdi6.alert-circle-outline", tokens.bad))
        self._close.setIcon(icon("mdi6.close", tokens))

    def show_message(self, message: str, hint: str) -> None:
        """Show a failure in place of the one before."""
        self._message.setText(message)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.setAccessibleName(f"{message} {hint}".strip())
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
