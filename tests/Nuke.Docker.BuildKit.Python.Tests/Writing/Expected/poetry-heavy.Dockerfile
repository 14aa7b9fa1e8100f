# No "# syntax=" line: BuildKit has every feature used here, and that line would fetch a frontend image at each build.

# The base image. Override it with --build-arg PYTHON_IMAGE=… (for example, a mirror or another Python version).
ARG PYTHON_IMAGE=python:3.12-slim

# The Poetry version that installs the dependencies, as a pip requirement.
ARG POETRY_REQUIREMENT=poetry==2.*

# ---- Poetry, which installs the dependencies. Only the steps that need it mount it. ----
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

WORKDIR /app

# The project's environment. Poetry installs into the environment in VIRTUAL_ENV.
ENV VIRTUAL_ENV=/app/.venv \
    PATH="/app/.venv/bin:$PATH"
RUN python -m venv --without-pip "$VIRTUAL_ENV"

# ---- The large packages, which rarely change. ----
FROM dependencies AS heavy-requirements

# The lines that list them. While these do not change, the next step comes from the cache, whatever else changes in the file.
RUN --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    --mount=type=bind,source=poetry.lock,target=poetry.lock \
    python -c "import tomllib; print(*(p['name'] + '==' + p['version'] for p in tomllib.load(open('poetry.lock', 'rb'))['package'] if p['name'] in 'playwright torch'.split()), sep='\n')" > /heavy.txt

FROM dependencies AS heavy

# pip installs them into the project's environment, where Poetry finds them. SOURCE_DATE_EPOCH: the bytecode that pip compiles
# refers to the source's hash, not its time.
# The cache mount keeps pip's downloads between builds, outside the image. The secret is optional, as above.
RUN --mount=type=bind,from=heavy-requirements,source=/heavy.txt,target=/heavy.txt \
    --mount=type=cache,target=/root/.cache/pip \
    --mount=type=secret,id=pip,target=/etc/pip.conf \
    SOURCE_DATE_EPOCH=0 pip --python /app/.venv/bin/python install --root-user-action=ignore --no-deps --requirement /heavy.txt

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
    apt-get install --yes --no-install-recommends fonts-liberation libatk-bridge2.0-0 libatk1.0-0 libatspi2.0-0 libcairo2 libcups2 libdbus-1-3 libdrm2 libgbm1 libglib2.0-0 libnspr4 libnss3 libpango-1.0-0 libx11-6 libxcb1 libxcomposite1 libxdamage1 libxext6 libxfixes3 libxkbcommon0 libxrandr2 && \
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

# The large packages in their own layer, which is rebuilt only when one of them changes. Both stages use the same base image, so
# the environment finds its Python.
COPY --from=heavy /app/.venv /app/.venv

# The other packages. Poetry is mounted, like the files that it reads, and keeps installed packages that match. The cache mount
# is its own cache folder. /tmp is discarded: it only records when this step began.
# --only main: no development dependencies. --no-root: not yet the project itself. Fails if pyproject.toml has changed since the
# lock was written.
# compileall: compile bytecode once here, not at each start. It refers to the source's hash, not its time, so that the same
# packages produce the same layer; a file that does not compile (some packages contain templates) is skipped. Only new files are
# compiled: the others would be stored again in this layer.
RUN --mount=type=bind,from=dependencies,source=/opt/poetry,target=/opt/poetry \
    --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    --mount=type=bind,source=poetry.lock,target=poetry.lock \
    --mount=type=cache,target=/root/.cache/pypoetry \
    --mount=type=tmpfs,target=/tmp \
    touch /tmp/begin && \
    VIRTUAL_ENV=/app/.venv /opt/poetry/bin/poetry install --only main --no-root --no-interaction && \
    (find /app/.venv/lib -name '*.py' -cnewer /tmp/begin | python -m compileall -q -j 0 --invalidation-mode unchecked-hash -i - || true)

# playwright downloads further files with its own command: in a separate layer, before the code. PLAYWRIGHT_BROWSERS_PATH: where
# the program, which does not run as root, finds them.
ENV PLAYWRIGHT_BROWSERS_PATH=/opt/playwright
RUN playwright install chromium

# The code comes last: a change re-runs nothing above. root owns it, so the program cannot change itself. .dockerignore lists
# the excluded files.
COPY . .

# By number, for the same reason as above.
USER 10001:10001

# The signal of Ctrl+C, which ends a plain Python program. As process 1 it would ignore SIGTERM, the default, and docker stop
# would wait ten seconds.
STOPSIGNAL SIGINT

# A list, not a string: the program itself becomes process 1 and receives the signal, without a shell in between.
# Detected (5a634d86): until you change it, DockerInit --overwrite detects the program again.
CMD ["python", "main.py"]

# Labels come last because they change with each commit: no step below has to run again. Set them with --build-arg.
ARG VERSION=0.2.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="shots" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
