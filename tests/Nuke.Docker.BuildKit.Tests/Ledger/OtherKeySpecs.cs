using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Ledger;
using Nuke.Docker.BuildKit.Ledger.Internal;

namespace Nuke.Docker.BuildKit.Tests.Ledger;

/// <summary>Builds on a new machine that has the ledger of another one without its key, as in CI: nothing that only a keyed digest tells is a cause.</summary>
public sealed class OtherKeySpecs
{
    private static readonly string s_long = $"RUN echo {new string('x', 3000)}";

    private static readonly string s_dockerfile = $"""
        FROM scratch AS builder
        ARG API_TOKEN
        ARG VERSION=1
        COPY requirements.txt pyproject.toml /
        RUN pip install -r requirements.txt
        {s_long}
        COPY app /app
        RUN --mount=type=secret,id=token build $VERSION

        """;

    private LedgerBench _bench = null!;

    [SetUp]
    public void BuildOnAnotherMachine()
    {
        _bench = new LedgerBench(s_dockerfile);
        _bench.Write("requirements.txt", "httpx==0.27.0\n");
        _bench.Write("pyproject.toml", "[project]\nname = \"bot\"\nversion = \"1\"\n");
        _bench.Write("app/main.py", "1");
        _bench.Settings = _bench.Settings with { CacheFrom = ["type=gha"], Secret = [BuildSecret.FromValue("token", "correct-horse-1")] };
        _bench.Settings = _bench.Settings.AddBuildArg("API_TOKEN", "correct-horse-battery");
        _bench.Build();
        _bench.Carry();
        _bench.Engine = "engine-2";
    }

    [TearDown]
    public void Delete() => _bench.Dispose();

    [Test]
    public void Nothing_is_a_cause_if_nothing_changed()
    {
        Assert.That(_bench.PredictSteps().Select(step => step.Unnoticed), Has.All.Null);
        Assert.That(_bench.Build("none"), Is.Empty);
    }

    [TestCase("app/main.py", "2", "builder 4/5", "app/main.py changed")]
    [TestCase("app/new.py", "2", "builder 4/5", "app/new.py was added")]
    [TestCase("requirements.txt", "httpx==0.28.1\n", "builder 1/5", "requirements.txt changed: httpx 0.27.0 → 0.28.1")]
    [TestCase("pyproject.toml", "[project]\nname = \"bot\"\nversion = \"2\"\n", "builder 1/5", "pyproject.toml changed")]
    public void A_changed_file_is_named_alone(string file, string content, string ran, string sentence)
    {
        _bench.Write(file, content);

        Assert.That(_bench.Build(ran).Select(cause => cause.Sentence), Is.EqualTo([sentence]));
    }

    [Test]
    public void A_value_that_is_no_secret_is_named_alone()
    {
        _bench.Settings = _bench.Settings.AddBuildArg("VERSION", "2");

        Assert.That(_bench.Build("builder 2/5")[0].Sentence, Is.EqualTo("the variable VERSION changed from '1' to '2'"));
    }

    [TestCase("RUN echo ", "RUN printf ", "builder 3/5", "its command was edited")]
    [TestCase("RUN pip install", "RUN uv pip install", "builder 2/5", "its command was edited")]
    [TestCase("COPY app", "RUN true\nCOPY app", "builder 4/6", "the step is new")]
    public void An_edit_of_the_Dockerfile_is_named_alone(string old, string edited, string ran, string sentence)
    {
        _bench.Write("Dockerfile", s_dockerfile.Replace(old, edited, StringComparison.Ordinal));

        Assert.That(_bench.Build(ran).Select(cause => cause.Sentence), Is.EqualTo([sentence]));
    }

    [Test]
    public void A_hidden_value_is_not_compared()
    {
        _bench.Settings = _bench.Settings with { Secret = [BuildSecret.FromValue("token", "correct-horse-2")], BuildArg = null };
        _bench.Settings = _bench.Settings.AddBuildArg("API_TOKEN", "correct-horse-staple");

        var cause = _bench.Build("builder 2/5").Single();

        Assert.That((cause.Kind, cause.Sentence), Is.EqualTo((
            CauseKind.Unknown,
            "no cause was found; the hidden value of the variable API_TOKEN can't be compared, because another machine recorded the last build")));
    }

    [Test]
    public void A_new_builder_without_a_cache_is_the_cause()
    {
        _bench.Settings = _bench.Settings with { CacheFrom = null };

        Assert.That(_bench.Predict(), Is.EqualTo("Runs Runs Runs Runs Runs"));
        Assert.That(_bench.Build()[0].Sentence, Is.EqualTo("this builder has not built it yet: the last build ran on another one"));
    }

