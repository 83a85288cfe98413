"""The whole path on real labelled images, through the command line: AUC, seconds, and what polarity changes.

    python tests/benchmarks/real_data.py --data DIR --tools DIR [--only chest,brain,pneumonia]

``--data`` holds ``chest_xray_224``, ``brain_mri_yes_no`` and ``pneumoniamnist_28.npz``; ``--tools`` holds
``rasters_to_dicom.py``, which writes the pictures as DICOM. Seconds are those of the two commands from start to end,
imports and decoding included, with empty caches. Prints a table and a JSON line.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PATIENT = r"(person\d+|(?:NORMAL2-)?IM-\d+)"


def command(*arguments: object) -> tuple[dict[str, object], float]:
    """Run ``medxfer``; its JSON and its seconds."""
    started = time.perf_counter()
    line = [sys.executable, "-m", "medxfer_gui", *map(str, arguments), "--json", "--quiet"]
    done = subprocess.run(line, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout), time.perf_counter() - started


def as_dicom(given: argparse.Namespace, name: str, out: Path, *more: str) -> list[object]:
    """Write pictures as DICOM; the arguments of ``train`` that name them."""
    tool = given.tools / "rasters_to_dicom.py"
    subprocess.run([sys.executable, tool, given.data / name, out, *more], check=True, stdout=subprocess.DEVNULL)
    return [out / "dicom", "--labels", out / "labels.csv"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--tools", type=Path, required=True)
    parser.add_argument("--only", default="chest,brain,pneumonia")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        tasks: list[tuple[str, list[object]]] = []
        if "chest" in given.only:
            for title, share in (("chest, 30 % MONOCHROME1", "0.3"), ("chest, all MONOCHROME2", "0")):
                out = work / title.replace(" ", "")
                data = as_dicom(given, "chest_xray_224", out, "--patient", PATIENT, "--monochrome1", share)
                tasks.append((title, [*data, "--mode", "head", "--size", 160]))
        if "brain" in given.only:
            data = as_dicom(given, "brain_mri_yes_no", work / "brain")
            tasks += [
                (f"brain, {mode}", [*data, "--mode", mode, "--size", 160]) for mode in ("head", "full", "scratch")
            ]
        if "pneumonia" in given.only:
            data = [given.data / "pneumoniamnist_28.npz"]
            tasks.append(("PneumoniaMNIST, head", [*data, "--mode", "head", "--size", 96]))
        rows = []
        print(f"{'':28}{'test AUC':>10}{'95 % interval':>18}{'accuracy':>10}{'train s':>9}{'evaluate s':>12}")
        for number, (title, arguments) in enumerate(tasks):
            run, home = work / f"run{number}", ["--home", work / f"home{number}"]
            _, training = command("train", *arguments, "--seed", 0, "--run", run, *home)
            found, evaluating = command("evaluate", run, *home)
            low, high = found["auc_ci"]
            limits = f"{low:.3f} to {high:.3f}"
            print(
                f"{title:28}{found['auc']:10.4f}{limits:>18}{found['accuracy']:10.3f}{training:9.1f}{evaluating:12.1f}"
            )
            rows.append({"task": title, "auc": found["auc"], "auc_ci": found["auc_ci"], "accuracy": found["accuracy"]})
            rows[-1] |= {"train_s": training, "evaluate_s": evaluating}
    print(json.dumps({"benchmark": "real_data", "rows": rows}))


if __name__ == "__main__":
    main()
