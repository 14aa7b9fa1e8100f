using System.Collections.Immutable;
using System.Diagnostics;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Ledger;

namespace Nuke.Docker.BuildKit.Tests.Ledger;

/// <summary>Reasons to build, as far as they are known without an engine.</summary>
public sealed class SkipCheckSpecs
{
    private LedgerBench _bench = null!;

    [SetUp]
    public void SetUp()
    {
        _bench = new LedgerBench("FROM scratch\nCOPY app /app\n");
        _bench.Write("app/main.py", "1");
    }

    [TearDown]
    public void TearDown() => _bench.Dispose();

    [Test]
    public void A_file_that_changes_during_a_build_is_built_again_even_with_its_old_content()
    {
        _bench.DuringBuild = () => _bench.Write("app/main.py", "2");
        _bench.Build();
        _bench.Write("app/main.py", "1");

        Assert.That(_bench.ReasonToBuild(), Is.EqualTo("step 1/1: files changed while the last build read them"));
        Assert.That(_bench.Predict(), Is.EqualTo("Depends"));

        _bench.DuringBuild = () => { };
        _bench.Write("app/main.py", "2");
        Assert.That(_bench.Predict(), Is.EqualTo("Depends"));
        Assert.That(_bench.Build("none"), Is.Empty);

        Assert.That(_bench.ReasonToBuild(), Is.Null);
    }

    [Test]
    public void The_input_that_changed_is_named()
    {
        var plain = _bench.Settings;
        var withArgument = plain.AddBuildArg("VERSION", "1");
        _bench.Settings = withArgument;
        _bench.Build();
        Assert.That(_bench.ReasonToBuild(), Is.Null);

        Assert.Multiple(() =>
        {
            Assert.That(ReasonFor(plain), Is.EqualTo("the build argument VERSION is no longer passed"));
            Assert.That(ReasonFor(plain.AddBuildArg("VERSION", "2")), Is.EqualTo("the build argument VERSION has changed"));
            Assert.That(ReasonFor(withArgument.AddBuildArg("OTHER", "x")), Is.EqualTo("the build argument OTHER was not passed to the last build"));
            Assert.That(ReasonFor(withArgument.AddLabel("team", "x")), Is.EqualTo("a setting of its command has changed"));
        });
        _bench.Write("app/main.py", "2");
        Assert.That(ReasonFor(withArgument), Is.EqualTo("app/main.py changed"));
        _bench.Write("app/main.py", "1");
        Assert.That(ReasonFor(withArgument), Is.Null);
        _bench.Write("Dockerfile", "FROM scratch\nCOPY app /app\nCMD [\"x\"]\n");
        Assert.That(ReasonFor(withArgument), Is.EqualTo("its Dockerfile has changed"));

        string? ReasonFor(BuildxBuildSettings settings)
        {
            _bench.Settings = settings;
            return _bench.ReasonToBuild();
        }
    }

    [Test]
    public void A_local_cache_that_the_build_wrote_is_no_reason_to_build_again()
    {
        var cache = _bench.PathOf("../cache");
        _bench.Settings = _bench.Settings.AddCacheTo($"type=local,dest={cache}");

        Assert.That(_bench.Open().Planned!.NotSkippable, Is.EqualTo("its local cache does not exist"));

        _bench.DuringBuild = () => _bench.Write("../cache/index.json", "{}");
        _bench.Build();

        Assert.That(_bench.ReasonToBuild(), Is.Null);

        Directory.Delete(cache, recursive: true);

        Assert.That(_bench.ReasonToBuild(), Is.EqualTo("its local cache does not exist"));
    }

    [TestCase("type=docker,rewrite-timestamp=true", false, null)]
    [TestCase("type=image,rewrite-timestamp=true", true, null)]
    [TestCase("type=docker", true, "its result is not only an image in the engine or in its registry")]
    [TestCase("type=image,name=other", true, "its result is not only an image in the engine or in its registry")]
    [TestCase("type=image", false, "its result is not only an image in the engine or in its registry")]
    [TestCase("type=local,dest=out", true, "its result is not only an image in the engine or in its registry")]
    public void An_output_is_skipped_if_it_is_where_the_check_looks(string output, bool pushes, string? reason)
    {
        _bench.Settings = _bench.Settings.AddOutput(BuildOutput.Parse(output)) with { Push = pushes };
        _bench.Build();

        Assert.That(_bench.ReasonToBuild(), Is.EqualTo(reason));
    }

