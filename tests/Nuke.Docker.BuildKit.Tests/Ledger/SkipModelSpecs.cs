using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Ledger.Internal;

namespace Nuke.Docker.BuildKit.Tests.Ledger;

/// <summary>Compares the decision to skip with a model: 10,000 random changes and no-changes.</summary>
public sealed class SkipModelSpecs
{
    private const int Changes = 10_000;
    private const string Dockerfile = """
        FROM scratch AS deps
        ARG VERSION=1
        COPY requirements.txt conf/*.toml /deps/
        FROM scratch
        COPY --from=deps /deps /deps
        COPY --exclude=notes app /app

        """;

    private static readonly string[] s_copied = ["requirements.txt", "conf/a.toml", "conf/b.toml", "app/main.py", "app/sub/util.py", "app/sub/deep/x.py"];
    private static readonly string[] s_others = ["README.md", "conf/a.txt", "other/data", "app/debug.log", "app/sub/trace.log"];

    [Test]
    public void No_changed_build_is_skipped_and_nearly_all_unchanged_ones_are()
    {
        using var bench = new LedgerBench(Dockerfile);
        bench.Write(".dockerignore", "**/*.log\n");
        foreach (var file in s_copied.Concat(s_others))
            bench.Write(file, "0");
        var model = new Model(bench, new Random(20261129));
        bench.Build();
        model.Built();
        var (wrong, needless, unchanged) = (new List<string>(), new List<string>(), 0);

        for (var change = 0; change < Changes; change++)
        {
            var what = model.Change();
            var reason = bench.ReasonToBuild();
            var skips = reason is null;
            if (skips && (model.IsChanged || model.IsBuiltInDoubt))
                wrong.Add($"{change}: {what}");
            if (!model.IsChanged && !model.IsBuiltInDoubt && !model.IsInDoubt)
            {
                unchanged++;
                if (!skips)
                    needless.Add($"{change} {what}: {reason}");
            }

            if (!skips && change % 4 == 0)
            {
                bench.ForgetSteps();
                bench.Build();
                model.Built();
            }
        }

        Assert.That(wrong, Is.Empty);
        Assert.That(unchanged, Is.GreaterThan(Changes / 5));
        Assert.That(needless, Has.Count.LessThanOrEqualTo(unchanged * 0.05), string.Join('\n', needless.Take(20)));
    }

    private sealed class Model(LedgerBench bench, Random random)
    {
        private readonly Dictionary<string, (long Size, long Time)> _hidden = [];
        private string _built = "";
        private int _counter;

        public bool IsChanged => State() != _built;

        /// <summary>True if a build may read the old content of a file.</summary>
        public bool IsInDoubt => Hidden.Any();

        /// <summary>True if the last build may have read the old content of a file.</summary>
        public bool IsBuiltInDoubt { get; private set; }

        public void Built() => (_built, IsBuiltInDoubt) = (State(), IsInDoubt);

        private IEnumerable<string> Hidden => _hidden.Where(file => File.Exists(file.Key) && Stat(file.Key) == file.Value).Select(file => file.Key);

