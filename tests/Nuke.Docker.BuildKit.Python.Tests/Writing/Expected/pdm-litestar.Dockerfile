# No "# syntax=" line: BuildKit has every feature used here, and that line would fetch a frontend image at each build.

# The base image. Override it with --build-arg PYTHON_IMAGE=… (for example, a mirror or another Python version).
ARG PYTHON_IMAGE=python:3.13-slim

# The PDM version that installs the dependencies, as a pip requirement.
ARG PDM_REQUIREMENT=pdm==2.*

# ---- What decides the dependencies: without the project's version and the settings of tools. ----
FROM ${PYTHON_IMAGE} AS manifest

# This step runs after each change of these files, and only needs Python. The next ones depend on what it writes: if that has
# not changed, they come from the cache.
RUN --mount=type=bind,source=pyproject.toml,target=/src/pyproject.toml \
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
    for table, keys in {"project": ["name", "version", "requires-python", "dependencies", "optional-dependencies", "dynamic"], "dependency-groups": [], "tool.pdm": ["distribution", "dev-dependencies", "source", "resolution", "options", "ignore_package_warnings"]}.items():
        content = source
        for part in table.split("."):
            content = content.get(part, {})
        kept = {key: content[key] for key in content if not keys or key in keys}
        if "version" in kept:
            kept["version"] = "0"
        if content:
            reduced[table] = kept
    target.write_text("".join(f"{table} = {toml(kept)}\n" for table, kept in reduced.items()), encoding="utf-8")
EOF

# ---- Install the dependencies with PDM. Compilers and PDM itself stay in this stage. ----
FROM ${PYTHON_IMAGE} AS dependencies

# A stage must redeclare an ARG from above the first FROM to use it.
ARG PDM_REQUIREMENT

# PDM in its own environment, so that its packages do not mix with the project's. Override the version with --build-arg
# PDM_REQUIREMENT=…
# The secret is optional: a pip.conf for a private index or a mirror, visible only to this step and never stored
# (--secret id=pip,src=pip.conf).
RUN --mount=type=cache,target=/root/.cache/pip \
    --mount=type=secret,id=pip,target=/etc/pip.conf \
    python -m venv /opt/pdm && \
    /opt/pdm/bin/pip install "${PDM_REQUIREMENT}"

WORKDIR /app

# The project's environment. PDM installs into the environment in VIRTUAL_ENV.
ENV VIRTUAL_ENV=/app/.venv \
    PATH="/app/.venv/bin:$PATH" \
    PDM_CHECK_UPDATE=false
RUN python -m venv --without-pip "$VIRTUAL_ENV"

# The files that list the dependencies are only mounted (bind), so this step runs again only when one of them changes.
# The cache mount is PDM's own cache folder: it keeps downloads between builds, outside the image.
# --prod: no development dependencies. --no-self: not yet the project itself. --check: fail if pyproject.toml has changed since
# the lock was written.
# compileall: compile bytecode once here, not at each start. It refers to the source's hash, not its time, so that the same
# packages produce the same layer; a file that does not compile (some packages contain templates) is skipped.
RUN --mount=type=bind,from=manifest,source=/manifest/pyproject.toml,target=pyproject.toml \
    --mount=type=bind,source=pdm.lock,target=pdm.lock \
    --mount=type=cache,target=/root/.cache/pdm \
    /opt/pdm/bin/pdm install --check --prod --no-self && \
    (python -m compileall -q -j 0 --invalidation-mode unchecked-hash /app/.venv/lib || true)

# ---- The project as a wheel. ----
FROM ${PYTHON_IMAGE} AS project

# The sources are mounted, not copied. rw: the build backend writes into the source folder; these changes are discarded.
RUN --mount=type=bind,target=/src,rw \
    --mount=type=cache,target=/root/.cache/pip \
    --mount=type=secret,id=pip,target=/etc/pip.conf \
    pip wheel --no-deps --wheel-dir /dist /src

# ---- The runtime image. ----
FROM ${PYTHON_IMAGE} AS runtime

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

# The project itself comes last: a code change re-runs nothing above. Its wheel is mounted: copying it would store the project
# in the image twice.
# --no-index, --no-deps: install exactly these, nothing from the network. --no-cache-dir: store no pip cache in the image.
# SOURCE_DATE_EPOCH: the bytecode that pip compiles refers to the source's hash, not its time, so that the same packages produce
# the same layer.
RUN --mount=type=bind,from=project,source=/dist,target=/dist \
    SOURCE_DATE_EPOCH=0 pip --python /app/.venv/bin/python install --no-cache-dir --no-deps --no-index --root-user-action=ignore /dist/*.whl

# By number, for the same reason as above.
USER 10001:10001

# The port that the program listens on. This does not publish it; use docker run -p or ports in compose.yaml.
EXPOSE 8000

# Python is already installed, so the check needs no curl.
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/ping', timeout=2)"]

# The signal on which the server finishes its current requests and exits.
STOPSIGNAL SIGTERM

# A list, not a string: the program itself becomes process 1 and receives the signal, without a shell in between.
# Detected (b32c0281): until you change it, DockerInit --overwrite detects the program again.
CMD ["uvicorn", "hello_litestar.app:app", "--host", "0.0.0.0", "--port", "8000"]

# Labels come last because they change with each commit: no step below has to run again. Set them with --build-arg.
ARG VERSION=1.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="hello-litestar" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
