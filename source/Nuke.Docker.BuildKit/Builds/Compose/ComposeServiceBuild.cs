using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Caches.Strategies;
using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Builds.Compose;

/// <summary>The build of a service of a compose project.</summary>
/// <param name="Service">The name of the service in the file.</param>
/// <param name="Build">
/// The settings of an equivalent <c>buildx build</c>: context, Dockerfile, tags and caches, including the caches in the project's files. Paths are
/// relative to the folder in which compose is started.
/// </param>
/// <param name="Cache">The cache decision for the report. <paramref name="Build"/> already applies it.</param>
public sealed record ComposeServiceBuild(string Service, BuildxBuildSettings Build, CacheDecision Cache)
{
    /// <summary>True if the caches of <see cref="Build"/> come from the project's files, so that none are added.</summary>
    public bool HasOwnCache { get; init; }

    /// <summary>The project as compose resolved it; <c>null</c> if it is not known. Builds are then never skipped.</summary>
    internal string? Project { get; init; }

    /// <summary>The build section of the service; <c>null</c> if it is not known.</summary>
    internal ComposeBuild? Section { get; init; }

    /// <summary>True if the image of another service has the same name, whatever its tag. Reports then add the name of the service.</summary>
    internal bool SharesName { get; init; }

    /// <summary>True if the value of a secret is not known.</summary>
    internal bool HasUnknownSecret { get; init; }

    /// <summary>Build arguments that the project's files do not set.</summary>
    internal ImmutableSortedDictionary<string, string> Arguments { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The network of <c>RUN</c> instructions. <c>null</c>: that of the project's files.</summary>
    public string? Network { get; init; }
}
