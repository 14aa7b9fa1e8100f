using System.Diagnostics;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Ledger.Internal;

namespace Benchmarks;

/// <summary>Times the fingerprints of 50,000 unchanged files against <c>git status</c>, and of 500 MB of new files against <c>sha256sum</c>.</summary>
internal sealed class LedgerBenchmark : IDisposable
{
    private const int Files = 50_000;
    private const int FilesPerFolder = 100;
    private const int LargeFiles = 50;
    private const int LargeBytes = 10 * 1024 * 1024;

    private readonly string _folder = Directory.CreateTempSubdirectory("ledger-benchmark-").FullName;

    private readonly Command _command;

    private LedgerBenchmark()
    {
        _command = new Command(connection: null, _folder);
        for (var file = 0; file < Files; file++)
        {
            var folder = Directory.CreateDirectory(Path.Combine(_folder, "many", $"folder{file / FilesPerFolder}")).FullName;
            File.WriteAllText(Path.Combine(folder, $"file{file}.py"), $"print({file})\n");
        }

        var content = new byte[LargeBytes];
        Directory.CreateDirectory(Path.Combine(_folder, "large"));
        for (var file = 0; file < LargeFiles; file++)
        {
            Random.Shared.NextBytes(content);
            File.WriteAllBytes(Path.Combine(_folder, "large", $"file{file}"), content);
        }

        foreach (var folder in (string[])["many", "large"])
            File.WriteAllText(Path.Combine(_folder, folder, "Dockerfile"), "FROM scratch\nCOPY . /\n");
        // git does not read its 50,000 objects either.
        File.WriteAllText(Path.Combine(_folder, "many", ".dockerignore"), ".git\n");
    }

    public static async Task<LedgerBenchmark> CreateAsync()
    {
        var benchmark = new LedgerBenchmark();
        await benchmark._command.ShellAsync(
            "git init -q many && cd many && git add -A && git -c user.name=x -c user.email=x commit -qm x && git status > /dev/null");
        // A file that has just changed is hashed again.
        await Task.Delay(TimeSpan.FromSeconds(2));
        benchmark.Plan("many");
        return benchmark;
    }

    /// <summary>Times both in turn, so that they run under the same load.</summary>
    public async Task<IReadOnlyList<Pair>> CompareUnchangedAsync(int rounds)
    {
        var pairs = new List<Pair>();
        for (var round = 0; round < rounds; round++)
        {
            var git = await _command.RunAsync("git", "-C", "many", "status", "--porcelain");
            pairs.Add(Pair.Of(Plan("many"), git));
        }

        return pairs;
    }

    /// <summary>Times both in turn, without remembered digests.</summary>
    public async Task<IReadOnlyList<Pair>> CompareColdAsync(int rounds)
    {
        var pairs = new List<Pair>();
        for (var round = 0; round < rounds; round++)
        {
            if (Directory.Exists(Path.Combine(_folder, "ledger-large")))
                Directory.Delete(Path.Combine(_folder, "ledger-large"), recursive: true);
            var sha256 = await _command.ShellAsync("sha256sum large/file* > /dev/null");
            pairs.Add(Pair.Of(Plan("large"), sha256));
        }

        return pairs;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private TimeSpan Plan(string folder)
    {
        var watch = Stopwatch.StartNew();
        var key = new LedgerKey(new byte[32]);
        var fingerprints = new FingerprintCaches(Path.Combine(_folder, $"ledger-{folder}"), key, TimeProvider.System);
        var settings = new BuildxBuildSettings { Context = Path.Combine(_folder, folder), Tag = ["benchmark:1"] };
        _ = new BuildPlanner(settings, key, fingerprints).Plan(CancellationToken.None)
            ?? throw new InvalidOperationException("The build can't be planned.");
        fingerprints.Save();
        return watch.Elapsed;
    }
}
