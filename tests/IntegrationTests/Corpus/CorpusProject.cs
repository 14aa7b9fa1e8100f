using System.Runtime.CompilerServices;

namespace IntegrationTests.Corpus;

/// <summary>
/// A small project with one trait of grown ones, in one file of <c>Projects/</c>: a line with the path that its service answers and the text in the answer, or
/// with <c>run</c> and the text of its output; then its files, each below a line with its path.
/// </summary>
/// <param name="Name">The name of the file.</param>
/// <param name="Path">The path to request; null: the program ends by itself.</param>
/// <param name="Expected">The text in its answer or output.</param>
/// <param name="Files">Path and text of its files.</param>
public sealed record CorpusProject(string Name, string? Path, string Expected, IReadOnlyList<(string Path, string Text)> Files)
{
    private static readonly string[] s_sample = ["package-below-folder", "needed-docs", "writes-database", "several-programs"];

    /// <summary>A sample; all with <c>DOCKER_BUILDKIT_TESTS_FULL=1</c>.</summary>
    public static IEnumerable<CorpusProject> Sample => All().Where(project => FullRun.IsRequested || s_sample.Contains(project.Name));

    public override string ToString() => Name;

    private static IEnumerable<CorpusProject> All([CallerFilePath] string file = "") =>
        Directory.EnumerateFiles(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(file)!, "Projects"), "*.txt").Order(StringComparer.Ordinal)
            .Select(Read);

    private static CorpusProject Read(string path)
    {
        var parts = $"\n{File.ReadAllText(path)}".Split("\n-- ");
        var head = parts[0].Trim().Split(' ', 2);
        var files = parts.Skip(1).Select(part => part.Split(" --", 2)).Select(part => (part[0], part[1].Trim('\n') is { Length: > 0 } text ? $"{text}\n" : ""))
            .ToList();
        return new(System.IO.Path.GetFileNameWithoutExtension(path), head[0] == "run" ? null : head[0], head[1], files);
    }
}
