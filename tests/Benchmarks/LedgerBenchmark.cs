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

    public LedgerBenchmark()
    {
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
        Run("git", "init -q many");
        Run("sh", "-c \"cd many && git add -A && git -c user.name=x -c user.email=x commit -qm x && git status > /dev/null\"");
        Thread.Sleep(TimeSpan.FromSeconds(2));
        Plan("many");
    }

    /// <summary>Times both in turn, so that they run under the same load.</summary>
    public IReadOnlyList<Pair> CompareUnchanged(int rounds) =>
        [.. Enumerable.Range(0, rounds).Select(_ => Pair.Of(rival: Run("git", "-C many status --porcelain"), ours: Plan("many")))];

    /// <summary>Times both in turn, without remembered digests.</summary>
    public IReadOnlyList<Pair> CompareCold(int rounds) => [.. Enumerable.Range(0, rounds).Select(_ =>
    {
        File.Delete(Path.Combine(_folder, "large.files"));
        return Pair.Of(rival: Run("sh", "-c \"sha256sum large/file* > /dev/null\""), ours: Plan("large"));
    })];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private TimeSpan Plan(string folder)
    {
        var watch = Stopwatch.StartNew();
        var fingerprints = FingerprintCache.Open(Path.Combine(_folder, $"{folder}.files"), TimeProvider.System);
        var settings = new BuildxBuildSettings { Context = Path.Combine(_folder, folder), Tag = ["benchmark:1"] };
        _ = new BuildPlanner(settings, new LedgerKey(new byte[32]), fingerprints).Plan(CancellationToken.None)
            ?? throw new InvalidOperationException("The build can't be planned.");
        fingerprints.Save();
        return watch.Elapsed;
    }

    private TimeSpan Run(string program, string arguments)
    {
        var watch = Stopwatch.StartNew();
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder, RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? watch.Elapsed : throw new InvalidOperationException($"{program} {arguments} ended with {process.ExitCode}");
    }
}
