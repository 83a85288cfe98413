"""Transfer learning on medical images: the core as plain functions, the command line and the window on top."""

import os

__version__ = "0.1.0"

# Threads of OpenMP (torch, scikit-learn) wait by spinning. Beside a window or any other program on the same cores
# that costs far more than it gains: a training step on 2 shared cores took 3 to 18 s spinning, 0.6 s sleeping.
# Must be set before the first import of torch; a value the user set stays.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
