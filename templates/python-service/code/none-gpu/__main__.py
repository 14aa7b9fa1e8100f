"""python -m app: a greeting and a health check over HTTP."""

import os
import signal
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import torch
from pydantic import BaseModel


class Greeting(BaseModel):
    message: str = "Hello from python-service"


class Health(BaseModel):
    status: str = "ok"


class Device(BaseModel):
    device: str = "cuda" if torch.cuda.is_available() else "cpu"


class Handler(BaseHTTPRequestHandler):
    answers: dict[str, BaseModel] = {"/": Greeting(), "/health": Health(), "/device": Device()}

    def do_GET(self) -> None:
        answer = self.answers.get(self.path)
        body = answer.model_dump_json().encode() if answer else b"{}"
        self.send_response(200 if answer else 404)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    # docker stop sends SIGTERM; process 1 has no default action for it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    ThreadingHTTPServer(("0.0.0.0", int(os.environ.get("PORT", "8000"))), Handler).serve_forever()
