"""What a DICOM file says and shows: headers, sound pixels, geometry, privacy. pydicom and numpy only."""

import logging
import warnings

import pydicom.config

# Reading is tolerant by design: what a value is worth is judged where it is used. pydicom's complaints repeat element
# values, patient names among them, so neither its warnings nor its log lines may reach a console or a log file.
pydicom.config.settings.reading_validation_mode = pydicom.config.IGNORE
warnings.filterwarnings("ignore", module=r"pydicom(\.|$)")
logging.getLogger("pydicom").setLevel(logging.CRITICAL + 1)
