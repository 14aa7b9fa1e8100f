using System.Text.Json;
using DockerTestSupport;
using Microsoft.Extensions.Time.Testing;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Ledger;

namespace Nuke.Docker.BuildKit.Tests.Ledger;

/// <summary>Causes and predictions from the cache records of the engine.</summary>
public sealed class CacheRecordSpecs
{
    private const string Dockerfile = "FROM scratch\nCOPY a /\nRUN --mount=type=cache,target=/c --mount=type=cache,id=pip,target=/p install\n";
    private const string Copy = "[stage-0 1/2] COPY a /";
    private const string Run = "mount / from exec /bin/sh -c install";
    private const string Mount = "cached mount /c from exec /bin/sh -c install with id \"//c\"";

    private readonly List<(string Id, string Type, string Description, long Size)> _records = [];
    private LedgerBench _bench = null!;
    private FakeDaemon _daemon = null!;
    private int _created;

    [SetUp]
    public void Create()
    {
        _records.Clear();
        _bench = new LedgerBench(Dockerfile);
        _bench.Write("a", "1");
        _daemon = new FakeDaemon(request =>
            request.Contains("/system/df", StringComparison.Ordinal) ? FakeDaemon.Json(200, Answer()) : FakeDaemon.Json(404, "{}"));
        _bench.Probe = new EngineProbe(EngineEndpoint.Parse(_daemon.Host));
        Add("regular", Copy);
        Add("regular", Run);
        Add("exec.cachemount", Mount);
        _bench.Build();
    }

    [TearDown]
    public void Delete()
    {
        _daemon.Dispose();
        _bench.Dispose();
    }

    [Test]
    public void A_deleted_result_runs_again()
    {
        _records.Clear();

        Assert.That(_bench.Predict(), Is.EqualTo("Runs Runs"));
        Assert.That(_bench.Build()[0].Sentence, Does.Contain("no longer in the builder"));
    }

    [Test]
    public void A_deleted_result_that_is_no_layer_of_the_image_may_not_be_needed()
    {
        using var bench = new LedgerBench("FROM scratch AS tools\nRUN make\nFROM scratch\nRUN --mount=from=tools,target=/t install\n") { Probe = _bench.Probe };
        Add("regular", "mount / from exec /bin/sh -c make");
        bench.Build();
        Assert.That(bench.Predict(), Is.EqualTo("Cached Cached"));

        _records.RemoveAll(record => record.Description.EndsWith("make", StringComparison.Ordinal));

        Assert.That(bench.Predict(), Is.EqualTo("Depends Depends"));
    }

    [Test]
    public void A_result_that_no_build_here_created_may_be_that_of_a_changed_step()
    {
        _bench.Write("a", "2");
        Assert.That(_bench.Predict(), Is.EqualTo("Runs Runs"));

        Add("regular", "[stage-0 1/2] COPY b /");
        Assert.That(_bench.Predict(), Is.EqualTo("Runs Runs"), "another instruction");

        Add("regular", Copy);
        Assert.That(_bench.Predict(), Does.StartWith("Depends"));

        _bench.Build();
        _bench.Write("a", "3");
        Assert.That(_bench.Predict(), Is.EqualTo("Runs Runs"));
    }

    [Test]
    public void A_step_that_cannot_be_recognized_may_be_in_a_builder_that_something_else_has_used()
    {
        const string dockerfile = "FROM scratch\nARG VERSION=1\nRUN make $VERSION\n";
        using var bench = new LedgerBench(dockerfile) { Probe = _bench.Probe };
        Assert.That(bench.Predict(), Is.EqualTo("Depends"));

        _records.Clear();
        Assert.That(bench.Predict(), Is.EqualTo("Runs"));
    }

    [Test]
    public void A_deleted_copy_of_the_context_is_no_prune()
    {
        Add("source.local", "local source for context");
        _bench.Build("stage-0 1/2");
        _records.RemoveAll(record => record.Type == "source.local");

        Assert.That(_bench.Predict(), Is.EqualTo("Cached Cached"));
    }

