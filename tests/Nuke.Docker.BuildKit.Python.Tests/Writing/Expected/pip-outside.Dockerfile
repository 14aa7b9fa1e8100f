# No "# syntax=" line: BuildKit has every feature used here, and that line would fetch a frontend image at each build.

# The build context is a folder above this one. Build the image there: docker build --file service/Dockerfile .

# The base image. Override it with --build-arg PYTHON_IMAGE=… (for example, a mirror or another Python version).
ARG PYTHON_IMAGE=python:3.13-slim

# ---- Build wheels of the dependencies. Compilers and headers stay in this stage. ----
FROM ${PYTHON_IMAGE} AS builder

# Compilers and headers for packages without wheels.
# The cache mounts keep apt's lists and downloads between builds, outside the image; locked, because apt allows one process at a
# time. docker-clean is the base image's setting that deletes downloads.
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,target=/var/lib/apt,sharing=locked \
    rm -f /etc/apt/apt.conf.d/docker-clean && \
    apt-get update && \
    apt-get install --yes --no-install-recommends gcc libc6-dev libpq-dev

WORKDIR /src/service

# The version, which setuptools-scm would take from Git. The context has no .git, because each commit would change it.
# DockerBuild computes this argument from Git; docker itself needs --build-arg SETUPTOOLS_SCM_PRETEND_VERSION_FOR_ACME_COMMON=….
ARG SETUPTOOLS_SCM_PRETEND_VERSION_FOR_ACME_COMMON=0.0.0

# The files that list the dependencies are only mounted (bind), so this step runs again only when one of them changes.
# The cache mount keeps pip's downloads and built wheels between builds, outside the image: after a change, only new packages
# are downloaded.
# The secret is optional: a pip.conf for a private index or a mirror, visible only to this step and never stored
# (--secret id=pip,src=pip.conf).
RUN --mount=type=bind,source=service/requirements.txt,target=requirements.txt \
    --mount=type=bind,source=requirements/base.txt,target=../requirements/base.txt \
    --mount=type=bind,source=constraints.txt,target=../constraints.txt \
    --mount=type=bind,source=lib/common,target=../lib/common,rw \
    --mount=type=cache,target=/root/.cache/pip \
    --mount=type=secret,id=pip,target=/etc/pip.conf \
    pip wheel --wheel-dir /wheels --requirement requirements.txt

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
    apt-get install --yes --no-install-recommends libpq5 && \
    rm -f /var/log/apt/*.log /var/log/dpkg.log /var/log/alternatives.log /var/cache/ldconfig/aux-cache

# PYTHONUNBUFFERED: log lines appear immediately. PYTHONDONTWRITEBYTECODE: the running program writes no .pyc files.
ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1

# A user without privileges. The fixed ID keeps the owner of files on volumes and lets Kubernetes check runAsNonRoot. Libraries
# keep caches and settings in its home folder. SOURCE_DATE_EPOCH: /etc/shadow does not contain the day of the build.
RUN SOURCE_DATE_EPOCH=0 useradd --uid 10001 --user-group --create-home --home-dir /home/app --shell /usr/sbin/nologin app

# The folder for relative paths from here on.
WORKDIR /app

# Install the wheels of the previous stage. They are mounted: copying them would store every package in the image twice.
# --no-index, --no-deps: install exactly these, nothing from the network. --no-cache-dir: store no pip cache in the image.
# SOURCE_DATE_EPOCH: the bytecode that pip compiles refers to the source's hash, not its time, so that the same packages produce
# the same layer.
RUN --mount=type=bind,from=builder,source=/wheels,target=/wheels \
    SOURCE_DATE_EPOCH=0 pip install --no-cache-dir --no-deps --no-index --root-user-action=ignore /wheels/*.whl

# The code comes last: a change re-runs nothing above. root owns it, so the program cannot change itself.
# Dockerfile.dockerignore lists the excluded files.
COPY service/ ./

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
ARG VERSION=0.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="service" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
