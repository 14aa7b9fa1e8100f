namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Names targets in messages.</summary>
internal static class CommandNames
{
    /// <summary>Returns the command that runs a target of a build.</summary>
    public static string CommandOf(this INukeBuild build, string target) =>
        build is INamesCommands names ? names.CommandOf(target) : $"{(OperatingSystem.IsWindows() ? @".\build.cmd" : "./build.sh")} {target}";
}
