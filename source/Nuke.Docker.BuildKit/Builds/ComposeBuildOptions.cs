using Nuke.Docker.BuildKit.Builds.Compose;

namespace Nuke.Docker.BuildKit.Builds;

/// <summary>What goes on around the build of a compose project, and is no setting of compose.</summary>
public sealed record ComposeBuildOptions : BuildOptions
{
    /// <summary>The services that are built.</summary>
    public required IReadOnlyList<ComposeServiceBuild> Services { get; init; }

    /// <summary>The file that caches are written to; it is laid over the project's own ones.</summary>
    public required string OverrideFile { get; init; }

    /// <summary>The folder for <c>report.json</c> and <c>report.md</c> of a service. <c>null</c>: none is written.</summary>
    public Func<string, string>? ReportDirectory { get; init; }
}
