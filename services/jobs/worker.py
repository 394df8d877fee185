"""The worker process: takes jobs from the queue one after another, in a warm process.

A forking worker would pay for WeasyPrint's start in every job; this one works in its own process
and ends after a number of jobs, to be started anew by its supervisor.
"""

import gc

from rq import SimpleWorker
from rq.serializers import JSONSerializer

from services.jobs import workshop
from services.outbox.relay import queue_on
from services.resources import Resources

JOBS_PER_LIFE = 2000
WORKER_SECONDS = 60


def work(resources: Resources, *, burst: bool = False) -> None:
    """Work until told to stop, until the life is used up, or (`burst`) until the queue is empty."""
    workshop.open_with(resources)
    gc.collect()
    gc.freeze()
    worker = SimpleWorker(
        [queue_on(resources.redis)],
        connection=resources.redis,
        serializer=JSONSerializer,
        worker_ttl=WORKER_SECONDS,
        log_job_description=False,
    )
    worker.work(burst=burst, max_jobs=JOBS_PER_LIFE, logging_level="WARNING")
