using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;

namespace Nuke.Docker.BuildKit.Dockerfiles.Tests.Linting;

/// <summary>Traits of Dockerfiles of real projects that were reported wrongly, or not at all.</summary>
public sealed class RealDockerfileSpecs
{
    private const string Python = "FROM python:3.13-slim\n";
    private const string Apt = "RUN --mount=type=cache,target=/var/cache/apt,sharing=locked --mount=type=cache,target=/var/lib/apt,sharing=locked ";

    [TestCase("NDB001", Python + "COPY . /app\nWORKDIR /app\nRUN pip install .\n", 2)]
    [TestCase("NDB001", Python + "WORKDIR /app\nCOPY . .\nRUN pip install -e '.[web]'\n", 3)]
    [TestCase("NDB001", Python + "COPY . .\nRUN pip wheel -w /wheels -r requirements.txt\n", 2)]
    [TestCase("NDB002", Python + "RUN pip wheel -w /wheels -r requirements.txt\n", 2)]
    [TestCase("NDB002", Python + "RUN pip install poetry\n", 2)]
    [TestCase("NDB002", Python + "RUN pip install --upgrade pip && pip install poetry==2.1.0\n", 2)]
    [TestCase("NDB002", "FROM condaforge/miniforge3:25.1.1-0\nRUN conda install -y numpy\n", 2)]
    [TestCase("NDB002", "FROM condaforge/miniforge3:25.1.1-0\nRUN mamba env create -f environment.yml\n", 2)]
    [TestCase("NDB002", "FROM mambaorg/micromamba:2.0.5\nRUN micromamba install -y -n base -f env.yaml && micromamba clean --all --yes\n", 2)]
    [TestCase("NDB002", Python + "RUN bash -c \"pip install flask\"\n", 2)]
    [TestCase("NDB002", Python + "RUN /bin/bash -lc 'source /venv/bin/activate && pip install flask'\n", 2)]
    [TestCase("NDB003", Python + "RUN --mount=type=cache,target=/root/.cache/pypoetry poetry install\n", 2)]
    [TestCase("NDB004", Python + "ENV PIP_NO_CACHE_DIR=0\nRUN pip install flask\n", 3)]
    [TestCase("NDB004", Python + "ENV PIP_NO_CACHE_DIR=Off\nRUN pip install flask\n", 3)]
    [TestCase("NDB004", Python + "ENV PIP_NO_CACHE_DIR=no\nRUN pip install flask\n", 3)]
    [TestCase("NDB004", Python + "ENV PIP_NO_CACHE_DIR=FALSE\nRUN pip install flask\n", 3)]
    [TestCase("NDB004", Python + Apt + "apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n", 2)]
    [TestCase("NDB004", Python + Apt + "apt-get update && apt-get install -y curl && apt-get clean\n", 2)]
    [TestCase("NDB008", Python + "ARG CI_PIPELINE_ID\nRUN make\n", 2)]
    [TestCase("NDB008", Python + "ARG GITHUB_RUN_ID\nRUN make\n", 2)]
    [TestCase("NDB008", Python + "ARG RELEASE_TAG\nRUN make\n", 2)]
    [TestCase("NDB009", Python + "ARG GITHUB_TOKEN_PROD\n", 2)]
    [TestCase("NDB009", Python + "ENV AWS_SECRET_ACCESS_KEY=abc\n", 2)]
    [TestCase("NDB009", Python + "ENV DB_PASSWORD_2=abc\n", 2)]
    [TestCase("NDB011", Python + "RUN --mount=type=cache,target=/var/cache/apt/archives,sharing=locked apt-get update && apt-get install -y curl\n", 2)]
    [TestCase("NDB018", "FROM python:slim\n", 1)]
    [TestCase("NDB018", "FROM python:slim-bookworm\n", 1)]
    [TestCase("NDB018", "FROM node:lts-alpine\n", 1)]
    [TestCase("NDB018", Python + "COPY --from=ghcr.io/astral-sh/uv:latest /uv /bin/\n", 2)]
    [TestCase("NDB018", Python + "COPY --from=ghcr.io/astral-sh/uv /uv /bin/\n", 2)]
    [TestCase("NDB018", Python + "RUN --mount=from=ghcr.io/astral-sh/uv:latest,source=/uv,target=/bin/uv uv --version\n", 2)]
    [TestCase("NDB019", Python + "RUN --mount=type=cache,target=/var/lib/apt,sharing=locked rm -rf /var/lib/apt && mkdir -p /x\n", 2)]
    [TestCase("NDB019", Python + "RUN --mount=type=cache,target=/var/lib/apt/lists,sharing=locked mkdir /var/lib/apt/lists && apt-get update\n", 2)]
    [TestCase("NDB025", Python + "ADD https://example.com/tool.tar.gz /opt/\n", 2)]
    [TestCase("NDB026", Python + "RUN pip install git+https://github.com/acme/lib.git@main\n", 2)]
    [TestCase("NDB026", Python + "RUN pip install 'lib @ git+https://github.com/acme/lib'\n", 2)]
    [TestCase("NDB026", Python + "ADD https://github.com/acme/lib.git#develop /lib\n", 2)]
    [TestCase("NDB027", Python + "RUN useradd app\nCOPY --link --chown=app:app . .\n", 3)]
    [TestCase("NDB029", Python + "RUN <<EOF\r\nset -e\r\necho 1\r\nEOF\r\n", 2)]
    public void A_mistake_is_reported_with_its_line(string rule, string text, int line) =>
        Assert.That(Lint(text).Findings.Where(finding => finding.Rule.Id == rule).Select(finding => finding.Lines!.First), Is.EqualTo([line]));

