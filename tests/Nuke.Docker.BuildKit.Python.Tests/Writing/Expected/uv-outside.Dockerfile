# No "# syntax=" line: BuildKit has every feature used here, and that line would fetch a frontend image at each build.

# The build context is a folder above this one. Build the image there: docker build --file service/Dockerfile .

# The base image. Override it with --build-arg PYTHON_IMAGE=… (for example, a mirror or another Python version).
ARG PYTHON_IMAGE=python:3.13-slim

# The image that contains uv. Override it with --build-arg UV_IMAGE=… (a mirror, another version) or --build-context uv=…; only
# /uv and /uvx are used.
ARG UV_IMAGE=ghcr.io/astral-sh/uv:0.12

# ---- What decides the dependencies: without the project's version and the settings of tools. ----
FROM ${PYTHON_IMAGE} AS manifest

# This step runs after each change of these files, and only needs Python. The next ones depend on what it writes: if that has
# not changed, they come from the cache.
RUN --mount=type=bind,source=service/uv.lock,target=/src/uv.lock \
    --mount=type=bind,source=service/pyproject.toml,target=/src/pyproject.toml \
    python - <<'EOF'
import json
import pathlib
import re
import tomllib

def toml(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {toml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (str, int, float)) else str(value)

paths = ["pyproject.toml"]
texts = {path: pathlib.Path("/src", path).read_text(encoding="utf-8") for path in paths}
try:
    sources = {path: tomllib.loads(text) for path, text in texts.items()}
except tomllib.TOMLDecodeError:
    # TOML 1.1, which Python's own reader does not know yet: nothing is left out.
    sources = {}

for path, text in texts.items():
    target = pathlib.Path("/manifest", path)
    target.parent.mkdir(parents=True, exist_ok=True)
    if not sources:
        target.write_text(text, encoding="utf-8")
        continue
    source = sources[path]
    reduced = {}
    for table, keys in {"project": ["name", "version", "requires-python", "dependencies", "optional-dependencies", "dynamic"], "dependency-groups": [], "build-system": [], "tool.uv": []}.items():
        content = source
        for part in table.split("."):
            content = content.get(part, {})
        kept = {key: content[key] for key in content if not keys or key in keys}
        if "version" in kept:
            kept["version"] = "0"
        if content:
            reduced[table] = kept
    target.write_text("".join(f"{table} = {toml(kept)}\n" for table, kept in reduced.items()), encoding="utf-8")
# The lock also has the versions of the project and of the members of its workspace.
lock = pathlib.Path("/src/uv.lock").read_text(encoding="utf-8")
own = r'(\[\[package\]\]\nname = "[^"]+"\nversion = )"[^"]*"(\nsource = \{ (?:editable|virtual) = "(?:\.)")'
if sources:
    lock = re.sub(own, r'\1"0"\2', lock)
pathlib.Path("/manifest/uv.lock").write_text(lock, encoding="utf-8")
EOF

# ---- Only the programs of uv. ----
# A separate stage, so that ARG UV_IMAGE or a build context named uv can replace it.
FROM ${UV_IMAGE} AS uv

# ---- Install the dependencies with uv. Compilers and uv itself stay in this stage. ----
FROM ${PYTHON_IMAGE} AS dependencies

COPY --from=uv /uv /uvx /bin/

# UV_LINK_MODE: links cannot point into the cache mount. UV_COMPILE_BYTECODE: compile bytecode once here, not at each start.
# PYC_INVALIDATION_MODE: refer to the source's hash, not its time, so that the same packages produce the same layer.
# UV_PYTHON_DOWNLOADS: use only the image's Python. UV_NO_DEV: no development dependencies. UV_PROJECT_ENVIRONMENT: the
# environment's folder in the runtime image.
ENV UV_LINK_MODE=copy \
    UV_COMPILE_BYTECODE=1 \
    PYC_INVALIDATION_MODE=UNCHECKED_HASH \
    UV_PYTHON_DOWNLOADS=0 \
    UV_NO_DEV=1 \
    UV_PROJECT_ENVIRONMENT=/app/.venv

WORKDIR /app/service

# The files that list the dependencies are only mounted (bind), so this step runs again only when one of them changes.
# The cache mount is uv's own cache folder: it keeps downloads and built wheels between builds, outside the image.
# The secret is optional: a uv.toml for a private index or a mirror, visible only to this step and never stored
# (--secret id=uv,src=uv.toml).
# --locked: install exactly the locked versions, and fail if pyproject.toml has changed since. --no-install-project: not yet the
# project itself. --no-editable: an editable installation would need the library's folder at run time.
RUN --mount=type=bind,from=manifest,source=/manifest/uv.lock,target=uv.lock \
    --mount=type=bind,from=manifest,source=/manifest/pyproject.toml,target=pyproject.toml \
    --mount=type=bind,source=libs/common,target=../libs/common,rw \
    --mount=type=bind,source=libs/checks/pyproject.toml,target=../libs/checks/pyproject.toml \
    --mount=type=bind,source=libs/core,target=../libs/core,rw \
    --mount=type=cache,target=/root/.cache/uv \
    --mount=type=secret,id=uv,target=/etc/uv/uv.toml \
    uv sync --locked --no-editable --no-install-project

# ---- The project as a wheel. ----
FROM dependencies AS project

# The sources are mounted, not copied. rw: the build backend writes into the source folder; these changes are discarded.
RUN --mount=type=bind,target=/app,rw \
    --mount=type=cache,target=/root/.cache/uv \
    --mount=type=secret,id=uv,target=/etc/uv/uv.toml \
    uv build --wheel --out-dir /dist

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
    apt-get install --yes --no-install-recommends libmagic1 && \
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

# All dependencies in one layer, which is rebuilt only when they change. Both stages use the same base image, so the environment
# finds its Python.
COPY --from=dependencies /app/.venv /app/.venv

# The project itself comes last: a code change re-runs nothing above. Its wheel and uv are mounted, so neither is stored in the
# image.
RUN --mount=type=bind,from=uv,source=/uv,target=/usr/local/bin/uv \
    --mount=type=bind,from=project,source=/dist,target=/dist \
    PYC_INVALIDATION_MODE=UNCHECKED_HASH uv pip install --python /app/.venv/bin/python --no-cache --no-deps --no-index --compile-bytecode /dist/*.whl

# By number, for the same reason as above.
USER 10001:10001

# The signal of Ctrl+C, which ends a plain Python program. As process 1 it would ignore SIGTERM, the default, and docker stop
# would wait ten seconds.
STOPSIGNAL SIGINT

# A list, not a string: the program itself becomes process 1 and receives the signal, without a shell in between.
# Detected (b0651fb2): until you change it, DockerInit --overwrite detects the program again.
CMD ["api"]

# Labels come last because they change with each commit: no step below has to run again. Set them with --build-arg.
ARG VERSION=2.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="api" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
