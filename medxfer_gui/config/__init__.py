"""What the user chose: data, task, recipe, compute. Validated, versioned, JSON on disk; forms and flags derive."""
