"""Results out of the program."""
