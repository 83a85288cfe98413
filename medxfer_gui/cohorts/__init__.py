"""Labels, splits by patient, and the images a run learns from."""
