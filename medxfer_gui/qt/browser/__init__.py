"""The dataset browser: what is in the folder, and every image of it."""
