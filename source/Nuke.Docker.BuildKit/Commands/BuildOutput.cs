using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>
/// Destination of the result of a build: <c>--output</c>. Strings convert implicitly. Derived records have the attributes of each exporter; this one
/// accepts any.
/// </summary>
public record BuildOutput : IArgumentValue
{
    private const string Flag = "--output";

    /// <summary>Creates an output of any exporter. Attributes keep their order and are not checked; those that name a secret are redacted in logs.</summary>
    public BuildOutput(string type, params IEnumerable<(string Key, string Value)> attributes)
    {
        Type = Required.Text(type, $"{Flag} type");
        Attributes = [.. attributes];
    }

    // Derived records override the type.
    private protected BuildOutput() => Type = "";

    /// <summary>Keeps the result only in the build cache.</summary>
    public static BuildOutput CacheOnly { get; } = new("cacheonly");

    /// <summary>Writes an image to the store of the builder.</summary>
    public static BuildOutput Image { get; } = new ImageOutput();

    /// <summary>Pushes the image to the registry of its tags.</summary>
    public static BuildOutput Registry { get; } = new RegistryOutput();

    /// <summary>Name of the exporter.</summary>
    public virtual string Type { get; }

    /// <summary>Attributes without a property.</summary>
    public ImmutableArray<(string Key, string Value)> Attributes { get; } = [];

    /// <inheritdoc cref="Parse"/>
    public static implicit operator BuildOutput(string text) => Parse(text);

    /// <summary>Writes the root file system as files to a folder.</summary>
    public static BuildOutput Local(string destination) => new LocalOutput(destination);

    /// <summary>Writes the root file system as one tar file.</summary>
    public static BuildOutput Tar(string destination) => new TarOutput(destination);

    /// <summary>Writes an OCI layout as one tar file.</summary>
    public static BuildOutput Oci(string destination) => new OciOutput(destination);

    /// <summary>Parses the value of <c>--output</c>: attributes, or a path for <c>local</c>, or <c>-</c> for a tar on standard output.</summary>
    /// <exception cref="InvalidSettingException">The text is not a list of attributes, or an attribute or value is unknown to the exporter.</exception>
    public static BuildOutput Parse(string text)
    {
        var fields = CsvReader.Fields(text, Flag);
        if (fields is [var path] && path == text && !text.StartsWith("type=", StringComparison.Ordinal))
            return path == "-" ? new TarOutput("-") : new LocalOutput(path);

        var attributes = FlagAttributes.Of(fields, Flag);
        var type = attributes.Type();
        var output = type == CacheOnly.Type ? CacheOnly : ValueReader.ReadBuildOutput(type, attributes);
        if (output is null)
            return new BuildOutput(type, attributes.Left);

        attributes.End(nameof(BuildOutput));
        output.ToArgument(); // Reports invalid combinations here, not when the build starts.
        return output;
    }

    /// <inheritdoc/>
    public Argument ToArgument()
    {
        var csv = new CsvWriter().Add("type", Type);
        Write(csv);
        csv.AddRaw(Attributes);
        return csv.ToArgument();
    }

    /// <summary>Returns the value for logs, with secrets redacted.</summary>
    public sealed override string ToString() => ToArgument().ToString();

    /// <summary>Adds the attributes that follow <c>type</c>.</summary>
    protected virtual void Write(CsvWriter _)
    {
    }
}
