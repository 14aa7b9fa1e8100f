# No "# syntax=" line: BuildKit has every feature used here, and that line would fetch a frontend image at each build.

# The base image. Override it with --build-arg PYTHON_IMAGE=… (for example, a mirror or another Python version).
ARG PYTHON_IMAGE=python:3.13-slim

# ---- What decides the dependencies: without the project's version and the settings of tools. ----
FROM ${PYTHON_IMAGE} AS manifest

# This step runs after each change of these files, and only needs Python. The next ones depend on what it writes: if that has
# not changed, they come from the cache.
RUN --mount=type=bind,source=pyproject.toml,target=/src/pyproject.toml \
    python - <<'EOF'
import pathlib
import tomllib

source = tomllib.loads(pathlib.Path("/src/pyproject.toml").read_text(encoding="utf-8"))
lines = list(source.get("project", {}).get("dependencies", []))
pathlib.Path("/manifest").mkdir()
pathlib.Path("/manifest/requirements.txt").write_text("".join(line + "\n" for line in lines), encoding="utf-8")
EOF

# ---- Build wheels of the dependencies. Compilers and headers stay in this stage. ----
FROM ${PYTHON_IMAGE} AS builder

WORKDIR /src

# The files that list the dependencies are only mounted (bind), so this step runs again only when one of them changes.
# The cache mount keeps pip's downloads and built wheels between builds, outside the image: after a change, only new packages
# are downloaded.
# The secret is optional: a pip.conf for a private index or a mirror, visible only to this step and never stored
# (--secret id=pip,src=pip.conf).
RUN --mount=type=bind,from=manifest,source=/manifest/requirements.txt,target=/manifest/requirements.txt \
    --mount=type=cache,target=/root/.cache/pip \
    --mount=type=secret,id=pip,target=/etc/pip.conf \
    pip wheel --wheel-dir /wheels --requirement /manifest/requirements.txt

# ---- The project as a wheel. ----
FROM builder AS project

# The sources are mounted, not copied. rw: the build backend writes into the source folder; these changes are discarded.
RUN --mount=type=bind,target=/src,rw \
    --mount=type=cache,target=/root/.cache/pip \
    --mount=type=secret,id=pip,target=/etc/pip.conf \
    pip wheel --no-deps --wheel-dir /dist /src

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

# Install the wheels of the previous stage. They are mounted: copying them would store every package in the image twice.
# --no-index, --no-deps: install exactly these, nothing from the network. --no-cache-dir: store no pip cache in the image.
# SOURCE_DATE_EPOCH: the bytecode that pip compiles refers to the source's hash, not its time, so that the same packages produce
# the same layer.
RUN --mount=type=bind,from=builder,source=/wheels,target=/wheels \
    SOURCE_DATE_EPOCH=0 pip install --no-cache-dir --no-deps --no-index --root-user-action=ignore /wheels/*.whl

# The project itself comes last: a code change re-runs nothing above.
# --no-index, --no-deps: install exactly these, nothing from the network. --no-cache-dir: store no pip cache in the image.
# SOURCE_DATE_EPOCH: the bytecode that pip compiles refers to the source's hash, not its time, so that the same packages produce
# the same layer.
RUN --mount=type=bind,from=project,source=/dist,target=/dist \
    SOURCE_DATE_EPOCH=0 pip install --no-cache-dir --no-deps --no-index --root-user-action=ignore /dist/*.whl

# By number, for the same reason as above.
USER 10001:10001

# The signal of Ctrl+C, which ends a plain Python program. As process 1 it would ignore SIGTERM, the default, and docker stop
# would wait ten seconds.
STOPSIGNAL SIGINT

# A list, not a string: the program itself becomes process 1 and receives the signal, without a shell in between.
# Detected (efa1080c): until you change it, DockerInit --overwrite detects the program again.
CMD ["acme-jobs"]

# Labels come last because they change with each commit: no step below has to run again. Set them with --build-arg.
ARG VERSION=1.4.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="acme-jobs" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
