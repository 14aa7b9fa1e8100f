namespace Nuke.Docker.BuildKit.Commands.Internal;

/// <summary>What an S3 cache needs to be reached, for reading and for writing.</summary>
internal interface IS3Location
{
    string? Bucket { get; }

    string? Region { get; }

    string? Prefix { get; }

    string? BlobsPrefix { get; }

    string? ManifestsPrefix { get; }

    string? Name { get; }

    string? EndpointUrl { get; }

    bool? UsePathStyle { get; }

    bool? DisableAcceptEncoding { get; }

    string? AccessKeyId { get; }

    string? SecretAccessKey { get; }

    string? SessionToken { get; }

    S3RetryMode? RetryMode { get; }

    int? RetryMaxAttempts { get; }
}
