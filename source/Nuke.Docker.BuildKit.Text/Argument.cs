namespace Nuke.Docker.BuildKit.Text;

/// <summary>One element of a process's argument vector and, where it holds a secret, what a log shows instead.</summary>
/// <param name="Value">Handed to the process as it stands: never quoted, never joined.</param>
/// <param name="Display">What logs show; <c>null</c> where the value itself may be shown.</param>
public sealed record Argument(string Value, string? Display = null)
{
    /// <summary>Stands in a log where a secret stood.</summary>
    public const string Redacted = "[REDACTED]";

    /// <summary>Whether it names a flag; a value or a word that merely begins with dashes doesn't.</summary>
    internal bool IsFlag { get; init; }

    /// <summary>The loggable form; never the secret.</summary>
    public override string ToString() => Display ?? Value;
}
