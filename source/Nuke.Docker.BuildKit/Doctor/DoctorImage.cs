using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;

namespace Nuke.Docker.BuildKit.Doctor;

/// <summary>An image that the build is about, as far as the doctor looks at it.</summary>
/// <param name="Reference">Name and tag.</param>
/// <param name="Context">The folder of its context; null where it isn't a folder that exists.</param>
/// <param name="Dockerfile">Null: <c>Dockerfile</c> in the context.</param>
public sealed record DoctorImage(string Reference, string? Context, string? Dockerfile)
{
    /// <summary>When the engine's image was made; null where it has none.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>The file of the context that was changed last, and when; null where it isn't known.</summary>
    public (string Path, DateTimeOffset Changed)? Newest { get; init; }

    /// <summary>The file of the context that names the dependencies, and when it was changed; null where it isn't known.</summary>
    public (string Path, DateTimeOffset Changed)? Lock { get; init; }

    /// <summary>What the linter says of the Dockerfile and its context.</summary>
    public ImmutableArray<LintFinding> Findings { get; init; } = [];

    /// <summary>What the Dockerfile names and the context doesn't hold, with the line.</summary>
    public ImmutableArray<(string Path, int Line)> Missing { get; init; } = [];

    /// <summary>What is copied and nobody needs.</summary>
    public ImmutableArray<ContextAdvice> Leftovers { get; init; } = [];
}
