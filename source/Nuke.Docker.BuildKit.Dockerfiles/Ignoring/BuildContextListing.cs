using System.Collections.Immutable;

namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>
/// The entries that a build sends to the engine for <c>COPY . .</c>. If a Dockerfile copies less, only the entries that it names are sent. Dockerfile and
/// ignore file are always sent, but <c>COPY</c> finds them only if they are part of this listing.
/// </summary>
public sealed record BuildContextListing
{
    /// <summary>The absolute path of the context.</summary>
    public required string Folder { get; init; }

    /// <summary>The rules that were applied.</summary>
    public required DockerignoreFile IgnoreFile { get; init; }

    /// <summary>The entries that are sent, by directory and name.</summary>
    public required ImmutableArray<BuildContextEntry> Entries { get; init; }

    /// <summary>The entries that are excluded.</summary>
    public required ImmutableArray<IgnoredEntry> Ignored { get; init; }

    /// <summary>The entries that fail the build, or make the image wrong without an error.</summary>
    public ImmutableArray<BuildContextFault> Faults { get; init; } = [];

    /// <summary>The number of files and links.</summary>
    public required int Files { get; init; }

    /// <summary>The size of all files in bytes. A file with several hard links is counted for each of them, though it is sent once.</summary>
    public required long Bytes { get; init; }
}
