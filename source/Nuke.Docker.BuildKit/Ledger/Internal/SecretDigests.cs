using System.Text;
using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>Computes keyed digests of the secrets of a build.</summary>
internal static class SecretDigests
{
    /// <summary>Returns the digests by id; a secret that can't be read has the digest <c>?</c>.</summary>
    public static IReadOnlyList<(string Id, string Digest)> Of(BuildxBuildSettings settings, LedgerKey key) =>
        [.. (settings.Secret ?? []).Select(secret => (secret.Id, Value(secret, settings) is { } value ? key.Digest(value) : "?"))];

    private static byte[]? Value(BuildSecret secret, BuildxBuildSettings settings)
    {
        try
        {
            if (secret.CarriedVariable is { } carried)
                return Encoding.UTF8.GetBytes(carried.Value);
            if (secret.IsFile)
                return File.ReadAllBytes(settings.FullPath(secret.Reference));
            var value = settings.SecretEnvironmentVariables?.GetValueOrDefault(secret.Reference)
                ?? settings.EnvironmentVariables?.GetValueOrDefault(secret.Reference)
                ?? Environment.GetEnvironmentVariable(secret.Reference);
            return value is null ? null : Encoding.UTF8.GetBytes(value);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The build reports it.
            return null;
        }
    }
}
