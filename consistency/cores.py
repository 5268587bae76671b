"""How many processors there are for this process."""

from __future__ import annotations

import warnings


def cores() -> int:
    """The processors that this process may keep busy.

    Those it may run on, or fewer where a container's quota gives it less of their time: more
    threads than that would take turns waiting for it.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what joblib itself could not do here
        import joblib

    return max(1, int(joblib.cpu_count()))
