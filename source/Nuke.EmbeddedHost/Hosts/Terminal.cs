namespace Nuke.Common.Execution;

/// <summary>A terminal, or anything that isn't a known CI server.</summary>
public class Terminal : Host
{
    public static bool IsRunningTerminal => true;
}
