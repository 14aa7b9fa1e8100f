using Nuke.Docker.BuildKit.Text.Redaction;

namespace Nuke.Docker.BuildKit.Commands.Internal;

/// <summary>Build arguments that are credentials by name or by value.</summary>
internal static class BuildArguments
{
    // The tools themselves read variables with these names. A variable would change what they do, not only what they pass on.
    private static readonly string[] s_reserved = ["DOCKER_", "BUILDX_", "BUILDKIT_", "COMPOSE_", "ACTIONS_", "AWS_", "AZURE_", "OTEL_", "SSH_", "GIT_"];

    /// <summary>Values that must not be shown: those of arguments whose name or value looks like a credential.</summary>
    public static IEnumerable<string> SecretValues(IReadOnlyDictionary<string, string?>? arguments, IReadOnlyDictionary<string, string?>? environment) =>
        (arguments ?? KeyValues.None)
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value ?? Variable(pair.Key, environment)))
            .Where(pair => pair.Value is { } value && CredentialShapes.IsCredential(pair.Key, value))
            .Select(pair => pair.Value!);

    /// <summary>
    /// Arguments to pass by name, with their values in variables of the process: other users of the machine can read a command line.
    /// </summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="secrets">The secrets of the build, which may read variables with the same names.</param>
    /// <param name="environment">The variables of the process.</param>
    public static IEnumerable<KeyValuePair<string, string>> Carried(
        IReadOnlyDictionary<string, string?>? arguments,
        IReadOnlyList<BuildSecret>? secrets,
        IReadOnlyDictionary<string, string?>? environment) =>
        (arguments ?? KeyValues.None)
            .Where(pair => pair.Value is not null && CanCarry(pair.Key) && CredentialShapes.IsCredential(pair.Key, pair.Value))
            .Where(pair => environment?.ContainsKey(pair.Key) != true && secrets?.Any(secret => !secret.IsFile && secret.Reference == pair.Key) != true)
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value!));

    private static bool CanCarry(string name) =>
        name.Length > 0
        && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_')
        && !name.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase)
        && !Array.Exists(s_reserved, reserved => name.StartsWith(reserved, StringComparison.OrdinalIgnoreCase));

    private static string? Variable(string name, IReadOnlyDictionary<string, string?>? environment) =>
        environment?.GetValueOrDefault(name) ?? Environment.GetEnvironmentVariable(name);
}
