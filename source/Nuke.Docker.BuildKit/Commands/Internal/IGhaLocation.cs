namespace Nuke.Docker.BuildKit.Commands.Internal;

/// <summary>What a GitHub Actions cache needs to be reached, for reading and for writing.</summary>
internal interface IGhaLocation
{
    string? Token { get; }

    string? Url { get; }

    string? UrlV2 { get; }

    int? Version { get; }
}
