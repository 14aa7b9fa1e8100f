using System.Diagnostics;
using Nuke.Docker.BuildKit.Scaffolding.Ci;
using TestSupport;
using YamlDotNet.RepresentationModel;

namespace Nuke.Docker.BuildKit.Tests.Scaffolding.Ci;

/// <summary>Runs the script of a GitLab job in bash, on two machines of which the second one has only the cache of the first one.</summary>
[Platform(Exclude = "Win,MacOsX")]
public sealed class CiRecordsSpecs
{
    private const string Build = """
        #!/bin/sh
        find . "$HOME/.cache" -type f ! -name '*.sh' | sed "s|$HOME|~|" | sort > "$HOME/context"
        ledger=$LEDGER
        caches=$HOME/.cache/nuke-docker-buildkit
        mkdir -p "$ledger/bot" "$caches/bot-0123abcd/bot" "$caches/other-0123abcd"
        echo 1 > "$ledger/bot/ledger.json"
        touch "$ledger/bot/ledger.20260101.json" "$ledger/ledger.key" "$ledger/steps.txt" "$ledger/0.files"
        touch "$caches/bot-0123abcd/bot.history" "$caches/bot-0123abcd/bot/index.json" "$caches/other-0123abcd/other.history"
        """;

    private TemporaryDirectory _one = null!;
    private TemporaryDirectory _two = null!;

    [SetUp]
    public void SetUp() => (_one, _two) = (new TemporaryDirectory(), new TemporaryDirectory());

    [TearDown]
    public void TearDown()
    {
        _one.Dispose();
        _two.Dispose();
    }

    [TestCase("publish", ".nuke/temp/docker-ledger", ".docker-records/ledger/bot/ledger.json", "./.nuke/temp/docker-ledger/bot/ledger.json")]
    [TestCase(
        "tool",
        "~/.cache/nuke-docker-buildkit/bot-0123abcd-temp/docker-ledger",
        ".docker-records/ledger/bot-0123abcd-temp/docker-ledger/bot/ledger.json",
        "~/.cache/nuke-docker-buildkit/bot-0123abcd-temp/docker-ledger/bot/ledger.json")]
    public void The_next_machine_has_the_records_before_it_builds(string plan, string ledger, string carried, string restored)
    {
        Run(_one.Path, plan, ledger, "docker-publish", "");
        Assert.That(Carried(), Is.EquivalentTo([carried, ".docker-records/history/bot-0123abcd/bot.history"]));

        Copy();
        Run(_two.Path, plan, ledger, "docker-build", "");

        var before = File.ReadAllLines(Path.Combine(_two.Path, "home", "context"));
        Assert.That(before, Is.EquivalentTo([restored, "~/.cache/nuke-docker-buildkit/bot-0123abcd/bot.history"]), "and nothing in the build context");
        Assert.That(Directory.Exists(Path.Combine(_two.Path, "bot", ".docker-records")), Is.False, "a merge request saves nothing");
    }

    [TestCase("pull", 0)]
    [TestCase("pull-push", 2)]
    public void A_job_of_merge_requests_and_the_default_branch_saves_only_in_the_latter(string policy, int files)
    {
        Run(_one.Path, "platforms-unpublished", ".nuke/temp/docker-ledger", "docker-build", policy);

        Assert.That(Carried(), Has.Count.EqualTo(files));
    }

    [Test]
    public void A_build_without_records_does_not_fail()
    {
        Directory.CreateDirectory(Path.Combine(_one.Path, "bot", ".docker-records"));

        Run(_one.Path, "publish", "/dev/null/none", "docker-publish", "");

        Assert.That(Carried(), Is.Empty);
    }

    private List<string> Carried()
    {
        var folder = Path.Combine(_one.Path, "bot");
        var records = Path.Combine(folder, ".docker-records");
        return Directory.Exists(records)
            ? [.. Directory.EnumerateFiles(records, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file))]
            : [];
    }

    private void Copy()
    {
        foreach (var file in Carried())
        {
            var target = Path.Combine(_two.Path, "bot", file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(_one.Path, "bot", file), target);
        }
    }

    private static void Run(string machine, string plan, string ledger, string job, string policy)
    {
        var home = Directory.CreateDirectory(Path.Combine(machine, "home")).FullName;
        var folder = Directory.CreateDirectory(Path.Combine(machine, "bot")).FullName;
        Directory.CreateDirectory(Path.Combine(home, ".cache"));
        var program = Path.Combine(machine, "program");
        File.WriteAllText(program, ledger == "/dev/null/none" ? "#!/bin/sh\n" : Build);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var start = new ProcessStartInfo("bash", ["-eo", "pipefail", "-c", Script(plan, job, program)])
        {
            WorkingDirectory = folder, RedirectStandardError = true, UseShellExecute = false,
        };
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["HOME"] = home, ["CI_PROJECT_DIR"] = folder, ["CI_PROJECT_NAME"] = "bot", ["CACHE_POLICY"] = policy,
            ["LEDGER"] = ledger.Replace("~", home, StringComparison.Ordinal),
        })
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, errors);
    }

    // Without logins and cache mounts.
    private static string Script(string plan, string job, string program)
    {
        var text = GitLabPipeline.Write(CiSamples.Plans[plan] with { ExportMounts = null, ImportMounts = null, Build = program });
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        var lines = (YamlSequenceNode)((YamlMappingNode)((YamlMappingNode)stream.Documents[0].RootNode).Children[job]).Children["script"];
        string[] others = ["docker login", "mkdir -p reports"];
        return string.Join('\n', lines.Select(line => line.ToString()).Where(line => !others.Any(line.Contains)));
    }
}
