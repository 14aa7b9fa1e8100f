using System.Diagnostics;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

namespace Benchmarks;

/// <summary>Lists a context with an ignore file of 50 rules, and compares it with <c>find</c>.</summary>
internal sealed class ContextBenchmark : IDisposable
{
    private const int FilesPerFolder = 100;

    private readonly string _folder = Directory.CreateTempSubdirectory("context-benchmark-").FullName;
    private readonly Command _command;

    public ContextBenchmark(int files)
    {
        _command = new Command(connection: null, _folder);
        for (var file = 0; file < files; file++)
        {
            var folder = Directory.CreateDirectory(Path.Combine(_folder, $"package{file / FilesPerFolder / 10}", $"module{file / FilesPerFolder}")).FullName;
            File.WriteAllText(Path.Combine(folder, $"file{file}.py"), "");
        }

        string[] rules = ["**/__pycache__", "**/*.pyc", ".git", "!package1/**/*.md", "**/node_modules", "package2/module2*/file*5.py"];
        File.WriteAllLines(
            Path.Combine(_folder, ".dockerignore"), Enumerable.Range(0, 50).Select(number => number < rules.Length ? rules[number] : $"**/build{number}/*.o"));
    }

    public async Task<IReadOnlyList<Pair>> CompareAsync(int rounds)
    {
        var pairs = new List<Pair>();
        for (var round = 0; round <= rounds; round++)
        {
            var find = await _command.ShellAsync("find . -type f -size -1M > /dev/null");
            pairs.Add(Pair.Of(List(), find));
        }

        return pairs[1..];
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public TimeSpan List()
    {
        var watch = Stopwatch.StartNew();
        _ = BuildContextReader.Read(_folder);
        return watch.Elapsed;
    }
}
