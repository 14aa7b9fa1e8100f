using Nuke.Docker.BuildKit.Dockerfiles.Fixing;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Text.Changes;

namespace Nuke.Docker.BuildKit.Dockerfiles.Tests.Fixing;

public sealed class DockerfileFixerSpecs
{
    private const string Python = "FROM python:3.13-slim\n";
    private string _folder = null!;

    [SetUp]
    public void Create()
    {
        _folder = Directory.CreateTempSubdirectory("fix-").FullName;
        File.WriteAllText(Path.Combine(_folder, "requirements.txt"), "flask\n");
    }

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [TestCase("FROM a:1 as b\n", "FROM a:1 AS b\n")]
    [TestCase("from a:1 AS b\n", "from a:1 as b\n")]
    [TestCase(Python + "RUN pip install flask\n", Python + "RUN --mount=type=cache,target=/root/.cache/pip \\\n    pip install flask\n")]
    [TestCase(Python + "RUN pip install --no-cache-dir flask\n", Python + "RUN --mount=type=cache,target=/root/.cache/pip \\\n    pip install flask\n")]
    [TestCase(Python + "RUN pip install \\\n  --no-cache-dir \\\n  flask\n", Python + "RUN --mount=type=cache,target=/root/.cache/pip \\\n  pip install \\\n  flask\n")]
    [TestCase(Python + "RUN pip install flask \\\n  --no-cache-dir\n", Python + "RUN --mount=type=cache,target=/root/.cache/pip \\\n  pip install flask\n")]
    [TestCase(Python + "ENV PIP_NO_CACHE_DIR=1\nRUN pip install flask\n", Python + "RUN --mount=type=cache,target=/root/.cache/pip \\\n    pip install flask\n")]
    [TestCase(Python + "ENV A=1 \\\n    PIP_NO_CACHE_DIR=1 \\\n    B=2\nRUN pip install flask\n", Python + "ENV A=1 \\\n    B=2\nRUN --mount=type=cache,target=/root/.cache/pip \\\n    pip install flask\n")]
    [TestCase(Python + "RUN useradd -u 1000 app\nUSER app\nRUN --mount=type=cache,target=/root/.cache/pip pip install flask\n", Python + "RUN useradd -u 1000 app\nUSER app\nRUN --mount=type=cache,target=/home/app/.cache/pip,uid=1000,gid=1000 pip install flask\n")]
    [TestCase(Python + "COPY . .\nRUN pip install -r requirements.txt\n", Python + "RUN --mount=type=cache,target=/root/.cache/pip \\\n    --mount=type=bind,source=requirements.txt,target=requirements.txt \\\n    pip install -r requirements.txt\nCOPY . .\n")]
    [TestCase("FROM a:1 AS b\nFROM a:1\nCOPY --from=b /wheels /wheels\nRUN pip install --no-index -f /wheels x && rm -rf /wheels\n", "FROM a:1 AS b\nFROM a:1\nRUN --mount=type=bind,from=b,source=/wheels,target=/wheels \\\n    pip install --no-index -f /wheels x\n")]
    [TestCase(Python + "ARG GIT_SHA\n# who made it\nLABEL rev=$GIT_SHA\nRUN mkdir /x\n", Python + "RUN mkdir /x\nARG GIT_SHA\n# who made it\nLABEL rev=$GIT_SHA\n")]
    [TestCase(Python + "RUN apt-get update && apt-get install -y curl\n", Python + "RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n")]
    [TestCase(Python + "RUN --mount=type=cache,target=/var/lib/apt rm x && apt-get update\n", Python + "RUN --mount=type=cache,target=/var/lib/apt,sharing=locked rm x && apt-get update\n")]
    [TestCase(Python + "USER a\nCMD python \"my app.py\" -v\n", Python + "USER a\nCMD [\"python\", \"my app.py\", \"-v\"]\n")]
    [TestCase(Python + "WORKDIR /app\nCOPY . .\n# go\nCMD [\"python\", \"a.py\"]\n", Python + "RUN useradd --uid 10001 --user-group --create-home app\nWORKDIR /app\nCOPY . .\nUSER 10001:10001\n# go\nCMD [\"python\", \"a.py\"]\n")]
    [TestCase(Python + "RUN --mount=type=cache,target=/root/.cache/pip pip install uv flask && uv pip install x\n", Python + "ENV UV_LINK_MODE=copy\nRUN --mount=type=cache,target=/root/.cache/uv \\\n    --mount=type=cache,target=/root/.cache/pip pip install uv flask && uv pip install x\n")]
    [TestCase(Python + "RUN useradd bot\nCMD [\"python\", \"a.py\"]\n", Python + "RUN useradd bot\nUSER bot\nCMD [\"python\", \"a.py\"]\n")]
    [TestCase(Python + "COPY uv.lock .\nRUN --mount=type=cache,target=/root/.cache/uv uv sync\n", Python + "COPY uv.lock .\nENV UV_LINK_MODE=copy\nRUN --mount=type=cache,target=/root/.cache/uv uv sync --locked\n")]
    [TestCase(Python + "RUN pip install --no-cache flask\n", Python + "RUN --mount=type=cache,target=/root/.cache/pip \\\n    pip install flask\n")]
    [TestCase(Python + "RUN useradd -m bot -s /bin/bash\nCMD [\"python\", \"a.py\"]\n", Python + "RUN useradd -m bot -s /bin/bash\nUSER bot\nCMD [\"python\", \"a.py\"]\n")]
    [TestCase(Python + "ENTRYPOINT [\"python3\"]\nCMD [\"a.py\"]\n", Python + "RUN useradd --uid 10001 --user-group --create-home app\nUSER 10001:10001\nENTRYPOINT [\"python3\"]\nCMD [\"a.py\"]\n")]
    [TestCase("FROM me/python:2\nRUN apk add x\nCMD [\"python\", \"a.py\"]\n", "FROM me/python:2\nRUN adduser -D -u 10001 app\nRUN apk add x\nUSER 10001:10001\nCMD [\"python\", \"a.py\"]\n")]
    public void A_mistake_is_mended_and_stays_mended(string before, string after)
    {
        var report = DockerfileFixer.Fix(before, "Dockerfile", Context);

        Assert.That(report.After, Is.EqualTo(after));
        Assert.That(DockerfileFixer.Fix(report.After, "Dockerfile", Context).Changed, Is.False);
    }

