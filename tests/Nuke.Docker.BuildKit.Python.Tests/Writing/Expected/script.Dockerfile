# No "# syntax=" line: every feature used here is built into BuildKit, and that line would fetch a frontend image at each build.

# The image to start from. Override it with --build-arg PYTHON_IMAGE=… (for instance a mirror, or another Python version).
ARG PYTHON_IMAGE=python:3.13-slim

# ---- The image that runs. ----
FROM ${PYTHON_IMAGE} AS runtime

# PYTHONUNBUFFERED: log lines appear at once. PYTHONDONTWRITEBYTECODE: the running program writes no .pyc files.
ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1

# A user without rights. The number is fixed, so that files on volumes keep their owner and Kubernetes can check runAsNonRoot.
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app

# Paths from here on start in this folder.
WORKDIR /app

# The code comes last: a change of it re-runs nothing above. It belongs to root, so the program can't change itself.
# .dockerignore says what stays out.
COPY . .

# By number, for the same reason as above.
USER 10001:10001

# What Ctrl+C sends. A plain Python program ends on it; SIGTERM, the default, it wouldn't get as process 1, and docker stop
# would wait ten seconds.
STOPSIGNAL SIGINT

# A list, not a string: the program itself becomes process 1 and gets the signal, no shell stands in between.
CMD ["python", "hello.py"]

# Labels come last, since these change with each commit: no step stands below that would run again. Give them with --build-arg.
ARG VERSION=0.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="service" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
