using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Builds.Compose.Internal;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Nuke.Docker.BuildKit.Builds.Compose;

/// <summary>Adds caches to a compose file. Keeps every other character, including comments, order and line endings.</summary>
internal static class ComposeFileEditor
{
    /// <summary>Adds <c>cache_from</c> and <c>cache_to</c> to the <c>build</c> of a service.</summary>
    /// <param name="text">The compose file, in YAML.</param>
    /// <param name="service">The name of the service.</param>
    /// <param name="from">The caches to import.</param>
    /// <param name="to">The caches to export.</param>
    /// <returns>
    /// The new text. <c>null</c>: the file is not valid YAML or does not build the service, the service already has caches, or its <c>build</c> cannot
    /// be extended in place: an alias, a tag such as <c>!reset</c>, an empty value.
    /// </returns>
    [Pure]
    public static string? AddCache(string text, string service, IReadOnlyList<CacheFrom> from, IReadOnlyList<CacheTo> to)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentException.ThrowIfNullOrEmpty(service);
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        var yaml = new YamlPositions(text);
        if (yaml.Find("services", service) is not YamlMappingNode owner || yaml.Find("services", service, "build") is not { Tag.IsEmpty: true } build)
            return null;

        var caches =
            new (string Name, IReadOnlyList<CacheEntry> Entries)[] { ("cache_from", from), ("cache_to", to) }.Where(cache => cache.Entries.Count > 0).ToList();
        var flow = string.Concat(caches.Select(cache => $", {cache.Name}: [{string.Join(", ", cache.Entries.Select(Literal))}]"));
        return build switch
        {
            // Aliases of the scalar would become aliases of a mapping.
            YamlScalarNode { Anchor.IsEmpty: false } or YamlScalarNode { Value: null or "" } => null,
            YamlScalarNode { Style: ScalarStyle.Literal or ScalarStyle.Folded } => null,
            YamlScalarNode when owner.Style == MappingStyle.Flow => yaml.Replace(build, $"{{ context: {yaml.TextOf(build)}{flow} }}"),
            YamlScalarNode => yaml.ReplaceWithLines(build, [$"context: {yaml.TextOf(build)}", .. Lines(caches)], owner.Children.First().Key.Start.Column + 1),
            YamlMappingNode { Children.Count: 0 } => null,
            YamlMappingNode mapping when mapping.Children.Keys.Any(key => key is YamlScalarNode { Value: "cache_from" or "cache_to" }) => null,
            YamlMappingNode { Style: MappingStyle.Flow } mapping => yaml.InsertAfter(mapping, flow),
            YamlMappingNode mapping => yaml.InsertLinesAfter(mapping, [.. Lines(caches)], mapping.Children.First().Key.Start.Column - 1),
            _ => null,
        };
    }

    private static IEnumerable<string> Lines(IEnumerable<(string Name, IReadOnlyList<CacheEntry> Entries)> caches) =>
        caches.SelectMany(cache => cache.Entries.Select(entry => $"  - {Literal(entry)}").Prepend($"{cache.Name}:"));

    private static string Literal(CacheEntry entry) => YamlText.Literal(entry.ToArgument().Value);
}
