using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Tests.Linting;

public sealed class DockerfileLinterSpecs
{
    private const string Python = "FROM python:3.13-slim\n";

    [TestCase("NDB000", Python + "RUN --mount=type=cash,target=/c x\n", 2)]
    [TestCase("NDB001", Python + "COPY . .\nRUN pip install -r requirements.txt\n", 2)]
    [TestCase("NDB001", Python + "COPY src /src\nRUN python -m pip install flask\n", 2)]
    [TestCase("NDB001", Python + "COPY . .\nRUN uv sync --locked\n", 2)]
    [TestCase("NDB002", Python + "RUN pip install flask\n", 2)]
    [TestCase("NDB002", Python + "RUN <<EOF\nset -e\npip install flask\nEOF\n", 2)]
    [TestCase("NDB002", Python + "RUN [\"/opt/venv/bin/pip\", \"install\", \"flask\"]\n", 2)]
    [TestCase("NDB002", Python + "RUN poetry install\n", 2)]
    [TestCase("NDB002", Python + "RUN pdm sync\n", 2)]
    [TestCase("NDB002", Python + "RUN pipenv sync\n", 2)]
    [TestCase("NDB003", Python + "RUN --mount=type=cache,target=/root/.cache/pip uv pip install flask\n", 2)]
    [TestCase("NDB003", Python + "RUN useradd -u 1000 app\nUSER app\nRUN --mount=type=cache,target=/root/.cache/pip pip install flask\n", 4)]
    [TestCase("NDB003", Python + "RUN useradd -u 1000 app\nUSER app\nRUN --mount=type=cache,target=/home/app/.cache/pip pip install flask\n", 4)]
    [TestCase("NDB003", Python + "ENV UV_CACHE_DIR=/uv\nRUN --mount=type=cache,target=/root/.cache/uv uv sync --locked\n", 3)]
    [TestCase("NDB004", Python + "RUN pip install --no-cache-dir flask\n", 2)]
    [TestCase("NDB004", Python + "ENV PIP_NO_CACHE_DIR=1\nRUN --mount=type=cache,target=/root/.cache/pip pip install flask\n", 3)]
    [TestCase("NDB004", Python + "RUN UV_NO_CACHE=1 uv sync --locked\n", 2)]
    [TestCase("NDB004", Python + "RUN --mount=type=cache,target=/root/.cache/uv uv pip install flask && uv cache clean\n", 2)]
    [TestCase("NDB004", Python + "RUN --mount=type=cache,target=/root/.cache/pip pip install flask && rm -rf $HOME/.cache\n", 2)]
    [TestCase("NDB005", Python + "RUN --mount=type=cache,target=/root/.cache/uv uv sync --locked\n", 2)]
    [TestCase(
        "NDB006",
        "FROM python:3.13 AS b\nRUN pip wheel -w /w -r r.txt\nFROM python:3.13\nCOPY --from=b /w /w\nRUN pip install --no-index --find-links=/w -r r.txt\n",
        4)]
    [TestCase("NDB007", Python + "RUN apt-get update && apt-get install -y gcc libpq-dev && rm -rf /var/lib/apt/lists/*\n", 2)]
    [TestCase("NDB007", Python + "RUN apt-get install -y gcc && pip install x && apt-get autoremove -y\n", 2)]
    [TestCase("NDB007", Python + "RUN apt-get install -y gcc g++ && pip install x && apt-get purge -y gcc\n", 2)]
    [TestCase("NDB008", Python + "ARG GIT_SHA\nRUN make\n", 2)]
    [TestCase("NDB008", Python + "ARG GIT_SHA\nLABEL revision=$GIT_SHA\nRUN make\n", 2)]
    [TestCase("NDB009", Python + "ARG API_TOKEN\n", 2)]
    [TestCase("NDB009", Python + "ENV A=1 DB_PASSWORD=x\n", 2)]
    [TestCase("NDB009", Python + "ARG PIP_INDEX_URL=https://me:pw@index.example.com/simple\n", 2)]
    [TestCase("NDB010", Python + "RUN apt-get update && apt-get install -y curl\n", 2)]
    [TestCase("NDB011", Python + "RUN --mount=type=cache,target=/var/lib/apt apt-get update\n", 2)]
    [TestCase("NDB011", Python + "RUN --mount=type=cache,target=/var/cache/apt,sharing=locked apt-get update\n", 2)]
    [TestCase("NDB012", Python + "RUN apt-get update\nRUN apt-get install -y curl\n", 3)]
    [TestCase("NDB015", Python + "COPY uv.lock .\nRUN uv sync\n", 3)]
    [TestCase("NDB016", Python + "CMD python app.py\n", 2)]
    [TestCase("NDB017", Python + "CMD [\"python\"]\n", 2)]
    [TestCase("NDB017", Python + "USER app\nUSER root\nCMD [\"python\"]\n", 4)]
    [TestCase("NDB018", "FROM python\n", 1)]
    [TestCase("NDB018", "ARG T=latest\nFROM example.com:5000/python:$T\n", 2)]
    [TestCase("NDB019", "FROM python:3.13 AS b\nFROM python:3.13\nRUN --mount=from=b,source=/w,target=/w pip install /w/*.whl && rm -rf /w\n", 3)]
    [TestCase("NDB020", "# ndb:ignore=NDB999 typo\n" + Python, 1)]
    [TestCase("NDB021", "FROM python:3.13 as a\n", 1)]
    [TestCase("NDB022", Python + "RUN apt-get update && apt-get install -y curl\n", 2)]
    public void A_mistake_is_reported_with_its_line(string rule, string text, int line) =>
        Assert.That(Lint(text).Findings.Where(finding => finding.Rule.Id == rule).Select(finding => finding.Lines!.First), Is.EqualTo([line]));

