namespace Nuke.Common.Execution;

public enum ExecutionStatus
{
    None = 0,
    Scheduled = 1,

    /// <summary>An earlier target failed, or the build was cancelled.</summary>
    NotRun = 2,
    Skipped = 3,
    Succeeded = 4,
    Failed = 5,
    Running = 6,

    /// <summary>The build was cancelled while the target ran.</summary>
    Aborted = 7,

    /// <summary>The target has no actions: it only gathers others.</summary>
    Collective = 8,
}
