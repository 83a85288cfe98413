"""What is shown for a patient: the pseudonym, or the identifier once identity was revealed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from medxfer_gui.dicom.privacy import Pseudonyms


class PatientNames:
    """Gives the shown name of a patient identifier; may be asked from any thread, remembers its answers."""

    def __init__(self, pseudonyms: Pseudonyms, privacy: bool) -> None:
        self.privacy = privacy
        self._pseudonyms = pseudonyms
        self._unnamed = QCoreApplication.translate("PatientNames", "(no patient ID)")
        self._known: dict[str, str] = {}

    def __call__(self, patient_id: str) -> str:
        """The pseudonym where privacy is on, else the identifier."""
        if not self.privacy:
            return patient_id or self._unnamed
        found = self._known.get(patient_id)
        if found is None:
            found = self._known[patient_id] = self._pseudonyms.of(patient_id)
        return found
