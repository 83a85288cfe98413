"""The pretrained networks we transfer from, and how they are adapted."""
