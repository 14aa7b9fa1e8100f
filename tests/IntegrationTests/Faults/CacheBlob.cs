namespace IntegrationTests.Faults;

/// <summary>Kinds of blobs in a local cache.</summary>
public enum CacheBlob
{
    Layer,
    Manifest,
    Configuration,
}
