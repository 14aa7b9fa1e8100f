# No "# syntax=" line: BuildKit has every feature used here, and that line would fetch a frontend image at each build.

# The base image. Override it with --build-arg PYTHON_IMAGE=… (for example, a mirror or another Python version).
ARG PYTHON_IMAGE=python:3.11-slim

# The Pipenv version that installs the dependencies, as a pip requirement.
ARG PIPENV_REQUIREMENT=pipenv>=2024

# ---- Install the dependencies with Pipenv. Compilers and Pipenv itself stay in this stage. ----
FROM ${PYTHON_IMAGE} AS dependencies

# Compilers and headers for packages without wheels.
# The cache mounts keep apt's lists and downloads between builds, outside the image; locked, because apt allows one process at a
# time. docker-clean is the base image's setting that deletes downloads.
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,target=/var/lib/apt,sharing=locked \
    rm -f /etc/apt/apt.conf.d/docker-clean && \
    apt-get update && \
    apt-get install --yes --no-install-recommends default-libmysqlclient-dev gcc libc6-dev pkg-config

# A stage must redeclare an ARG from above the first FROM to use it.
ARG PIPENV_REQUIREMENT

# Pipenv in its own environment, so that its packages do not mix with the project's. Override the version with --build-arg
# PIPENV_REQUIREMENT=…
# The secret is optional: a pip.conf for a private index or a mirror, visible only to this step and never stored
# (--secret id=pip,src=pip.conf).
RUN --mount=type=cache,target=/root/.cache/pip \
    --mount=type=secret,id=pip,target=/etc/pip.conf \
    python -m venv /opt/pipenv && \
    /opt/pipenv/bin/pip install "${PIPENV_REQUIREMENT}"

WORKDIR /app

# The project's environment. Pipenv installs into the environment in VIRTUAL_ENV.
ENV VIRTUAL_ENV=/app/.venv \
    PATH="/app/.venv/bin:$PATH" \
    PIPENV_VERBOSITY=-1
RUN python -m venv --without-pip "$VIRTUAL_ENV"

# The files that list the dependencies are only mounted (bind), so this step runs again only when one of them changes.
# The cache mount is Pipenv's own cache folder: it keeps downloads between builds, outside the image.
# --deploy: install exactly the locked versions, and fail if Pipfile has changed since. Development dependencies are not
# installed without --dev.
# compileall: compile bytecode once here, not at each start. It refers to the source's hash, not its time, so that the same
# packages produce the same layer; a file that does not compile (some packages contain templates) is skipped.
RUN --mount=type=bind,source=Pipfile,target=Pipfile \
    --mount=type=bind,source=Pipfile.lock,target=Pipfile.lock \
    --mount=type=cache,target=/root/.cache/pipenv \
    /opt/pipenv/bin/pipenv install --deploy && \
    (python -m compileall -q -j 0 --invalidation-mode unchecked-hash /app/.venv/lib || true)

# ---- The runtime image. ----
FROM ${PYTHON_IMAGE} AS runtime

# Libraries and programs that the dependencies use at run time. Compilers stay in the previous stage. Logs and ldconfig's cache
# contain times: without them, the same packages produce the same layer.
# The cache mounts keep apt's lists and downloads between builds, outside the image; locked, because apt allows one process at a
# time. docker-clean is the base image's setting that deletes downloads.
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,target=/var/lib/apt,sharing=locked \
    rm -f /etc/apt/apt.conf.d/docker-clean && \
    apt-get update && \
    apt-get install --yes --no-install-recommends libmariadb3 && \
    rm -f /var/log/apt/*.log /var/log/dpkg.log /var/log/alternatives.log /var/cache/ldconfig/aux-cache

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

# Python is already installed, so the check needs no curl.
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health/', timeout=2)"]

# The signal on which the server finishes its current requests and exits.
STOPSIGNAL SIGTERM

# A list, not a string: the program itself becomes process 1 and receives the signal, without a shell in between.
# Detected (30e56b47): until you change it, DockerInit --overwrite detects the program again.
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "mysite.wsgi:application"]

# Labels come last because they change with each commit: no step below has to run again. Set them with --build-arg.
ARG VERSION=0.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="service" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
