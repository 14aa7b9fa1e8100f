using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>An OCI annotation, <c>[level[platform],…:]key=value</c>. Strings convert implicitly.</summary>
public sealed record Annotation : IArgumentValue
{
    private const string Flag = "--annotation";
    private const string AttributePrefix = "annotation";

    /// <summary>Creates an annotation of the given parts; without any, of the manifest.</summary>
    /// <exception cref="InvalidSettingException">The key is empty, or contains an equals sign or a colon without a level.</exception>
    public Annotation(string key, string value, params IEnumerable<AnnotationTarget> targets)
    {
        Key = Required.Text(key, $"{Flag} key");
        Value = value ?? throw new ArgumentNullException(nameof(value));
        Targets = [.. targets];
        if (key.Contains('=', StringComparison.Ordinal))
            throw new InvalidSettingException($"{Flag} {key}", "a key cannot contain an equals sign, which separates it from the value");
        if (Targets.IsEmpty && key.Contains(':', StringComparison.Ordinal))
            throw new InvalidSettingException($"{Flag} {key}", "the text before a colon is read as the level; add the level: manifest:key");
    }

    /// <summary>Key, such as <c>org.opencontainers.image.source</c>.</summary>
    public string Key { get; }

    /// <summary>Value; may be empty.</summary>
    public string Value { get; }

    /// <summary>Parts that carry it; empty is the manifest.</summary>
    public ImmutableArray<AnnotationTarget> Targets { get; }

    /// <summary>The key with its prefix, as in <c>--annotation</c>.</summary>
    public string QualifiedKey => Targets.IsEmpty ? Key : $"{string.Join(',', Targets)}:{Key}";

    /// <summary>Keys in the attributes of an output, one per part.</summary>
    internal IEnumerable<string> AttributeKeys =>
        Targets.IsEmpty ? [$"{AttributePrefix}.{Key}"] : Targets.Select(target => $"{AttributePrefix}-{target}.{Key}");

    /// <inheritdoc cref="Parse"/>
    public static implicit operator Annotation(string text) => Parse(text);

    /// <summary>Parses the value of <c>--annotation</c>.</summary>
    /// <exception cref="InvalidSettingException">The text is not <c>key=value</c>, or a level or platform is invalid.</exception>
    public static Annotation Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
            throw new InvalidSettingException(Flag, $"'{text}' is not of the form [level:]key=value");

        var (name, value) = (text[..equals], text[(equals + 1)..]);
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? new Annotation(name, value)
            : new Annotation(name[(colon + 1)..], value, name[..colon].Split(',').Select(target => AnnotationTarget.Parse(target, $"{Flag} {name}")));
    }

    /// <inheritdoc/>
    public Argument ToArgument() => new($"{QualifiedKey}={Value}");

    /// <summary>The flag's value.</summary>
    public override string ToString() => ToArgument().ToString();

    internal static bool IsAttributeKey(string key) =>
        key.StartsWith($"{AttributePrefix}.", StringComparison.Ordinal) || key.StartsWith($"{AttributePrefix}-", StringComparison.Ordinal);

    internal static Annotation FromAttribute(string key, string value)
    {
        // A platform may contain a dot (an OS version): the key begins after the bracket.
        var start = Math.Max(key.IndexOf(']', StringComparison.Ordinal), 0);
        var dot = key.IndexOf('.', start);
        var target = key[AttributePrefix.Length..Math.Max(dot, AttributePrefix.Length)].TrimStart('-');
        return target.Length == 0
            ? new Annotation(key[(dot + 1)..], value)
            : new Annotation(key[(dot + 1)..], value, AnnotationTarget.Parse(target, $"--output, {key}"));
    }
}
