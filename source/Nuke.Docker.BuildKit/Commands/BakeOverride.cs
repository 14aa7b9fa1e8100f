using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>A value laid over a bake file's targets, <c>target.key=value</c>: <c>bake --set</c>; a plain string converts to it.</summary>
public sealed record BakeOverride : IArgumentValue
{
    private const string Flag = "--set";

    private static readonly string[] s_keys =
    [
        "annotations", "args", "attest", "cache-from", "cache-to", "call", "context", "contexts", "dockerfile", "entitlements", "extra-hosts", "labels", "load",
        "network", "no-cache", "no-cache-filter", "output", "platform", "pull", "push", "secrets", "shm-size", "ssh", "tags", "target", "ulimits",
    ];

    /// <summary>Replaces what the targets have under the key; of a list with several values each is an override of its own.</summary>
    /// <param name="target">A target's name, or a pattern: <c>*</c>, <c>web-*</c>.</param>
    /// <param name="key">As a bake file has it, what it is a map of with a name behind: <c>platform</c>, <c>args.VERSION</c>.</param>
    /// <param name="value">As the flag of the same meaning takes it; <c>null</c>, for <c>args</c> alone, takes the variable of the environment.</param>
    /// <exception cref="InvalidSettingException">No target, or a key that bake doesn't know.</exception>
    public BakeOverride(string target, string key, string? value)
    {
        if (string.IsNullOrEmpty(target) || target.AsSpan().ContainsAny('.', '='))
            throw new InvalidSettingException(Flag, $"'{target}' is no target; write its name, or a pattern such as *");

        var name = Split(key ?? "", '.').Before;
        if (!s_keys.Contains(name, StringComparer.Ordinal))
            throw new InvalidSettingException($"{Flag} {target}", $"a target has nothing called '{name}'. {NearestNames.Sentence(name, s_keys)}");
        if (key!.Contains('=', StringComparison.Ordinal) || (value is null && !key.StartsWith("args.", StringComparison.Ordinal)))
            throw new InvalidSettingException($"{Flag} {target}.{key}", "a value has to follow; only args.NAME may go without, and takes the environment's");

        (Target, Key, Value) = (target, key, value);
    }

    /// <summary>Name or pattern.</summary>
    public string Target { get; }

    /// <summary><c>platform</c>, <c>args.VERSION</c>.</summary>
    public string Key { get; }

    /// <summary><c>null</c> takes the environment's.</summary>
    public string? Value { get; }

    /// <inheritdoc cref="Parse"/>
    public static implicit operator BakeOverride(string text) => Parse(text);

    /// <summary>Reads what stands after <c>--set</c>.</summary>
    /// <exception cref="InvalidSettingException">Not <c>target.key=value</c>, or a key that bake doesn't know.</exception>
    public static BakeOverride Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (name, value) = Split(text, '=');
        var (target, key) = Split(name, '.');
        return key is null ? throw new InvalidSettingException(Flag, $"'{name}' is not of the form target.key=value, such as *.platform=linux/amd64") : new(target, key, value);
    }

    /// <inheritdoc/>
    public Argument ToArgument() => new(Value is null ? $"{Target}.{Key}" : $"{Target}.{Key}={Value}");

    /// <summary>The flag's value.</summary>
    public override string ToString() => ToArgument().ToString();

    private static (string Before, string? After) Split(string text, char at) =>
        text.Split(at, 2) is [var before, var after] ? (before, after) : (text, null);
}
