# No "# syntax=" line: every feature used here is built into BuildKit, and that line would fetch a frontend image at each build.

# The image to start from. Override it with --build-arg PYTHON_IMAGE=… (for instance a mirror, or another Python version).
ARG PYTHON_IMAGE=python:3.13-slim

# ---- Turn the dependencies into wheels. Compilers and headers are needed here only, and stay here. ----
FROM ${PYTHON_IMAGE} AS builder

WORKDIR /src

# ---- The big packages, which rarely change, on their own. ----
FROM builder AS heavy-requirements

# The lines that name them. While these stay the same, the next step is taken from the cache, whatever else changes in the file.
RUN --mount=type=bind,source=requirements.txt,target=requirements.txt \
    (grep -hiE '^ *(numpy|torch)([^A-Za-z0-9._-]|$)' requirements.txt > /heavy.txt || true) && \
    (grep -hE '^ *(-i|-f|--(extra-)?index-url|--find-links)' requirements.txt >> /heavy.txt || true)

FROM builder AS heavy

# As in the stage of the other packages below; see there for the mounts.
RUN --mount=type=bind,from=heavy-requirements,source=/heavy.txt,target=/heavy.txt \
    --mount=type=cache,target=/root/.cache/pip \
    --mount=type=secret,id=pip,target=/etc/pip.conf \
    pip wheel --wheel-dir /heavy --no-deps --requirement /heavy.txt

# ---- All others. ----
FROM builder AS wheels

# The files that name the dependencies are only lent to this step (bind), so it runs again when one of them changes and at no
# other time.
# The cache mount keeps pip's downloads and the wheels it built between builds, outside the image: after a change only what is
# new is fetched.
# The secret is optional: a pip.conf for a private index or a mirror, seen by this step and stored nowhere
# (--secret id=pip,src=pip.conf).
# What the stage before has made is taken from there in the version that it has, and not kept twice.
RUN --mount=type=bind,source=requirements.txt,target=requirements.txt \
    --mount=type=cache,target=/root/.cache/pip \
    --mount=type=secret,id=pip,target=/etc/pip.conf \
    --mount=type=bind,from=heavy,source=/heavy,target=/heavy \
    (ls /heavy | grep -iE '^(numpy|torch)-' | sed -E 's/^([^-]+)-([^-]+)-.*/\1==\2/' > /tmp/constraints.txt || true) && \
    pip wheel --wheel-dir /wheels --find-links /heavy --constraint /tmp/constraints.txt --requirement requirements.txt && \
    (cd /heavy && for wheel in *.whl; do rm -f "/wheels/$wheel"; done)

# ---- The image that runs. ----
FROM ${PYTHON_IMAGE} AS runtime

# PYTHONUNBUFFERED: log lines appear at once. PYTHONDONTWRITEBYTECODE: the running program writes no .pyc files.
ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1

# A user without rights. The number is fixed, so that files on volumes keep their owner and Kubernetes can check runAsNonRoot.
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app

# Paths from here on start in this folder.
WORKDIR /app

# The big packages in a layer of their own: it is made anew only when one of them changes.
# --no-index, --no-deps: exactly these, nothing from the network. --no-cache-dir: pip leaves no cache in the image.
# SOURCE_DATE_EPOCH: pip compiles what it installs, and then binds the bytecode to its source's hash and not to its time, so
# that the same packages give the same layer.
RUN --mount=type=bind,from=heavy,source=/heavy,target=/heavy \
    SOURCE_DATE_EPOCH=0 pip install --no-cache-dir --no-deps --no-index --root-user-action=ignore /heavy/*.whl

# Install from the wheels of the stage before. They are lent: copying them would put every package into the image twice.
# --no-index, --no-deps: exactly these, nothing from the network. --no-cache-dir: pip leaves no cache in the image.
# SOURCE_DATE_EPOCH: pip compiles what it installs, and then binds the bytecode to its source's hash and not to its time, so
# that the same packages give the same layer.
RUN --mount=type=bind,from=wheels,source=/wheels,target=/wheels \
    SOURCE_DATE_EPOCH=0 pip install --no-cache-dir --no-deps --no-index --root-user-action=ignore /wheels/*.whl

# The code comes last: a change of it re-runs nothing above. It belongs to root, so the program can't change itself.
# .dockerignore says what stays out.
COPY . .

# By number, for the same reason as above.
USER 10001:10001

# Where the program listens. It publishes nothing; that is docker run -p or compose's ports.
EXPOSE 8000

# Python is there anyway, so no curl needs to be installed for this.
HEALTHCHECK --interval=30s --timeout=3s --start-period=60s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]

# The signal on which the server finishes the requests at hand and ends.
STOPSIGNAL SIGTERM

# A list, not a string: the program itself becomes process 1 and gets the signal, no shell stands in between.
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "wsgi:app"]

# Labels come last, since these change with each commit: no step stands below that would run again. Give them with --build-arg.
ARG VERSION=0.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="service" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
