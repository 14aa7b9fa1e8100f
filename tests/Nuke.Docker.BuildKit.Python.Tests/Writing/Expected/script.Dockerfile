# No "# syntax=" line: BuildKit has every feature used here, and that line would fetch a frontend image at each build.

# The base image. Override it with --build-arg PYTHON_IMAGE=… (for example, a mirror or another Python version).
ARG PYTHON_IMAGE=python:3.13-slim

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

# The code comes last: a change re-runs nothing above. root owns it, so the program cannot change itself. .dockerignore lists
# the excluded files.
COPY . .

# By number, for the same reason as above.
USER 10001:10001

# The signal of Ctrl+C, which ends a plain Python program. As process 1 it would ignore SIGTERM, the default, and docker stop
# would wait ten seconds.
STOPSIGNAL SIGINT

# A list, not a string: the program itself becomes process 1 and receives the signal, without a shell in between.
# Detected (df6a1abf): until you change it, DockerInit --overwrite detects the program again.
CMD ["python", "hello.py"]

# Labels come last because they change with each commit: no step below has to run again. Set them with --build-arg.
ARG VERSION=0.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="service" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