    [TestCase(Python + "COPY . .\nRUN make\nRUN --mount=type=cache,target=/root/.cache pip install -r requirements.txt\n", "make may need the code")]
    [TestCase(Python + "USER app\nRUN pip install --no-cache-dir flask\n", "nobody knows the user's number")]
    [TestCase(Python + "ENV PIP_NO_CACHE_DIR=1\nRUN pip install a\nUSER app\nRUN pip install b\n", "the second step could keep no cache")]
    [TestCase(Python + "USER a\nCMD uvicorn app:app --port $PORT\n", "the shell puts the port in")]
    [TestCase(Python + "USER a\nENTRYPOINT [\"x\"]\nCMD python a.py\n", "the entry point gets the shell's words")]
    [TestCase(Python + "RUN apt-get update\nRUN apt-get install -y a\n", "the second step lives on the first one's lists")]
    [TestCase(Python + "USER a\n# ndb:ignore=NDB016 wanted\nCMD python a.py\n", "suppressed")]
    [TestCase("FROM acme/base:1\nCMD [\"python\", \"a.py\"]\n", "nobody knows how that image makes users")]
    [TestCase(Python + "RUN poetry install\n", "its environment lies in its cache folder")]
    [TestCase(Python + "RUN pip install flask && rm -rf /root/.cache\n", "a mount can't be removed")]
    [TestCase(Python + "RUN pip install --no-cache-dir flask && rm -rf ~/.cache/*\n", "the next build would find nothing in the mount")]
    [TestCase(Python + "ENV UV_LINK_MODE=copy\nRUN uv pip install flask && uv cache clean\n", "uv removes the folder itself")]
    [TestCase("FROM jupyter/base-notebook:1\nRUN pip install flask\n", "its steps don't run as root")]
    [TestCase("FROM acme/base:1\nRUN pip install flask\nUSER root\nRUN x\nUSER app\n", "its steps don't run as root, or nobody would say USER root")]
    [TestCase("FROM debian:trixie-slim\nCMD [\"python3\"]\n", "an image for others, no service")]
    [TestCase(Python + "VOLUME /data\nCMD [\"python\", \"a.py\"]\n", "the volume is root's")]
    [TestCase(Python + "RUN mkdir /data\nCMD [\"python\", \"a.py\"]\n", "the folder is root's")]
    [TestCase(Python + "EXPOSE 80\nCMD [\"python\", \"a.py\"]\n", "not everywhere may everybody bind a low port")]
    [TestCase(Python + "CMD [\"gunicorn\", \"-b\", \"0.0.0.0:80\", \"a:a\"]\n", "not everywhere may everybody bind a low port")]
    [TestCase(Python + "CMD [\"flask\", \"run\", \"--port=80\"]\n", "not everywhere may everybody bind a low port")]
    [TestCase("FROM gcr.io/distroless/python3-debian12\nCMD [\"python\", \"a.py\"]\n", "nothing there makes users")]
    [TestCase(Python + "USER a\nCMD exec gunicorn a:a\n", "exec takes the shell away")]
    [TestCase(Python + "RUN apt-get update && apt-get install -y a\nRUN apt-get build-dep -y b\n", "the second step lives on the first one's lists")]
    [TestCase(Python + "RUN apt-get update && apt-get install -y a\nRUN apt-get install -y ./b.deb\n", "what the package needs is in the first one's lists")]
    [TestCase(Python + "ARG GIT_SHA\nLABEL rev=$GIT_SHA\nRUN make\n", "make may read it from its environment")]
    [TestCase(Python + "RUN pip install --no-deps /tmp/a-1.0-py3-none-any.whl\n", "nothing is downloaded")]
    public void What_may_not_be_safe_is_left_alone(string text, string reason) =>
        Assert.That(DockerfileFixer.Fix(text, "Dockerfile", Context).ToDiff(), Is.Empty, reason);

