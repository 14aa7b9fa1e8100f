namespace Nuke.Docker.BuildKit.Engines.Internal;

internal sealed record HostCommandResult(int ExitCode, string Output, string Errors)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>Returns the last lines of the error output for a message.</summary>
    public string Tail(int lines = 5) => TextTail.Of(Errors.Trim().Length > 0 ? Errors : Output, lines);
}
