using Nuke.Docker.BuildKit.Components;

namespace Nuke.Docker.BuildKit.Tool.Commands;

/// <summary>The table of commands. A new target gets a command by a line, and its component in <see cref="Build"/>.</summary>
internal static class ToolCommands
{
    public static IReadOnlyList<ToolCommand> All { get; } =
    [
        new("init", nameof(IDockerInit.DockerInit))
        {
            Examples = ["", "--apply", "services/api --apply --compose", "--apply --build-host nuke"],
            Folder = nameof(IDockerInit.DockerInitDirectory),
            NeedsImages = false,
        },
        new("build", nameof(IDockerBuild.DockerBuild))
        {
            Examples =
            [
                "",
                "services/api --push --image-name registry.example.com/acme/api --image-tag 1.4",
                "--dockerfile docker/Dockerfile",
                "--docker-cache registry",
            ],
            Builds = true,
        },
        new("rebuild", nameof(IDockerRebuild.DockerRebuild)) { Examples = ["", "--stage builder"], Builds = true },
        new("bake", nameof(IDockerBake.DockerBake)) { Examples = ["", "--image api worker"], Builds = true },
        new("compose", nameof(IDockerComposeBuild.DockerComposeBuild))
        {
            Examples = ["", "--docker-compose-file compose.yaml compose.prod.yaml"],
            Folder = null,
            NeedsImages = false,
            Builds = true,
        },
        new("up", nameof(IDockerUp.DockerUp)) { Examples = ["", "--logs"], NeedsImages = false, Builds = true },
        new("down", nameof(IDockerUp.DockerDown)) { Examples = ["", "--volumes --yes"], NeedsImages = false },
        new("restart", nameof(IDockerUp.DockerRestart)) { Examples = [""], NeedsImages = false },
        new("logs", nameof(IDockerUp.DockerLogs)) { Examples = ["", "--follow"], NeedsImages = false },
        new("watch", nameof(IDockerUp.DockerWatch)) { Examples = [""], NeedsImages = false },
        new("explain", nameof(IDockerExplain.DockerExplain)) { Examples = ["", "--docker-explain-build 1"] },
        new("predict", nameof(IDockerPredict.DockerPredict)) { Examples = ["", "--fail-on-run"] },
        new("lint", nameof(IDockerLint.DockerLint)) { Examples = ["", "--fail-on warning"] },
        new("fix", nameof(IDockerFix.DockerFix)) { Examples = ["", "--apply", "--apply --prove"] },
        new("ci-files", nameof(IDockerCiFiles.DockerCiFiles))
        {
            Examples = ["", "--docker-ci github gitlab --apply"],
            Folder = null,
        },
        new("context", nameof(IDockerContext.DockerContext)) { Examples = ["", "services/api"] },
        new("size", nameof(IDockerSize.DockerSize)) { Examples = ["", "--reference python:3.13-slim"] },
        new("history", nameof(IDockerHistory.DockerHistory)) { Examples = [""] },
        new("status", nameof(IDockerStatus.DockerStatus)) { Examples = ["", "--json"] },
        new("doctor", nameof(IDockerDoctor.DockerDoctor)) { Examples = ["", "--fix"], NeedsImages = false },
        new("enable-buildkit", nameof(IDockerEnableBuildKit.DockerEnableBuildKit))
        {
            Examples = ["--dry-run", "--docker-daemon-restart"],
            Folder = null,
            NeedsImages = false,
        },
        new("builder create", nameof(IDockerBuilders.DockerBuilderCreate))
        {
            Examples =
            [
                "--builder ci --docker-builder-driver docker-container",
                "--builder arm --docker-builder-driver remote --docker-builder-node tcp://a:1234",
            ],
            Folder = null,
            NeedsImages = false,
        },
        new("builder bootstrap", nameof(IDockerBuilders.DockerBuilderBootstrap))
        {
            Examples = ["--builder ci --docker-builder-driver docker-container"],
            Folder = null,
            NeedsImages = false,
        },
        new("builder inspect", nameof(IDockerBuilders.DockerBuilderInspect)) { Examples = ["", "--builder ci"], Folder = null, NeedsImages = false },
        new("builder remove", nameof(IDockerBuilders.DockerBuilderRemove))
        {
            Examples = ["--builder ci --docker-builder-driver docker-container"],
            Folder = null,
            NeedsImages = false,
        },
        new("disk-usage", nameof(IDockerDiskUsage.DockerDiskUsage)) { Examples = [""], Folder = null, NeedsImages = false },
        new("prune", nameof(IDockerPrune.DockerPrune)) { Examples = ["", "--docker-prune-age 7 --apply"], Folder = null, NeedsImages = false },
        new("sync", nameof(IDockerSync.DockerSync))
        {
            Examples =
            [
                "--from registry.example.com/acme/api:1.* --to mirror.example.com --dry-run",
                "--docker-sync-file images.yaml",
            ],
            Folder = null,
            NeedsImages = false,
        },
        new("clean", nameof(IDockerClean.DockerClean)) { Examples = ["", "--apply", "--docker-clean-caches --apply"], Folder = null, NeedsImages = false },
        new("cache", nameof(IDockerCacheInfo.DockerCacheInfo)) { Examples = ["", "--docker-cache-verify"], Folder = null, NeedsImages = false },
        new("cache clean", nameof(IDockerCacheClean.DockerCacheClean)) { Examples = ["", "--image api"], Folder = null, NeedsImages = false },
        new("mounts export", nameof(IDockerCacheMounts.DockerCacheMountsExport)) { Examples = ["", "--docker-cache-mounts mounts.tar"] },
        new("mounts import", nameof(IDockerCacheMounts.DockerCacheMountsImport)) { Examples = ["", "--docker-cache-mounts mounts.tar"] },
        new("engine start", nameof(IDockerEngineStart.DockerEngineStart)) { Examples = [""], Folder = null, NeedsImages = false },
        new("engine stop", nameof(IDockerEngineStop.DockerEngineStop)) { Examples = [""], Folder = null, NeedsImages = false },
    ];

    /// <summary>Finds the command that runs a target, which a user may name as well: messages do.</summary>
    public static ToolCommand? OfTarget(string target) => All.FirstOrDefault(command => command.Target.Equals(target, StringComparison.OrdinalIgnoreCase));
}
