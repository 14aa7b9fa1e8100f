using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Redaction;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>Makes values fit for the ledger: those that may be secret become keyed digests, long ones are shortened and get a keyed digest.</summary>
internal sealed partial class StepValues
{
    public const string KeyedPrefix = "keyed:";
    private const string Unknown = KeyedPrefix + "?";
    private const int Longest = 2000;

    private readonly LedgerKey _key;
    private readonly Redactor _redactor;

    /// <param name="key">The key of the digests.</param>
    /// <param name="variables">The values of all arguments and variables. Those that look like credentials must not appear.</param>
    /// <param name="secrets">Other values that must not appear.</param>
    public StepValues(LedgerKey key, IEnumerable<KeyValuePair<string, string>> variables, IEnumerable<string> secrets) =>
        (_key, _redactor) = (key, new Redactor([.. secrets, .. variables.Where(IsSensitive).Select(variable => variable.Value)]));

    public string Redact(string text) => _redactor.Redact(text);

    /// <summary>The value of a variable.</summary>
    public string Short(string name, string value)
    {
        if (IsSensitive(KeyValuePair.Create(name, value)))
            return KeyedPrefix + _key.Digest(value);
        return Long(value);
    }

    /// <summary>A text that is kept readable where possible.</summary>
    public string Long(string value)
    {
        var shown = Redact(value);
        return shown == value && value.Length <= Longest ? value : $"{HumanText.Shorten(shown, Longest)} {KeyedPrefix}{_key.Digest(value)}";
    }

    /// <summary>Returns a value without the digest in it, which stands for what is not shown.</summary>
    public static string Forget(string value) => value.Contains(KeyedPrefix, StringComparison.Ordinal) ? Digest().Replace(value, Unknown) : value;

    /// <summary>Returns true if a value of an earlier build is known to be another one. Only what is shown is compared if its digest is not known.</summary>
    public static bool Differ(string? old, string? now) => old != now && (now is null || !IsUnknown(old) || old != Forget(now));

    /// <summary>Returns true if a part of a value is not known.</summary>
    public static bool IsUnknown([NotNullWhen(true)] string? value) => value?.EndsWith(Unknown, StringComparison.Ordinal) == true;

    [GeneratedRegex("keyed:[0-9a-f]{32}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Digest();

    private static bool IsSensitive(KeyValuePair<string, string> variable) => variable.Value.Length > 0
        && (CredentialNames.IsCredential(variable.Key) || CredentialShapes.IsCredential(variable.Key, variable.Value));
}
