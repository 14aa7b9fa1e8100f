using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Doctor.Internal;

/// <summary>Asks the engine whether it reaches the registries of the base images.</summary>
internal static class RegistryFacts
{
    // Parts of the engine's messages about a registry that does not respond. Others, such as "denied", come from the registry.
    private static readonly string[] s_unreachable =
    [
        "dial tcp", "no such host", "connection refused", "connection reset", "network is unreachable", "no route to host", "timeout", "deadline exceeded",
        "TLS handshake", "x509:", "proxyconnect", "EOF",
    ];

    /// <summary>Returns the registries that can't be reached. One image of each is asked for.</summary>
    public static async Task<ImmutableArray<DoctorRegistry>> ReadAsync(
        IReadOnlyList<DoctorImage> images, EngineEndpoint engine, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var client = new EngineClient(engine);
        var registries = images.SelectMany(BasesOf).Distinct(StringComparer.Ordinal).GroupBy(DomainOf, StringComparer.Ordinal);
        var found = await Task.WhenAll(registries.Where(registry => registry.Key.Length > 0).Select(CheckAsync));
        return [.. found.OfType<DoctorRegistry>()];

        async Task<DoctorRegistry?> CheckAsync(IGrouping<string, string> registry)
        {
            var check = await client.CheckPullAsync(registry.First(), patience, cancellationToken);
            if (check.Possible || !(check.TimedOut || IsUnreachable(check.Reason)))
                return null;
            var known = await Task.WhenAll(registry.Select(async image => (Image: image, Found: await client.FindImageAsync(image, cancellationToken))));
            return new DoctorRegistry(
                registry.Key, [.. registry], [.. known.Where(image => image.Found is null).Select(image => image.Image)], check.Reason ?? "no response");
        }
    }

    private static bool IsUnreachable(string? reason) =>
        reason is not null && Array.Exists(s_unreachable, part => reason.Contains(part, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> BasesOf(DoctorImage image)
    {
        if (image.Context is not { } directory)
            return [];
        try
        {
            return Dockerfile.Read(image.Dockerfile ?? Path.Combine(directory, "Dockerfile")).Stages
                .Where(stage => stage.BaseStage is null && stage.Base is not "scratch" && !stage.Base.Contains('$', StringComparison.Ordinal))
                .Select(stage => stage.Base);
        }
        catch (Exception unknown) when (unknown is DockerfileParseException or IOException or UnauthorizedAccessException)
        {
            // The build and DockerLint report it.
            return [];
        }
    }

    private static string DomainOf(string image) => ImageReference.TryParse(image, out var reference) ? reference.Domain : "";
}
