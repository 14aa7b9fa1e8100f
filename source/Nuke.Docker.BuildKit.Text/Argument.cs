using Nuke.Docker.BuildKit.Text.Redaction;

namespace Nuke.Docker.BuildKit.Text;

/// <summary>An argument of a process, with a redacted form for logs if it contains a secret.</summary>
/// <param name="Value">The value, passed to the process without quoting.</param>
/// <param name="Display">The redacted form; <c>null</c> if the value contains no secret.</param>
public sealed record Argument(string Value, string? Display = null)
{
    /// <summary>Replaces a secret in logs.</summary>
    public const string Redacted = Redactor.Mark;

    /// <summary>True if it is the name of a flag, not a value that begins with dashes.</summary>
    internal bool IsFlag { get; init; }

    /// <summary>Returns the form for logs, without secrets.</summary>
    public override string ToString() => Display ?? Value;
}
