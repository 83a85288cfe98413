"""A process beside this one that functions are called in, with limits: work that may crash, hang or eat memory."""
