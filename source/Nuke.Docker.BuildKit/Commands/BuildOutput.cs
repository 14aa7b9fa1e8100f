using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>Where the result of a build goes: <c>--output</c>; a plain string converts to it. The records that derive from it know the attributes of each exporter; this one takes any.</summary>
public record BuildOutput : IArgumentValue
{
    private const string Flag = "--output";

    /// <summary>An exporter and its attributes, in this order; those that name a secret are redacted in logs. They are passed on unchecked.</summary>
    public BuildOutput(string type, params IEnumerable<(string Key, string Value)> attributes)
    {
        Type = Required.Text(type, $"{Flag} type");
        Attributes = [.. attributes];
    }

    /// <summary>Nowhere but into the build cache.</summary>
    public static BuildOutput CacheOnly { get; } = new("cacheonly");

    /// <summary>Into the engine's image store.</summary>
    public static BuildOutput Image { get; } = new ImageOutput();

    /// <summary>To the registry that the tags name.</summary>
    public static BuildOutput Registry { get; } = new RegistryOutput();

    /// <summary>Name of the exporter.</summary>
    public string Type { get; }

    /// <summary>What follows <c>type</c> and has no property.</summary>
    public ImmutableArray<(string Key, string Value)> Attributes { get; }

    /// <inheritdoc cref="Parse"/>
    public static implicit operator BuildOutput(string text) => Parse(text);

    /// <summary>The root file system as files in a folder.</summary>
    public static BuildOutput Local(string destination) => new LocalOutput(destination);

    /// <summary>The root file system as one tar file.</summary>
    public static BuildOutput Tar(string destination) => new TarOutput(destination);

    /// <summary>An OCI layout as one tar file.</summary>
    public static BuildOutput Oci(string destination) => new OciOutput(destination);

    /// <summary>Reads what stands after <c>--output</c>: attributes, or a path for <c>local</c>, or <c>-</c> for a tar on standard output.</summary>
    /// <exception cref="InvalidSettingException">Not comma-separated attributes, an attribute that the exporter doesn't have, or a value that it would refuse.</exception>
    public static BuildOutput Parse(string text)
    {
        var fields = CsvReader.Fields(text, Flag);
        if (fields is [var path] && path == text && !text.StartsWith("type=", StringComparison.Ordinal))
            return path == "-" ? new TarOutput("-") : new LocalOutput(path);

        var attributes = FlagAttributes.Of(fields, Flag);
        var type = attributes.Type();
        BuildOutput? output = type switch
        {
            "image" => ImageOutput.Read(attributes),
            "registry" => RegistryOutput.Read(attributes),
            "docker" => DockerOutput.Read(attributes),
            "oci" => OciOutput.Read(attributes),
            "tar" => TarOutput.Read(attributes),
            "local" => LocalOutput.Read(attributes),
            "cacheonly" => CacheOnly,
            _ => null,
        };
        if (output is null)
            return new BuildOutput(type, attributes.Left);

        attributes.End(nameof(BuildOutput));
        output.ToArgument();
        return output;
    }

    /// <inheritdoc/>
    public Argument ToArgument()
    {
        var csv = new CsvWriter().Add("type", Type);
        Write(csv);
        RawAttributes.Write(csv, Attributes);
        return csv.ToArgument();
    }

    /// <summary>The flag's value as a log may show it.</summary>
    public sealed override string ToString() => ToArgument().ToString();

    /// <summary>Adds the attributes that follow <c>type</c>.</summary>
    protected virtual void Write(CsvWriter _)
    {
    }
}
