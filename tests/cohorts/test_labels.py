"""Labels files as people really save them."""

from __future__ import annotations

from pathlib import Path

import pytest

from medxfer_gui.cohorts.labels import LabelTable, read_labels
from medxfer_gui.errors import MedxferError

PLAIN = "SOPInstanceUID,label\n1.2.3,lesion\n1.2.4,normal\n"


def table_of(tmp_path: Path, content: str | bytes) -> LabelTable:
    path = tmp_path / "labels.csv"
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return read_labels(path)


@pytest.mark.parametrize(
    "content",
    [
        PLAIN,
        PLAIN.encode("utf-8-sig"),
        PLAIN.encode("utf-16"),
        PLAIN.encode("utf-16-le"),
        PLAIN.encode("utf-16-be"),
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r"),
        PLAIN.replace(",", ";"),
        PLAIN.replace(",", "\t"),
        PLAIN.replace(",", "|"),
        "sep=;\n" + PLAIN.replace(",", ";"),
        '"SOPInstanceUID","label"\n"1.2.3","lesion"\n"1.2.4","normal"\n',
        "sop_instance_uid,LABEL\n 1.2.3 , lesion \n1.2.4,normal\n",
        "Label;SOP Instance UID\nlesion;1.2.3\nnormal;1.2.4\n",
        "\n" + PLAIN.replace("\n", "\n\n"),
        PLAIN.replace("\n1.2.4", "\n,,\n1.2.4"),
        "SOPInstanceUID,label,\n1.2.3,lesion,\n1.2.4,normal,\n",
    ],
    ids=range(17),
)
def test_same_table_however_it_was_saved(tmp_path: Path, content: str | bytes) -> None:
    table = table_of(tmp_path, content)
    assert table.key == "SOPInstanceUID"
    assert [(row.key, row.value) for row in table.rows] == [("1.2.3", "lesion"), ("1.2.4", "normal")]
    assert (table.kind, table.classes, table.problems) == ("binary", ("lesion", "normal"), ())


def test_quoted_cells_keep_separators_and_line_ends(tmp_path: Path) -> None:
    table = table_of(tmp_path, 'path,label\n"a, b/c.dcm","first\nsecond"\nd.dcm,x\n')
    assert [(row.line, row.key, row.value) for row in table.rows] == [
        (2, "a, b/c.dcm", "first\nsecond"),
        (4, "d.dcm", "x"),
    ]


def test_finest_key_wins_and_patient_id_beside_it_is_the_patient(tmp_path: Path) -> None:
    table = table_of(tmp_path, "PatientID,StudyInstanceUID,SOPInstanceUID,label\nP1,2,3,a\n")
    assert table.key == "SOPInstanceUID"
    assert table.rows[0].patient == "P1"


def test_patient_column_goes_before_patient_id(tmp_path: Path) -> None:
    table = table_of(tmp_path, "PatientID,SOPInstanceUID,label,patient\nP1,3,a,X\n")
    assert table.rows[0].patient == "X"


@pytest.mark.parametrize(
    ("written", "part"),
    [("train", "train"), ("Training", "train"), ("val", "validation"), ("VALID", "validation"), ("test", "test")],
)
def test_split_names(tmp_path: Path, written: str, part: str) -> None:
    assert table_of(tmp_path, f"PatientID,label,split\nP,a,{written}\n").rows[0].split == part


def test_unknown_split_is_a_problem_with_its_line(tmp_path: Path) -> None:
    table = table_of(tmp_path, "path,label,split\na,x,train\nb,x,fold3\n")
    assert [(p.kind, p.line, p.key, p.detail) for p in table.problems] == [("unknown split", 3, "b", "fold3")]
    assert len(table.rows) == 1


def test_one_column_a_class_is_multilabel_in_the_order_of_the_columns(tmp_path: Path) -> None:
    table = table_of(tmp_path, "path,Effusion,Atelectasis\na,1,0\nb,0.0,True\nc,,\n")
    assert (table.kind, table.classes) == ("multilabel", ("Effusion", "Atelectasis"))
    assert [row.value for row in table.rows] == [(1, 0), (0, 1), None]
    assert table.unlabelled == 1


def test_single_class_column_is_a_binary_label(tmp_path: Path) -> None:
    table = table_of(tmp_path, "path,effusion\na,1\nb,0\n")
    assert (table.kind, [row.value for row in table.rows]) == ("binary", ["effusion", "no effusion"])


def test_uncertain_cell_is_a_problem_not_a_zero(tmp_path: Path) -> None:
    table = table_of(tmp_path, "path,a,b\nx,1,-1\ny,0,1\nz,1,\n")
    assert [(p.kind, p.line, p.detail) for p in table.problems] == [("bad value", 2, "b"), ("bad value", 4, "b")]


def test_row_with_more_cells_than_columns_is_a_problem(tmp_path: Path) -> None:
    table = table_of(tmp_path, "path,label\na,b,c\nd,e\n")
    assert [(p.kind, p.line) for p in table.problems] == [("bad value", 2)]


def test_other_columns_beside_label_are_named_as_ignored(tmp_path: Path) -> None:
    assert table_of(tmp_path, "path,label,age,sex\na,x,60,F\n").ignored == ("age", "sex")


def test_three_names_are_multiclass(tmp_path: Path) -> None:
    assert table_of(tmp_path, "path,label\na,x\nb,y\nc,z\n").kind == "multiclass"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "is empty"),
        ("   \n\n", "is empty"),
        ("path,label\n", "no rows"),
        ("file,label\na,b\n", "file, label"),
        ("path\na\n", "no labels"),
        ("path,label,Label\na,b,c\n", "twice"),
        ("path,label,lesion,normal\na,lesion,1,0\n", "both a column label and class columns"),
        ("path,diagnosis\na,flu\n", "not 0 and 1: diagnosis"),
        (b"PK\x03\x04 a workbook", "is a workbook"),
        ("path,label\na,gr\u00f6\u00dfe\n".encode("cp1252"), "not text in UTF-8"),
    ],
    ids=range(10),
)
def test_unusable_file_is_told_in_words(tmp_path: Path, content: str | bytes, told: str) -> None:
    with pytest.raises(MedxferError) as caught:
        table_of(tmp_path, content)
    assert told in caught.value.text


def test_missing_file_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(MedxferError, match="cannot be read"):
        read_labels(tmp_path / "none.csv")


def test_place_of_a_problem_never_holds_a_patient_id(tmp_path: Path) -> None:
    table = table_of(tmp_path, "PatientID,label,split\nMEIER-1,x,nowhere\n")
    (problem,) = table.problems
    assert problem.key == "MEIER-1"
    assert "MEIER" not in problem.place + problem.reason
