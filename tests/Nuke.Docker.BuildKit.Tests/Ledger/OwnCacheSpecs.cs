using Nuke.Docker.BuildKit.Ledger.Internal;

namespace Nuke.Docker.BuildKit.Tests.Ledger;

/// <summary>Predictions with a local cache: only one that others have written may contain a result that was never created here.</summary>
public sealed class OwnCacheSpecs
{
    private LedgerBench _bench = null!;
    private string _index = "";

    [SetUp]
    public void BuildOnce()
    {
        _bench = new LedgerBench("FROM scratch\nCOPY a /\n");
        _bench.Write("a", "1");
        var cache = Path.Combine(_bench.Ledgers, "cache");
        _index = Path.Combine(cache, "index.json");
        _bench.Settings = _bench.Settings with { CacheFrom = [$"type=local,src={cache}"], CacheTo = [$"type=local,dest={cache}"] };
        _bench.DuringBuild = () => Export(Guid.NewGuid());
        _bench.Build();
    }

    [TearDown]
    public void Delete() => _bench.Dispose();

    [Test]
    public void A_new_content_is_not_in_a_cache_of_this_repository_alone()
    {
        _bench.Write("a", "2");
        Assert.That(_bench.Predict(), Is.EqualTo("Runs"));

        _bench.Build();
        _bench.Write("a", "3");
        Assert.That(_bench.Predict(), Is.EqualTo("Runs"));
    }

    [Test]
    public void A_cache_that_another_machine_has_written_may_contain_it_also_after_the_next_build()
    {
        Export(Guid.NewGuid());
        _bench.Write("a", "2");
        Assert.That(_bench.Predict(), Is.EqualTo("Depends"));

        _bench.Build();
        _bench.Write("a", "3");
        Assert.That(_bench.Predict(), Is.EqualTo("Depends"));
    }

    [Test]
    public void A_build_without_the_cache_leaves_it_as_it_is()
    {
        var settings = _bench.Settings;
        _bench.DuringBuild = () => { };
        _bench.Settings = settings with { CacheFrom = null, CacheTo = null };
        _bench.Build();
        _bench.Settings = settings;
        _bench.Write("a", "2");

        Assert.That(_bench.Predict(), Is.EqualTo("Runs"));
    }

    [Test]
    public void A_cache_that_is_deleted_is_trusted_again()
    {
        Export(Guid.NewGuid());
        _bench.Build();
        File.Delete(_index);
        _bench.Build();
        _bench.Write("a", "2");

        Assert.That(_bench.Predict(), Is.EqualTo("Runs"));
    }

    [Test]
    public void A_result_of_another_engine_may_be_in_it()
    {
        _bench.Engine = "engine-2";

        Assert.That(_bench.Predict(), Is.EqualTo("Depends"));
    }

    [Test]
    public void A_result_of_the_last_build_is_in_it_until_the_cache_is_deleted_or_another_one_is_written()
    {
        Assert.That(Reason(), Is.EqualTo("the local cache of the last build contains its result"));

        Export(Guid.NewGuid());
        Assert.That(Reason(), Is.EqualTo("its last result came from an imported cache"));

        File.Delete(_index);
        Assert.That(Reason(), Is.EqualTo("its last result came from an imported cache"));

        string Reason()
        {
            using var book = _bench.Open();
            var planned = book.PlannedLedgerAsync(engine: null).GetAwaiter().GetResult()!;
            var memory = MemoryOf(planned.Engine, planned.Steps[0].Key);
            return Predictor.Predict(planned, book.Last, memory, cache: null).Single().Reason;
        }

        // The engine has no record of the result, which was imported.
        StepMemory MemoryOf(string engine, string key)
        {
            var folder = Path.Combine(_bench.Ledgers, "memory");
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "steps.txt"), $"{engine} {key} own 1 1 {StepMemory.Imported}\n");
            return StepMemory.Read(folder);
        }
    }

    private void Export(Guid content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_index)!);
        File.WriteAllText(_index, content.ToString());
    }
}
