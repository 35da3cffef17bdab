"""Loading the program without looking for garbage in it."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """What is made within stays for good: to look through it again and again takes a fifth of a start, and time of requests later."""
    gc.disable()
    yield
    gc.freeze()
    gc.enable()
