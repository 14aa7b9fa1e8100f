using Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;
using Nuke.Docker.BuildKit.Dockerfiles.Steps;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>Recognizes how steps use apt's package lists and caches.</summary>
internal static class AptLists
{
    public const string Folder = "/var/lib/apt/lists";

    private const string Archives = "/var/cache/apt/archives";

    /// <summary>Returns true if a step downloads the lists and leaves them in the image.</summary>
    public static bool AreLeft(RunStep step) => step.Commands.Any(IsUpdate) && !step.Mounts(Folder) && !step.Commands.Any(IsRemoval);

    /// <summary>Returns true if a command deletes the lists.</summary>
    public static bool IsRemoval(ShellCommand command) =>
        command.Program == "rm" && command.Words.Any(word => word.StartsWith("/var/lib/apt", StringComparison.Ordinal));

    /// <summary>Returns a command that empties a cache mount of apt, and the path of the mount; <c>null</c> if no command does.</summary>
    public static (string Text, string Mount)? Clearing(RunStep step)
    {
        foreach (var command in step.Commands)
        {
            if (command.Program is "apt-get" or "apt" && command.Has("clean", "autoclean", "distclean") && step.CacheAt(Archives) is { Path: { } archives })
                return (command.Text, archives);
            if (command.Program != "rm")
                continue;
            foreach (var path in command.Arguments.Where(word => word.StartsWith("/var/", StringComparison.Ordinal)).Select(word => word.TrimEnd('*', '/')))
            {
                if (step.CacheAt(path) is { Path: { } place })
                    return (command.Text, place);
            }
        }

        return null;
    }

    /// <summary>Returns true if a command downloads the lists.</summary>
    public static bool IsUpdate(ShellCommand command) => command.Program is "apt-get" or "apt" && command.Words.Contains("update");

    /// <summary>Returns true if a step downloads the lists itself, possibly in a way that this linter does not recognize.</summary>
    public static bool MayUpdate(RunStep step) => step.Commands.Any(IsUpdate) || step.Run.Script.Contains("update", StringComparison.Ordinal);

    /// <summary>Returns the cache mounts of a step that calls apt.</summary>
    public static IEnumerable<CacheRunMount> Mounts(RunStep step) =>
        step.Commands.Any(command => command.Program is "apt-get" or "apt") ? step.Run.Mounts.OfType<CacheRunMount>().Where(IsOfApt) : [];

    private static bool IsOfApt(CacheRunMount mount) => mount.Path is { } path
        && (path.StartsWith("/var/cache/apt", StringComparison.Ordinal) || path.StartsWith("/var/lib/apt", StringComparison.Ordinal));
}
