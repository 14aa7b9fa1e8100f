# No "# syntax=" line: BuildKit has every feature used here, and that line would fetch a frontend image at each build.

# The base image. Override it with --build-arg PYTHON_IMAGE=… (for example, a mirror or another Python version).
ARG PYTHON_IMAGE=python:3.13-slim

# ---- Build wheels of the dependencies. Compilers and headers stay in this stage. ----
FROM ${PYTHON_IMAGE} AS builder

WORKDIR /src

# The files that list the dependencies are only mounted (bind), so this step runs again only when one of them changes.
# The cache mount keeps pip's downloads and built wheels between builds, outside the image: after a change, only new packages
# are downloaded.
# The secret is optional: a pip.conf for a private index or a mirror, visible only to this step and never stored
# (--secret id=pip,src=pip.conf).
# Wheels of more than 10 MB go into a folder of their own, from which the runtime stage installs them first.
RUN --mount=type=bind,source=requirements.txt,target=requirements.txt \
    --mount=type=cache,target=/root/.cache/pip \
    --mount=type=secret,id=pip,target=/etc/pip.conf \
    pip wheel --wheel-dir /wheels --requirement requirements.txt && \
    mkdir -p /heavy && \
    find /wheels -name '*.whl' -size +10240k -exec mv {} /heavy/ \;

# ---- The runtime image. ----
FROM ${PYTHON_IMAGE} AS runtime

# PYTHONUNBUFFERED: log lines appear immediately. PYTHONDONTWRITEBYTECODE: the running program writes no .pyc files.
ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1

# A user without privileges. The fixed ID keeps the owner of files on volumes and lets Kubernetes check runAsNonRoot. Libraries
# keep caches and settings in its home folder. SOURCE_DATE_EPOCH: /etc/shadow does not contain the day of the build.
RUN SOURCE_DATE_EPOCH=0 useradd --uid 10001 --user-group --create-home --home-dir /home/app --shell /usr/sbin/nologin app

# The folder for relative paths from here on.
WORKDIR /app

# The large packages in their own layer, which stays the same for as long as they do.
# --no-index, --no-deps: install exactly these, nothing from the network. --no-cache-dir: store no pip cache in the image.
# SOURCE_DATE_EPOCH: the bytecode that pip compiles refers to the source's hash, not its time, so that the same packages produce
# the same layer.
RUN --mount=type=bind,from=builder,source=/heavy,target=/heavy \
    [ -z "$(ls /heavy)" ] || SOURCE_DATE_EPOCH=0 pip install --no-cache-dir --no-deps --no-index --root-user-action=ignore /heavy/*.whl

# The other packages. All are mounted: copying them would store every package in the image twice.
# --no-index, --no-deps: install exactly these, nothing from the network. --no-cache-dir: store no pip cache in the image.
# SOURCE_DATE_EPOCH: the bytecode that pip compiles refers to the source's hash, not its time, so that the same packages produce
# the same layer.
RUN --mount=type=bind,from=builder,source=/wheels,target=/wheels \
    [ -z "$(ls /wheels)" ] || SOURCE_DATE_EPOCH=0 pip install --no-cache-dir --no-deps --no-index --root-user-action=ignore /wheels/*.whl

# The code comes last: a change re-runs nothing above. root owns it, so the program cannot change itself. .dockerignore lists
# the excluded files.
COPY . .

# By number, for the same reason as above.
USER 10001:10001

# The port that the program listens on. This does not publish it; use docker run -p or ports in compose.yaml.
EXPOSE 8000

# Python is already installed, so the check needs no curl.
HEALTHCHECK --interval=30s --timeout=3s --start-period=60s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]

# The signal on which the server finishes its current requests and exits.
STOPSIGNAL SIGTERM

# A list, not a string: the program itself becomes process 1 and receives the signal, without a shell in between.
# Detected (01cbc887): until you change it, DockerInit --overwrite detects the program again.
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "wsgi:app"]

# Labels come last because they change with each commit: no step below has to run again. Set them with --build-arg.
ARG VERSION=0.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="service" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