    [Test]
    public void The_same_builder_is_not_said_to_be_another_one()
    {
        _bench.Engine = "engine-1";
        _bench.Settings = _bench.Settings with { CacheFrom = null };

        Assert.That(_bench.Predict(), Is.EqualTo("Depends Depends Depends Depends Depends"));
        _bench.Settings = _bench.Settings with { CacheFrom = ["type=gha"] };
        Assert.That(_bench.PredictSteps()[0].Reason, Is.EqualTo("what this builder has built is not recorded here; an imported cache may contain it"));
        _bench.Settings = _bench.Settings with { CacheFrom = null };
        Assert.That(_bench.Build()[0].Sentence, Is.EqualTo("no cause was found: what this builder has built is not recorded here"));
    }

    [Test]
    public void The_build_is_not_skipped_even_on_the_same_engine()
    {
        _bench.Engine = "engine-1";

        Assert.That(_bench.ReasonToBuild(), Is.EqualTo("the last build was recorded with another ledger.key, so that its inputs can't be compared"));

        _bench.Build("none");
        Assert.That(_bench.ReasonToBuild(), Is.Null, "the machine has recorded it itself");
    }

    [Test]
    public void The_builds_of_the_new_machine_are_compared_as_usual()
    {
        _bench.Build("none");
        _bench.Settings = _bench.Settings with { Secret = [BuildSecret.FromValue("token", "correct-horse-2")], BuildArg = null };
        _bench.Settings = _bench.Settings.AddBuildArg("API_TOKEN", "correct-horse-staple");
        _bench.Write("pyproject.toml", "[project]\nname = \"bot\"\nversion = \"2\"\n");

        var causes = _bench.Build("builder 1/5", "builder 2/5", "builder 3/5").Select(cause => cause.Sentence).ToList();

        Assert.That(causes, Does.Contain("pyproject.toml changed: project.version"));
        Assert.That(causes, Has.Some.Contains("the secret token changed"));
        _bench.Settings = _bench.Settings with { BuildArg = null };
        _bench.Settings = _bench.Settings.AddBuildArg("API_TOKEN", "correct-horse-3");
        Assert.That(_bench.Build("builder 2/5")[0].Sentence, Is.EqualTo("the hidden value of the variable API_TOKEN changed"));
    }

    [Test]
    public void A_replaced_key_is_no_cause()
    {
        using var bench = new LedgerBench("FROM scratch\nARG API_TOKEN\nRUN build\n");
        bench.Settings = bench.Settings.AddBuildArg("API_TOKEN", "correct-horse-battery");
        bench.Build();
        bench.ReplaceKey();

        Assert.That(bench.Predict(), Is.EqualTo("Depends"));
        Assert.That(bench.Build()[0].Sentence, Is.EqualTo("no cause was found: what this builder has built is not recorded here"));
    }

    [Test]
    public void Recorded_builds_with_different_keys_are_explained()
    {
        _bench.Write("app/main.py", "2");
        _bench.Build("builder 4/5");

        var lines = string.Join('\n', BuildExplanations.Explain(_bench.Ledgers, [], build: 0, baseline: 1).Single().Lines);

        Assert.That(lines, Does.Contain("app/main.py changed").And.Not.Contain("hidden").And.Not.Contain("secret"));
    }

    [Test]
    public void The_ledger_reveals_neither_the_key_nor_a_value()
    {
        _bench.Build("none");
        var key = File.ReadAllBytes(Path.Combine(_bench.Ledgers, "ledger.key"));
        var ledger = LedgerStore.Of(_bench.Ledgers, _bench.Image, target: null);
        var text = File.ReadAllText(ledger.LastPath);

        Assert.That(text, Does.Contain($"\"keyId\": \"{new LedgerKey(key).Id}\""));
        Assert.That(text, Does.Not.Contain(Convert.ToHexStringLower(key)[..16]).And.Not.Contain("correct-horse"));
    }

    [Test]
    public void A_local_cache_may_contain_what_the_other_machine_has_built()
    {
        var cache = _bench.PathOf("../cache");
        _bench.Settings = _bench.Settings with { CacheFrom = [$"type=local,src={cache}"], CacheTo = [$"type=local,dest={cache}"] };
        _bench.DuringBuild = () => _bench.Write("../cache/index.json", "{}");
        _bench.Build();
        _bench.Write("app/main.py", "2");
        Assert.That(_bench.Predict(), Does.EndWith("Runs Runs"), "here, it has only what was built here");

        _bench.Carry();
        _bench.Engine = "engine-3";

        Assert.That(_bench.Predict(), Is.EqualTo("Depends Depends Depends Depends Depends"));
    }
}
