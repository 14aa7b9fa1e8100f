# No "# syntax=" line: every feature used here is built into BuildKit, and that line would fetch a frontend image at each build.

# The image to start from. Override it with --build-arg PYTHON_IMAGE=… (for instance a mirror, or another Python version).
ARG PYTHON_IMAGE=python:3.10-slim

# Where uv comes from. Override it with --build-arg UV_IMAGE=… (a mirror, another version), or with --build-context uv=…: all
# that is taken from it are /uv and /uvx.
ARG UV_IMAGE=ghcr.io/astral-sh/uv:0.12

# ---- uv's programs, and nothing else. ----
# A stage of its own, so that ARG UV_IMAGE or a build context named uv can take its place.
FROM ${UV_IMAGE} AS uv

# ---- Install the dependencies with uv. Compilers and uv itself are needed here only, and stay here. ----
FROM ${PYTHON_IMAGE} AS dependencies

COPY --from=uv /uv /uvx /bin/

# UV_LINK_MODE: the cache is a mount, and no link can point into it. UV_COMPILE_BYTECODE: bytecode is made here once and not at
# each start. PYC_INVALIDATION_MODE binds it to a hash and not to a file's time, so that the same packages give the same layer.
# UV_PYTHON_DOWNLOADS: the image's Python or none. UV_NO_DEV: nothing that only developers need.
ENV UV_LINK_MODE=copy \
    UV_COMPILE_BYTECODE=1 \
    PYC_INVALIDATION_MODE=UNCHECKED_HASH \
    UV_PYTHON_DOWNLOADS=0 \
    UV_NO_DEV=1

WORKDIR /app

# ---- The big packages, which rarely change, on their own. ----
FROM dependencies AS heavy-requirements

# The lines that name them. While these stay the same, the next step is taken from the cache, whatever else changes in the file.
RUN --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    python -c "import re; from pip._vendor import tomli as tomllib; print(*(d for d in tomllib.load(open('pyproject.toml', 'rb'))['project']['dependencies'] if re.match('(numpy|torch)(?![A-Za-z0-9._-])', d, re.I)), sep='\n')" > /heavy.txt

FROM dependencies AS heavy

# The cache mount is uv's own cache folder: downloads and wheels it built stay there between builds, outside the image.
# The secret is optional: a uv.toml for a private index or a mirror, seen by this step and stored nowhere
# (--secret id=uv,src=uv.toml).
RUN --mount=type=bind,from=heavy-requirements,source=/heavy.txt,target=/heavy.txt \
    --mount=type=cache,target=/root/.cache/uv \
    --mount=type=secret,id=uv,target=/etc/uv/uv.toml \
    uv venv /app/.venv && \
    uv pip install --python /app/.venv/bin/python --requirement /heavy.txt

# ---- The image that runs. ----
FROM ${PYTHON_IMAGE} AS runtime

# PYTHONUNBUFFERED: log lines appear at once. PYTHONDONTWRITEBYTECODE: the running program writes no .pyc files. PATH: python
# and all commands come from the virtual environment.
ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PATH="/app/.venv/bin:$PATH"

# A user without rights. The number is fixed, so that files on volumes keep their owner and Kubernetes can check runAsNonRoot.
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app

# Paths from here on start in this folder.
WORKDIR /app

# The big packages in a layer of their own: it is made anew only when one of them changes. Both stages start from the same
# image, so the environment finds its Python.
COPY --from=heavy /app/.venv /app/.venv

# The others, beside them. uv is lent, like the files that it reads, and leaves alone what fits already. There is no uv.lock, so
# each build may take other versions: run uv lock and commit what it writes.
RUN --mount=type=bind,from=uv,source=/uv,target=/usr/local/bin/uv \
    --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    --mount=type=cache,target=/root/.cache/uv \
    --mount=type=secret,id=uv,target=/etc/uv/uv.toml \
    UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1 PYC_INVALIDATION_MODE=UNCHECKED_HASH UV_PYTHON_DOWNLOADS=0 UV_NO_DEV=1 uv pip install --python /app/.venv/bin/python --requirement pyproject.toml

# The code comes last: a change of it re-runs nothing above. It belongs to root, so the program can't change itself.
# .dockerignore says what stays out.
COPY . .

# By number, for the same reason as above.
USER 10001:10001

# What Ctrl+C sends. A plain Python program ends on it; SIGTERM, the default, it wouldn't get as process 1, and docker stop
# would wait ten seconds.
STOPSIGNAL SIGINT

# A list, not a string: the program itself becomes process 1 and gets the signal, no shell stands in between.
CMD ["python", "main.py"]

# Labels come last, since these change with each commit: no step stands below that would run again. Give them with --build-arg.
ARG VERSION=0.3.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="vision" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