    [TestCase("NDB000", "ARG PYVERSION\nFROM python:$PYVERSION-slim\n")]
    [TestCase("NDB000", "ARG BASE\nFROM $BASE\n")]
    [TestCase("NDB000", "ARG PYVERSION\nFROM python:${PYVERSION}\nCOPY a /a\n")]
    [TestCase("NDB001", Python + "COPY svc /opt/svc\nRUN pip install /opt/svc\n")]
    [TestCase("NDB001", Python + "COPY . /srv\nRUN pip install '/srv[web]' --no-deps\n")]
    [TestCase("NDB001", Python + "COPY lib /srv/lib\nRUN pip install file:///srv/lib\n")]
    [TestCase("NDB001", Python + "COPY dist /dist\nRUN pip install /dist/*.whl\n")]
    [TestCase("NDB001", Python + "COPY . .\nRUN pip install --no-deps .\n")]
    [TestCase("NDB001", Python + "COPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY . .\nRUN pip install .\n")]
    [TestCase("NDB002", Python + "RUN --mount=type=cache,target=/root/.cache/pip pip wheel -w /wheels flask\n")]
    [TestCase("NDB002", "FROM condaforge/miniforge3:25.1.1-0\nRUN --mount=type=cache,target=/opt/conda/pkgs conda install -y numpy\n")]
    [TestCase("NDB003", Python + "ENV POETRY_VIRTUALENVS_IN_PROJECT=true\nRUN --mount=type=cache,target=/root/.cache/pypoetry poetry install\n")]
    [TestCase("NDB003", Python + "RUN poetry config virtualenvs.create false\nRUN --mount=type=cache,target=/root/.cache/pypoetry poetry install\n")]
    [TestCase("NDB003", Python + "ENV VIRTUAL_ENV=/venv\nRUN --mount=type=cache,target=/root/.cache/pypoetry poetry install\n")]
    [TestCase("NDB007", "FROM golang:1.24\nRUN apt-get update && apt-get install -y gcc libpcap-dev\n")]
    [TestCase("NDB007", "FROM docker.io/library/rust:1.85-slim\nRUN apt-get update && apt-get install -y pkg-config libssl-dev\n")]
    [TestCase("NDB007", "FROM golang:1.24 AS base\nFROM base\nRUN apk add build-base\n")]
    [TestCase("NDB008", Python + "ARG TINI_SHA\nRUN make\n")]
    [TestCase("NDB009", Python + "ENV VITE_USE_ID_TOKEN=false\n")]
    [TestCase("NDB009", Python + "ENV SECRET_KEY=dummy DJANGO_SECRET_KEY=\"changeme\"\n")]
    [TestCase("NDB009", Python + "ENV PASSWORD_MIN_LENGTH=12\n")]
    [TestCase("NDB009", Python + "ARG TOKEN_TTL=3600\n")]
    [TestCase("NDB009", Python + "ARG SECRET_NAME\n")]
    [TestCase("NDB009", Python + "ENV JWT_TOKEN_LIFETIME_MINUTES=5 SECRETS_BACKEND=vault REQUIRE_PASSWORD=true\n")]
    [TestCase("NDB009", Python + "ENV DB_PASSWORD=\n")]
    [TestCase("NDB011", Python + "RUN --mount=type=cache,target=/var/lib/apt,sharing=private apt-get update\n")]
    [TestCase("NDB016", Python + "SHELL [\"/bin/bash\", \"-c\"]\nCMD python app.py\n")]
    [TestCase("NDB018", "FROM debian:bookworm-slim\n")]
    [TestCase("NDB018", "FROM ubuntu:noble\n")]
    [TestCase("NDB018", "FROM example.com/acme/base:production\n")]
    [TestCase("NDB018", Python + "COPY --from=ghcr.io/astral-sh/uv:0.9.5 /uv /bin/\n")]
    [TestCase("NDB018", "FROM python:3.13 AS uv\nFROM python:3.13\nCOPY --from=uv /uv /bin/\n")]
    [TestCase("NDB019", Python + "RUN --mount=type=cache,target=/var/lib/apt/lists,sharing=locked mkdir -p /var/lib/apt/lists/partial && apt-get update\n")]
    [TestCase(
        "NDB022",
        Python + "RUN --mount=type=cache,target=/var/cache/apt/archives,sharing=locked apt-get update && apt-get install -y curl\n")]
    [TestCase(
        "NDB025",
        Python + "ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/tool.tar.gz /opt/\n")]
    [TestCase("NDB026", Python + "RUN pip install git+https://github.com/acme/lib.git@v1.2.0\n")]
    [TestCase("NDB026", Python + "RUN pip install git+ssh://git@github.com/acme/lib.git@2f4e7f3c0a\n")]
    [TestCase("NDB026", Python + "RUN pip install git+https://github.com/acme/lib.git@$COMMIT\n")]
    [TestCase("NDB026", Python + "ADD https://github.com/acme/lib.git#v1.2 /lib\n")]
    [TestCase("NDB027", Python + "COPY --link --chown=10001:10001 . .\n")]
    [TestCase("NDB027", Python + "COPY --chown=app:app . .\n")]
    [TestCase("NDB029", Python + "RUN <<EOF\nset -e\necho 1\nEOF\n")]
    [TestCase("NDB029", "FROM python:3.13-slim\r\nRUN pip install \\\r\n  flask\r\n")]
    public void Correct_files_have_no_finding(string rule, string text) =>
        Assert.That(Lint(text).Findings.Where(finding => finding.Rule.Id == rule), Is.Empty);

    [Test]
    public void Checks_can_be_skipped_after_a_shebang() =>
        Assert.That(Lint("#!/usr/bin/env docker-run\n# check=skip=RootUser,NDB016\n" + Python + "CMD python\n").Findings, Is.Empty);

    [Test]
    public void Poetry_is_advised_to_mount_only_its_downloads_if_its_environment_is_in_the_cache_directory()
    {
        var finding = Lint(Python + "RUN poetry install\n").Findings.Single(finding => finding.Rule.Id == "NDB002");

        Assert.That(finding.Message, Does.Contain("target=/root/.cache/pypoetry/cache").And.Contain("/root/.cache/pypoetry/artifacts"));
    }

    private static LintReport Lint(string text) => DockerfileLinter.Lint(Dockerfile.Parse(text));
}
