namespace Nuke.Common.Logging;

/// <summary>The values of secret parameters, and the text without them.</summary>
internal sealed class SecretMask
{
    private const string Redacted = "[REDACTED]";

    private string[] secrets = [];

    public void Add(string? secret)
    {
        if (string.IsNullOrWhiteSpace(secret))
            return;

        // A key of several lines is logged line by line. The longest is replaced first, because one secret may be part of another.
        var lines = secret.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        secrets = [.. secrets.Concat(lines).Append(secret).Distinct().OrderByDescending(x => x.Length)];
    }

    public void Add(IEnumerable<string> values)
    {
        foreach (var value in values)
            Add(value);
    }

    public string Apply(string text)
    {
        foreach (var secret in secrets)
            text = text.Replace(secret, Redacted, StringComparison.Ordinal);
        return text;
    }
}
