# No "# syntax=" line: every feature used here is built into BuildKit, and that line would fetch a frontend image at each build.

# The image to start from. Override it with --build-arg PYTHON_IMAGE=… (for instance a mirror, or another Python version).
ARG PYTHON_IMAGE=python:3.13-slim

# The Poetry that installs the dependencies, as pip writes it.
ARG POETRY_REQUIREMENT=poetry==2.*

# ---- Install the dependencies with Poetry. Compilers and Poetry itself are needed here only, and stay here. ----
FROM ${PYTHON_IMAGE} AS dependencies

# Compilers and headers for packages that have no wheels of their own.
# The cache mounts keep apt's lists and downloads between builds, outside the image; locked, because apt allows one user at a
# time. docker-clean is the base image's rule to throw downloads away.
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,target=/var/lib/apt,sharing=locked \
    rm -f /etc/apt/apt.conf.d/docker-clean && \
    apt-get update && \
    apt-get install --yes --no-install-recommends gcc libc6-dev

# An ARG from above the first FROM is seen in a stage once it is named there.
ARG POETRY_REQUIREMENT

# Poetry in an environment of its own, so that its packages don't mix with the project's. Override the version with --build-arg
# POETRY_REQUIREMENT=…
# The secret is optional: a pip.conf for a private index or a mirror, seen by this step and stored nowhere
# (--secret id=pip,src=pip.conf).
RUN --mount=type=cache,target=/root/.cache/pip \
    --mount=type=secret,id=pip,target=/etc/pip.conf \
    python -m venv /opt/poetry && \
    /opt/poetry/bin/pip install "${POETRY_REQUIREMENT}"

WORKDIR /app

# The project's environment. Poetry installs into the one that VIRTUAL_ENV names.
ENV VIRTUAL_ENV=/app/.venv \
    PATH="/app/.venv/bin:$PATH"
RUN python -m venv --without-pip "$VIRTUAL_ENV"

# The files that name the dependencies are only lent to this step (bind), so it runs again when one of them changes and at no
# other time.
# The cache mount is Poetry's own cache folder: downloads stay there between builds, outside the image.
# --only main: nothing that only developers need. --no-root: not yet the project itself. It fails where pyproject.toml has
# changed and the lock hasn't.
# compileall: bytecode is made here once and not at each start. It is bound to a hash and not to a file's time, so that the same
# packages give the same layer; a file that doesn't compile (some packages bring templates) is none of our business.
# The index's credentials are secrets of the build, seen by this step and stored nowhere:
# --secret id=POETRY_HTTP_BASIC_ACME_USERNAME,env=POETRY_HTTP_BASIC_ACME_USERNAME,
# --secret id=POETRY_HTTP_BASIC_ACME_PASSWORD,env=POETRY_HTTP_BASIC_ACME_PASSWORD.
RUN --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    --mount=type=bind,source=poetry.lock,target=poetry.lock \
    --mount=type=cache,target=/root/.cache/pypoetry \
    --mount=type=secret,id=POETRY_HTTP_BASIC_ACME_USERNAME,env=POETRY_HTTP_BASIC_ACME_USERNAME \
    --mount=type=secret,id=POETRY_HTTP_BASIC_ACME_PASSWORD,env=POETRY_HTTP_BASIC_ACME_PASSWORD \
    /opt/poetry/bin/poetry install --only main --no-root --no-interaction && \
    (python -m compileall -q -j 0 --invalidation-mode unchecked-hash /app/.venv/lib || true)

# ---- The image that runs. ----
FROM ${PYTHON_IMAGE} AS runtime

# Libraries and programs that the dependencies use when they run. No compilers: those stay in the stage before.
# The cache mounts keep apt's lists and downloads between builds, outside the image; locked, because apt allows one user at a
# time. docker-clean is the base image's rule to throw downloads away.
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,target=/var/lib/apt,sharing=locked \
    rm -f /etc/apt/apt.conf.d/docker-clean && \
    apt-get update && \
    apt-get install --yes --no-install-recommends ffmpeg

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

# The code comes last: a change of it re-runs nothing above. It belongs to root, so the program can't change itself.
# .dockerignore says what stays out.
COPY . .

# By number, for the same reason as above.
USER 10001:10001

# What Ctrl+C sends. A plain Python program ends on it; SIGTERM, the default, it wouldn't get as process 1, and docker stop
# would wait ten seconds.
STOPSIGNAL SIGINT

# A list, not a string: the program itself becomes process 1 and gets the signal, no shell stands in between.
CMD ["python", "bot.py"]

# Labels come last, since these change with each commit: no step stands below that would run again. Give them with --build-arg.
ARG VERSION=0.2.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="telegram-bot" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
