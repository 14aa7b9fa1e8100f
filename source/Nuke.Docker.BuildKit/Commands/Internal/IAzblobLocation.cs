namespace Nuke.Docker.BuildKit.Commands.Internal;

/// <summary>What an Azure cache needs to be reached, for reading and for writing.</summary>
internal interface IAzblobLocation
{
    string? AccountUrl { get; }

    string? AccountName { get; }

    string? Container { get; }

    string? Prefix { get; }

    string? BlobsPrefix { get; }

    string? ManifestsPrefix { get; }

    string? Name { get; }

    string? SecretAccessKey { get; }
}
