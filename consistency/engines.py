"""Where stories are checked: here, or on an engine that others keep running.

Each engine is handed `check_stories` and the tables of some stories, and gives the tables of their
rows as they come. None is scheduled, queued or tried again by us.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from importlib import import_module
from itertools import islice
from multiprocessing.util import Finalize
from typing import TYPE_CHECKING, Any, Final

from consistency import batch
from consistency.batch import SCHEMA, Settings, check_stories
from consistency.cores import cores
from consistency.errors import SettingsError

if TYPE_CHECKING:
    import pandas

    Frames = Iterator[pandas.DataFrame]
    Engine = Callable[[Frames, Settings, int, str | None], Frames]

_AHEAD: Final = 2  # tables handed out per worker: none waits, and memory stays flat
_TOGETHER: Final = 1000  # stories in one table that Spark divides


def run(
    stories: Frames,
    settings: Settings,
    *,
    engine: str = "local",
    workers: int = 0,
    address: str | None = None,
) -> Frames:
    """The rows of each story's table, in any order.

    `workers`: how many processes, 0 for as many as this process may keep busy, where the engine
    is on this machine; `address` is the engine's, None to start one here. Raises `SettingsError`
    for an engine that is not installed.
    """
    return ENGINES[engine](stories, settings, workers or cores(), address)


def _needed(module: str, extra: str) -> Any:
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise SettingsError(
            f"--engine {extra} needs {error.name}: pip install 'article-consistency[{extra}]'"
        ) from None


# ---------------------------------------------------------------------------------------- local


def _local(stories: Frames, settings: Settings, workers: int, address: str | None) -> Frames:
    if workers == 1:
        yield from (check_stories(story, settings) for story in stories)
        return
    pool = ProcessPoolExecutor(
        workers, multiprocessing.get_context("spawn"), _ready, (settings, _threads(workers))
    )
    try:
        check = partial(check_stories, settings=settings)
        waiting = {pool.submit(check, story) for story in islice(stories, _AHEAD * workers)}
        while waiting:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for future in done:
                yield future.result()
                waiting.update(pool.submit(check, story) for story in islice(stories, 1))
    except BrokenProcessPool:
        raise SettingsError(
            "a worker ended unexpectedly, for want of memory perhaps: run the same again to go on,"
            " with fewer --workers"
        ) from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _threads(workers: int) -> int:
    return max(1, cores() // workers)


def _ready(settings: Settings, threads: int) -> None:
    """What a worker does before its first story."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the run: it ends its workers
    parent = multiprocessing.parent_process()
    if parent is not None:  # when the run is killed, its workers have nothing left to do
        threading.Thread(target=_ends_with, args=(parent,), daemon=True).start()
    Finalize(None, _leave, exitpriority=_LAST)
    # Read when torch is imported: as many processes as cores need one thread each.
    os.environ.setdefault("OMP_NUM_THREADS", str(threads))
    batch.models(settings)


_LAST: Final = -1000  # of what a process does at its end


def _leave() -> None:
    """End a worker whose work is done: what it holds is freed with it, not piece by piece before.

    One that failed goes on to say so.
    """
    if sys.exc_info()[0] is None:
        os._exit(0)


def _ends_with(parent: Any) -> None:
    parent.join()
    os._exit(1)


# ---------------------------------------------------------------------------------- other engines


def _spark(stories: Frames, settings: Settings, workers: int, address: str | None) -> Frames:
    import pandas

    sql = _needed("pyspark.sql", "spark")
    if not address:  # Spark's workers are this Python, not the first one on the path
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = sql.SparkSession.builder.appName("consistency")
    builder = builder.master(address or f"local[{workers}]")
    builder = builder.config("spark.sql.execution.arrow.pyspark.enabled", "true")
    builder = builder.config("spark.ui.enabled", "false").config(
        "spark.ui.showConsoleProgress", "false"
    )
    session = builder.getOrCreate()

    def check(frame: pandas.DataFrame) -> pandas.DataFrame:  # Spark counts the arguments
        return check_stories(frame, settings)

    try:
        parallel = max(workers, session.sparkContext.defaultParallelism)
        # A story's rows come back as one table: what an adaptive plan would put together stays so.
        session.conf.set("spark.sql.adaptive.enabled", "false")
        session.conf.set("spark.sql.shuffle.partitions", str(_AHEAD * parallel))
        while part := list(islice(stories, _TOGETHER)):
            whole = _plain(pandas.concat(part, ignore_index=True))
            given = session.createDataFrame(
                whole, ", ".join(f"`{c}` string" for c in whole.columns)
            )
            checked = given.groupBy("story").applyInPandas(check, SCHEMA)
            found = checked.toPandas()
            yield from (rows for _, rows in found.groupby("digest", sort=False))
    finally:
        session.stop()


def _dask(stories: Frames, settings: Settings, workers: int, address: str | None) -> Frames:
    distributed = _needed("distributed", "dask")
    options: dict[str, Any] = {"address": address} if address else {"n_workers": workers}
    if not address:
        options |= {"threads_per_worker": 1, "dashboard_address": None}
    with distributed.Client(**options) as client:
        count = max(workers, sum(client.nthreads().values()))
        submit = partial(client.submit, check_stories, settings=settings, pure=False)
        first = [submit(story) for story in islice(stories, _AHEAD * count)]
        waiting = distributed.as_completed(first)
        for future in waiting:
            yield future.result()
            for story in islice(stories, 1):
                waiting.add(submit(story))


def _ray(stories: Frames, settings: Settings, workers: int, address: str | None) -> Frames:
    ray = _needed("ray", "ray")
    options: dict[str, Any] = {"address": address} if address else {"num_cpus": workers}
    ray.init(include_dashboard=False if not address else None, log_to_driver=False, **options)
    try:
        count = max(workers, int(ray.cluster_resources().get("CPU", 1)))
        check = ray.remote(check_stories)
        waiting = [check.remote(s, settings) for s in islice(stories, _AHEAD * count)]
        while waiting:
            done, waiting = ray.wait(waiting)
            for rows in ray.get(done):
                yield rows
                waiting += [check.remote(story, settings) for story in islice(stories, 1)]
    finally:
        ray.shutdown()


def _plain(frame: pandas.DataFrame) -> pandas.DataFrame:
    """The table with cells of None, not NaN, where nothing is: a schema of text takes no number."""
    return frame.astype(object).where(frame.notna(), None)


ENGINES: Final[Mapping[str, Engine]] = {
    "local": _local,
    "spark": _spark,
    "dask": _dask,
    "ray": _ray,
}
