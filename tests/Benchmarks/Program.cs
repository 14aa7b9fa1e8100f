using Benchmarks;
using Nuke.Docker.BuildKit.Engines;

// dotnet run -c Release --project tests/Benchmarks -- [ROUNDS]
// Times ./build.sh DockerBuild against the bare docker buildx build with the same flags, in turn, so that both run under the same load.
// dotnet run -c Release --project tests/Benchmarks -- cache [ROUNDS] [MEGABYTES …]
// Times a code-only rebuild without a cache export, with ours and with a folder that is replaced, on caches of 300 and 2000 MB.
// dotnet run -c Release --project tests/Benchmarks -- surface [ROUNDS]
// Times a clean build of the library with its generated surface once and twice: the difference is what the surface adds.
// dotnet run -c Release --project tests/Benchmarks -- ledger [ROUNDS]
// Times the fingerprints of 50,000 unchanged files against git status, and of 500 MB of new files against sha256sum.
// dotnet run -c Release --project tests/Benchmarks -- redaction [LINES]
// Times the redaction of a build's log with 50 secrets.
if (args is ["redaction", ..])
{
    RedactionBenchmark.Run(args.Length > 1 ? int.Parse(args[1]) : 1_000_000);
    return;
}

// dotnet run -c Release --project tests/Benchmarks -- events [ROUNDS]
// Times the decoding of rawjson events against JsonDocument.
if (args is ["events", ..])
{
    var count = args.Length > 1 ? int.Parse(args[1]) : 11;
    Console.WriteLine($"{$"{count} rounds, seconds",-26}{"JsonDocument",22}{"events",22}{"ratio",16}");
    Show("rawjson events", new EventBenchmark().Compare(count));
    return;
}

// dotnet run -c Release --project tests/Benchmarks -- sync [ROUNDS] [IMAGES] [MEGABYTES]
// Times the copy of images between two registries: ours, imagetools, crane and skopeo if they are in PATH, and pull, tag and push.
if (args is ["sync", ..])
{
    int[] numbers = [.. args[1..].Select(int.Parse)];
    await CompareSyncAsync(numbers.ElementAtOrDefault(0) is > 0 and var times ? times : 3, numbers is [_, var images, ..] ? images : 20, numbers is [_, _, var size] ? size : 50);
    return;
}

if (args is ["ledger", ..])
{
    CompareFingerprints(args.Length > 1 ? int.Parse(args[1]) : 7);
    return;
}

if (args is ["surface", ..])
{
    CompareSurface(args.Length > 1 ? int.Parse(args[1]) : 5);
    return;
}

if (args is ["cache", ..])
{
    await CompareCachesAsync(args.Length > 1 ? int.Parse(args[1]) : 7, args.Length > 2 ? [.. args[2..].Select(int.Parse)] : [300, 2000]);
    return;
}

var rounds = args.Length > 0 ? int.Parse(args[0]) : 10;
var service = new ServiceBenchmark(Repository.Root);

Console.WriteLine("Preparing: one build that makes whatever is missing …");
await service.PrepareAsync();

Console.WriteLine($"{"",-26}{"bare",22}{"./build.sh",22}{"ratio",16}");
Console.WriteLine($"{$"{rounds} rounds, seconds",-26}{"min  median  max",22}{"min  median  max",22}{"median",16}");
Show("no change", await service.CompareAsync(rounds, changeCode: false));
Show("code-only change", await service.CompareAsync(rounds, changeCode: true));

static void Show(string name, IReadOnlyList<(TimeSpan Bare, TimeSpan Ours)> pairs)
{
    var bare = Sample.Of(pairs.Select(pair => pair.Bare.TotalSeconds));
    var ours = Sample.Of(pairs.Select(pair => pair.Ours.TotalSeconds));
    var ratio = Sample.Of(pairs.Select(pair => pair.Ours / pair.Bare));
    Console.WriteLine($"{name,-26}{bare,22}{ours,22}{ratio.Median,16:0.00}");
}

static void CompareFingerprints(int rounds)
{
    using var benchmark = new LedgerBenchmark();
    Console.WriteLine($"{$"{rounds} rounds, seconds",-26}{"git, sha256sum",22}{"ledger",22}{"ratio",16}");
    Show("50,000 unchanged files", benchmark.CompareUnchanged(rounds));
    Show("500 MB of new files", benchmark.CompareCold(rounds));
}

static void CompareSurface(int rounds)
{
    using var benchmark = new SurfaceBenchmark();
    var results = benchmark.Compare(rounds);
    Console.WriteLine($"{$"{rounds} rounds, seconds",-20}{"once",24}{"twice",24}{"the surface",24}");
    var once = Sample.Of(results.Select(result => result.Once.TotalSeconds));
    var twice = Sample.Of(results.Select(result => result.Twice.TotalSeconds));
    var surface = Sample.Of(results.Select(result => (result.Twice - result.Once).TotalSeconds));
    Console.WriteLine($"{"clean build",-20}{once,24}{twice,24}{surface,24}");
}

static async Task CompareCachesAsync(int rounds, int[] sizes)
{
    Console.WriteLine($"{$"{rounds} rounds, seconds",-20}{"none",22}{"ours",22}{"replaced",22}{"ours/none",11}{"ours/replaced",15}{"dead/live",11}");
    var connection = await new EngineLocator(new EmbeddedEngine(Path.Combine(Repository.Root, ".nuke", "temp", "docker-engine"))).FindAsync();
    foreach (var megabytes in sizes)
    {
        using var benchmark = await CacheBenchmark.CreateAsync(connection, megabytes);
        var results = await benchmark.RunAsync(rounds);
        var (live, dead) = benchmark.Sizes();
        var none = Sample.Of(results.Select(result => result.None.TotalSeconds));
        var ours = Sample.Of(results.Select(result => result.Ours.TotalSeconds));
        var replaced = Sample.Of(results.Select(result => result.Replaced.TotalSeconds));
        var toNone = Sample.Of(results.Select(result => result.Ours / result.None));
        var toReplaced = Sample.Of(results.Select(result => result.Ours / result.Replaced));
        Console.WriteLine(
            $"{$"{megabytes} MB",-20}{none,22}{ours,22}{replaced,22}"
            + $"{toNone.Median,11:0.00}{toReplaced.Median,15:0.00}{(double)dead / live,11:0.0000}");
    }
}

static async Task CompareSyncAsync(int rounds, int images, int megabytes)
{
    var temporary = Path.Combine(Repository.Root, ".nuke", "temp");
    var connection = await new EngineLocator(new EmbeddedEngine(Path.Combine(temporary, "docker-engine"))).FindAsync();
    await using var benchmark = await SyncBenchmark.CreateAsync(connection, Path.Combine(temporary, "sealed-inputs"), images, megabytes);
    var results = new List<(string Way, TimeSpan First, TimeSpan Again)>();
    for (var round = 0; round < rounds; round++)
        results.AddRange(await benchmark.RunAsync(Path.Combine(temporary, "sealed-inputs")));
    Console.WriteLine($"{$"{images} images of {megabytes} MB, seconds",-32}{"first",22}{"nothing changed",22}{"ours/first",12}");
    var ours = Sample.Of(results.Where(result => result.Way == results[0].Way).Select(result => result.First.TotalSeconds));
    foreach (var way in results.GroupBy(result => result.Way))
    {
        var first = Sample.Of(way.Select(result => result.First.TotalSeconds));
        Console.WriteLine($"{way.Key,-32}{first,22}{Sample.Of(way.Select(result => result.Again.TotalSeconds)),22}{ours.Median / first.Median,12:0.00}");
    }
}
