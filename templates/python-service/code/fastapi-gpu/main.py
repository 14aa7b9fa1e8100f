"""The service: a greeting and a health check."""

import torch
from fastapi import FastAPI

app = FastAPI(title="python-service")


@app.get("/")
def read_root() -> dict[str, str]:
    return {"message": "Hello from python-service"}


@app.get("/health")
def read_health() -> dict[str, str]:
    return {"status": "ok"}


@app.get("/device")
def read_device() -> dict[str, str]:
    return {"device": "cuda" if torch.cuda.is_available() else "cpu"}
