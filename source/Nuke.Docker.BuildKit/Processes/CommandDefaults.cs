namespace Nuke.Docker.BuildKit.Processes;

/// <summary>
/// What commands of the tasks classes do where nobody says so. Set once by whoever owns the process, such as a build host that has one log;
/// it is the only state that the library keeps for a process, because a static task has no other way to reach a host.
/// </summary>
public static class CommandDefaults
{
    /// <summary>Hears the output of commands for which nobody else listens, never two lines of one command at once. <c>null</c>: nobody does, and only errors tell their last lines.</summary>
    public static Action<OutputLine>? OnLine { get; set; }

    /// <summary>The file in which <see cref="Versions.ToolVersionsReader"/> keeps answers: flags are held against the versions that stand there, and nothing is asked. <c>null</c>: they aren't.</summary>
    public static Func<string>? VersionsFile { get; set; }
}
