using Nuke.Docker.BuildKit.Caches.Strategies;
using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Builds.Compose;

/// <summary>A service of a compose project that is built.</summary>
/// <param name="Service">The service's name in the file.</param>
/// <param name="Build">The same as a build of its own: context, Dockerfile, names and caches, those that the project's files name included. Relative paths count from the folder in which compose is started.</param>
/// <param name="Cache">What was decided about the cache, for the report; <paramref name="Build"/> carries it out.</param>
public sealed record ComposeServiceBuild(string Service, BuildxBuildSettings Build, CacheDecision Cache)
{
    /// <summary>Whether the caches of <see cref="Build"/> stand in the project's files, so that nothing is added to them.</summary>
    public bool HasOwnCache { get; init; }

    /// <summary>The network of its <c>RUN</c>s. <c>null</c>: what the files say.</summary>
    public string? Network { get; init; }
}