    [TestCase("NDB001", Python + "COPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY . .\n")]
    [TestCase("NDB001", Python + "RUN --mount=source=uv.lock,target=uv.lock uv sync --locked --no-install-project\nCOPY . .\nRUN uv sync --locked\n")]
    [TestCase("NDB002", Python + "RUN --mount=type=cache,target=/root/.cache pip install flask\n")]
    [TestCase("NDB002", Python + "RUN --mount=type=bind,from=b,target=/w pip install --no-index --find-links=/w flask\n")]
    [TestCase("NDB002", Python + "RUN pip install --upgrade pip\n")]
    [TestCase("NDB002", Python + "RUN pip install --no-cache-dir flask\n")]
    [TestCase("NDB002", Python + "RUN echo 'pip install flask'\n")]
    [TestCase("NDB003", Python + "RUN useradd -u 1000 app\nUSER app\nRUN --mount=type=cache,target=/home/app/.cache/pip,uid=1000,gid=1000 pip install flask\n")]
    [TestCase("NDB003", Python + "ENV UV_CACHE_DIR=/uv\nRUN --mount=type=cache,target=/uv uv sync --locked\n")]
    [TestCase("NDB004", Python + "RUN pip install --no-cache-dir --no-index -f /w flask\n")]
    [TestCase("NDB005", Python + "ENV UV_LINK_MODE=copy\nRUN --mount=type=cache,target=/root/.cache/uv uv sync --locked\n")]
    [TestCase("NDB006", "FROM python:3.13 AS b\nFROM python:3.13\nCOPY --from=b /opt/venv /opt/venv\n")]
    [TestCase("NDB007", "FROM python:3.13 AS b\nRUN apt-get install -y gcc\nFROM python:3.13\n")]
    [TestCase("NDB007", Python + "RUN apt-get install -y gcc && pip install x && apt-get purge -y gcc\n")]
    [TestCase("NDB007", Python + "RUN apt-get install -y gcc && pip install x && apt-get autoremove -y gcc\n")]
    [TestCase("NDB007", Python + "RUN apt-get install -y $DEPS gcc && pip install x && apt-get purge -y --auto-remove $DEPS\n")]
    [TestCase("NDB007", Python + "RUN apt-get install -y gcc && pip install x && apt-mark auto gcc && apt-get autoremove -y\n")]
    [TestCase("NDB007", "FROM python:3.13-alpine\nRUN apk add --virtual .build gcc musl-dev && pip install x && apk del .build\n")]
    [TestCase("NDB008", Python + "LABEL revision=abc\nRUN make\n")]
    [TestCase("NDB008", Python + "RUN make\nARG GIT_SHA\nLABEL a=$GIT_SHA\n")]
    [TestCase("NDB008", Python + "ARG GIT_SHA\nRUN echo $GIT_SHA\n")]
    [TestCase("NDB008", Python + "ARG UV_VERSION=0.5\nRUN make\n")]
    [TestCase("NDB009", Python + "ENV TOKENIZERS_PARALLELISM=1 PASSWORD_FILE=/run/secrets/p\n")]
    [TestCase("NDB010", Python + "RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n")]
    [TestCase("NDB011", Python + "RUN rm -f /etc/apt/apt.conf.d/docker-clean\nRUN --mount=type=cache,target=/var/cache/apt,sharing=locked apt-get update\n")]
    [TestCase("NDB015", Python + "COPY uv.lock .\nENV UV_FROZEN=1\nRUN uv sync\n")]
    [TestCase("NDB016", Python + "CMD exec gunicorn -b :$PORT app\n")]
    [TestCase("NDB017", Python + "USER 10001:10001\nCMD [\"python\"]\n")]
    [TestCase("NDB017", "FROM scratch\nCOPY a /a\n")]
    [TestCase("NDB018", "FROM python@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef AS a\nFROM a\n")]
    [TestCase("NDB020", "# ndb:ignore=RootUser,DuplicateStageName why\n" + Python)]
    [TestCase("NDB021", "from python:3.13 as a\n")]
    public void Correct_files_have_no_finding(string rule, string text) =>
        Assert.That(Lint(text).Findings.Where(finding => finding.Rule.Id == rule), Is.Empty);

