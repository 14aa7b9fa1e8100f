using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands.Internal;

/// <summary>Attributes whose keys are not fixed.</summary>
internal static class CsvWriterExtensions
{
    private static readonly string[] s_secretWords = ["secret", "token", "password", "access_key"];

    /// <summary>Adds an attribute for each target of each annotation.</summary>
    public static void AddAnnotations(this CsvWriter _, ImmutableArray<Annotation>? annotations)
    {
        foreach (var annotation in annotations ?? [])
        {
            foreach (var key in annotation.AttributeKeys)
                _.Add(key, annotation.Value);
        }
    }

    /// <summary>Adds attributes unchanged.</summary>
    public static void AddRest(this CsvWriter _, ImmutableSortedDictionary<string, string> attributes)
    {
        foreach (var (key, value) in attributes)
            _.Add(key, value);
    }

    /// <summary>Adds attributes of an unknown type; values of keys that name a secret are redacted in logs.</summary>
    public static void AddRaw(this CsvWriter _, ImmutableArray<(string Key, string Value)> attributes)
    {
        foreach (var (key, value) in attributes)
        {
            if (s_secretWords.Any(word => key.Contains(word, StringComparison.OrdinalIgnoreCase)))
                _.AddSecret(key, value);
            else
                _.Add(key, value);
        }
    }
}
