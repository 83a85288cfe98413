#!/usr/bin/env python3
"""Bring the translations up to date with the sources.

    python packaging/update_translations.py           write the .ts files and compile them to .qm
    python packaging/update_translations.py --check   only say whether they are up to date

Two kinds of text are collected: what the window passes to ``tr`` and its like, and the English templates of the core
that reach the screen (context ``core``; see `medxfer_gui.qt.translation`). Edit the translations in the .ts files, by
hand or with Qt Linguist: they are kept, texts that are gone are dropped, new ones are marked unfinished. Where the same
text is translated in another place, that translation is the proposal.
"""

from __future__ import annotations

import argparse
import ast
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "medxfer_gui"
TRANSLATIONS = ROOT / "resources" / "translations"
LANGUAGES = ("zh_CN",)
CORE = "core"

Texts = dict[str, dict[str, None]]
"""Source texts by context, both in the order in which they are written to the file."""

TEXT_ARGUMENTS: Mapping[str, tuple[int | str, ...]] = {
    "MedxferError": (0, 1),
    "NotStartedError": (0, 1),
    "OutOfMemoryError": (0, 1),
    "ProcessEndedError": (0, 1),
    "TimeExceededError": (0, 1),
    "SkippedFile": (1, 2, "problem", "hint"),
    "_skipped": (1, 2),
    "Reason": (0, 1),
    "Problem": (0, 1, "problem", "hint"),
    "StackProblem": (0, 1, "problem", "hint"),
    "Suv": (1, "problem"),
    "ObjectRow": (1, "name"),
    "LabelProblem": (3, "text"),
    "LabelMatch": (3, "origin"),
    "Progress": (2, 3, "unit", "message"),
    "ThrottledProgress": (1, "unit"),
    "report": (2,),  # ThrottledProgress
    "Interval": (2, 3, 4, "method", "note"),  # 2: the limits may be one starred argument
    "undefined": (0,),
    "share_interval": (3,),
    "mean_of_shares": ("empty_note",),
    "RunState": ("message", "hint"),
    "RunStopped": ("message", "hint"),
    "RunFinished": ("reason",),
    "TrainResult": ("reason",),
    "changed": ("message", "hint"),
    "update": ("message", "hint"),
    "stop": (1, 2),
    "replace": ("split_origin",),
    "words": (0,),
    "Field": ("title", "description"),
}
"""Calls of the core whose arguments, by position or name, are read by people."""

NOTE_LISTS = ("notes",)
"""Lists of the core whose items are read by people."""

NOTE_NAMES = ("note", "METHOD", "SHARED_SERIES")
"""Names in the core that are given texts for people."""

COMPUTED = (
    "; ",
    "files",
    "CPU, {number} threads",
    "all epochs",
    "the strongest penalty within one standard error of the lowest validation loss is kept",
    "labels by SOPInstanceUID",
    "labels by path",
    "labels by SeriesInstanceUID",
    "labels by StudyInstanceUID",
    "labels by PatientID",
    "mean of Wilson",
    "mean of Wilson, by patient",
    "no better for {number} epochs",
    "by patient, stratified, seed {number}",
    "split as given",
    # Labels of stacks, and what is said of their problems.
    "slices",
    "single images",
    "{number} frames",
    "without position",
    "localiser",
    "grey",
    "colour",
    "axial",
    "coronal",
    "sagittal",
    "oblique",
    "part {number}",
    "time point {number}",
    "phase {number}",
    "acquisition {number}",
    "repeat {number}",
    "1 slice is missing",
    "{number} slices are missing",
    "{number} mm elsewhere",
    "gap of {number} mm after slice {number2}",
    "slices {number} to {number2}: {number3} mm",
    "by up to {number} mm",
    "slice {number} lies where slice {number2} does",
    "{number} of {number2} bytes",
    "{number} of {number2} bytes are there",
    "{number} values",
    "{number} mm apart",
    "{number} mm thick",
    "and {number} more",
    # Kinds of objects without a picture, and of what stands in reports, that are one word.
    "Completion",
    "Verification",
    "Registration",
    "Segmentation",
    "Spectroscopy",
    "Tractography",
    "Waveform",
    "Image",
    "Object",
    "Region",
    "Section",
    "Time range",
    "See item",
)
"""Texts of the core that are put together while it runs.

Numbers in them are called ``{number}``, ``{number2}`` and so on.
"""