    [Test]
    public void A_prune_of_a_cache_mount_makes_BuildKit_forget_the_results_of_all_steps()
    {
        _records.RemoveAll(record => record.Description == Mount);
        Assert.That(_bench.Predict(), Is.EqualTo("Depends Depends"));

        Add("regular", Copy);
        Add("regular", Run);
        Add("exec.cachemount", Mount);
        var causes = _bench.Build();

        Assert.That(causes.Select(cause => cause.Kind), Is.EqualTo([CauseKind.CachePruned, CauseKind.ParentStep, CauseKind.CacheMountEmptied]));
        Assert.That(causes[0].Sentence, Does.Contain("forgotten its result, because a record of the build cache was, with the cache mount c, pruned"));
        Assert.That(causes[0].Details, Is.EqualTo(["c"]));
        Assert.That(causes[2].Sentence, Does.StartWith("it found its cache mount /c empty"));
        Assert.That(causes[2].IsRoot, Is.False);
        Assert.That(_bench.Predict(), Is.EqualTo("Cached Cached"));
    }

    [Test]
    public void A_build_that_takes_no_time_finds_its_results_after_the_prune_that_it_notices()
    {
        _bench.Time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        _records.RemoveAll(record => record.Description == Mount);

        _bench.Build();

        Assert.That(_bench.Predict(), Is.EqualTo("Cached Cached"));
    }

    [Test]
    public void An_empty_cache_mount_explains_the_time_of_a_step_that_ran_for_another_reason()
    {
        _bench.Write("a", "2");
        _records.RemoveAll(record => record.Description == Mount);
        Add("exec.cachemount", Mount);

        var causes = _bench.Build();

        Assert.That(causes.Select(cause => cause.Kind), Is.EqualTo([CauseKind.FileContent, CauseKind.ParentStep, CauseKind.CacheMountEmptied]));
    }

    [Test]
    public void A_cache_mount_that_is_still_there_is_not_named()
    {
        _bench.Write("a", "2");

        Assert.That(_bench.Build().Select(cause => cause.Kind), Is.EqualTo([CauseKind.FileContent, CauseKind.ParentStep]));
    }

    [Test]
    public void A_cache_mount_that_is_gone_or_empty_is_restored_for_a_step_that_is_going_to_run()
    {
        // The engine never had the other mount.
        Assert.That(_bench.MissingMounts(), Is.Empty, "all steps are cached");

        _bench.Write("a", "2");
        Assert.That(_bench.MissingMounts(), Is.EqualTo("/pip"));

        _records.RemoveAll(record => record.Description == Mount);
        Assert.That(_bench.MissingMounts(), Is.EqualTo("//c /pip"));

        Add("exec.cachemount", Mount, size: 4096);
        Assert.That(_bench.MissingMounts(), Is.EqualTo("//c /pip"));

        Add("exec.cachemount", Mount, size: 8192);
        Assert.That(_bench.MissingMounts(), Is.EqualTo("/pip"));
    }

    [Test]
    public void A_step_that_an_imported_cache_may_have_needs_no_cache_mount_unless_its_inputs_are_new()
    {
        _records.Clear();
        Assert.That(_bench.MissingMounts(), Is.EqualTo("//c /pip"));

        _bench.Settings = _bench.Settings with { CacheFrom = ["type=registry,ref=example.com/cache"] };
        Assert.That(_bench.MissingMounts(), Is.Empty);

        _bench.Write("a", "2");
        Assert.That(_bench.MissingMounts(), Is.EqualTo("//c /pip"));
    }

    [Test]
    public void An_imported_cache_may_have_what_another_machine_has_built()
    {
        _records.Clear();
        _bench.Settings = _bench.Settings with { CacheFrom = ["type=registry,ref=example.com/cache"] };
        _bench.Write("a", "2");
        _bench.Carry();

        Assert.That(_bench.MissingMounts(), Is.Empty);
    }

    [Test]
    public void A_step_that_is_built_without_cache_finds_its_cache_mount_empty_anyway()
    {
        _records.Clear();
        _bench.Settings = _bench.Settings with { NoCache = true };

        Assert.That(_bench.MissingMounts(), Is.Empty);
    }

    [Test]
    public void A_cache_mount_that_was_restored_was_not_found_empty()
    {
        _bench.Write("a", "2");
        _records.RemoveAll(record => record.Description == Mount);
        Add("exec.cachemount", Mount);
        _bench.Restored = new HashSet<string> { "//c" };

        Assert.That(_bench.Build().Select(cause => cause.Kind), Is.EqualTo([CauseKind.FileContent, CauseKind.ParentStep]));
    }

