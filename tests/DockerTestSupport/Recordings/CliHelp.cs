using Specifications;

namespace DockerTestSupport.Recordings;

/// <summary>Recorded <c>--help</c> and the specifications it belongs to.</summary>
internal static class CliHelp
{
    /// <summary>Versions of the recorded tools.</summary>
    public static Version VersionOf(string tool) => tool switch
    {
        "buildx" => new Version(0, 29, 1),
        "compose" => new Version(2, 40, 3),
        _ => new Version(28, 5, 2),
    };

    public static ToolSpecification Specification(string tool) => ToolSpecification.Parse(SpecificationText(tool));

    public static string SpecificationText(string tool) =>
        File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Specifications", $"{tool}.json"));

    public static string Text(string name) => File.ReadAllText(Path.Combine(Recording.Folder, "cli-help", $"{name}.txt"));

    public static HelpPage Page(string name) => HelpReader.Read(Text(name));

    public static List<HelpPage> Pages(string tool) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Recording.Folder, "cli-help"), $"{tool}*.txt")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Order(StringComparer.Ordinal)
            .Select(name => Page(name) with { Asked = tool == "docker" ? name.Replace('_', ' ') : $"docker {name.Replace('_', ' ')}" }),
    ];
}
