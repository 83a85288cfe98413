"""A module whose import takes longer than a call may."""

import time

time.sleep(0.6)
