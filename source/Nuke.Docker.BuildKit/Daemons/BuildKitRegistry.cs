using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Daemons;

/// <summary>A registry as BuildKit's daemon reaches it. <c>null</c> and empty values are not written.</summary>
public sealed record BuildKitRegistry
{
    /// <summary>Describes a registry.</summary>
    /// <param name="host">Host with the port, without a scheme: <c>docker.io</c>, <c>registry.example.com:5000</c>.</param>
    /// <exception cref="InvalidSettingException">The host is empty, or has a scheme or a path.</exception>
    public BuildKitRegistry(string host) => Host = HostProblem(host, path: false) is { } problem
        ? throw new InvalidSettingException("registry", problem)
        : host;

    /// <summary>Host with the port.</summary>
    public string Host { get; }

    /// <summary>Hosts that are asked first, without a scheme; a path may follow: <c>mirror.example.com/hub</c>.</summary>
    public ImmutableList<string> Mirrors { get; init; } = [];

    /// <summary>True to use plain HTTP.</summary>
    public bool? Http { get; init; }

    /// <summary>True to accept any certificate.</summary>
    public bool? Insecure { get; init; }

    /// <summary>Files with certificate authorities to trust.</summary>
    public ImmutableList<string> CertificateAuthorities { get; init; } = [];

    /// <summary>Returns the problem of a host, as a clause; <c>null</c> if there is none.</summary>
    internal static string? HostProblem(string? host, bool path) => host switch
    {
        null or "" => "the host is empty",
        _ when host.Contains("://", StringComparison.Ordinal) => $"'{host}' has a scheme; write {host[(host.IndexOf("://", StringComparison.Ordinal) + 3)..]}",
        _ when !path && host.Contains('/') => $"'{host}' has a path; write {host.Split('/')[0]}",
        _ => null,
    };
}
