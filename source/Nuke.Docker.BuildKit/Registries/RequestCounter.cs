namespace Nuke.Docker.BuildKit.Registries;

/// <summary>Counts the requests for an image.</summary>
internal sealed class RequestCounter
{
    private int _requests;
    private int _failures;

    /// <summary>All requests, repeated ones included.</summary>
    public int Requests => _requests;

    /// <summary>Requests that failed for a reason that may pass, and were repeated or given up.</summary>
    public int Failures => _failures;

    public void Sent() => Interlocked.Increment(ref _requests);

    public void Failed() => Interlocked.Increment(ref _failures);
}
