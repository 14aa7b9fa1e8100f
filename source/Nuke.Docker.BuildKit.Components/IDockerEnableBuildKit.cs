using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Daemons;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the target <see cref="DockerEnableBuildKit"/>. It starts no engine.</summary>
public interface IDockerEnableBuildKit : IHazDockerEngine, IHazDockerDryRun
{
    /// <summary>Settings for <c>daemon.json</c>. Default: BuildKit is the default builder.</summary>
    DaemonConfiguration DockerDaemonConfiguration => new() { BuildKit = true };

    /// <summary>Path of <c>daemon.json</c>. Default: where the engine that responds reads it.</summary>
    [Parameter("DockerEnableBuildKit: path of daemon.json. Default: where the engine that responds reads it")]
    string? DockerDaemonFile => TryGetValue(() => DockerDaemonFile);

    /// <summary>Restarts docker after a change, but never while containers run. Default: false.</summary>
    [Parameter("DockerEnableBuildKit: restart docker after a change, unless containers run")]
    bool DockerDaemonRestart => TryGetValue<bool?>(() => DockerDaemonRestart) ?? false;

    /// <summary>
    /// Merges <see cref="DockerDaemonConfiguration"/> into <c>daemon.json</c>: prints the difference, checks the result with <c>dockerd --validate</c>,
    /// and keeps the old file as a backup.
    /// </summary>
    Target DockerEnableBuildKit => _ => _
        .CheckParameters(this, reads: [nameof(DockerDaemonFile), nameof(DockerDaemonRestart), nameof(DockerDryRun)])
        .Description("Merge settings for BuildKit into daemon.json: validated, with a backup, restarted only on request")
        .TryBefore<IDockerBuild>(x => x.DockerBuild)
        .Executes(async () =>
        {
            var changed = await DaemonTargets.EnableBuildKitAsync(this);
            ReportSummary(_ => _.AddPair("daemon.json", changed ? DockerDryRun ? "would change" : "changed" : "unchanged"));
        });
}
