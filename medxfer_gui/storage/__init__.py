"""Where bytes are: a file, or a member of a zip archive that is read where it lies."""
