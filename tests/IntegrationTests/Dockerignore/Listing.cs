using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

namespace IntegrationTests.Dockerignore;

/// <summary>Lists a build context with our own reader, in the format of <see cref="ContextTree"/>.</summary>
internal static class Listing
{
    public static IReadOnlyList<string> Of(string folder, string? dockerfile = null, bool sizes = false) =>
    [
        .. BuildContextReader.Read(folder, dockerfile).Entries
            .Select(entry => entry.Path + entry.Kind switch
            {
                BuildContextEntryKind.Folder => "/",
                BuildContextEntryKind.Link => " ->",
                _ => sizes ? $" ({entry.Bytes})" : "",
            })
            .Order(StringComparer.Ordinal),
    ];
}
