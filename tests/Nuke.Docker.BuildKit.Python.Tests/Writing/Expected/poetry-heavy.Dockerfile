# No "# syntax=" line: every feature used here is built into BuildKit, and that line would fetch a frontend image at each build.

# The image to start from. Override it with --build-arg PYTHON_IMAGE=… (for instance a mirror, or another Python version).
ARG PYTHON_IMAGE=python:3.13-slim

# The Poetry that installs the dependencies, as pip writes it.
ARG POETRY_REQUIREMENT=poetry==2.*

# ---- Poetry, which installs the dependencies. It is lent to the steps that need it, and stays here. ----
FROM ${PYTHON_IMAGE} AS dependencies

# An ARG from above the first FROM is seen in a stage once it is named there.
ARG POETRY_REQUIREMENT

# Poetry in an environment of its own, so that its packages don't mix with the project's. Override the version with --build-arg
# POETRY_REQUIREMENT=…
# The secret is optional: a pip.conf for a private index or a mirror, seen by this step and stored nowhere
# (--secret id=pip,src=pip.conf).
RUN --mount=type=cache,target=/root/.cache/pip \
    --mount=type=secret,id=pip,target=/etc/pip.conf \
    python -m venv /opt/poetry && \
    /opt/poetry/bin/pip install "${POETRY_REQUIREMENT}"

WORKDIR /app

# The project's environment. Poetry installs into the one that VIRTUAL_ENV names.
ENV VIRTUAL_ENV=/app/.venv \
    PATH="/app/.venv/bin:$PATH"
RUN python -m venv --without-pip "$VIRTUAL_ENV"

# ---- The big packages, which rarely change, on their own. ----
FROM dependencies AS heavy-requirements

# The lines that name them. While these stay the same, the next step is taken from the cache, whatever else changes in the file.
RUN --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    --mount=type=bind,source=poetry.lock,target=poetry.lock \
    python -c "import tomllib; print(*(p['name'] + '==' + p['version'] for p in tomllib.load(open('poetry.lock', 'rb'))['package'] if p['name'] in 'playwright torch'.split()), sep='\n')" > /heavy.txt

FROM dependencies AS heavy

# pip installs them into the project's environment, where Poetry finds them. SOURCE_DATE_EPOCH: pip compiles what it installs,
# and then binds the bytecode to its source's hash and not to its time.
# The cache mount keeps pip's downloads between builds, outside the image. The secret is optional, as above.
RUN --mount=type=bind,from=heavy-requirements,source=/heavy.txt,target=/heavy.txt \
    --mount=type=cache,target=/root/.cache/pip \
    --mount=type=secret,id=pip,target=/etc/pip.conf \
    SOURCE_DATE_EPOCH=0 pip --python /app/.venv/bin/python install --root-user-action=ignore --requirement /heavy.txt

# ---- The image that runs. ----
FROM ${PYTHON_IMAGE} AS runtime

# Libraries and programs that the dependencies use when they run. No compilers: those stay in the stage before.
# The cache mounts keep apt's lists and downloads between builds, outside the image; locked, because apt allows one user at a
# time. docker-clean is the base image's rule to throw downloads away.
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,target=/var/lib/apt,sharing=locked \
    rm -f /etc/apt/apt.conf.d/docker-clean && \
    apt-get update && \
    apt-get install --yes --no-install-recommends fonts-liberation libatk-bridge2.0-0 libatk1.0-0 libatspi2.0-0 libcairo2 libcups2 libdbus-1-3 libdrm2 libgbm1 libglib2.0-0 libnspr4 libnss3 libpango-1.0-0 libx11-6 libxcb1 libxcomposite1 libxdamage1 libxext6 libxfixes3 libxkbcommon0 libxrandr2

# PYTHONUNBUFFERED: log lines appear at once. PYTHONDONTWRITEBYTECODE: the running program writes no .pyc files. PATH: python
# and all commands come from the virtual environment.
ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PATH="/app/.venv/bin:$PATH"

# A user without rights. The number is fixed, so that files on volumes keep their owner and Kubernetes can check runAsNonRoot.
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app

# Paths from here on start in this folder.
WORKDIR /app

# The big packages in a layer of their own: it is made anew only when one of them changes. Both stages start from the same
# image, so the environment finds its Python.
COPY --from=heavy /app/.venv /app/.venv

# The others, beside them. Poetry is lent, like the files that it reads, and leaves alone what fits already. The cache mount is
# its own cache folder. /tmp is thrown away: it only says when this began.
# --only main: nothing that only developers need. --no-root: not yet the project itself. It fails where pyproject.toml has
# changed and the lock hasn't.
# compileall: bytecode is made here once and not at each start. It is bound to a hash and not to a file's time, so that the same
# packages give the same layer; a file that doesn't compile (some packages bring templates) is none of our business. Only what
# is new here is compiled: the rest would be written into this layer once more.
RUN --mount=type=bind,from=dependencies,source=/opt/poetry,target=/opt/poetry \
    --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    --mount=type=bind,source=poetry.lock,target=poetry.lock \
    --mount=type=cache,target=/root/.cache/pypoetry \
    --mount=type=tmpfs,target=/tmp \
    touch /tmp/begin && \
    VIRTUAL_ENV=/app/.venv /opt/poetry/bin/poetry install --only main --no-root --no-interaction && \
    (find /app/.venv/lib -name '*.py' -cnewer /tmp/begin | python -m compileall -q -j 0 --invalidation-mode unchecked-hash -i - || true)

# playwright fetches the rest of what it needs by a command of its own: in a layer of its own, before the code.
# PLAYWRIGHT_BROWSERS_PATH: where the program finds it, which isn't root.
ENV PLAYWRIGHT_BROWSERS_PATH=/opt/playwright
RUN playwright install chromium

# The code comes last: a change of it re-runs nothing above. It belongs to root, so the program can't change itself.
# .dockerignore says what stays out.
COPY . .

# By number, for the same reason as above.
USER 10001:10001

# What Ctrl+C sends. A plain Python program ends on it; SIGTERM, the default, it wouldn't get as process 1, and docker stop
# would wait ten seconds.
STOPSIGNAL SIGINT

# A list, not a string: the program itself becomes process 1 and gets the signal, no shell stands in between.
CMD ["python", "main.py"]

# Labels come last, since these change with each commit: no step stands below that would run again. Give them with --build-arg.
ARG VERSION=0.2.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="shots" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
