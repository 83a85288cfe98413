"""The cohort page: labels, split and problems before anything starts."""
