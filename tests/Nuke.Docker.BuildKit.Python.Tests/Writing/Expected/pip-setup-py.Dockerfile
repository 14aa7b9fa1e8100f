# No "# syntax=" line: BuildKit has every feature used here, and that line would fetch a frontend image at each build.

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
    apt-get install --yes --no-install-recommends gcc libc6-dev libpcre2-dev

WORKDIR /src

# setup.py or setup.cfg declares the dependencies, and only building the project determines them: this step runs again after
# each code change. If they were in [project] in pyproject.toml, it would run only when they change.
# The cache mount keeps pip's downloads and built wheels between builds, outside the image. The secret is optional: a pip.conf
# for a private index.
RUN --mount=type=bind,target=/src,rw \
    --mount=type=cache,target=/root/.cache/pip \
    --mount=type=secret,id=pip,target=/etc/pip.conf \
    pip wheel --wheel-dir /wheels /src

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
    apt-get install --yes --no-install-recommends libpcre2-8-0 && \
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

# By number, for the same reason as above.
USER 10001:10001

# The signal of Ctrl+C, which ends a plain Python program. As process 1 it would ignore SIGTERM, the default, and docker stop
# would wait ten seconds.
STOPSIGNAL SIGINT

# A list, not a string: the program itself becomes process 1 and receives the signal, without a shell in between.
# Detected (254247af): until you change it, DockerInit --overwrite detects the program again.
CMD ["old-tool"]

# Labels come last because they change with each commit: no step below has to run again. Set them with --build-arg.
ARG VERSION=3.1
ARG REVISION=unknown
LABEL org.opencontainers.image.title="old-tool" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
