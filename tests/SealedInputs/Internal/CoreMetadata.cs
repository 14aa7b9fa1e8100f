namespace SealedInputs.Internal;

/// <summary>The fields of Python's core metadata that a wheel's name and an index need.</summary>
internal sealed record CoreMetadata(string Name, string Version, string? RequiresPython)
{
    public static CoreMetadata Parse(string text)
    {
        // The header ends at the first empty line; the description after it may hold anything.
        var fields = text.Split('\n')
            .Select(_ => _.TrimEnd('\r'))
            .TakeWhile(_ => _.Length > 0)
            .Where(_ => _[0] is not (' ' or '\t') && _.Contains(": ", StringComparison.Ordinal))
            .Select(_ => _.Split(": ", 2))
            .ToLookup(_ => _[0], _ => _[1].Trim());

        return new CoreMetadata(fields["Name"].First(), fields["Version"].First(), fields["Requires-Python"].FirstOrDefault());
    }

    /// <summary>Lower case, runs of <c>-_.</c> as one separator: <c>-</c> in an index, <c>_</c> in a file name.</summary>
    public static string Normalize(string name, char separator) =>
        string.Join(separator, name.ToLowerInvariant().Split(['-', '_', '.'], StringSplitOptions.RemoveEmptyEntries));
}
