# No "# syntax=" line: every feature used here is built into BuildKit, and that line would fetch a frontend image at each build.

# The image to start from. Override it with --build-arg PYTHON_IMAGE=… (for instance a mirror, or another Python version).
ARG PYTHON_IMAGE=python:3.13-slim

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

# The files that name the dependencies are only lent to this step (bind), so it runs again when one of them changes and at no
# other time.
# The cache mount is uv's own cache folder: downloads and wheels it built stay there between builds, outside the image.
# The secret is optional: a uv.toml for a private index or a mirror, seen by this step and stored nowhere
# (--secret id=uv,src=uv.toml).
# --frozen: exactly the lock's versions; that it still fits is checked below. --no-install-workspace: not yet the projects
# themselves.
RUN --mount=type=bind,source=uv.lock,target=uv.lock \
    --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    --mount=type=bind,source=packages/core/pyproject.toml,target=packages/core/pyproject.toml \
    --mount=type=cache,target=/root/.cache/uv \
    --mount=type=secret,id=uv,target=/etc/uv/uv.toml \
    uv sync --frozen --no-install-workspace

# ---- The projects of the workspace as wheels. ----
FROM dependencies AS project

# The sources are lent. rw: the build backend writes into the folder that it builds, and what it writes is thrown away. uv lock
# --check: the lock fits all projects.
RUN --mount=type=bind,target=/app,rw \
    --mount=type=cache,target=/root/.cache/uv \
    --mount=type=secret,id=uv,target=/etc/uv/uv.toml \
    uv lock --check && \
    uv build --all-packages --wheel --out-dir /dist

# ---- The image that runs. ----
FROM ${PYTHON_IMAGE} AS runtime

# Libraries and programs that the dependencies use when they run. No compilers: those stay in the stage before.
# The cache mounts keep apt's lists and downloads between builds, outside the image; locked, because apt allows one user at a
# time. docker-clean is the base image's rule to throw downloads away.
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,target=/var/lib/apt,sharing=locked \
    rm -f /etc/apt/apt.conf.d/docker-clean && \
    apt-get update && \
    apt-get install --yes --no-install-recommends libmagic1

# PYTHONUNBUFFERED: log lines appear at once. PYTHONDONTWRITEBYTECODE: the running program writes no .pyc files. PATH: python
# and all commands come from the virtual environment.
ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PATH="/app/.venv/bin:$PATH"

# A user without rights. The number is fixed, so that files on volumes keep their owner and Kubernetes can check runAsNonRoot.
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app

# Paths from here on start in this folder.
WORKDIR /app

# All dependencies in one layer, which is made anew only when they change. Both stages start from the same image, so the
# environment finds its Python.
COPY --from=dependencies /app/.venv /app/.venv

# The project itself comes last: a change of its code re-runs nothing above. Its wheel and uv are lent: neither ends in the
# image.
RUN --mount=type=bind,from=uv,source=/uv,target=/usr/local/bin/uv \
    --mount=type=bind,from=project,source=/dist,target=/dist \
    PYC_INVALIDATION_MODE=UNCHECKED_HASH uv pip install --python /app/.venv/bin/python --no-cache --no-deps --no-index --compile-bytecode /dist/*.whl

# By number, for the same reason as above.
USER 10001:10001

# What Ctrl+C sends. A plain Python program ends on it; SIGTERM, the default, it wouldn't get as process 1, and docker stop
# would wait ten seconds.
STOPSIGNAL SIGINT

# A list, not a string: the program itself becomes process 1 and gets the signal, no shell stands in between.
CMD ["shop"]

# Labels come last, since these change with each commit: no step stands below that would run again. Give them with --build-arg.
ARG VERSION=2.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="shop" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
