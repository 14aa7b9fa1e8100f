using System.Collections.Immutable;

namespace Nuke.Docker.BuildKit.Commands;

public sealed partial record S3CacheTo
{
    /// <inheritdoc/>
    internal override string Location => $"{Folder}{Name ?? "buildkit"}";

    /// <inheritdoc/>
    internal override ImmutableArray<string> Locations => [.. (Name ?? "buildkit").Split(';').Select(name => Folder + name)];

    /// <inheritdoc/>
    internal override bool KeepsFinalStageOnly => Mode is not CacheMode.Max;

    private string Folder => $"{EndpointUrl}/{Bucket}/{Prefix}{ManifestsPrefix ?? "manifests/"}";
}
