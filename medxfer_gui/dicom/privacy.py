"""Who a patient is stays in the file: keyed pseudonyms, and which elements are masked on screen."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset
from pydicom.tag import BaseTag
from pydicom.valuerep import PersonName

from medxfer_gui.dicom.headers import PARSE_FAILURES, read_header
from medxfer_gui.errors import MedxferError
from medxfer_gui.storage.source import ByteSource

_KEY_BYTES = 32
_MAX_TEXT = 96
_MAX_DEPTH = 12

IDENTITY_KEYWORDS = frozenset(
    keyword
    for keyword in """
    AccessionNumber AdditionalPatientHistory AdmissionID AdmittingDate AdmittingTime BranchOfService
    ConfidentialityConstraintOnPatientDataDescription CountryOfResidence CurrentPatientLocation DeviceSerialNumber
    EthnicGroup EthnicGroups GantryID InstitutionAddress InstitutionName InstitutionalDepartmentName
    InsurancePlanIdentification IssuerOfPatientID MedicalAlerts MedicalRecordLocator MilitaryRank
    NameOfPhysiciansReadingStudy Occupation OperatorIdentificationSequence OperatorsName OtherPatientIDs
    OtherPatientIDsSequence OtherPatientNames PatientAddress PatientAlternativeCalendar PatientBirthDate
    PatientBirthDateInAlternativeCalendar PatientBirthName PatientBirthTime PatientComments
    PatientDeathDateInAlternativeCalendar PatientID PatientInstitutionResidence PatientInsurancePlanCodeSequence
    PatientMotherBirthName PatientName PatientPrimaryLanguageCodeSequence PatientPrimaryLanguageModifierCodeSequence
    PatientReligiousPreference PatientState PatientTelecomInformation PatientTelephoneNumbers PerformedProcedureStepID
    PerformingPhysicianIdentificationSequence PerformingPhysicianName PersonAddress PersonName
    PersonTelecomInformation PersonTelephoneNumbers PhysiciansOfRecord PhysiciansOfRecordIdentificationSequence
    PhysiciansReadingStudyIdentificationSequence PlateID ReferencedPatientPhotoSequence ReferringPhysicianAddress
    ReferringPhysicianIdentificationSequence ReferringPhysicianName ReferringPhysicianTelephoneNumbers
    RegionOfResidence RequestAttributesSequence RequestingPhysician RequestingService ResponsibleOrganization
    ResponsiblePerson ScheduledPerformingPhysicianName ScheduledProcedureStepID ServiceEpisodeID StationName StudyID
    """.split()  # noqa: SIM905 - seventy lines otherwise
)
"""Keywords whose values say who the patient or the staff are, or where (PS3.15 Table E.1-1, Basic Profile)."""


class Pseudonyms:
    """Turns patient identifiers into pseudonyms that only the holder of the key can make again.

    Parameters
    ----------
    key_path
        File of the key. Made at first use, readable by its owner only.

    Raises
    ------
    MedxferError
        The key cannot be read or written, or is damaged.
    """

    def __init__(self, key_path: Path) -> None:
        self._key = _read_or_make_key(key_path)

    def of(self, patient_id: str) -> str:
        """Pseudonym of one patient: ``P-`` and 48 bits of HMAC-SHA-256 in hexadecimal, as in ``P-7F3A-09C1-55D0``.

        With 48 bits, two of 100,000 patients share one with a probability of 2 in 100,000; 32 bits would
        probably make two patients one. Padding around the identifier does not count.
        """
        digest = hmac.new(self._key, patient_id.strip(" \0").encode("utf-8", "surrogateescape"), hashlib.sha256)
        digits = digest.hexdigest()[:12].upper()
        return f"P-{digits[:4]}-{digits[4:8]}-{digits[8:]}"


def _read_or_make_key(path: Path) -> bytes:
    try:
        if not path.exists():
            _make_key(path)
        key = path.read_bytes()
    except OSError:
        raise MedxferError(
            "The key of the pseudonyms cannot be read or written", "Check the permissions of {path}.", path=path
        ) from None
    if len(key) != _KEY_BYTES:
        raise MedxferError(
            "The key of the pseudonyms is damaged",
            "Restore {path} from a backup; delete it only if pseudonyms may change.",
            path=path,
        )
    return key


def _make_key(path: Path) -> None:
    """Write a new key whole, for the owner only; of two processes that do so at once the first wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # mkstemp makes the file with mode 0600.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(_KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        _publish(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _publish(temporary: Path, path: Path) -> None:
    try:
        os.link(temporary, path)
    except FileExistsError:
        return
    except OSError:
        # A file system without hard links: the name may be replaced by another process that starts just now.
        if not path.exists():
            temporary.replace(path)


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """One element for a tag table.

    Parameters
    ----------
    tag
        ``(0010,0010)``.
    keyword
        The standard's keyword; for a private element its creator in brackets.
    vr
        Value representation, two letters.
    value
        Text of at most about a hundred characters; sizes in place of binary data.
    depth
        0 in the dataset itself, 1 within an item of a sequence, and so on.
    identifying
        Whether it says who the patient is: to be masked where privacy is on. Private elements and everything within
        an identifying sequence are too.
    """

    tag: str
    keyword: str
    vr: str
    value: str
    depth: int
    identifying: bool


def header_table(place: Path | ByteSource) -> list[HeaderRow]:
    """Every element before the pixels, file meta information first, with nested sequences, for a tag table.

    Raises
    ------
    MedxferError
        As `read_header`.
    """
    header = read_header(place)
    return [*_rows(header.meta, 0, False), *_rows(header.dataset, 0, False)]


def is_identifying(element_tag: BaseTag, keyword: str, vr: str) -> bool:
    """Whether an element is masked where privacy is on: names, identity keywords, and all private elements."""
    return element_tag.is_private or vr == "PN" or keyword in IDENTITY_KEYWORDS


def _rows(dataset: Dataset, depth: int, within_identity: bool) -> Iterator[HeaderRow]:
    for tag in sorted(dataset.keys()):
        try:
            element = dataset[tag]
            vr, keyword = str(element.VR), _keyword(element)
            items = list(element.value) if vr == "SQ" and element.value is not None else []
            value = _sequence_text(len(items)) if vr == "SQ" else _value_text(element)
        except PARSE_FAILURES:
            yield HeaderRow(_tag_text(tag), "", "", "(cannot be read)", depth, True)
            continue
        identifying = within_identity or is_identifying(tag, keyword, vr)
        yield HeaderRow(_tag_text(tag), keyword, vr, value, depth, identifying)
        for item in items if depth < _MAX_DEPTH else []:
            yield from _rows(item, depth + 1, identifying)


def _tag_text(tag: BaseTag) -> str:
    return f"({tag.group:04X},{tag.element:04X})"


def _keyword(element: DataElement) -> str:
    if element.tag.is_private:
        return f"[{element.private_creator or ''}]" if not element.tag.is_private_creator else "[PrivateCreator]"
    return element.keyword


def _sequence_text(count: int) -> str:
    return f"{count} items" if count != 1 else "1 item"


def _value_text(element: DataElement) -> str:
    value = element.value
    if value is None:
        return ""
    if isinstance(value, bytes | bytearray):
        return f"{len(value)} bytes"
    if isinstance(value, str | PersonName) or not hasattr(value, "__iter__"):
        text = str(value)
    else:
        values = list(value)
        text = "\\".join(str(part) for part in values[:32]) + ("\\…" if len(values) > 32 else "")
    text = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return text if len(text) <= _MAX_TEXT else text[: _MAX_TEXT - 1] + "…"
