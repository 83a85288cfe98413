"""Which images belong to one patient, on the safe side: what may be the same person is never split."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from medxfer_gui.library.records import InstanceRecord


def group_by_patient(records: Sequence[InstanceRecord], overrides: Mapping[str, str]) -> dict[str, str]:
    """The patient of each image, by SOPInstanceUID: an identifier, equal for images of one patient.

    ``overrides`` (by UID; empty where the labels say nothing) go before PatientID, and an image without PatientID
    belongs to its study. Images that are tied in any way count as one patient: an image without an override goes with
    the overrides of others that share its PatientID, and one study never spans two patients.

    The identifiers may be real ones: give them to `Pseudonyms` before anything is written.
    """
    parents: dict[str, str] = {}
    of_image: dict[str, str] = {}
    said_by_id: dict[str, set[str]] = defaultdict(set)
    for record in records:
        said, own = overrides.get(record.sop_instance_uid, "").strip(), record.patient_id.strip()
        if said and own:
            said_by_id[own].add(said)
    for record in records:
        said, own = overrides.get(record.sop_instance_uid, "").strip(), record.patient_id.strip()
        study = (
            f"study {record.study_instance_uid}" if record.study_instance_uid else f"image {record.sop_instance_uid}"
        )
        name = said or own or study
        of_image[record.sop_instance_uid] = name
        if said:
            continue  # the labels know better than the header, whatever else the files share
        _join(parents, name, study)
        for other in said_by_id[own] if own else ():
            _join(parents, name, other)
    names: dict[str, str] = {}
    for name in sorted(set(of_image.values())):
        names.setdefault(_root(parents, name), name)
    return {uid: names[_root(parents, name)] for uid, name in of_image.items()}


def _root(parents: dict[str, str], name: str) -> str:
    while (parent := parents.get(name, name)) != name:
        parents[name] = name = parents.get(parent, parent)
    return name


def _join(parents: dict[str, str], one: str, other: str) -> None:
    first, second = sorted((_root(parents, one), _root(parents, other)))
    parents[second] = first
