namespace Nuke.Common.Tooling;

/// <summary>A program that was started.</summary>
public interface IProcess : IDisposable
{
    int Id { get; }
    string FileName { get; }
    string Arguments { get; }
    string WorkingDirectory { get; }

    /// <summary>The lines so far; all of them once <see cref="WaitForExit"/> has returned.</summary>
    IReadOnlyCollection<Output> Output { get; }
    int ExitCode { get; }
    bool HasExited { get; }

    /// <summary>Kills the program and those it has started.</summary>
    void Kill();

    /// <summary>Returns <c>false</c> if the timeout was reached; the program is killed then.</summary>
    bool WaitForExit();
}
