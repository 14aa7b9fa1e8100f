# No "# syntax=" line: BuildKit has every feature used here, and that line would fetch a frontend image at each build.

# The base image. Override it with --build-arg PYTHON_IMAGE=… (for example, a mirror or another Python version).
ARG PYTHON_IMAGE=python:3.12-slim

# The image that contains uv. Override it with --build-arg UV_IMAGE=… (a mirror, another version) or --build-context uv=…; only
# /uv and /uvx are used.
ARG UV_IMAGE=ghcr.io/astral-sh/uv:0.12

# ---- Only the programs of uv. ----
# A separate stage, so that ARG UV_IMAGE or a build context named uv can replace it.
FROM ${UV_IMAGE} AS uv

# ---- Install the dependencies with uv. Compilers and uv itself stay in this stage. ----
FROM ${PYTHON_IMAGE} AS dependencies

COPY --from=uv /uv /uvx /bin/

# UV_LINK_MODE: links cannot point into the cache mount. UV_COMPILE_BYTECODE: compile bytecode once here, not at each start.
# PYC_INVALIDATION_MODE: refer to the source's hash, not its time, so that the same packages produce the same layer.
# UV_PYTHON_DOWNLOADS: use only the image's Python. UV_NO_DEV: no development dependencies.
ENV UV_LINK_MODE=copy \
    UV_COMPILE_BYTECODE=1 \
    PYC_INVALIDATION_MODE=UNCHECKED_HASH \
    UV_PYTHON_DOWNLOADS=0 \
    UV_NO_DEV=1

WORKDIR /app

# The files that list the dependencies are only mounted (bind), so this step runs again only when one of them changes.
# The cache mount is uv's own cache folder: it keeps downloads and built wheels between builds, outside the image.
# The secret is optional: a uv.toml for a private index or a mirror, visible only to this step and never stored
# (--secret id=uv,src=uv.toml).
# --locked: install exactly the locked versions, and fail if pyproject.toml has changed since. --no-install-project: not yet the
# project itself.
# The credentials of the index are build secrets, visible only to this step and never stored:
# --secret id=UV_INDEX_ACME_INTERNAL_USERNAME,env=UV_INDEX_ACME_INTERNAL_USERNAME,
# --secret id=UV_INDEX_ACME_INTERNAL_PASSWORD,env=UV_INDEX_ACME_INTERNAL_PASSWORD.
RUN --mount=type=bind,source=uv.lock,target=uv.lock \
    --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    --mount=type=cache,target=/root/.cache/uv \
    --mount=type=secret,id=uv,target=/etc/uv/uv.toml \
    --mount=type=secret,id=UV_INDEX_ACME_INTERNAL_USERNAME,env=UV_INDEX_ACME_INTERNAL_USERNAME \
    --mount=type=secret,id=UV_INDEX_ACME_INTERNAL_PASSWORD,env=UV_INDEX_ACME_INTERNAL_PASSWORD \
    uv sync --locked --no-install-project

# ---- The runtime image. ----
FROM ${PYTHON_IMAGE} AS runtime

# PYTHONUNBUFFERED: log lines appear immediately. PYTHONDONTWRITEBYTECODE: the running program writes no .pyc files. PATH:
# python and all commands come from the virtual environment.
ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PATH="/app/.venv/bin:$PATH"

# A user without privileges. The fixed ID keeps the owner of files on volumes and lets Kubernetes check runAsNonRoot. Libraries
# keep caches and settings in its home folder. SOURCE_DATE_EPOCH: /etc/shadow does not contain the day of the build.
RUN SOURCE_DATE_EPOCH=0 useradd --uid 10001 --user-group --create-home --home-dir /home/app --shell /usr/sbin/nologin app

# The folder for relative paths from here on.
WORKDIR /app

# All dependencies in one layer, which is rebuilt only when they change. Both stages use the same base image, so the environment
# finds its Python.
COPY --from=dependencies /app/.venv /app/.venv

# The code comes last: a change re-runs nothing above. root owns it, so the program cannot change itself. .dockerignore lists
# the excluded files.
COPY . .

# By number, for the same reason as above.
USER 10001:10001

# The port that the program listens on. This does not publish it; use docker run -p or ports in compose.yaml.
EXPOSE 8000

# Python is already installed, so the check needs no curl. It only checks that the port is open: a route such as /health is
# better.
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \
    CMD ["python", "-c", "import socket; socket.create_connection(('127.0.0.1', 8000), timeout=2).close()"]

# The signal on which the server finishes its current requests and exits.
STOPSIGNAL SIGTERM

# A list, not a string: the program itself becomes process 1 and receives the signal, without a shell in between.
# Detected (573e6999): until you change it, DockerInit --overwrite detects the program again.
CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8000"]

# Labels come last because they change with each commit: no step below has to run again. Set them with --build-arg.
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="bot-api" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
