"""The evaluation page: metrics with intervals, charts, and the cases behind every number."""
