using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;

namespace Nuke.Docker.BuildKit.Dockerfiles.Steps;

/// <summary>A <c>RUN</c> instruction with its commands.</summary>
internal sealed record RunStep(DockerfileStage Stage, RunInstruction Run, IReadOnlyList<ShellCommand> Commands, Account User)
{
    /// <summary>The commands that install packages, with their tools.</summary>
    public IReadOnlyList<(PackageTool Tool, ShellCommand Command)> Installs { get; } =
    [
        .. Commands.Select(command => (Tool: PackageTool.Of(command), command))
            .Where(install => install.Tool is not null)
            .Select(install => (install.Tool!, install.command)),
    ];

    /// <summary>Returns the cache mount that contains a path; <c>null</c> if no cache mount does.</summary>
    public CacheRunMount? CacheAt(string path) => Run.Mounts.OfType<CacheRunMount>().FirstOrDefault(mount => Covers(mount, path));

    /// <summary>Returns true if a mount contains a path.</summary>
    public bool Mounts(string path) => Run.Mounts.Any(mount => Covers(mount, path));

    private static bool Covers(RunMount mount, string path)
    {
        if (mount.Path is not { } place)
            return false;
        // The home directory is unknown: accept any.
        return path.StartsWith('~')
            ? place.EndsWith(path[1..], StringComparison.Ordinal) || place.EndsWith("/.cache", StringComparison.Ordinal)
            : path == place || path.StartsWith($"{place.TrimEnd('/')}/", StringComparison.Ordinal);
    }
}