        public string Change()
        {
            if (Hidden.FirstOrDefault() is { } hidden && random.Next(3) == 0)
            {
                File.SetLastWriteTimeUtc(hidden, DateTime.UtcNow);
                return $"touched {hidden}";
            }

            var copied = s_copied[random.Next(s_copied.Length)];
            var other = s_others[random.Next(s_others.Length)];
            switch (random.Next(18))
            {
                case 0:
                    bench.Write(copied, $"{_counter++}");
                    return $"content of {copied}";
                case 1:
                    return SameSizeAndTime(copied);
                case 2:
                    return Mode(copied);
                case 3:
                    return AddOrRemove($"app/new{random.Next(3)}.py");
                case 4:
                    return AddOrRemove("app/link", isLink: true);
                case 5:
                    bench.Settings = bench.Settings with { BuildArg = null };
                    bench.Settings = bench.Settings.AddBuildArg("VERSION", $"{random.Next(3)}");
                    return "argument";
                case 6:
                    bench.Write("Dockerfile", Dockerfile + $"# comment {random.Next(2)}\n");
                    return "comment";
                case 7:
                    bench.Settings = bench.Settings with { Secret = [BuildSecret.FromValue("token", $"secret-{random.Next(2)}")] };
                    return "secret";
                case 8:
                    bench.Settings = bench.Settings with { Label = null };
                    bench.Settings = bench.Settings.AddLabel("a", $"{random.Next(2)}");
                    return "label";
                case 9 or 10:
                    bench.Write(other, $"{_counter++}");
                    return $"unused {other}";
                case 11 or 12:
                    if (File.Exists(bench.PathOf(copied)))
                        File.SetLastWriteTimeUtc(bench.PathOf(copied), DateTime.UtcNow.AddSeconds(-random.Next(100_000)));
                    return "time";
                case 13:
                    if (File.Exists(bench.PathOf(copied)))
                        bench.Write(copied, File.ReadAllText(bench.PathOf(copied)));
                    return "same content again";
                case 14:
                    return AddOrRemove("app/notes");
                default:
                    return "nothing";
            }
        }

        // An editor or git may restore the time of a file.
        private string SameSizeAndTime(string file)
        {
            var path = bench.PathOf(file);
            if (!File.Exists(path))
                return "nothing";
            var time = File.GetLastWriteTimeUtc(path);
            var (before, stat) = (File.ReadAllText(path), Stat(path));
            var text = before.ToCharArray();
            text[random.Next(text.Length)] = (char)('0' + random.Next(10));
            File.WriteAllText(path, new string(text));
            File.SetLastWriteTimeUtc(path, time);
            // The time was restored to a multiple of 100 ns.
            if (before != new string(text) && Stat(path) == stat)
                _hidden[path] = stat;
            return $"content of {file}, with its old time";
        }

        private static (long Size, long Time) Stat(string path) => FileStat.Read(path) is { } stat ? (stat.Size, stat.Modified) : default;

        private string Mode(string file)
        {
            if (OperatingSystem.IsWindows() || !File.Exists(bench.PathOf(file)))
                return "nothing";
            File.SetUnixFileMode(bench.PathOf(file), (UnixFileMode)(random.Next(2) == 0 ? 0x1A4 : 0x180));
            return $"mode of {file}";
        }

        private string AddOrRemove(string file, bool isLink = false)
        {
            var path = bench.PathOf(file);
            if (Path.Exists(path) || new FileInfo(path).LinkTarget is not null)
                File.Delete(path);
            else if (isLink)
                File.CreateSymbolicLink(path, random.Next(2) == 0 ? "main.py" : "sub/util.py");
            else
                File.WriteAllText(path, "new");
            return $"{file} came or went";
        }

        // Written independently of the code under test: what a user would say that the image depends on.
        private string State()
        {
            var files = Directory.EnumerateFiles(bench.PathOf("app"), "*", SearchOption.AllDirectories)
                .Where(file => !file.EndsWith(".log", StringComparison.Ordinal) && Path.GetFileName(file) != "notes")
                .Concat(Directory.EnumerateFiles(bench.PathOf("conf"), "*.toml"))
                .Append(bench.PathOf("requirements.txt"))
                .Where(Path.Exists)
                .Order(StringComparer.Ordinal)
                .Select(file => new FileInfo(file))
                .Select(file => file.LinkTarget is { } target
                    ? $"{file.FullName} -> {target}"
                    : $"{file.FullName} {(OperatingSystem.IsWindows() ? UnixFileMode.None : file.UnixFileMode)} {File.ReadAllText(file.FullName)}");
            var settings = bench.Settings;
            return string.Join('\n', files) + File.ReadAllText(bench.PathOf("Dockerfile")) + string.Join(',', settings.BuildArg?.Values ?? [])
                + string.Join(',', settings.Label?.Values ?? []) + settings.Secret?[0].CarriedVariable?.Value;
        }
    }
}
