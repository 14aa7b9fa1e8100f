# No "# syntax=" line: BuildKit has every feature used here, and that line would fetch a frontend image at each build.

# The build context is a folder above this one. Build the image there: docker build --file service/Dockerfile .

# The base image. Override it with --build-arg PYTHON_IMAGE=… (for example, a mirror or another Python version).
ARG PYTHON_IMAGE=python:3.13-slim

# The Poetry version that installs the dependencies, as a pip requirement.
ARG POETRY_REQUIREMENT=poetry==2.*

# ---- Install the dependencies with Poetry. Compilers and Poetry itself stay in this stage. ----
FROM ${PYTHON_IMAGE} AS dependencies

# A stage must redeclare an ARG from above the first FROM to use it.
ARG POETRY_REQUIREMENT

# Poetry in its own environment, so that its packages do not mix with the project's. Override the version with --build-arg
# POETRY_REQUIREMENT=…
# The secret is optional: a pip.conf for a private index or a mirror, visible only to this step and never stored
# (--secret id=pip,src=pip.conf).
RUN --mount=type=cache,target=/root/.cache/pip \
    --mount=type=secret,id=pip,target=/etc/pip.conf \
    python -m venv /opt/poetry && \
    /opt/poetry/bin/pip install "${POETRY_REQUIREMENT}"

WORKDIR /app/service

# The project's environment. Poetry installs into the environment in VIRTUAL_ENV.
ENV VIRTUAL_ENV=/app/.venv \
    PATH="/app/.venv/bin:$PATH"
RUN python -m venv --without-pip "$VIRTUAL_ENV"

# The files that list the dependencies are only mounted (bind), so this step runs again only when one of them changes.
# The cache mount is Poetry's own cache folder: it keeps downloads between builds, outside the image.
# --only main: no development dependencies. --no-root: not yet the project itself. Fails if pyproject.toml has changed since the
# lock was written. develop: an editable installation would need the library's folder at run time.
# compileall: compile bytecode once here, not at each start. It refers to the source's hash, not its time, so that the same
# packages produce the same layer; a file that does not compile (some packages contain templates) is skipped.
RUN --mount=type=bind,source=service/pyproject.toml,target=pyproject.toml \
    --mount=type=bind,source=service/poetry.lock,target=poetry.lock,rw \
    --mount=type=bind,source=libs/common,target=../libs/common,rw \
    --mount=type=cache,target=/root/.cache/pypoetry \
    sed 's/\(develop"* *[=:] *\)true/\1false/' poetry.lock > /tmp/poetry.lock && \
    cp /tmp/poetry.lock poetry.lock && \
    /opt/poetry/bin/poetry install --only main --no-root --no-interaction && \
    (python -m compileall -q -j 0 --invalidation-mode unchecked-hash /app/.venv/lib || true)

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

# The code comes last: a change re-runs nothing above. root owns it, so the program cannot change itself.
# Dockerfile.dockerignore lists the excluded files.
COPY service/ ./

# By number, for the same reason as above.
USER 10001:10001

# The signal of Ctrl+C, which ends a plain Python program. As process 1 it would ignore SIGTERM, the default, and docker stop
# would wait ten seconds.
STOPSIGNAL SIGINT

# A list, not a string: the program itself becomes process 1 and receives the signal, without a shell in between.
# Detected (5a634d86): until you change it, DockerInit --overwrite detects the program again.
CMD ["python", "main.py"]

# Labels come last because they change with each commit: no step below has to run again. Set them with --build-arg.
ARG VERSION=0.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="service" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