    // Flags of cache mounts and users come from other fixes; here it is about stages.
    [TestCase("apt-get install -y gcc g++", null, "a step that has nothing but compilers goes")]
    [TestCase("apt-get update && apt-get install -y gcc curl && rm -rf /var/lib/apt/lists/*", "apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*", "what else it installs stays")]
    [TestCase("apt-get update && apt-get install -y \\\n    gcc \\\n    curl \\\n    libffi-dev \\\n && rm -rf /var/lib/apt/lists/*", "apt-get update && apt-get install -y \\\n    curl \\\n && rm -rf /var/lib/apt/lists/*", "on lines of their own, too")]
    [TestCase("apt-get install -y gcc libpq-dev", "apt-get install -y libpq5", "a library that the dependencies link")]
    public void A_stage_that_compiles_and_runs_becomes_two(string apt, string? left, string reason)
    {
        File.WriteAllText(Path.Combine(_folder, "requirements.txt"), "psycopg2\n");
        var before = $"FROM python:3.13-slim\nRUN {apt}\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\nCOPY . .\nUSER 1:1\nCMD [\"python\", \"a.py\"]\n";

        var report = DockerfileFixer.Fix(before, "Dockerfile", Context);

        var lists = left is not null && left.Contains("update", StringComparison.Ordinal) || !apt.Contains("update", StringComparison.Ordinal) ? "" : " && rm -rf /var/lib/apt/lists/*";
        Assert.That(report.After, Is.EqualTo(
            $"FROM python:3.13-slim AS builder\nRUN {apt}{lists}\nWORKDIR /app\nCOPY requirements.txt .\nRUN --mount=type=cache,target=/root/.cache/pip \\\n    pip wheel --wheel-dir /wheels -r requirements.txt\n\n"
            + $"FROM python:3.13-slim\n{(left is null ? "" : $"RUN {left}\n")}WORKDIR /app\nCOPY requirements.txt .\nRUN --mount=type=bind,from=builder,source=/wheels,target=/wheels \\\n    pip install --no-index --find-links=/wheels --no-cache-dir -r requirements.txt\nCOPY . .\nUSER 1:1\nCMD [\"python\", \"a.py\"]\n"), reason);
        Assert.That(report.Left.Where(finding => finding.Rule == LintRules.CompilersInRuntime), Is.Empty);
        Assert.That(DockerfileFixer.Fix(report.After, "Dockerfile", Context).Changed, Is.False);
    }

    [TestCase("RUN apt-get install -y gcc\nRUN make\nRUN --mount=type=cache,target=/root/.cache/pip pip install flask\n", "make needs it")]
    [TestCase("RUN apt-get install -y gcc\nRUN --mount=type=cache,target=/root/.cache/pip pip install --target /x flask\n", "there is no such wheel")]
    [TestCase("RUN apt-get install -y gcc\nRUN --mount=type=cache,target=/root/.cache/pip pip install .\n", "the project isn't there")]
    [TestCase("RUN --mount=type=cache,target=/root/.cache/pip pip install flask\nRUN apt-get install -y gcc\n", "it comes behind, for whoever runs in it")]
    public void Where_stages_cannot_be_told_apart_the_finding_is_left(string rest, string reason)
    {
        var report = DockerfileFixer.Fix(Python + rest + "USER 1:1\n", "Dockerfile", Context);

        Assert.That(report.Changed, Is.False, reason);
        Assert.That(report.Left.Select(finding => finding.Rule), Has.Some.EqualTo(LintRules.CompilersInRuntime));
    }