    [Test]
    public void A_changed_file_that_was_cached_for_an_unknown_reason_is_built_again_until_its_step_runs()
    {
        _bench.Build();
        _bench.Write("app/main.py", "2");

        var stale = _bench.Build("none");
        var first = (_bench.ReasonToBuild(), _bench.Predict());
        _bench.Build("none");
        var second = (_bench.ReasonToBuild(), _bench.Predict());
        _bench.Build("1/1");

        Assert.That(stale.Single().Kind, Is.EqualTo(CauseKind.CachedAnyway));
        Assert.That(stale.Single().Sentence, Does.StartWith("it was cached although app/main.py changed: BuildKit has a result"));
        var doubt = ("step 1/1: in the last build, BuildKit may have used an older version of its files", "Depends");
        Assert.That((first, second), Is.EqualTo((doubt, doubt)));
        Assert.That((_bench.ReasonToBuild(), _bench.Predict()), Is.EqualTo(((string?)null, "Cached")));
    }

    [Test]
    public void A_local_cache_of_this_repository_does_not_explain_a_changed_file_that_is_cached()
    {
        var cache = _bench.PathOf("../cache");
        _bench.Settings = _bench.Settings with { CacheFrom = [$"type=local,src={cache}"], CacheTo = [$"type=local,dest={cache}"] };
        _bench.DuringBuild = () => _bench.Write("../cache/index.json", Guid.NewGuid().ToString());
        _bench.Build();
        _bench.Write("app/main.py", "2");

        Assert.That(_bench.Build("none").Single().Sentence, Does.Contain("that no recorded build is known to have created"));
    }

    [Test]
    public void Instructions_that_the_base_image_triggers_have_inputs_of_their_own()
    {
        _bench.Trigger = "ONBUILD COPY other /other";
        _bench.Build();

        Assert.That(_bench.ReasonToBuild(), Is.EqualTo("step 2/2: the base image has ONBUILD instructions, whose inputs are not known"));
        Assert.That(_bench.Predict(), Is.EqualTo("Depends"));
        Assert.That(_bench.Build()[0].Sentence, Is.EqualTo("it is an ONBUILD instruction of the base image, whose inputs are not known"));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void A_name_that_is_not_UTF_8_is_no_readable_file()
    {
        Shell("touch app/bad$(printf '\\377')");

        var reason = _bench.Open().Planned!.NotSkippable;

        // .NET can't delete it either.
        Shell("rm app/bad*");
        Assert.That(reason, Does.EndWith("can't be read"));

        void Shell(string command)
        {
            using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command]) { WorkingDirectory = _bench.Context })!;
            shell.WaitForExit();
        }
    }

    [Test]
    public void A_failed_build_is_built_again()
    {
        _bench.Build(succeeded: false);

        Assert.That(_bench.ReasonToBuild(), Is.EqualTo("the last build failed"));
    }

    [Test]
    public void A_build_that_pulls_builds_again()
    {
        _bench.Settings = _bench.Settings with { Pull = true };
        _bench.Build();

        Assert.That(_bench.ReasonToBuild(), Is.EqualTo("it pulls the base images"));
    }

    [TestCase("from=extra,target=/e", "source=app,target=/c")]
    [TestCase("source=app,target=/c", "from=extra,target=/e")]
    public void A_step_that_reads_several_contexts_is_built_again(string first, string second)
    {
        _bench.Write("Dockerfile", $"FROM scratch\nRUN --mount=type=bind,{first} --mount=type=bind,{second} build\n");
        _bench.Write("../extra/x", "1");
        _bench.Settings = _bench.Settings.AddBuildContext(new NamedContext("extra", ContextSource.Local(_bench.PathOf("../extra"))));

        _bench.Build();

        Assert.That(_bench.ReasonToBuild(), Is.EqualTo("it reads several contexts"));
        Assert.That(_bench.Predict(), Is.EqualTo("Depends"));
    }

    [TestCase("BUILDX_GIT_LABELS", "full", "its labels depend on the commit (BUILDX_GIT_LABELS)")]
    [TestCase("EXPERIMENTAL_BUILDKIT_SOURCE_POLICY", "policy.json", "a source policy decides about its images")]
    public void A_variable_that_changes_the_image_is_seen_when_it_is_set_and_when_it_is_gone(string name, string value, string reason)
    {
        var settings = _bench.Settings;
        _bench.Build();
        _bench.Settings = settings with { EnvironmentVariables = ImmutableSortedDictionary<string, string?>.Empty.Add(name, value) };
        Assert.That(_bench.ReasonToBuild(), Is.EqualTo(reason));

        _bench.Build("none");
        _bench.Settings = settings;

        Assert.That(_bench.ReasonToBuild(), Is.EqualTo($"the environment variable {name} has changed"));
    }
}
