using System.Diagnostics;
using Nuke.Docker.BuildKit.Registries;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Images.Sync;

/// <summary>An image to copy, what it needs, and what was done.</summary>
/// <param name="copy">The images of which it is one.</param>
/// <param name="reference">The tag or the digest in the destination.</param>
internal sealed class SyncImage(ImageCopy copy, string reference)
{
    private long _sentBytes;
    private int _sentBlobs;
    private int _mountedBlobs;

    /// <summary>The images of which it is one.</summary>
    public ImageCopy Copy => copy;

    /// <summary>The tag or the digest in the destination.</summary>
    public string Reference => reference;

    /// <summary>The tag or the digest in the source.</summary>
    public string SourceReference => Copy.Digest ?? Reference;

    /// <summary>The source: <c>registry.example.com/acme/api:1.4</c>.</summary>
    public string Source => NameOf(Copy.SourceRepository.Name, SourceReference);

    /// <summary>The destination.</summary>
    public string Destination => NameOf(Copy.DestinationRepository.Name, Reference);

    /// <summary>Counts the requests.</summary>
    public RequestCounter Requests { get; } = new();

    /// <summary>The result so far.</summary>
    public SyncStatus Status { get; set; } = SyncStatus.Pending;

    /// <summary>The digest in the destination; <c>null</c> if it isn't known.</summary>
    public string? Digest { get; set; }

    /// <summary>The reason for a failure or for a copy through the engine, and the remedy; <c>null</c>: none.</summary>
    public string? Message { get; set; }

    /// <summary>The failure; <c>null</c> if there is none.</summary>
    public DockerException? Failure { get; private set; }

    /// <summary>The manifest of the image; <c>null</c> if its digest was enough.</summary>
    public Manifest? Manifest { get; set; }

    /// <summary>The manifests that the destination lacks, each before those that refer to it, without that of the image.</summary>
    public List<Manifest> Manifests { get; } = [];

    /// <summary>The blobs of the manifests that the destination lacks.</summary>
    public List<Descriptor> Blobs { get; } = [];

    /// <summary>Indicates that the tag in the destination has another digest, or is missing.</summary>
    public bool TagChanges { get; set; }

    /// <summary>The blobs that the destination lacks, the largest first.</summary>
    public IReadOnlyList<Descriptor> Missing { get; set; } = [];

    /// <summary>Signatures and other referrers that the destination lacks, by the digest that they refer to.</summary>
    public Dictionary<string, List<Referrer>> Referrers { get; } = new(StringComparer.Ordinal);

    /// <summary>Further tags of the source that belong to the image, such as signatures of cosign, with their digests.</summary>
    public List<(string Tag, Manifest Manifest)> Companions { get; } = [];

    /// <summary>True if the destination lacks something.</summary>
    public bool HasChanges => TagChanges || Manifests.Count + Referrers.Count + Companions.Count > 0;

    /// <summary>The bytes that the destination lacks.</summary>
    public long MissingBytes => Missing.Sum(blob => blob.Size);

    /// <summary>The bytes that were sent, interrupted uploads included.</summary>
    public long SentBytes => Interlocked.Read(ref _sentBytes);

    /// <summary>The number of blobs that were sent.</summary>
    public int SentBlobs => _sentBlobs;

    /// <summary>The number of blobs that were taken from another repository of the destination.</summary>
    public int MountedBlobs => _mountedBlobs;

    /// <summary>The time that planning and copying took.</summary>
    public TimeSpan Duration { get; private set; }

    /// <summary>Adds bytes that were sent.</summary>
    public void AddSent(long bytes) => Interlocked.Add(ref _sentBytes, bytes);

    /// <summary>Counts a blob that was sent.</summary>
    public void AddSentBlob() => Interlocked.Increment(ref _sentBlobs);

    /// <summary>Counts a blob that was taken from another repository.</summary>
    public void AddMounted() => Interlocked.Increment(ref _mountedBlobs);

    /// <summary>Notes that the engine copied the image.</summary>
    public void Carried(string digest, string message) =>
        (Status, Failure, Message, Digest) = (SyncStatus.CopiedByEngine, null, message, digest.Length == 0 ? Digest : digest);

    /// <summary>Runs a part of the work, and adds its time.</summary>
    public async Task MeasureAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            await work();
        }
        finally
        {
            Duration += Stopwatch.GetElapsedTime(started);
        }
    }

    /// <summary>Notes a failure.</summary>
    public void Fail(DockerException failure) => (Status, Message, Failure) = (SyncStatus.Failed, failure.Message, failure);

    private static string NameOf(string repository, string reference) =>
        reference.Contains(':', StringComparison.Ordinal) ? $"{repository}@{reference}" : $"{repository}:{reference}";
}
