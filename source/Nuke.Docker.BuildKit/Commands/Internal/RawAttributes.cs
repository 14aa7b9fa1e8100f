using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands.Internal;

internal static class RawAttributes
{
    private static readonly string[] SecretWords = ["secret", "token", "password", "access_key"];

    public static void Write(CsvWriter csv, ImmutableArray<(string Key, string Value)> attributes)
    {
        foreach (var (key, value) in attributes)
        {
            if (IsSecret(key))
                csv.AddSecret(key, value);
            else
                csv.Add(key, value);
        }
    }

    private static bool IsSecret(string key) =>
        SecretWords.Any(word => key.Contains(word, StringComparison.OrdinalIgnoreCase));
}
