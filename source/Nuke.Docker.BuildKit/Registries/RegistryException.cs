using System.Net;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Registries;

/// <summary>The exception that is thrown if a registry refuses a request, fails or doesn't respond.</summary>
/// <param name="message">What failed, why, and what to do.</param>
/// <param name="innerException">The cause; <c>null</c> if the registry responded.</param>
internal sealed class RegistryException(string message, Exception? innerException = null)
    : DockerException(DockerFaultKind.SyncFailed, message, innerException)
{
    /// <summary>The status of the response; <c>null</c> if there was none.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>The same request may succeed later.</summary>
    public bool MayPass { get; init; }

    /// <summary>The registry can't be reached from here; <c>false</c> if it responded.</summary>
    public bool IsUnreachable { get; init; }

    /// <summary>The time that the registry asks to wait; <c>null</c>: none.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
