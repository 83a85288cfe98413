"""The training page: set-up, live curves, runs on the same cohort."""
