"""Python's garbage collector in a process that makes many thousands of objects a second."""

import gc

# Objects made before the collector looks again; Python's own 700 is reached every few requests. The
# older generations hold what lives for long, a worker's state above all, and are walked rarely.
_YOUNG, _MIDDLE, _OLD = 50_000, 20, 100


def settle_memory() -> None:
    """Take what was loaded at the start out of the collector's sight, and call it less often.

    Call it once per process, when everything is built. Reference data alone is some 100,000 objects
    that would be walked over again and again.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
