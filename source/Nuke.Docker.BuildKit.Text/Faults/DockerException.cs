using Nuke.Docker.BuildKit.Text.Redaction;

namespace Nuke.Docker.BuildKit.Text.Faults;

/// <summary>
/// The exception that is thrown for a failure of a known kind. Catch one kind with <c>when (exception.Kind == DockerFaultKind.StepFailed)</c>.
/// </summary>
/// <param name="kind">The kind of the failure.</param>
/// <param name="message">What failed, why, and what to do. Passwords in URLs, tokens and other values that look like credentials are redacted.</param>
/// <param name="innerException">The cause; <c>null</c> if there is none.</param>
public class DockerException(DockerFaultKind kind, string message, Exception? innerException = null)
    : Exception(CredentialShapes.Redact(message), innerException)
{
    /// <summary>The kind of the failure.</summary>
    public DockerFaultKind Kind { get; } = kind;

    /// <summary>The exit code of a process that ends with this failure: the value of <see cref="Kind"/>.</summary>
    public int ExitCode => (int)Kind;
}
