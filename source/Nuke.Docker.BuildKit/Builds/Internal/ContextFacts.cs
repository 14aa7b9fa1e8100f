using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Reports;

namespace Nuke.Docker.BuildKit.Builds.Internal;

/// <summary>Reads the size of the build context by folder.</summary>
internal static class ContextFacts
{
    private const int Parts = 30;

    // A folder of this share of the context is shown by its subfolders.
    private const double Split = 0.25;

    /// <summary>Begins to read the context in the background. The result is <c>null</c> if it is not a folder, or can't be read.</summary>
    public static Task<ContextReport?> BeginAsync(BuildxBuildSettings build, CancellationToken cancellationToken) =>
        build.ContextFolder() is { } folder && Directory.Exists(folder)
            ? Task.Run(() => Read(folder, build.DockerfilePath(), cancellationToken), CancellationToken.None)
            : Task.FromResult<ContextReport?>(null);

    private static ContextReport? Read(string folder, string? dockerfile, CancellationToken cancellationToken)
    {
        try
        {
            var listing = BuildContextReader.Read(folder, dockerfile, cancellationToken);
            var parts = new List<ContextPart>();
            Add(ContextFolder.Of(listing), Math.Max(1, listing.Bytes), parts);
            return new ContextReport
            {
                Files = listing.Files,
                Bytes = listing.Bytes,
                Parts = [.. parts.OrderByDescending(part => part.Bytes).ThenBy(part => part.Path, StringComparer.Ordinal).Take(Parts)],
            };
        }
        // The report is an extra: whatever is wrong with the context or its ignore file, the build itself reports it.
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DockerignoreException or OperationCanceledException)
        {
            return null;
        }
    }

    private static void Add(ContextFolder folder, long whole, List<ContextPart> parts)
    {
        foreach (var below in folder.Folders)
        {
            if (below.Bytes >= whole * Split && below.Folders.Any(part => part.Bytes >= whole * 0.05))
                Add(below, whole, parts);
            else
                parts.Add(new ContextPart($"{below.Path}/", below.Files, below.Bytes));
        }
        parts.AddRange(folder.OwnFiles.Select(file => new ContextPart(file.Path, 1, file.Bytes)));
    }
}
