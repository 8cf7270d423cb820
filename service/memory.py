"""Python's garbage collector in a server that answers thousands of requests a second."""

import gc

# Objects made before the collector looks again; Python's own 700 is reached every few requests.
_YOUNG = 20_000


def settle_memory() -> None:
    """Take what was loaded at the start out of the collector's sight, and call it less often.

    Call it once per process, when everything is built. Reference data alone is some 100,000 objects
    that would be walked over again and again.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG)
