using System.Text.RegularExpressions;
using DockerTestSupport;

namespace Nuke.Docker.BuildKit.Components.Tests.Documentation;

/// <summary>The Markdown pages that users read.</summary>
internal static partial class Pages
{
    private static readonly string[] s_single = ["README.md", "CHANGELOG.md", "templates/README.md"];
    private static readonly string[] s_folders = ["docs", ".github"];

    /// <summary>Paths relative to the root of the repository, with forward slashes.</summary>
    public static IEnumerable<string> All =>
        s_folders
            .SelectMany(folder => Directory.EnumerateFiles(Repository.File(folder), "*.md", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Concat(s_single)
            .Order(StringComparer.Ordinal);

    public static string Read(string page) => File.ReadAllText(Repository.File(page)).ReplaceLineEndings("\n");

    /// <summary>The fenced blocks of a language, with the page and the number of the block on it.</summary>
    public static IEnumerable<(string Page, int Number, string Code)> Blocks(string language) =>
        All.SelectMany(page => Block().Matches(Read(page))
            .Where(match => match.Groups["language"].Value == language)
            .Select((match, index) => (page, index + 1, match.Groups["code"].Value)));

    /// <summary>A page without its fenced blocks.</summary>
    public static string Prose(string page) => Block().Replace(Read(page), "");

    [GeneratedRegex(@"^```(?<language>\w*)\n(?<code>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Block();
}
