using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>A mount of a container, as comma-separated attributes: <c>docker run --mount</c>. Strings convert implicitly.</summary>
public sealed record ContainerMount : IArgumentValue
{
    private const string Flag = "--mount";

    private static readonly string[] s_types = ["bind", "volume", "tmpfs", "image", "npipe", "cluster"];

    private static readonly string[] s_options =
    [
        "bind-nonrecursive", "bind-propagation", "bind-recursive", "consistency", "image-subpath", "tmpfs-mode", "tmpfs-size",
        "volume-driver", "volume-label", "volume-nocopy", "volume-opt", "volume-subpath",
    ];

    private ContainerMount(string type, string? source, string target) =>
        (Type, Source, Target) = (type, source, Required.Text(target, $"{Flag} type={type}, target"));

    /// <summary><c>bind</c>, <c>volume</c>, <c>tmpfs</c>, <c>image</c>, <c>npipe</c> or <c>cluster</c>.</summary>
    public string Type { get; }

    /// <summary>A path, a volume or an image; <c>null</c> for a new volume and for <c>tmpfs</c>.</summary>
    public string? Source { get; }

    /// <summary>Path in the container.</summary>
    public string Target { get; }

    /// <summary><c>readonly</c>; <c>null</c> is <c>false</c>.</summary>
    public bool? ReadOnly { get; init; }

    /// <summary>Attributes of the type, such as <c>tmpfs-size</c> and <c>volume-subpath</c>; <c>volume-opt</c> can be repeated.</summary>
    public ImmutableArray<(string Key, string Value)> Options { get; init; } = [];

    /// <inheritdoc cref="Parse"/>
    public static implicit operator ContainerMount(string text) => Parse(text);

    /// <summary>Mounts an existing folder or file of the engine's machine.</summary>
    public static ContainerMount Bind(string source, string target) => new("bind", Required.Text(source, $"{Flag} type=bind, source"), target);

    /// <summary>Mounts a volume; created if it is missing.</summary>
    public static ContainerMount Volume(string source, string target) => new("volume", Required.Text(source, $"{Flag} type=volume, source"), target);

    /// <summary>Mounts memory that is discarded with the container.</summary>
    public static ContainerMount Tmpfs(string target) => new("tmpfs", null, target);

    /// <summary>Parses the value of <c>--mount</c>.</summary>
    /// <exception cref="InvalidSettingException">The target is missing, or docker does not support the type or an attribute.</exception>
    public static ContainerMount Parse(string text)
    {
        var fields = CsvReader.Fields(text, Flag).Select(field => field.Split('=', 2))
            .Select(field => (Key: field[0].ToLowerInvariant(), Value: field.ElementAtOrDefault(1))).ToList();
        var type = Take(fields, "type") ?? "volume";
        if (!s_types.Contains(type, StringComparer.Ordinal))
            throw new InvalidSettingException($"{Flag} type", $"the type '{type}' does not exist. {NearestNames.Sentence(type, s_types)}");

        var readOnly = Take(fields, "readonly", "ro");
        var mount = new ContainerMount(type, Take(fields, "source", "src"), Take(fields, "target", "dst", "destination") ?? "")
        {
            ReadOnly = readOnly is null ? null : readOnly is "" or "true" or "1" ? true : readOnly is "false" or "0" ? false
                : throw new InvalidSettingException(
                $"{Flag}, readonly",
                $"'{readOnly}' is not allowed; use true or false"),
            Options = [.. fields.Select(field => (field.Key, field.Value ?? "true"))],
        };
        mount.Check();
        return mount;
    }

    /// <inheritdoc/>
    public Argument ToArgument()
    {
        Check();
        var csv = new CsvWriter().Add("type", Type).Add("source", Source).Add("target", Target).Add("readonly", ReadOnly);
        csv.AddRaw(Options);
        return csv.ToArgument();
    }

    /// <summary>The flag's value.</summary>
    public override string ToString() => ToArgument().ToString();

    // A bare "readonly" means true, as other switches do.
    private static string? Take(List<(string Key, string? Value)> fields, params string[] keys)
    {
        var index = fields.FindIndex(field => keys.Contains(field.Key, StringComparer.Ordinal));
        if (index < 0)
            return null;
        var value = fields[index].Value ?? "";
        fields.RemoveAt(index);
        return value;
    }

    private void Check()
    {
        foreach (var key in Options.Select(option => option.Key).Where(key => !s_options.Contains(key, StringComparer.Ordinal)))
            throw new InvalidSettingException($"{Flag} type={Type}, {key}", $"the attribute does not exist. {NearestNames.Sentence(key, s_options)}");
    }
}
