"""How a source model learns the target task."""
