using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Builds.Compose.Internal;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Builds.Compose;

/// <summary>Adds caches to a compose file as text, so that comments, order and formatting stay.</summary>
public static class ComposeFileEditor
{
    /// <summary>The file with <c>cache_from</c> and <c>cache_to</c> in the <c>build</c> of a service.</summary>
    /// <param name="text">The file, in YAML.</param>
    /// <param name="service">The service's name.</param>
    /// <param name="from">What is read.</param>
    /// <param name="to">What is written.</param>
    /// <returns><c>null</c>: the file doesn't build the service, the service has caches of its own, or its <c>build</c> stands in a form that nothing can be added to (an alias, several lines in braces).</returns>
    [Pure]
    public static string? AddCache(string text, string service, IReadOnlyList<CacheFrom> from, IReadOnlyList<CacheTo> to)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentException.ThrowIfNullOrEmpty(service);
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        var yaml = new YamlLines(text);
        if (yaml.Find("services") is not { } services || yaml.Find(service, services) is not { } owner || yaml.Find("build", owner) is not { } build)
            return null;

        var value = yaml.ValueOf(build);
        if (value.Length == 0 || value[0] == '&')
            return yaml.Find("cache_from", build) is null && yaml.Find("cache_to", build) is null && yaml.LastOf(build) is { } last
                ? yaml.Insert(last + 1, Lines(yaml.ChildIndent(build), from, to))
                : null;
        if (value[0] is '*' or '!' or '|' or '>' or '[')
            return null;
        if (value[0] == '{')
            return !value.Contains("cache_", StringComparison.Ordinal) && value[^1] == '}' && value[1..^1].Trim().Length > 0
                ? yaml.Replace(build, value, $"{value[..^1].TrimEnd()}, cache_from: [{Flow(from)}], cache_to: [{Flow(to)}] }}", [])
                : null;
        var indent = build.Indent + 2;
        return yaml.Replace(build, value, "", [$"{new string(' ', indent)}context: {value}", .. Lines(indent, from, to)]);
    }

    private static string Flow(IReadOnlyList<CacheEntry> entries) => string.Join(", ", entries.Select(entry => YamlText.Literal(entry.ToArgument().Value)));

    private static IEnumerable<string> Lines(int indent, IReadOnlyList<CacheFrom> from, IReadOnlyList<CacheTo> to) => [.. Lines(indent, "cache_from", from), .. Lines(indent, "cache_to", to)];

    private static IEnumerable<string> Lines(int indent, string name, IReadOnlyList<CacheEntry> entries) => entries.Count == 0 ? [] :
    [
        $"{new string(' ', indent)}{name}:",
        .. entries.Select(entry => $"{new string(' ', indent + 2)}- {YamlText.Literal(entry.ToArgument().Value)}"),
    ];
}