    [Test]
    public void Garbage_collection_is_a_deletion_only_once()
    {
        _records.RemoveAll(record => record.Description == Mount);
        _bench.Build("none");
        Assert.That(_bench.Predict(), Is.EqualTo("Depends Depends"));

        // A build that finds the results after the deletion proves that BuildKit still knows them.
        _bench.Write("b", "1");
        _bench.Write("Dockerfile", Dockerfile + "COPY b /\n");
        _bench.Build("stage-0 3/3");

        Assert.That(_bench.Predict(), Is.EqualTo("Cached Cached Cached"));
    }

    [Test]
    public void A_result_that_is_still_there_was_not_pruned()
    {
        Assert.That(_bench.Build()[0].Kind, Is.EqualTo(CauseKind.Unknown));

        _bench.Concurrent = "acme/other";
        var cause = _bench.Build()[0];

        Assert.That(cause.Kind, Is.EqualTo(CauseKind.ConcurrentBuild));
        Assert.That(cause.Sentence, Does.Contain("while acme/other was built at the same time"));
    }

    [Test]
    public void An_imported_result_may_run_when_its_content_is_needed()
    {
        var settings = _bench.Settings;
        _records.Clear();
        _bench.Settings = settings with { CacheFrom = ["type=registry,ref=example.com/cache"] };
        _bench.Build("none");

        _bench.Settings = settings;
        Assert.That(_bench.Predict(), Is.EqualTo("Depends Depends"));
        Assert.That(_bench.Build()[0].Kind, Is.EqualTo(CauseKind.CacheImport));
    }

    [Test]
    public void A_cache_that_is_not_there_was_not_imported()
    {
        _records.Clear();
        _bench.Settings = _bench.Settings with { CacheFrom = [$"type=local,src={_bench.PathOf("nowhere")}"] };

        var cause = _bench.Build()[0];

        Assert.That(cause.Kind, Is.EqualTo(CauseKind.CacheImport));
        Assert.That(cause.Sentence, Does.Contain("nowhere contains no cache"));
    }

    [Test]
    public void A_cache_without_the_step_was_exported_with_mode_min()
    {
        _records.Clear();
        _bench.Settings = _bench.Settings with { CacheFrom = ["type=registry,ref=example.com/cache"] };

        var cause = _bench.Build()[0];

        Assert.That(cause.Kind, Is.EqualTo(CauseKind.CacheNotExported));
        Assert.That(cause.Advice, Does.Contain("mode=max"));
    }

    [Test]
    public void An_engine_that_stopped_is_the_cause_of_the_steps_that_it_interrupted()
    {
        _bench.Write("a", "2");
        _bench.EngineStopped = true;
        _bench.Build(succeeded: false);

        Assert.That(_bench.Build()[0].Kind, Is.EqualTo(CauseKind.EngineRestarted));
    }

    [Test]
    public void Commands_are_not_stored_with_the_records()
    {
        var file = Directory.EnumerateFiles(_bench.Ledgers, "records.*.txt").Single();

        Assert.That(File.ReadAllText(file), Does.Contain("//c").And.Not.Contain("install"));
    }

    private void Add(string type, string description, long size = 0) => _records.Add(($"record{_created++}", type, description, size));

    private string Answer()
    {
        var records = _records.Select(record => new { ID = record.Id, record.Type, record.Description, record.Size, CreatedAt = DateTimeOffset.UtcNow });
        return JsonSerializer.Serialize(new { BuildCache = records });
    }

    [Test]
    public void A_result_that_another_image_had_created_was_pruned()
    {
        _records.Clear();
        _bench.Write("Dockerfile", Dockerfile.Replace("COPY", "RUN first\nCOPY", StringComparison.Ordinal));
        _bench.Build("stage-0 1/3", "stage-0 2/3", "stage-0 3/3");
        _bench.Write("Dockerfile", Dockerfile);

        var cause = _bench.Build()[0];

        Assert.That(cause.Kind, Is.EqualTo(CauseKind.CachePruned));
        Assert.That(cause.Sentence, Does.StartWith("an earlier build had the same inputs, and its result is no longer in the builder"));
    }
}
