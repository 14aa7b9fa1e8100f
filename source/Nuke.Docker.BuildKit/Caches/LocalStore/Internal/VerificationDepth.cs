namespace Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

/// <summary>How closely blobs are looked at.</summary>
internal enum VerificationDepth
{
    /// <summary>Manifests are read, as only they tell what else belongs to a cache.</summary>
    References,

    /// <summary>Each blob is there, can be opened and has its size; manifests and configurations have the content that their name says.</summary>
    Quick,

    /// <summary>Every blob has the content that its name says.</summary>
    Full,
}
