"""python -m app: serve on the port that the environment names."""

import os

import uvicorn

uvicorn.run("app.main:app", host="0.0.0.0", port=int(os.environ.get("PORT", "8000")))
