using System.Collections.Immutable;

namespace Nuke.Docker.BuildKit.Commands.Internal;

/// <summary>Values common to the settings of all commands that build.</summary>
internal static class BuildValues
{
    public static IEnumerable<KeyValuePair<string, string>> VariablesOf(ImmutableList<BuildSecret>? secrets) =>
        (secrets ?? []).Select(secret => secret.CarriedVariable).OfType<KeyValuePair<string, string>>();

    public static IEnumerable<string> ValuesOf(ImmutableList<BuildSecret>? secrets, DockerSettings settings) =>
        (secrets ?? []).SelectMany(secret => secret.ReadValues(settings.EnvironmentVariables, settings.WorkingDirectory));

    // A folder with the name "-x" would be read as a flag.
    public static string ContextArgument(string? context) => context switch
    {
        null or "" => ".",
        "-" => "-",
        _ when context[0] == '-' => $"./{context}",
        _ => context,
    };

    /// <summary>Names of the image, as docker shows them.</summary>
    public static IReadOnlyList<string> TagsOf(BuildxBuildSettings settings) => [.. (settings.Tag ?? []).Select(tag => tag.Familiar)];

    /// <summary>All attestations, those in short form last: of two with the same type buildx uses the last.</summary>
    public static IReadOnlyList<Attestation> AttestationsOf(BuildxBuildSettings settings)
    {
        List<Attestation> attestations = [.. settings.Attest ?? []];
        if (settings.Provenance is not null)
            attestations.Add(settings.Provenance);
        if (settings.Sbom is not null)
            attestations.Add(settings.Sbom);
        return attestations;
    }
}
