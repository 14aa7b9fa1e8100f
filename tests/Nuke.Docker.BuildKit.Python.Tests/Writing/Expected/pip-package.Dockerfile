# No "# syntax=" line: every feature used here is built into BuildKit, and that line would fetch a frontend image at each build.

# The image to start from. Override it with --build-arg PYTHON_IMAGE=… (for instance a mirror, or another Python version).
ARG PYTHON_IMAGE=python:3.13-slim

# ---- Turn the dependencies into wheels. Compilers and headers are needed here only, and stay here. ----
FROM ${PYTHON_IMAGE} AS builder

WORKDIR /src

# The files that name the dependencies are only lent to this step (bind), so it runs again when one of them changes and at no
# other time.
# The cache mount keeps pip's downloads and the wheels it built between builds, outside the image: after a change only what is
# new is fetched.
# The secret is optional: a pip.conf for a private index or a mirror, seen by this step and stored nowhere
# (--secret id=pip,src=pip.conf).
RUN --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    --mount=type=cache,target=/root/.cache/pip \
    --mount=type=secret,id=pip,target=/etc/pip.conf \
    python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['dependencies'], sep='\n')" > /tmp/requirements.txt && \
    pip wheel --wheel-dir /wheels --requirement /tmp/requirements.txt

# ---- The project as a wheel. ----
FROM builder AS project

# The sources are lent. rw: the build backend writes into the folder that it builds, and what it writes is thrown away.
RUN --mount=type=bind,target=/src,rw \
    --mount=type=cache,target=/root/.cache/pip \
    --mount=type=secret,id=pip,target=/etc/pip.conf \
    pip wheel --no-deps --wheel-dir /dist /src

# ---- The image that runs. ----
FROM ${PYTHON_IMAGE} AS runtime

# PYTHONUNBUFFERED: log lines appear at once. PYTHONDONTWRITEBYTECODE: the running program writes no .pyc files.
ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1

# A user without rights. The number is fixed, so that files on volumes keep their owner and Kubernetes can check runAsNonRoot.
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app

# Paths from here on start in this folder.
WORKDIR /app

# Install from the wheels of the stage before. They are lent: copying them would put every package into the image twice.
# --no-index, --no-deps: exactly these, nothing from the network. --no-cache-dir: pip leaves no cache in the image.
# SOURCE_DATE_EPOCH: pip compiles what it installs, and then binds the bytecode to its source's hash and not to its time, so
# that the same packages give the same layer.
RUN --mount=type=bind,from=builder,source=/wheels,target=/wheels \
    SOURCE_DATE_EPOCH=0 pip install --no-cache-dir --no-deps --no-index --root-user-action=ignore /wheels/*.whl

# The project itself comes last: a change of its code re-runs nothing above.
# --no-index, --no-deps: exactly these, nothing from the network. --no-cache-dir: pip leaves no cache in the image.
# SOURCE_DATE_EPOCH: pip compiles what it installs, and then binds the bytecode to its source's hash and not to its time, so
# that the same packages give the same layer.
RUN --mount=type=bind,from=project,source=/dist,target=/dist \
    SOURCE_DATE_EPOCH=0 pip install --no-cache-dir --no-deps --no-index --root-user-action=ignore /dist/*.whl

# By number, for the same reason as above.
USER 10001:10001

# What Ctrl+C sends. A plain Python program ends on it; SIGTERM, the default, it wouldn't get as process 1, and docker stop
# would wait ten seconds.
STOPSIGNAL SIGINT

# A list, not a string: the program itself becomes process 1 and gets the signal, no shell stands in between.
CMD ["acme-jobs"]

# Labels come last, since these change with each commit: no step stands below that would run again. Give them with --build-arg.
ARG VERSION=1.4.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="acme-jobs" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