    [Test]
    public void A_base_image_that_only_the_build_knows_can_begin_two_stages()
    {
        var report = DockerfileFixer.Fix("ARG BASE\nFROM $BASE\nRUN apt-get install -y gcc\nRUN pip install flask\nUSER 1:1\n", "Dockerfile", Context);

        Assert.That(report.After, Does.StartWith("ARG BASE\nFROM $BASE AS builder\n").And.Contain("\n\nFROM $BASE\nRUN --mount=type=bind,from=builder"));
    }

    [Test]
    public void A_library_that_nobody_knows_stays_with_its_headers()
    {
        var report = DockerfileFixer.Fix("FROM a:1 AS b\nFROM a:1\nRUN apt-get install -y gcc libexotic-dev\nRUN --mount=from=b,target=/w pip install --no-index -f /w x\nUSER 1:1\n", "Dockerfile", Context);

        Assert.That((report.After.Contains("gcc", StringComparison.Ordinal), report.After.Contains("libexotic-dev", StringComparison.Ordinal)), Is.EqualTo((false, true)));
    }

    // A project with a lock: what comes first is known to uv alone.
    [TestCase("COPY . .\nRUN uv sync --locked\n", "RUN --mount=type=bind,source=uv.lock,target=uv.lock \\\n    --mount=type=bind,source=pyproject.toml,target=pyproject.toml \\\n    uv sync --no-install-project --locked\nCOPY . .\nRUN uv sync --locked\n", "one sync behind the code")]
    [TestCase("COPY . .\nRUN --mount=type=bind,source=uv.lock,target=uv.lock uv sync --locked --no-dev\n", "RUN --mount=type=bind,source=pyproject.toml,target=pyproject.toml \\\n    --mount=type=bind,source=uv.lock,target=uv.lock uv sync --no-install-project --locked --no-dev\nCOPY . .\nRUN --mount=type=bind,source=uv.lock,target=uv.lock uv sync --locked --no-dev\n", "options and mounts are the same in both")]
    [TestCase("COPY src /src\nRUN uv sync --locked\n", null, "not the whole project is copied")]
    [TestCase("COPY . .\nRUN make && uv sync --locked\n", null, "make may need the code")]
    [TestCase("COPY . /other\nRUN uv sync --locked\n", null, "the code lies elsewhere")]
    public void A_project_of_uv_is_installed_in_two_steps(string before, string? after, string reason)
    {
        File.WriteAllText(Path.Combine(_folder, "uv.lock"), "");
        File.WriteAllText(Path.Combine(_folder, "pyproject.toml"), "[project]\nname = \"a\"\nversion = \"1\"\n[build-system]\nrequires = [\"hatchling\"]\nbuild-backend = \"hatchling.build\"\n");
        const string Head = Python + "ENV UV_LINK_MODE=copy\nWORKDIR /app\n";

        var report = DockerfileFixer.Fix(Head + before, "Dockerfile", Context);

        // The cache mounts are another rule's.
        var text = report.After.Replace("--mount=type=cache,target=/root/.cache/uv \\\n    ", "", StringComparison.Ordinal);
        Assert.That(text, Is.EqualTo(Head + (after ?? before)), reason);
        Assert.That(DockerfileFixer.Fix(report.After, "Dockerfile", Context).Changed, Is.False);
    }

    [TestCase("COPY . .\nRUN uv sync --locked\n", "it was one")]
    [TestCase("RUN --mount=type=bind,source=uv.lock,target=uv.lock \\\n    --mount=type=bind,source=pyproject.toml,target=pyproject.toml \\\n    uv sync --no-install-project --locked\nCOPY . .\n# the project\nRUN uv sync\n", "there were two")]
    public void A_project_without_a_build_system_needs_no_sync_behind_its_code(string before, string reason)
    {
        File.WriteAllText(Path.Combine(_folder, "uv.lock"), "");
        File.WriteAllText(Path.Combine(_folder, "pyproject.toml"), "[project]\nname = \"a\"\nversion = \"1\"\n");

        var report = DockerfileFixer.Fix(Python + "ENV UV_LINK_MODE=copy\nWORKDIR /app\n" + before + "USER 1:1\n", "Dockerfile", Context);

        Assert.That(report.After, Does.EndWith("uv sync --no-install-project --locked\nCOPY . .\nUSER 1:1\n"), reason);
        Assert.That(DockerfileFixer.Fix(report.After, "Dockerfile", Context).Changed, Is.False);
    }

