"""python -m app: does a piece of work again and again until it is told to stop."""

import logging
import os
import signal
import threading

from pydantic import BaseModel, Field

logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
log = logging.getLogger("python-worker")


class Settings(BaseModel):
    """What the environment says, checked at the start rather than in the middle of the work."""

    interval: float = Field(default=5, gt=0, description="Seconds between two pieces of work.")


def work() -> None:
    log.info("working")


def main() -> None:
    settings = Settings.model_validate({"interval": os.environ.get("INTERVAL", "5")})
    stop = threading.Event()
    # docker stop sends SIGTERM: the piece at hand is finished, and no other one is begun.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    while not stop.is_set():
        work()
        stop.wait(settings.interval)
    log.info("stopped")


if __name__ == "__main__":
    main()
