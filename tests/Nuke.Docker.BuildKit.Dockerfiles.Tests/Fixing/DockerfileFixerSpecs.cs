using System.Runtime.CompilerServices;
using Nuke.Docker.BuildKit.Dockerfiles.Fixing;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Text.Changes;
using Nuke.Docker.BuildKit.Text.Faults;
using TestSupport;

namespace Nuke.Docker.BuildKit.Dockerfiles.Tests.Fixing;

/// <summary>
/// Fixes the files in <c>Cases/</c>. Each has the sections <c>before</c>, <c>after</c> (if anything changes), <c>left</c> (rules that must still be
/// reported, if any) and the files of the context. <c>UPDATE_EXPECTED=1</c> writes <c>after</c>: review the difference.
/// </summary>
public sealed class DockerfileFixerSpecs
{
    private string _folder = null!;

    private static string Cases => Path.Combine(Path.GetDirectoryName(ThisFile())!, "Cases");

    private static IEnumerable<string> Names =>
        Directory.EnumerateFiles(Cases).Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);

    [SetUp]
    public void Create() => _folder = Directory.CreateTempSubdirectory("fix-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [TestCaseSource(nameof(Names))]
    public void A_mistake_is_fixed_once(string name)
    {
        var sections = Read(name);
        var (before, after) = (sections["before"], sections.GetValueOrDefault("after"));
        foreach (var (path, content) in sections.Where(section => section.Key is not ("before" or "after" or "left")))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, path))!);
            File.WriteAllText(Path.Combine(_folder, path), content);
        }

        var report = DockerfileFixer.Fix(before, "Dockerfile", [Context], _ => true);

        if (after is not null && Environment.GetEnvironmentVariable("UPDATE_EXPECTED") == "1")
            Write(name, sections, after = report.After);
        Assert.That(report.After, Is.EqualTo(after ?? before));
        Assert.That(
            report.Left.Select(finding => finding.Rule.Id),
            Is.SupersetOf(sections.GetValueOrDefault("left", "").Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.That(DockerfileFixer.Fix(report.After, "Dockerfile", [Context], _ => true).ToDiff(), Is.Empty, "a second run changes nothing");
        if (name.StartsWith("two-stages", StringComparison.Ordinal))
            Assert.That(report.Left.Select(finding => finding.Rule.Id), Has.None.EqualTo("NDB007"));
    }

    [Test]
    public void Line_breaks_stay_as_they_are()
    {
        var report = DockerfileFixer.Fix("FROM python:3.13\r\nRUN pip install flask\r\n");

        Assert.That(report.After, Is.EqualTo("FROM python:3.13\r\nRUN --mount=type=cache,target=/root/.cache/pip \\\r\n    pip install flask\r\n"));
    }

    [Test]
    public void A_file_that_was_changed_in_the_meantime_is_not_overwritten()
    {
        var path = Path.Combine(_folder, "Dockerfile");
        File.WriteAllText(path, "FROM a:1 as b\n");
        var report = DockerfileFixer.FixFile(path);
        File.AppendAllText(path, "RUN x\n");

        Assert.That(() => FileChanges.Write([report.ToChange()]), ThrowsFault.Of(DockerFaultKind.FileChanged));
        Assert.That(File.ReadAllText(path), Is.EqualTo("FROM a:1 as b\nRUN x\n"));
    }

    [Test]
    public void The_diff_names_the_file()
    {
        var report = DockerfileFixer.Fix("FROM a:1 as b\nRUN 1\nRUN 2\nRUN 3\nRUN 4", "bot/Dockerfile");

        Assert.That(
            report.ToDiff(),
            Is.EqualTo("--- a/bot/Dockerfile\n+++ b/bot/Dockerfile\n@@ -1,4 +1,4 @@\n-FROM a:1 as b\n+FROM a:1 AS b\n RUN 1\n RUN 2\n RUN 3\n"));
    }

    private LintContext Context => LintContext.Of(Path.Combine(_folder, "Dockerfile"), _folder);

    private static Dictionary<string, string> Read(string name)
    {
        var sections = new Dictionary<string, string>();
        var section = "";
        foreach (var line in File.ReadLines(Path.Combine(Cases, $"{name}.txt")))
        {
            if (line.StartsWith("-- ", StringComparison.Ordinal) && line.EndsWith(" --", StringComparison.Ordinal))
                sections[section = line[3..^3]] = "";
            else if (section.Length > 0)
                sections[section] += $"{line}\n";
        }

        return sections;
    }

    private static void Write(string name, Dictionary<string, string> sections, string after)
    {
        var path = Path.Combine(Cases, $"{name}.txt");
        var text = File.ReadAllText(path);
        File.WriteAllText(path, text.Replace($"-- after --\n{sections["after"]}", $"-- after --\n{after}", StringComparison.Ordinal));
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
