using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Redaction;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>Makes values fit for the ledger: those that may be secret become keyed digests, long ones are shortened and get a keyed digest.</summary>
internal sealed class StepValues
{
    public const string KeyedPrefix = "keyed:";
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

    private static bool IsSensitive(KeyValuePair<string, string> variable) => variable.Value.Length > 0
        && (CredentialNames.IsCredential(variable.Key) || CredentialShapes.IsCredential(variable.Key, variable.Value));
}
