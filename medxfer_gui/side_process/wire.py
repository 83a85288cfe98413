"""Messages between the two processes; large arrays travel beside the pickle and are read into place.

Sixteen megabytes inside a pickle took 50 ms, half of them with Python's lock held; beside it they take about 5 ms and
the lock is free while they are copied.
"""

from __future__ import annotations

import os
import pickle
import sys
from multiprocessing.connection import Connection
from typing import Any

import numpy as np

_CHUNK = 1 << 20


def send(connection: Connection[Any, Any], message: object) -> None:
    """Send any value that can be pickled.

    Raises
    ------
    OSError
        The other end is gone.
    """
    buffers: list[pickle.PickleBuffer] = []
    body = pickle.dumps(message, protocol=5, buffer_callback=buffers.append)
    views = [buffer.raw() for buffer in buffers]
    connection.send((body, [(view.nbytes, view.readonly) for view in views]))
    for view in views:
        _write(connection, view)


def receive(connection: Connection[Any, Any]) -> Any:
    """The next message; waits for it.

    Raises
    ------
    EOFError, OSError
        The other end is gone.
    """
    body, sizes = connection.recv()
    buffers = [_read(connection, size, readonly) for size, readonly in sizes]
    return pickle.loads(body, buffers=buffers)


def _write(connection: Connection[Any, Any], view: memoryview) -> None:
    while view.nbytes:
        chunk = view[:_CHUNK]
        if sys.platform == "win32":
            connection.send_bytes(chunk)
            written = chunk.nbytes
        else:
            written = os.write(connection.fileno(), chunk)
        view = view[written:]


def _read(connection: Connection[Any, Any], size: int, readonly: bool) -> memoryview:
    whole = np.empty(size, np.uint8).data  # unlike a bytearray it is not filled first, which would hold the lock
    left = whole
    while left.nbytes:
        if sys.platform == "win32":
            got = connection.recv_bytes_into(left)
        else:
            got = os.readv(connection.fileno(), [left])
        if got == 0:
            raise EOFError
        left = left[got:]
    return whole.toreadonly() if readonly else whole
