"""DICOM without torch and without Qt: headers, pixels, geometry, privacy."""