CONSTANT_MODULES = (
    "dicom/object_kinds.py",
    "evaluation/decisions.py",
    "evaluation/evaluate.py",
    "evaluation/metrics.py",
    "evaluation/proportions.py",
    "evaluation/threshold.py",
    "saliency/saliency_map.py",
)
"""Modules whose text constants of several words are all read by people."""


@dataclass
class Module:
    """A source file, and what its names stand for."""

    path: Path
    tree: ast.Module
    constants: dict[str, ast.expr] = field(default_factory=dict)
    functions: dict[str, ast.FunctionDef] = field(default_factory=dict)
    imports: dict[str, tuple[str, str]] = field(default_factory=dict)
    locals: dict[ast.AST, dict[str, list[ast.expr]]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Path below the package, ``evaluation/metrics.py``."""
        return self.path.relative_to(PACKAGE).as_posix()


def read_modules() -> dict[str, Module]:
    """Every module of the package, by `Module.name`."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        module = Module(path, ast.parse(path.read_text(encoding="utf-8"), str(path)))
        for node in module.tree.body:
            match node:
                case ast.Assign(targets=[ast.Name(id=name)], value=value):
                    module.constants[name] = value
                case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                    module.constants[name] = value
                case ast.FunctionDef(name=name):
                    module.functions[name] = node
                case ast.ImportFrom(module=str(origin), names=names):
                    for alias in names:
                        module.imports[alias.asname or alias.name] = (origin, alias.name)
        found[module.name] = module
    return found


class CoreTexts:
    """Finds the texts of one module of the core."""

    def __init__(self, module: Module, modules: Mapping[str, Module]) -> None:
        self._module = module
        self._modules = modules

    def collect(self) -> Iterator[str]:
        """Every text that people may read."""
        if self._module.name in CONSTANT_MODULES:
            for name, value in self._module.constants.items():
                if name.isupper():
                    yield from (text for text in self._texts(value, {}) if " " in text)
        yield from self._walk(self._module.tree, {})

    def _walk(self, node: ast.AST, known: dict[str, list[ast.expr]]) -> Iterator[str]:
        for child in ast.iter_child_nodes(node):
            inside = {**known, **_assigned(child)} if isinstance(child, ast.FunctionDef) else known
            if isinstance(child, ast.Call):
                yield from self._call(child, inside)
            yield from self._assignment(child)
            yield from self._walk(child, inside)

    def _assignment(self, node: ast.AST) -> Iterator[str]:
        is_option = self._module.name.startswith("config/")
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in NOTE_NAMES:
                yield from self._texts(value, {})
            case ast.Assign(value=value) if is_option:
                yield from _choices(value)
            case ast.AnnAssign(annotation=annotation) if is_option:
                yield from _choices(annotation)

    def _call(self, call: ast.Call, known: dict[str, list[ast.expr]]) -> Iterator[str]:
        name = _called_name(call)
        if name == "append" and isinstance(call.func, ast.Attribute) and _called_name(call.func) in NOTE_LISTS:
            yield from self._texts(call.args[0], known)
        positions = TEXT_ARGUMENTS.get(name, ())
        arguments = list(self._arguments(call))
        for position in positions:
            if isinstance(position, int) and position < len(arguments):
                yield from self._texts(arguments[position], known)
        for keyword in call.keywords:
            if keyword.arg in positions:
                yield from self._texts(keyword.value, known)

    def _arguments(self, call: ast.Call) -> Iterator[ast.expr]:
        for argument in call.args:
            starred = argument.value if isinstance(argument, ast.Starred) else None
            unpacked = self._constant(starred.id) if isinstance(starred, ast.Name) else None
            if isinstance(unpacked, ast.Tuple):
                yield from unpacked.elts
            else:
                yield argument

    def _constant(self, name: str) -> ast.expr | None:
        if name in self._module.constants:
            return self._module.constants[name]
        origin, original = self._module.imports.get(name, ("", ""))
        path = origin.removeprefix("medxfer_gui").lstrip(".").replace(".", "/")
        other = self._modules.get(f"{path}.py") or self._modules.get(f"{path}/__init__.py")
        return other.constants.get(original) if other else None

    def _texts(self, node: ast.expr, known: dict[str, list[ast.expr]]) -> Iterator[str]:  # noqa: PLR0912 - one a kind
        """The literal texts that an expression can be."""
        match node:
            case ast.Constant(value=str(text)) if text.strip():
                yield text
            case ast.IfExp(body=body, orelse=orelse):
                yield from self._texts(body, known)
                yield from self._texts(orelse, known)
            case ast.BoolOp(values=values) | ast.Tuple(elts=values) | ast.Dict(values=values):
                for value in values:
                    yield from self._texts(value, known)
            case ast.Name(id=name) if name in known:
                remaining = {key: value for key, value in known.items() if key != name}
                for value in known[name]:
                    yield from self._texts(value, remaining)
            case ast.Name(id=name):
                value = self._constant(name)
                if value is not None:
                    yield from self._texts(value, {})
            case ast.Subscript(value=container, slice=ast.Constant(value=int(index))):
                found = self._constant(container.id) if isinstance(container, ast.Name) else None
                if isinstance(found, ast.Tuple):
                    yield from self._texts(found.elts[index], {})
            case ast.Subscript(value=container):
                yield from self._texts(container, known)
            case ast.Call(func=ast.Name(id=name)) if name in self._module.functions:
                for inner in ast.walk(self._module.functions[name]):
                    if isinstance(inner, ast.Return) and inner.value is not None:
                        yield from self._texts(inner.value, {})


def _assigned(function: ast.FunctionDef) -> dict[str, list[ast.expr]]:
    found: dict[str, list[ast.expr]] = defaultdict(list)
    for node in ast.walk(function):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                found[name].append(value)
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
                for target, value in zip(names, values, strict=False):
                    if isinstance(target, ast.Name):
                        found[target.id].append(value)
    return found


def _called_name(node: ast.Call | ast.Attribute) -> str:
    target = node.func if isinstance(node, ast.Call) else node.value
    if isinstance(target, ast.Attribute):
        return target.attr
    return target.id if isinstance(target, ast.Name) else ""


def _choices(annotation: ast.expr) -> Iterator[str]:
    """The choices of an option: ``Literal["file", "full"]``."""
    for node in ast.walk(annotation):
        match node:
            case ast.Subscript(value=ast.Name(id="Literal"), slice=inner):
                for constant in ast.walk(inner):
                    if isinstance(constant, ast.Constant) and isinstance(constant.value, str):
                        yield constant.value


class WindowTexts(ast.NodeVisitor):
    """Finds the texts of one module of the window, with their contexts."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._class = ""
        self.found: list[tuple[str, str]] = []
        self._own_context = self._context_of_own_function()
        self.visit(module.tree)

    def _context_of_own_function(self) -> str | None:
        """Context of the module's own ``_tr(text)``, where it has one."""
        function = self._module.functions.get("_tr")
        for node in ast.walk(function) if function else ():
            if isinstance(node, ast.Call) and _called_name(node) == "translate":
                return _literal(node.args[0])
        return None

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        outer, self._class = self._class, node.name
        self.generic_visit(node)
        self._class = outer

    def visit_Call(self, node: ast.Call) -> None:
        self.generic_visit(node)
        match node.func:
            case ast.Attribute(value=ast.Name(id="self"), attr="tr"):
                self._add(node, self._class, node.args[0])
            case ast.Attribute(attr="tr"):
                self._refuse(node, "the context is only known when the program runs; use QCoreApplication.translate")
            case ast.Name(id="_tr"):
                self._add(node, self._own_context, node.args[0])
            case ast.Name(id="tr" | "QT_TRANSLATE_NOOP") | ast.Attribute(attr="translate"):
                if len(node.args) < 2:
                    return  # a painter's translate(point)
                context = _literal(node.args[0])
                if context is not None:
                    self._add(node, context, node.args[1])

    def _add(self, call: ast.Call, context: str | None, argument: ast.expr) -> None:
        if context is None:
            self._refuse(call, "the context is no literal")
        for node in ast.walk(argument):
            if isinstance(node, ast.JoinedStr):
                self._refuse(call, "an f-string cannot be translated; use format()")
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
                self.found.append((str(context), node.value))

    def _refuse(self, node: ast.AST, why: str) -> None:
        raise SystemExit(f"{self._module.path}:{getattr(node, 'lineno', 0)}: {why}")


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def collect_texts() -> Texts:
    """Every text of the window and the core that can be translated."""
    modules = read_modules()
    found: dict[str, set[str]] = defaultdict(set)
    for name, module in modules.items():
        if name.startswith("qt/"):
            for context, text in WindowTexts(module).found:
                found[context].add(text)
        elif not name.startswith("cli/"):
            found[CORE].update(CoreTexts(module, modules).collect())
    found[CORE].update(COMPUTED, _window_only_core_texts(modules))
    return {context: dict.fromkeys(sorted(found[context])) for context in sorted(found)}


def _window_only_core_texts(modules: Mapping[str, Module]) -> Iterator[str]:
    """Errors and progress that the window itself speaks of in the core's way."""
    for name, module in modules.items():
        if name.startswith("qt/"):
            yield from CoreTexts(module, modules).collect()


@dataclass
class Message:
    """One entry of a .ts file."""

    translation: str
    finished: bool


def read_ts(path: Path) -> dict[tuple[str, str], Message]:
    """Entries of a .ts file by context and source text; empty when there is no file."""
    if not path.exists():
        return {}
    found = {}
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            text = "" if translation is None else translation.text or ""
            finished = bool(text) and translation is not None and translation.get("type") != "unfinished"
            found[context.findtext("name", ""), message.findtext("source", "")] = Message(text, finished)
    return found


def merged(texts: Texts, before: Mapping[tuple[str, str], Message]) -> dict[tuple[str, str], Message]:
    """The entries that the file should have: all ``texts``, with the translations there are."""
    elsewhere = {source: message.translation for (_, source), message in before.items() if message.finished}
    nothing = Message("", False)
    return {
        (context, source): before.get((context, source), Message(elsewhere[source], False))
        if source in elsewhere
        else before.get((context, source), nothing)
        for context, sources in texts.items()
        for source in sources
    }


def ts_text(entries: Mapping[tuple[str, str], Message], language: str) -> str:
    """Content of a .ts file."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    contexts: dict[str, ET.Element] = {}
    for (context, source), entry in entries.items():
        if context not in contexts:
            contexts[context] = ET.SubElement(root, "context")
            ET.SubElement(contexts[context], "name").text = context
        message = ET.SubElement(contexts[context], "message")
        ET.SubElement(message, "source").text = source
        translation = ET.SubElement(message, "translation")
        translation.text = entry.translation
        if not entry.finished:
            translation.set("type", "unfinished")
    ET.indent(root, "    ")
    body = ET.tostring(root, encoding="unicode", short_empty_elements=False)
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n'


def compile_ts(path: Path) -> None:
    """Compile ``path`` to the .qm file beside it."""
    beside = Path(sys.executable).with_name("pyside6-lrelease")
    tool = shutil.which(beside) or shutil.which("pyside6-lrelease")
    if tool is None:
        raise SystemExit("pyside6-lrelease is not there; it comes with PySide6-Essentials")
    subprocess.run([tool, "-silent", str(path), "-qm", str(path.with_suffix(".qm"))], check=True)


def main() -> int:
    """Update or check every language; 1 when something is out of date or not translated."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing")
    check = parser.parse_args().check
    texts = collect_texts()
    status = 0
    for language in LANGUAGES:
        path = TRANSLATIONS / f"medxfer_{language}.ts"
        entries = merged(texts, read_ts(path))
        content = ts_text(entries, language)
        stale = not path.exists() or path.read_text(encoding="utf-8") != content
        unfinished = sum(not entry.finished for entry in entries.values())
        print(f"{path.name}: {len(entries)} texts, {unfinished} unfinished{', out of date' if stale else ''}")
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8", newline="\n")
            compile_ts(path)
        status |= bool(unfinished) or (check and stale)
    return int(status)


if __name__ == "__main__":
    sys.exit(main())
