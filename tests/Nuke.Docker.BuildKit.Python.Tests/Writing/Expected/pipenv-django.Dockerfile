# No "# syntax=" line: every feature used here is built into BuildKit, and that line would fetch a frontend image at each build.

# The image to start from. Override it with --build-arg PYTHON_IMAGE=… (for instance a mirror, or another Python version).
ARG PYTHON_IMAGE=python:3.11-slim

# The Pipenv that installs the dependencies, as pip writes it.
ARG PIPENV_REQUIREMENT=pipenv>=2024

# ---- Install the dependencies with Pipenv. Compilers and Pipenv itself are needed here only, and stay here. ----
FROM ${PYTHON_IMAGE} AS dependencies

# Compilers and headers for packages that have no wheels of their own.
# The cache mounts keep apt's lists and downloads between builds, outside the image; locked, because apt allows one user at a
# time. docker-clean is the base image's rule to throw downloads away.
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,target=/var/lib/apt,sharing=locked \
    rm -f /etc/apt/apt.conf.d/docker-clean && \
    apt-get update && \
    apt-get install --yes --no-install-recommends default-libmysqlclient-dev gcc libc6-dev pkg-config

# An ARG from above the first FROM is seen in a stage once it is named there.
ARG PIPENV_REQUIREMENT

# Pipenv in an environment of its own, so that its packages don't mix with the project's. Override the version with --build-arg
# PIPENV_REQUIREMENT=…
# The secret is optional: a pip.conf for a private index or a mirror, seen by this step and stored nowhere
# (--secret id=pip,src=pip.conf).
RUN --mount=type=cache,target=/root/.cache/pip \
    --mount=type=secret,id=pip,target=/etc/pip.conf \
    python -m venv /opt/pipenv && \
    /opt/pipenv/bin/pip install "${PIPENV_REQUIREMENT}"

WORKDIR /app

# The project's environment. Pipenv installs into the one that VIRTUAL_ENV names.
ENV VIRTUAL_ENV=/app/.venv \
    PATH="/app/.venv/bin:$PATH" \
    PIPENV_VERBOSITY=-1
RUN python -m venv --without-pip "$VIRTUAL_ENV"

# The files that name the dependencies are only lent to this step (bind), so it runs again when one of them changes and at no
# other time.
# The cache mount is Pipenv's own cache folder: downloads stay there between builds, outside the image.
# --deploy: exactly the lock's versions, and fail where Pipfile has changed and the lock hasn't. Without --dev it takes nothing
# that only developers need.
# compileall: bytecode is made here once and not at each start. It is bound to a hash and not to a file's time, so that the same
# packages give the same layer; a file that doesn't compile (some packages bring templates) is none of our business.
RUN --mount=type=bind,source=Pipfile,target=Pipfile \
    --mount=type=bind,source=Pipfile.lock,target=Pipfile.lock \
    --mount=type=cache,target=/root/.cache/pipenv \
    /opt/pipenv/bin/pipenv install --deploy && \
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
    apt-get install --yes --no-install-recommends libmariadb3

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

# Where the program listens. It publishes nothing; that is docker run -p or compose's ports.
EXPOSE 8000

# Python is there anyway, so no curl needs to be installed for this.
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health/', timeout=2)"]

# The signal on which the server finishes the requests at hand and ends.
STOPSIGNAL SIGTERM

# A list, not a string: the program itself becomes process 1 and gets the signal, no shell stands in between.
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "mysite.wsgi:application"]

# Labels come last, since these change with each commit: no step stands below that would run again. Give them with --build-arg.
ARG VERSION=0.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="service" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
