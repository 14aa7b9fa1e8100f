using System.Globalization;

namespace Nuke.Docker.BuildKit.Proofs;

/// <summary>The state of a container some seconds after its start.</summary>
/// <param name="Running">True if it runs.</param>
/// <param name="ExitCode">The exit code, if it has ended.</param>
/// <param name="Output">The last lines of its output.</param>
internal sealed record StartOutcome(bool Running, long ExitCode, string Output)
{
    /// <summary>Returns the difference to another start; <c>null</c> if both run, or both ended with the same exit code.</summary>
    public string? DifferenceTo(StartOutcome after) => Running == after.Running && (Running || ExitCode == after.ExitCode)
        ? null
        : $"before, the container {Text}; now it {after.Text}{(after.Output.Length == 0 ? "" : $": {after.Output}")}";

    private string Text => Running ? "ran" : string.Create(CultureInfo.InvariantCulture, $"ended with exit code {ExitCode}");
}
