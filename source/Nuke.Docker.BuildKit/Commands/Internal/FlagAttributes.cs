using System.Collections.Immutable;
using System.Globalization;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands.Internal;

/// <summary>
/// The <c>key=value</c> fields of one flag, which are taken one by one; the remaining ones are unknown. Errors do not repeat values that may be
/// secret.
/// </summary>
internal sealed class FlagAttributes
{
    private readonly List<(string Key, string Value)> _left = [];
    private readonly List<string> _known = [];

    private FlagAttributes(string setting) => Setting = setting;

    /// <summary>Name of the setting in errors: <c>--cache-to</c>, later <c>--cache-to type=local</c>.</summary>
    public string Setting { get; private set; }

    /// <summary>Remaining attributes, in their order.</summary>
    public IEnumerable<(string Key, string Value)> Left => _left;

    /// <summary>Splits as buildx does; keys are compared in lower case.</summary>
    public static FlagAttributes Read(string text, string setting) => Of(CsvReader.Fields(text, setting), setting);

    public static FlagAttributes Of(IEnumerable<string> fields, string setting)
    {
        var attributes = new FlagAttributes(setting);
        foreach (var field in fields)
        {
            var equals = field.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw new InvalidSettingException(
                    setting,
                    "each comma-separated field must be key=value; quote a whole field that contains a comma: \"key=a,b\"");

            var key = field[..equals].Trim().ToLowerInvariant();
            if (attributes._left.Exists(one => one.Key == key))
                throw new InvalidSettingException(setting, $"{key} is set twice; buildx would use only the last one");

            // Keys of annotations keep their case.
            attributes._left.Add((key.StartsWith("annotation", StringComparison.Ordinal) ? field[..equals].Trim() : key, field[(equals + 1)..]));
        }

        return attributes;
    }

    /// <summary>Takes <c>type</c> and adds it to the name of the setting in errors.</summary>
    public string Type()
    {
        var type = Required("type");
        Setting = $"{Setting} type={type}";
        return type;
    }

    public string? Text(params ReadOnlySpan<string> keys)
    {
        string? value = null;
        foreach (var key in keys)
        {
            _known.Add(key);
            var index = _left.FindIndex(one => one.Key == key);
            if (index < 0)
                continue;

            value = _left[index].Value;
            _left.RemoveAt(index);
        }

        return value;
    }

    public string Required(params ReadOnlySpan<string> keys) =>
        Text(keys) is { Length: > 0 } value ? value : throw new InvalidSettingException($"{Setting}, {keys[0]}", "must not be empty");

    public bool? Bool(string key) => Text(key) switch
    {
        null => null,
        "1" or "t" or "T" or "true" or "TRUE" or "True" => true,
        "0" or "f" or "F" or "false" or "FALSE" or "False" => false,
        var value => throw Wrong(key, value, "true or false"),
    };

    public int? Int(string key) => Text(key) is not { } value ? null
        : int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw Wrong(key, value, "a whole number");

    public ImmutableArray<string>? List(string key) => Text(key) is { } values ? [.. values.Split(',')] : null;

    public ImmutableArray<Annotation>? Annotations()
    {
        string[] keys = [.. _left.Select(one => one.Key).Where(Annotation.IsAttributeKey)];
        return keys.Length == 0 ? null : [.. keys.Select(key => Annotation.FromAttribute(key, Text(key)!))];
    }

    /// <summary>Takes all remaining attributes.</summary>
    public ImmutableSortedDictionary<string, string> Rest()
    {
        var rest = KeyValues.NoSecrets.AddRange(_left.Select(one => KeyValuePair.Create(one.Key, one.Value)));
        _left.Clear();
        return rest;
    }

    public TimeSpan? Duration(string key) => Text(key) is { } value ? GoDuration.Parse(value, $"{Setting}, {key}") : null;

    public T? Enum<T>(string key)
        where T : struct, Enum
    {
        if (Text(key) is not { } value)
            return null;

        foreach (var candidate in System.Enum.GetValues<T>())
        {
            if (FlagValues.Of(candidate) == value)
                return candidate;
        }

        throw Wrong(key, value, string.Join(", ", System.Enum.GetValues<T>().Select(FlagValues.Of)));
    }

    /// <summary>Reports an unknown attribute, which buildx and BuildKit would ignore silently.</summary>
    public void End(string? escape = null)
    {
        if (_left.Count == 0)
            return;

        var key = _left[0].Key;
        var near = NearestNames.Of(key, _known);
        var cure = near.Count > 0 ? $"did you mean {string.Join(" or ", near)}?"
            : $"supported are {string.Join(", ", _known.Where(known => known != "type").Distinct(StringComparer.Ordinal))}";
        throw new InvalidSettingException(
            $"{Setting}, {key}",
            $"the attribute does not exist; {cure}{(escape is null ? "" : $" ({escape} passes attributes on unchecked)")}");
    }

    private InvalidSettingException Wrong(string key, string value, string allowed) =>
        new($"{Setting}, {key}", $"'{value}' is not allowed; use {allowed}");
}
