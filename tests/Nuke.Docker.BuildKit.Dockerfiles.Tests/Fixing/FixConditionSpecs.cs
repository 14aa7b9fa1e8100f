using Nuke.Docker.BuildKit.Dockerfiles.Fixing;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;

namespace Nuke.Docker.BuildKit.Dockerfiles.Tests.Fixing;

/// <summary>A fix that needs a condition which the files do not show is proposed, not applied.</summary>
public sealed class FixConditionSpecs
{
    private const string Python = "FROM python:3.13-slim\n";
    private const string User = "RUN useradd -u 1000 app\nUSER app\n";

    [TestCase("NDB002", Python + "RUN pip install flask\n")]
    [TestCase("NDB004", Python + "RUN pip install --no-cache-dir flask\n")]
    [TestCase("NDB005", Python + "RUN --mount=type=cache,target=/root/.cache/uv uv sync --locked\n")]
    [TestCase("NDB008", Python + "ARG GIT_SHA\nRUN --mount=type=cache,target=/root/.cache/pip pip install flask\nRUN echo $GIT_SHA\n")]
    [TestCase("NDB010", Python + "RUN apt-get update && apt-get install -y curl\n")]
    [TestCase("NDB011", Python + "RUN --mount=type=cache,target=/var/lib/apt apt-get update\n")]
    [TestCase("NDB016", Python + "CMD python app.py\n")]
    [TestCase("NDB021", "FROM python:3.13 as a\n")]
    public void A_fix_that_depends_on_nothing_unseen_is_applied(string rule, string text)
    {
        var report = DockerfileFixer.Fix(text);

        Assert.That(report.Fixes.Where(fix => fix.Rule.Id == rule).Select(fix => fix.Needs), Is.EqualTo(new string?[] { null }));
        Assert.That(report.Changed, Is.True);
    }

    [TestCase("NDB002", Python + User + "RUN pip install flask\n", "beside /home/app/.cache/pip")]
    [TestCase("NDB002", Python + "RUN pip install flask\nFROM python:3.13-slim\nCOPY --from=0 /root/.cache /root/.cache\n", "line 4 must not copy the cache")]
    [TestCase("NDB002", Python + "RUN uv sync --locked\nCMD [\"uv\", \"run\", \"app\"]\n", "the started command must not need the cache")]
    [TestCase("NDB003", Python + User + "RUN --mount=type=cache,target=/root/.cache/pip pip install flask\n", "beside /home/app/.cache/pip")]
    [TestCase(
        "NDB007",
        Python + "RUN apt-get update && apt-get install -y gcc && rm -rf /var/lib/apt/lists/*\nRUN pip install flask\n",
        "must not use compilers")]
    [TestCase("NDB010", Python + "RUN apt-get update && apt-get install -y curl\nRUN ./install.sh\n", "no later script must install")]
    [TestCase("NDB015", Python + "COPY uv.lock .\nRUN uv sync\n", "the lock file must be up to date")]
    [TestCase("NDB016", "FROM acme/base:1.2\nCMD python app.py\n", "must not have an ENTRYPOINT")]
    [TestCase("NDB016", Python + "ENTRYPOINT python app.py\n", "must pass arguments")]
    [TestCase("NDB017", Python + "CMD [\"python\", \"app.py\"]\n", "must write only into directories of that user")]
    public void A_fix_that_depends_on_something_unseen_is_proposed_with_its_condition(string rule, string text, string condition)
    {
        var report = DockerfileFixer.Fix(text);

        Assert.That(report.Fixes.Select(fix => fix.Rule.Id), Has.None.EqualTo(rule));
        Assert.That(report.Proposed.First(fix => fix.Rule.Id == rule).Needs, Does.Contain(condition));
    }

    [Test]
    public void All_targets_of_a_file_are_fixed()
    {
        const string Text = Python + "CMD python a.py\n" + Python + "CMD python b.py\n";
        LintContext[] contexts = [new() { Target = "0" }, new() { Target = "1" }];

        var report = DockerfileFixer.Fix(Text, "Dockerfile", contexts, fix => fix.Needs is null);

        Assert.That(report.After, Is.EqualTo(Python + "CMD [\"python\", \"a.py\"]\n" + Python + "CMD [\"python\", \"b.py\"]\n"));
    }

    [TestCase("CMD python app.py\n", "also needs STOPSIGNAL SIGINT")]
    [TestCase("STOPSIGNAL SIGINT\nCMD python3.13 app.py\n", "receives the stop signal")]
    [TestCase("CMD gunicorn app\n", "receives the stop signal")]
    public void A_program_that_may_ignore_the_stop_signal_is_reported(string start, string end)
    {
        var report = DockerfileFixer.Fix(Python + start);

        Assert.That(report.Fixes.Single(fix => fix.Rule.Id == "NDB016").Description, Does.EndWith(end));
    }

    [Test]
    public void Refusing_a_fix_leaves_the_others()
    {
        var report = DockerfileFixer.Fix(Python + "RUN pip install flask\nCMD python a.py\n", "Dockerfile", [LintContext.None], fix => fix.Rule.Id != "NDB016");

        Assert.That(report.After, Does.Contain("type=cache").And.Contain("CMD python a.py").And.Contain("USER 10001"));
        Assert.That(report.Proposed.Select(fix => fix.Rule.Id), Is.EqualTo(["NDB016"]));
    }
}
