using System.Collections.Immutable;

namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>What a build would send to the engine for <c>COPY . .</c>. A Dockerfile that copies less is sent only what it names; Dockerfile and ignore file reach the engine in any case, but <c>COPY</c> sees them only as part of this.</summary>
public sealed record BuildContextListing
{
    /// <summary>The context's folder, absolute.</summary>
    public required string Folder { get; init; }

    /// <summary>The rules that were applied.</summary>
    public required DockerignoreFile IgnoreFile { get; init; }

    /// <summary>What is sent, folder by folder, in the order of names.</summary>
    public required ImmutableArray<BuildContextEntry> Entries { get; init; }

    /// <summary>What stays behind.</summary>
    public required ImmutableArray<IgnoredEntry> Ignored { get; init; }

    /// <summary>What makes the build fail, or lets it go wrong silently.</summary>
    public ImmutableArray<BuildContextFault> Faults { get; init; } = [];

    /// <summary>Number of files and links.</summary>
    public required int Files { get; init; }

    /// <summary>Size of all files. A file with several hard links counts with each of them, though it is sent once.</summary>
    public required long Bytes { get; init; }
}
