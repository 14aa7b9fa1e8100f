using System.Runtime.CompilerServices;

namespace IntegrationTests.Corpus;

/// <summary>
/// A small project with one trait of grown ones, in one file of <c>Projects/</c>: a line for each program, see <see cref="CorpusProgram"/>; then its files,
/// each below a line with its path.
/// </summary>
/// <param name="Name">The name of the file.</param>
/// <param name="Programs">Its programs.</param>
/// <param name="Files">Path and text of its files.</param>
public sealed record CorpusProject(string Name, IReadOnlyList<CorpusProgram> Programs, IReadOnlyList<(string Path, string Text)> Files)
{
    private static readonly string[] s_sample =
        ["package-below-folder", "needed-docs", "writes-database", "several-programs", "monorepo", "src-with-procfile"];

    /// <summary>A sample; all with <c>DOCKER_BUILDKIT_TESTS_FULL=1</c>.</summary>
    public static IEnumerable<CorpusProject> Sample => All().Where(project => FullRun.IsRequested || s_sample.Contains(project.Name));

    public override string ToString() => Name;

    private static IEnumerable<CorpusProject> All([CallerFilePath] string file = "") =>
        Directory.EnumerateFiles(Path.Combine(Path.GetDirectoryName(file)!, "Projects"), "*.txt").Order(StringComparer.Ordinal).Select(Read);

    private static CorpusProject Read(string path)
    {
        var parts = $"\n{File.ReadAllText(path)}".Split("\n-- ");
        var files = parts.Skip(1).Select(part => part.Split(" --", 2)).Select(part => (part[0], part[1].Trim('\n') is { Length: > 0 } text ? $"{text}\n" : ""))
            .ToList();
        return new(Path.GetFileNameWithoutExtension(path), [.. parts[0].Trim().Split('\n').Select(CorpusProgram.Parse)], files);
    }
}

/// <summary>
/// A program, and what it must do: <c>PATH TEXT</c> (the path that it answers, and the text in the answer), <c>run TEXT</c> (it ends by itself after this
/// output) or <c>log TEXT</c> (it prints this and goes on). Before it stands the service, if there are several, and the option that chooses the program:
/// <c>api: health ok</c>, <c>--program worker: log ready</c>.
/// </summary>
/// <param name="Service">The name of the image; null: the only one.</param>
/// <param name="Program">The name of the program; null: the best one.</param>
/// <param name="Kind">The path; <c>run</c>, or <c>log</c>.</param>
/// <param name="Expected">The text in its answer or output.</param>
public sealed record CorpusProgram(string? Service, string? Program, string Kind, string Expected)
{
    private const string Option = "--program ";

    internal static CorpusProgram Parse(string line)
    {
        var (name, rest) = line.Split(": ", 2) is [var first, var second] ? (first, second) : (null, line);
        var words = rest.Split(' ', 2);
        var isOption = name?.StartsWith(Option, StringComparison.Ordinal) == true;
        return new(isOption ? null : name, isOption ? name![Option.Length..] : null, words[0], words[1]);
    }
}
