using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>Makes values fit for the ledger: those that may be secret become keyed digests, long ones are shortened and get a keyed digest.</summary>
internal sealed class StepValues(LedgerKey key, SensitiveValues sensitive)
{
    public const string KeyedPrefix = "keyed:";
    private const int Longest = 2000;

    public string Redact(string text) => sensitive.Redact(text);

    /// <summary>The value of a variable.</summary>
    public string Short(string name, string value)
    {
        if (SensitiveValues.IsSensitive(name, value))
            return KeyedPrefix + key.Digest(value);
        return Long(value);
    }

    /// <summary>A text that is kept readable where possible.</summary>
    public string Long(string value)
    {
        var shown = sensitive.Redact(value);
        return shown == value && value.Length <= Longest ? value : $"{HumanText.Shorten(shown, Longest)} {KeyedPrefix}{key.Digest(value)}";
    }
}
