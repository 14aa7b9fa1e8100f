using Nuke.Docker.BuildKit.Python.Tests.Projects;
using Nuke.Docker.BuildKit.Python.Writing;

namespace Nuke.Docker.BuildKit.Python.Tests.Writing;

/// <summary>
/// Typical projects (Samples/) with the files generated for them (Expected/), which a person has read. After a wanted change, run with
/// UPDATE_EXPECTED=1 and read the difference.
/// </summary>
public sealed class ExpectedFileSpecs
{
    private static readonly string s_expected = Path.Combine(ProjectFolder.Sources(), "Writing", "Expected");

    private static IEnumerable<string> Names =>
        Directory.EnumerateFiles(Path.Combine(ProjectFolder.Sources(), "Samples"), "*.txt").Select(path => Path.GetFileNameWithoutExtension(path))
        .Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Names))]
    public void Dockerfile(string name)
    {
        using var folder = ProjectFolder.Named(name);

        var text = DockerfileWriter.Write(folder.Read(), new() { HeavyLayer = name.EndsWith("heavy", StringComparison.Ordinal) });

        Check($"{name}.Dockerfile", text);
    }

    [TestCaseSource(nameof(Names))]
    public void Findings(string name)
    {
        using var folder = ProjectFolder.Named(name);

        var project = folder.Read();

        Check($"{name}.findings.txt", string.Concat(project.Findings.Select(finding => $"{finding.Level} {finding}\n")));
    }

    [TestCase("pip-fastapi")]
    [TestCase("uv-fastapi")]
    [TestCase("uv-heavy")]
    [TestCase("uv-outside")]
    [TestCase("poetry-bot")]
    public void Compose(string name)
    {
        using var folder = ProjectFolder.Named(name);

        var text = ComposeWriter.Write(folder.Read());

        Check($"{name}.compose.yaml", text);
    }

    private static void Check(string file, string actual)
    {
        var path = Path.Combine(s_expected, file);
        if (Environment.GetEnvironmentVariable("UPDATE_EXPECTED") == "1")
        {
            Directory.CreateDirectory(s_expected);
            File.WriteAllText(path, actual);
        }

        Assert.That(actual, Is.EqualTo(File.ReadAllText(path)));
    }
}
