using Nuke.Docker.BuildKit.Text.Redaction;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>Recognizes values that look like credentials by their name or form, and removes them from texts.</summary>
internal sealed class SensitiveValues
{
    private readonly Redactor _redactor;

    /// <param name="variables">The values of all arguments and variables.</param>
    /// <param name="secrets">Other values that must not appear.</param>
    public SensitiveValues(IEnumerable<KeyValuePair<string, string>> variables, IEnumerable<string> secrets) =>
        _redactor = new Redactor([.. secrets, .. variables.Where(variable => IsSensitive(variable.Key, variable.Value)).Select(variable => variable.Value)]);

    /// <summary>Returns true if a variable may contain a credential.</summary>
    public static bool IsSensitive(string name, string value) =>
        value.Length > 0 && (CredentialNames.IsCredential(name) || CredentialShapes.IsCredential(name, value));

    /// <summary>Removes the sensitive values, and everything that looks like a credential, from a text.</summary>
    public string Redact(string text) => _redactor.Redact(text);
}
