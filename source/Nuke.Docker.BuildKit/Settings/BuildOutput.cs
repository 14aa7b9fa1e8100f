using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Arguments;
using Nuke.Docker.BuildKit.Settings.Internal;

namespace Nuke.Docker.BuildKit.Settings;

/// <summary>Where the result of a build goes.</summary>
public sealed record BuildOutput : IArgumentValue
{
    /// <summary>An exporter and its attributes, in this order; those that name a secret are redacted in logs.</summary>
    public BuildOutput(string type, params IEnumerable<(string Key, string Value)> attributes)
    {
        Type = Required.Text(type, "--output type");
        Attributes = [.. attributes];
    }

    /// <summary>Nowhere but into the build cache.</summary>
    public static BuildOutput CacheOnly { get; } = new("cacheonly");

    /// <summary>Into the engine's image store.</summary>
    public static BuildOutput Image { get; } = new("image");

    /// <summary>To the registry that the tags name.</summary>
    public static BuildOutput Registry { get; } = new("registry");

    /// <summary>Name of the exporter.</summary>
    public string Type { get; }

    /// <summary>What follows <c>type</c>.</summary>
    public ImmutableArray<(string Key, string Value)> Attributes { get; }

    /// <summary>The root file system as files in a folder.</summary>
    public static BuildOutput Local(string destination) => new("local", ("dest", destination));

    /// <summary>The root file system as one tar file.</summary>
    public static BuildOutput Tar(string destination) => new("tar", ("dest", destination));

    /// <summary>An OCI layout as one tar file.</summary>
    public static BuildOutput Oci(string destination) => new("oci", ("dest", destination));

    /// <inheritdoc/>
    public Argument ToArgument()
    {
        var csv = new CsvWriter().Add("type", Type);
        RawAttributes.Write(csv, Attributes);
        return csv.ToArgument();
    }

    /// <summary>The flag's value as a log may show it.</summary>
    public override string ToString() => ToArgument().ToString();
}
