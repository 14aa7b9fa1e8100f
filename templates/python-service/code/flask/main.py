"""The service: a greeting and a health check."""

from flask import Flask

app = Flask(__name__)


@app.get("/")
def read_root() -> dict[str, str]:
    return {"message": "Hello from python-service"}


@app.get("/health")
def read_health() -> dict[str, str]:
    return {"status": "ok"}
