using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;

namespace Nuke.Docker.BuildKit.Doctor;

/// <summary>An image of the build, for an examination.</summary>
/// <param name="Reference">Name and tag.</param>
/// <param name="Context">Folder of the build context; <c>null</c> if the context is no existing folder.</param>
/// <param name="Dockerfile">Path of the Dockerfile. <c>null</c>: <c>Dockerfile</c> in the context.</param>
internal sealed record DoctorImage(string Reference, string? Context, string? Dockerfile)
{
    /// <summary>Creation time of the image in the engine; <c>null</c> if the engine does not have it.</summary>
    internal DateTimeOffset? Created { get; init; }

    /// <summary>File of the context with the latest change; <c>null</c> if unknown.</summary>
    internal (string Path, DateTimeOffset Changed)? Newest { get; init; }

    /// <summary>File of the context that names the dependencies, and its last change; <c>null</c> if unknown.</summary>
    internal (string Path, DateTimeOffset Changed)? Lock { get; init; }

    /// <summary>Lint findings of the Dockerfile and its context.</summary>
    internal ImmutableArray<LintFinding> Findings { get; init; } = [];

    /// <summary>Paths that the Dockerfile names and the context does not contain, with their line numbers from 1.</summary>
    internal ImmutableArray<(string Path, int Line)> Missing { get; init; } = [];

    /// <summary>Files that are copied but not needed.</summary>
    internal ImmutableArray<ContextAdvice> Leftovers { get; init; } = [];
}
