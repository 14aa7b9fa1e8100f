using Nuke.Docker.BuildKit.Engines.Internal;

namespace Nuke.Docker.BuildKit.Engines;

public sealed partial record EngineEndpoint
{
    /// <summary>
    /// Lists the endpoints where a daemon may listen, in the order to try: DOCKER_HOST, DOCKER_CONTEXT, the current context of <c>config.json</c>,
    /// then the default sockets of the platform. If an environment variable names an endpoint, it is the only one. Connects to none of them.
    /// </summary>
    /// <param name="environment">
    /// Variables: DOCKER_HOST, DOCKER_CONTEXT, DOCKER_CONFIG, DOCKER_TLS, DOCKER_TLS_VERIFY, DOCKER_CERT_PATH, XDG_RUNTIME_DIR, HOME.
    /// </param>
    /// <exception cref="FormatException">DOCKER_HOST is invalid, or DOCKER_CONTEXT names a context that does not exist.</exception>
    public static IReadOnlyList<EngineEndpoint> Discover(IReadOnlyDictionary<string, string> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);

        if (environment.Read("DOCKER_HOST") is { } host)
            return [WithTls(Parse(host, "DOCKER_HOST"), environment) with { KnownToCli = true, Explicit = true }];

        var contexts = DockerContexts.In(environment);

        if (environment.Read("DOCKER_CONTEXT") is { } named && named != DockerContexts.Default)
            return [contexts.Find(named, "DOCKER_CONTEXT") with { KnownToCli = true, Explicit = true }];

        var endpoints = new List<EngineEndpoint>();

        if (environment.Read("DOCKER_CONTEXT") is null
            && contexts.CurrentName is { } current
            && contexts.TryFind(current, $"context {current}") is { } endpoint)
        {
            endpoints.Add(endpoint with { KnownToCli = true });
        }

        // The CLI uses its default only if no other context is current.
        foreach (var (customary, isDefault) in CustomaryEndpoints(environment))
        {
            if (endpoints.TrueForAll(_ => _.Host != customary.Host))
                endpoints.Add(customary with { KnownToCli = isDefault && endpoints.Count == 0 });
        }

        return endpoints;
    }

    private static IEnumerable<(EngineEndpoint Endpoint, bool IsDefault)> CustomaryEndpoints(IReadOnlyDictionary<string, string> environment)
    {
        if (OperatingSystem.IsWindows())
        {
            yield return (Parse("npipe:////./pipe/docker_engine", "Docker's pipe"), true);
            yield break;
        }

        yield return (Parse("unix:///var/run/docker.sock", "Docker's socket"), true);

        if (environment.Read("XDG_RUNTIME_DIR") is { } runtime)
            yield return (Parse($"unix://{runtime}/docker.sock", "rootless Docker"), false);

        if (environment.Read("HOME") is { } home)
            yield return (Parse($"unix://{home}/.docker/run/docker.sock", "Docker Desktop"), false);
    }

    private static EngineEndpoint WithTls(EngineEndpoint endpoint, IReadOnlyDictionary<string, string> environment)
    {
        // As in the CLI, any value but the empty one enables verification, even "0".
        var verify = environment.Read("DOCKER_TLS_VERIFY") is not null;

        if (endpoint.Kind != EngineEndpointKind.Tcp || (!verify && environment.Read("DOCKER_TLS") is null))
            return endpoint;

        return endpoint with
        {
            CertificateDirectory = environment.Read("DOCKER_CERT_PATH") ?? DockerContexts.ConfigDirectory(environment),
            SkipsTlsVerification = !verify,
        };
    }
}
