using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>A <c>RUN</c> with its commands.</summary>
internal sealed record RunStep(DockerfileStage Stage, RunInstruction Run, IReadOnlyList<ShellCommand> Commands, Account User)
{
    /// <summary>What it installs, and with what.</summary>
    public IReadOnlyList<(PackageTool Tool, ShellCommand Command)> Installs { get; } =
        [.. Commands.Select(command => (Tool: PackageTool.Of(command), command)).Where(install => install.Tool is not null).Select(install => (install.Tool!, install.command))];

    /// <summary>The cache mount in which a path lies; null where there is none.</summary>
    public CacheRunMount? CacheAt(string path) => Run.Mounts.OfType<CacheRunMount>().FirstOrDefault(mount => Covers(mount, path));

    public bool Mounts(string path) => Run.Mounts.Any(mount => Covers(mount, path));

    // Where nobody knows the home folder, any will do.
    private static bool Covers(RunMount mount, string path) =>
        mount.Path is { } place && (path.StartsWith('~') ? place.EndsWith(path[1..], StringComparison.Ordinal) || place.EndsWith("/.cache", StringComparison.Ordinal) : path == place || path.StartsWith($"{place.TrimEnd('/')}/", StringComparison.Ordinal));
}
