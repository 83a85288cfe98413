"""The content of segmentations, presentation states, radiotherapy objects, documents, waveforms and the like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from pydicom.dataset import Dataset

from medxfer_gui.dicom.headers import integer, items, number, numbers, text
from medxfer_gui.dicom.object_rows import ObjectRow, code, codes, count, figure, size
from medxfer_gui.dicom.report_content import report_rows

Describe = Callable[[Dataset], Iterator[ObjectRow]]


def segmentation_rows(data: Dataset, frames: Counter[int], voxels: Mapping[int, int]) -> Iterator[ObjectRow]:
    """Segments with what they are; ``frames`` and ``voxels`` by segment number, empty where not known."""
    segments = items(data, "SegmentSequence")
    yield ObjectRow(0, "Segmentation type", text(data, "SegmentationType").capitalize())
    yield ObjectRow(0, "Frames", count(integer(data, "NumberOfFrames") or 1))
    yield ObjectRow(0, "Columns × rows", size(data))
    yield ObjectRow(0, "Segments", count(len(segments)))
    for segment in segments:
        number_ = integer(segment, "SegmentNumber") or 0
        yield ObjectRow(1, text(segment, "SegmentLabel") or f"#{number_}", f"#{number_}")
        yield ObjectRow(2, "Category", code(segment, "SegmentedPropertyCategoryCodeSequence"))
        yield ObjectRow(2, "Type", code(segment, "SegmentedPropertyTypeCodeSequence"))
        yield ObjectRow(2, "Region", codes(segment, "AnatomicRegionSequence"))
        yield ObjectRow(2, "Algorithm", _algorithm(segment))
        yield ObjectRow(2, "Frames", count(frames[number_]) if frames[number_] else "")
        yield ObjectRow(2, "Voxels", count(voxels[number_]) if number_ in voxels else "")


def _algorithm(segment: Dataset) -> str:
    kind = text(segment, "SegmentAlgorithmType").capitalize()
    return ", ".join(filter(None, (kind, text(segment, "SegmentAlgorithmName"))))


def _presentation(data: Dataset) -> Iterator[ObjectRow]:
    images = sum(len(items(series, "ReferencedImageSequence")) for series in items(data, "ReferencedSeriesSequence"))
    yield ObjectRow(0, "Images", count(images) if images else "")
    for area in items(data, "DisplayedAreaSelectionSequence"):
        corners = numbers(area, "DisplayedAreaTopLeftHandCorner") + numbers(area, "DisplayedAreaBottomRightHandCorner")
        shown = "({:g}, {:g}) – ({:g}, {:g})".format(*corners) if len(corners) == 4 else ""
        yield ObjectRow(0, "Displayed area", shown)
        yield ObjectRow(1, "Size", text(area, "PresentationSizeMode").capitalize())
    for window in items(data, "SoftcopyVOILUTSequence"):
        centre, width = numbers(window, "WindowCenter")[:1], numbers(window, "WindowWidth")[:1]
        yield ObjectRow(0, "Window", f"{centre[0]:g} / {width[0]:g}" if centre and width else "")
    yield ObjectRow(0, "Rotation", figure(data, "ImageRotation", "°") if number(data, "ImageRotation") else "")
    yield ObjectRow(0, "Flipped", text(data, "ImageHorizontalFlip").replace("N", ""))
    yield ObjectRow(0, "Shutter", text(data, "ShutterShape").replace("\\", ", ").capitalize())
    yield from _annotations(data)


def _annotations(data: Dataset) -> Iterator[ObjectRow]:
    annotations = items(data, "GraphicAnnotationSequence")
    texts = [item for one in annotations for item in items(one, "TextObjectSequence")]
    graphics = [item for one in annotations for item in items(one, "GraphicObjectSequence")]
    yield ObjectRow(0, "Drawings", count(len(graphics)) if graphics else "")
    yield ObjectRow(0, "Annotation texts", count(len(texts)) if texts else "")
    for item in texts:
        yield ObjectRow(1, "Text", text(item, "UnformattedTextValue"), identifying=True)


def _structures(data: Dataset) -> Iterator[ObjectRow]:
    kinds = {
        integer(one, "ReferencedROINumber"): text(one, "RTROIInterpretedType")
        for one in items(data, "RTROIObservationsSequence")
    }
    contours = {
        integer(one, "ReferencedROINumber"): len(items(one, "ContourSequence"))
        for one in items(data, "ROIContourSequence")
    }
    regions = items(data, "StructureSetROISequence")
    yield ObjectRow(0, "Structures", count(len(regions)))
    for region in regions:
        number_ = integer(region, "ROINumber")
        yield ObjectRow(1, text(region, "ROIName") or f"#{number_}", f"#{number_}")
        yield ObjectRow(2, "Type", (kinds.get(number_) or "").capitalize())
        yield ObjectRow(2, "Contours", count(contours[number_]) if contours.get(number_) else "")
        yield ObjectRow(2, "Volume", figure(region, "ROIVolume", "cm³"))


def _plan(data: Dataset) -> Iterator[ObjectRow]:
    yield ObjectRow(0, "Label", text(data, "RTPlanLabel"))
    yield ObjectRow(0, "Intent", text(data, "PlanIntent").capitalize())
    for group in items(data, "FractionGroupSequence"):
        yield ObjectRow(0, "Fractions planned", text(group, "NumberOfFractionsPlanned"))
    for dose in items(data, "DoseReferenceSequence"):
        yield ObjectRow(0, "Prescribed dose", figure(dose, "TargetPrescriptionDose", "Gy"))
    beams = items(data, "BeamSequence") or items(data, "IonBeamSequence")
    yield ObjectRow(0, "Beams", count(len(beams)) if beams else "")
    for beam in beams:
        yield ObjectRow(1, text(beam, "BeamName") or f"#{text(beam, 'BeamNumber')}", f"#{text(beam, 'BeamNumber')}")
        radiation = (text(beam, "RadiationType").capitalize(), text(beam, "BeamType").capitalize())
        yield ObjectRow(2, "Radiation", ", ".join(filter(None, radiation)))
        yield ObjectRow(2, "Control points", text(beam, "NumberOfControlPoints"))


def _dose(data: Dataset) -> Iterator[ObjectRow]:
    yield ObjectRow(0, "Type", text(data, "DoseType").capitalize())
    yield ObjectRow(0, "Units", {"GY": "Gy"}.get(text(data, "DoseUnits"), text(data, "DoseUnits").capitalize()))
    yield ObjectRow(0, "Sum of", text(data, "DoseSummationType").capitalize())
    yield ObjectRow(0, "Frames", count(integer(data, "NumberOfFrames") or 1))
    yield ObjectRow(0, "Columns × rows", size(data))


def _document(data: Dataset) -> Iterator[ObjectRow]:
    yield ObjectRow(0, "Title", text(data, "DocumentTitle") or code(data, "ConceptNameCodeSequence"))
    yield ObjectRow(0, "Format", text(data, "MIMETypeOfEncapsulatedDocument"))
    length = integer(data, "EncapsulatedDocumentLength")
    yield ObjectRow(0, "Size", f"{count(length)} bytes" if length else "")


def _waveform(data: Dataset) -> Iterator[ObjectRow]:
    for group in items(data, "WaveformSequence"):
        samples, frequency = number(group, "NumberOfWaveformSamples"), number(group, "SamplingFrequency")
        yield ObjectRow(0, "Recording", text(group, "MultiplexGroupLabel") or text(group, "WaveformOriginality"))
        yield ObjectRow(1, "Duration", f"{samples / frequency:g} s" if samples and frequency else "")
        yield ObjectRow(1, "Sampling frequency", figure(group, "SamplingFrequency", "Hz"))
        channels = items(group, "ChannelDefinitionSequence")
        yield ObjectRow(1, "Channels", count(len(channels)))
        for channel in channels:
            name = code(channel, "ChannelSourceSequence") or text(channel, "ChannelLabel")
            yield ObjectRow(2, "Channel", name)


def _registration(data: Dataset) -> Iterator[ObjectRow]:
    registrations = items(data, "RegistrationSequence") or items(data, "DeformableRegistrationSequence")
    yield ObjectRow(0, "Registered sets", count(len(registrations)))
    for one in registrations:
        images = len(items(one, "ReferencedImageSequence"))
        yield ObjectRow(1, "Images", count(images) if images else "")
        for matrix in items(one, "MatrixRegistrationSequence"):
            for step in items(matrix, "MatrixSequence"):
                kind = text(step, "FrameOfReferenceTransformationMatrixType").capitalize()
                yield ObjectRow(2, "Transformation", kind)
        for grid in items(one, "DeformableRegistrationGridSequence"):
            yield ObjectRow(2, "Deformation grid", text(grid, "GridDimensions").replace("\\", " × "))


def _value_mapping(data: Dataset) -> Iterator[ObjectRow]:
    for group in items(data, "ReferencedImageRealWorldValueMappingSequence"):
        yield from _mappings(group, 0)


def _mappings(group: Dataset, depth: int) -> Iterator[ObjectRow]:
    for mapping in items(group, "RealWorldValueMappingSequence"):
        name = text(mapping, "LUTExplanation") or text(mapping, "LUTLabel")
        yield ObjectRow(depth, "Quantity", name or code(mapping, "MeasurementUnitsCodeSequence"))
        yield ObjectRow(depth + 1, "Units", code(mapping, "MeasurementUnitsCodeSequence"))
        slope, offset = number(mapping, "RealWorldValueSlope"), number(mapping, "RealWorldValueIntercept")
        formula = f"{slope:g} × + {offset:g}" if slope is not None and offset is not None else ""
        yield ObjectRow(depth + 1, "Value", formula)


def _parametric_map(data: Dataset) -> Iterator[ObjectRow]:
    yield ObjectRow(0, "Frames", count(integer(data, "NumberOfFrames") or 1))
    yield ObjectRow(0, "Columns × rows", size(data))
    for group in items(data, "SharedFunctionalGroupsSequence"):
        yield from _mappings(group, 0)


def _microscopy(data: Dataset) -> Iterator[ObjectRow]:
    groups = items(data, "AnnotationGroupSequence")
    yield ObjectRow(0, "Groups", count(len(groups)))
    for group in groups:
        yield ObjectRow(1, text(group, "AnnotationGroupLabel"), text(group, "GraphicType").capitalize())
        yield ObjectRow(2, "Annotations", count(integer(group, "NumberOfAnnotations") or 0))
        yield ObjectRow(2, "Type", code(group, "AnnotationPropertyTypeCodeSequence"))


def _surfaces(data: Dataset) -> Iterator[ObjectRow]:
    yield ObjectRow(0, "Surfaces", count(integer(data, "NumberOfSurfaces") or len(items(data, "SurfaceSequence"))))
    for segment in items(data, "SegmentSequence"):
        yield ObjectRow(1, "Segment", text(segment, "SegmentLabel"))


def _raw(data: Dataset) -> Iterator[ObjectRow]:
    yield ObjectRow(0, "Columns × rows", size(data))


DESCRIBED: Mapping[str, Describe] = {
    "Structured report": report_rows,
    "Key object selection": report_rows,
    "Surface segmentation": _surfaces,
    "Presentation state": _presentation,
    "Radiotherapy structures": _structures,
    "Radiotherapy plan": _plan,
    "Radiotherapy dose": _dose,
    "Document (PDF)": _document,
    "Document (CDA)": _document,
    "Surface model (STL)": _document,
    "Surface model (OBJ)": _document,
    "Waveform": _waveform,
    "Registration": _registration,
    "Real world value mapping": _value_mapping,
    "Parametric map": _parametric_map,
    "Microscopy annotations": _microscopy,
    "Raw data": _raw,
}
"""What describes the content of each kind (`dicom.object_kinds`) but segmentations."""
