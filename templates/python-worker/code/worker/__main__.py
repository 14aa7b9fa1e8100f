"""python -m app: repeats a piece of work until it receives SIGTERM."""

import logging
import os
import signal
import threading

from pydantic import BaseModel, Field

logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
log = logging.getLogger("python-worker")


class Settings(BaseModel):
    """Settings from the environment, checked at the start."""

    interval: float = Field(default=5, gt=0, description="Seconds between two pieces of work.")


def work() -> None:
    log.info("working")


def main() -> None:
    settings = Settings.model_validate({"interval": os.environ.get("INTERVAL", "5")})
    stop = threading.Event()
    # docker stop sends SIGTERM: the current piece is finished, and no other is started.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    while not stop.is_set():
        work()
        stop.wait(settings.interval)
    log.info("stopped")


if __name__ == "__main__":
    main()