    [TestCase("# ndb:ignore=NDB017 needs port 80\nCMD [\"python\"]\n", "needs port 80")]
    [TestCase("# ndb:ignore=NDB001, RootUser\nCMD [\"python\"]\n", null)]
    [TestCase("# ndb:ignore=NDB001,rootuser\nCMD [\"python\"]\n", "no reason given")]
    public void A_comment_suppresses_a_finding_with_its_reason(string rest, string? reason)
    {
        var report = Lint(Python + rest);

        Assert.That(report.Suppressed.SingleOrDefault(finding => finding.Rule.Name == "RootUser")?.Suppressed, Is.EqualTo(reason));
        Assert.That(report.Findings.Any(finding => finding.Rule.Name == "RootUser"), Is.EqualTo(reason is null));
    }

    [Test]
    public void Skipped_checks_apply_to_the_rules_of_this_linter() =>
        Assert.That(Lint("# check=skip=RootUser,NDB016\n" + Python + "CMD python\n").Findings, Is.Empty);

    [Test]
    public void All_checks_can_be_skipped_but_not_errors_of_BuildKit() =>
        Assert.That(
            Lint("# check=skip=all\n" + Python + "RUN --mount=type=cash,target=/c x\nCMD python\n").Findings.Select(finding => finding.Rule.Name),
            Is.EqualTo(["WouldFail"]));

    [Test]
    public void Findings_of_BuildKit_are_in_the_same_list_and_repeat_nothing()
    {
        var checks = new BuildCheckResult
        {
            Findings =
            [
                new BuildCheckFinding("JSONArgsRecommended", "", "JSON arguments recommended", null, new DockerfileLines(3, 3)),
                new BuildCheckFinding("WorkdirRelativePath", "", "relative", "https://docs.docker.com/go/x/", new DockerfileLines(2, 2)),
            ],
        };

        var report = DockerfileLinter.Lint(Dockerfile.Parse(Python + "WORKDIR app\nCMD python\n"), new LintContext { Checks = checks });

        Assert.That(report.Findings.Select(finding => finding.Rule.Id), Is.EqualTo(["WorkdirRelativePath", "NDB016", "NDB017"]));
    }

    [Test]
    public void A_Dockerfile_that_cannot_be_read_is_a_finding()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "FROM a\nRUNN b\n");

        var report = DockerfileLinter.LintFile(path);
        File.Delete(path);

        Assert.That(
            (report.Findings.Single().Rule.Name, report.Findings.Single().Lines, report.Fails(LintFailOn.Error)),
            Is.EqualTo(("WouldFail", new DockerfileLines(2, 2), true)));
    }

    private static LintReport Lint(string text) => DockerfileLinter.Lint(Dockerfile.Parse(text));
}
