using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>An override of a value of bake targets, <c>target.key=value</c>: <c>bake --set</c>. Strings convert implicitly.</summary>
public sealed record BakeOverride : IArgumentValue
{
    private const string Flag = "--set";

    private static readonly string[] s_keys =
    [
        "annotations", "args", "attest", "cache-from", "cache-to", "call", "context", "contexts", "dockerfile", "entitlements", "extra-hosts", "labels", "load",
        "network", "no-cache", "no-cache-filter", "output", "platform", "pull", "push", "secrets", "shm-size", "ssh", "tags", "target", "ulimits",
    ];

    /// <summary>Replaces the value of the targets; a list with several values needs one override per value.</summary>
    /// <param name="target">A target's name, or a pattern: <c>*</c>, <c>web-*</c>.</param>
    /// <param name="key">Key in a bake file, for maps followed by a name: <c>platform</c>, <c>args.VERSION</c>.</param>
    /// <param name="value">Value as in the corresponding flag; <c>null</c>, only for <c>args</c>, uses the environment variable.</param>
    /// <exception cref="InvalidSettingException">The target is empty, or bake does not support the key.</exception>
    public BakeOverride(string target, string key, string? value)
    {
        if (string.IsNullOrEmpty(target) || target.AsSpan().ContainsAny('.', '='))
            throw new InvalidSettingException(Flag, $"'{target}' is not a target; write its name, or a pattern such as *");

        var name = Split(key ?? "", '.').Before;
        if (!s_keys.Contains(name, StringComparer.Ordinal))
            throw new InvalidSettingException($"{Flag} {target}", $"a target has no key '{name}'. {NearestNames.Sentence(name, s_keys)}");
        if (key!.Contains('=', StringComparison.Ordinal) || (value is null && !key.StartsWith("args.", StringComparison.Ordinal)))
            throw new InvalidSettingException($"{Flag} {target}.{key}", "the value is missing; only args.NAME can omit it, to use the environment variable");

        (Target, Key, Value) = (target, key, value);
    }

    /// <summary>Name or pattern of the targets.</summary>
    public string Target { get; }

    /// <summary>Key, such as <c>platform</c> or <c>args.VERSION</c>.</summary>
    public string Key { get; }

    /// <summary>Value; <c>null</c> uses the environment variable.</summary>
    public string? Value { get; }

    /// <inheritdoc cref="Parse"/>
    public static implicit operator BakeOverride(string text) => Parse(text);

    /// <summary>Parses the value of <c>--set</c>.</summary>
    /// <exception cref="InvalidSettingException">The text is not <c>target.key=value</c>, or bake does not support the key.</exception>
    public static BakeOverride Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (name, value) = Split(text, '=');
        var (target, key) = Split(name, '.');
        return key is null ? throw new InvalidSettingException(
            Flag,
            $"'{name}' is not of the form target.key=value, such as *.platform=linux/amd64") : new(target, key, value);
    }

    /// <inheritdoc/>
    public Argument ToArgument() => new(Value is null ? $"{Target}.{Key}" : $"{Target}.{Key}={Value}");

    /// <summary>The flag's value.</summary>
    public override string ToString() => ToArgument().ToString();

    private static (string Before, string? After) Split(string text, char at) =>
        text.Split(at, 2) is [var before, var after] ? (before, after) : (text, null);
}
