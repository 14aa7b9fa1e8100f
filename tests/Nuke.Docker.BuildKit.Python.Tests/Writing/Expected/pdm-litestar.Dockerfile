# No "# syntax=" line: every feature used here is built into BuildKit, and that line would fetch a frontend image at each build.

# The image to start from. Override it with --build-arg PYTHON_IMAGE=… (for instance a mirror, or another Python version).
ARG PYTHON_IMAGE=python:3.13-slim

# The PDM that installs the dependencies, as pip writes it.
ARG PDM_REQUIREMENT=pdm==2.*

# ---- Install the dependencies with PDM. Compilers and PDM itself are needed here only, and stay here. ----
FROM ${PYTHON_IMAGE} AS dependencies

# An ARG from above the first FROM is seen in a stage once it is named there.
ARG PDM_REQUIREMENT

# PDM in an environment of its own, so that its packages don't mix with the project's. Override the version with --build-arg
# PDM_REQUIREMENT=…
# The secret is optional: a pip.conf for a private index or a mirror, seen by this step and stored nowhere
# (--secret id=pip,src=pip.conf).
RUN --mount=type=cache,target=/root/.cache/pip \
    --mount=type=secret,id=pip,target=/etc/pip.conf \
    python -m venv /opt/pdm && \
    /opt/pdm/bin/pip install "${PDM_REQUIREMENT}"

WORKDIR /app

# The project's environment. PDM installs into the one that VIRTUAL_ENV names.
ENV VIRTUAL_ENV=/app/.venv \
    PATH="/app/.venv/bin:$PATH" \
    PDM_CHECK_UPDATE=false
RUN python -m venv --without-pip "$VIRTUAL_ENV"

# The files that name the dependencies are only lent to this step (bind), so it runs again when one of them changes and at no
# other time.
# The cache mount is PDM's own cache folder: downloads stay there between builds, outside the image.
# --prod: nothing that only developers need. --no-self: not yet the project itself. --check: fail where pyproject.toml has
# changed and the lock hasn't.
# compileall: bytecode is made here once and not at each start. It is bound to a hash and not to a file's time, so that the same
# packages give the same layer; a file that doesn't compile (some packages bring templates) is none of our business.
RUN --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    --mount=type=bind,source=pdm.lock,target=pdm.lock \
    --mount=type=cache,target=/root/.cache/pdm \
    /opt/pdm/bin/pdm install --check --prod --no-self && \
    (python -m compileall -q -j 0 --invalidation-mode unchecked-hash /app/.venv/lib || true)

# ---- The project as a wheel. ----
FROM ${PYTHON_IMAGE} AS project

# The sources are lent. rw: the build backend writes into the folder that it builds, and what it writes is thrown away.
RUN --mount=type=bind,target=/src,rw \
    --mount=type=cache,target=/root/.cache/pip \
    --mount=type=secret,id=pip,target=/etc/pip.conf \
    pip wheel --no-deps --wheel-dir /dist /src

# ---- The image that runs. ----
FROM ${PYTHON_IMAGE} AS runtime

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

# The project itself comes last: a change of its code re-runs nothing above. Its wheel is lent: copying it would put the project
# into the image twice.
# --no-index, --no-deps: exactly these, nothing from the network. --no-cache-dir: pip leaves no cache in the image.
# SOURCE_DATE_EPOCH: pip compiles what it installs, and then binds the bytecode to its source's hash and not to its time, so
# that the same packages give the same layer.
RUN --mount=type=bind,from=project,source=/dist,target=/dist \
    SOURCE_DATE_EPOCH=0 pip --python /app/.venv/bin/python install --no-cache-dir --no-deps --no-index --root-user-action=ignore /dist/*.whl

# By number, for the same reason as above.
USER 10001:10001

# Where the program listens. It publishes nothing; that is docker run -p or compose's ports.
EXPOSE 8000

# Python is there anyway, so no curl needs to be installed for this.
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/ping', timeout=2)"]

# The signal on which the server finishes the requests at hand and ends.
STOPSIGNAL SIGTERM

# A list, not a string: the program itself becomes process 1 and gets the signal, no shell stands in between.
CMD ["uvicorn", "hello_litestar.app:app", "--host", "0.0.0.0", "--port", "8000"]

# Labels come last, since these change with each commit: no step stands below that would run again. Give them with --build-arg.
ARG VERSION=1.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="hello-litestar" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