    [Test]
    public void Requirements_that_name_others_are_lent_together()
    {
        File.WriteAllText(Path.Combine(_folder, "requirements.txt"), "flask\n-r more/base.txt\n");
        Directory.CreateDirectory(Path.Combine(_folder, "more"));
        File.WriteAllText(Path.Combine(_folder, "more", "base.txt"), "-c limits.txt\n");
        File.WriteAllText(Path.Combine(_folder, "more", "limits.txt"), "");

        var report = DockerfileFixer.Fix(Python + "WORKDIR /app\nCOPY . .\nRUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt\n", "Dockerfile", Context);

        Assert.That(report.After, Does.Contain("source=requirements.txt,target=requirements.txt").And.Contains("source=more/base.txt,target=more/base.txt").And.Contains("source=more/limits.txt,target=more/limits.txt"));
    }

    [TestCase("-e .\n", "what was copied before names the code")]
    [TestCase("-r requirements.txt\n./src\n", "and is read once")]
    public void Requirements_that_were_copied_before_are_read_as_well(string requirements, string reason)
    {
        File.WriteAllText(Path.Combine(_folder, "requirements.txt"), requirements);

        var report = DockerfileFixer.Fix(Python + "COPY requirements.txt .\nCOPY src src\nRUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt\n", "Dockerfile", Context);

        Assert.That(report.Changed, Is.False, reason);
    }

    [Test]
    public void The_first_sync_runs_in_the_folder_of_the_second()
    {
        File.WriteAllText(Path.Combine(_folder, "uv.lock"), "");
        File.WriteAllText(Path.Combine(_folder, "pyproject.toml"), "[project]\nname = \"a\"\nversion = \"1\"\n[build-system]\nrequires = [\"hatchling\"]\nbuild-backend = \"hatchling.build\"\n");

        var report = DockerfileFixer.Fix(Python + "ENV UV_LINK_MODE=copy\n# code\nCOPY . /app\nWORKDIR /app\n\nRUN --mount=type=cache,target=/root/.cache/uv uv sync --locked\n", "Dockerfile", Context);

        Assert.That(report.After, Does.StartWith(Python + "ENV UV_LINK_MODE=copy\nWORKDIR /app\n\nRUN --mount=type=bind,source=uv.lock,target=uv.lock").And.EndsWith("\n# code\nCOPY . /app\nRUN --mount=type=cache,target=/root/.cache/uv uv sync --locked\n"));
    }

    [Test]
    public void A_requirement_that_is_the_project_itself_keeps_the_order()
    {
        File.WriteAllText(Path.Combine(_folder, "requirements.txt"), "-e .\n");

        var report = DockerfileFixer.Fix(Python + "COPY . .\nRUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt\n", "Dockerfile", Context);

        Assert.That(report.Changed, Is.False);
    }

    [Test]
    public void Line_ends_stay_as_they_are()
    {
        var report = DockerfileFixer.Fix("FROM python:3.13\r\nRUN pip install flask\r\n");

        Assert.That(report.After, Is.EqualTo("FROM python:3.13\r\nRUN --mount=type=cache,target=/root/.cache/pip \\\r\n    pip install flask\r\n"));
    }

    [Test]
    public void A_file_that_changed_meanwhile_is_not_overwritten()
    {
        var path = Path.Combine(_folder, "Dockerfile");
        File.WriteAllText(path, "FROM a:1 as b\n");
        var report = DockerfileFixer.FixFile(path);
        File.AppendAllText(path, "RUN x\n");

        Assert.Throws<FileChangedException>(() => FileChanges.Write([report.ToChange()]));
        Assert.That(File.ReadAllText(path), Is.EqualTo("FROM a:1 as b\nRUN x\n"));
    }

    [Test]
    public void The_diff_is_one_that_patch_takes()
    {
        var report = DockerfileFixer.Fix("FROM a:1 as b\nRUN 1\nRUN 2\nRUN 3\nRUN 4", "bot/Dockerfile");

        Assert.That(report.ToDiff(), Is.EqualTo("--- a/bot/Dockerfile\n+++ b/bot/Dockerfile\n@@ -1,4 +1,4 @@\n-FROM a:1 as b\n+FROM a:1 AS b\n RUN 1\n RUN 2\n RUN 3\n"));
    }

    private LintContext Context => LintContext.Of(Path.Combine(_folder, "Dockerfile"), _folder);
}
