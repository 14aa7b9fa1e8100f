using Nuke.Docker.BuildKit.Builds.Compose;

namespace Nuke.Docker.BuildKit.Builds;

/// <summary>Options of the build of a compose project that are not settings of compose.</summary>
public sealed record ComposeBuildOptions : BuildOptions
{
    /// <summary>The services to build.</summary>
    public required IReadOnlyList<ComposeServiceBuild> Services { get; init; }

    /// <summary>The path of a compose file with the caches, which is merged into the project's own files. Each attempt writes it.</summary>
    public required string OverrideFile { get; init; }

    /// <summary>The folder for <c>report.json</c>, <c>.md</c>, <c>.html</c> and <c>.trace.json</c> of a service. <c>null</c>: they are not written.</summary>
    public Func<string, string>? ReportDirectory { get; init; }
}
