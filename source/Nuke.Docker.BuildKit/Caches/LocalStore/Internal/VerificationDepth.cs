namespace Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

/// <summary>The depth of a verification.</summary>
internal enum VerificationDepth
{
    /// <summary>Reads manifests, which are needed to find the other blobs.</summary>
    References,

    /// <summary>Also verifies that each blob exists, can be opened and has its size, and that small ones match their digests.</summary>
    Quick,

    /// <summary>Verifies that every blob matches its digest.</summary>
    Full,
}
