using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>Reads a cache, or an image with inline cache, from a registry.</summary>
/// <param name="Reference"><c>ref</c>: full name and tag, for example <c>registry.example/app:cache</c>.</param>
public sealed record RegistryCacheFrom(string Reference) : CacheFrom
{
    /// <summary><c>ref</c>: full name and tag.</summary>
    public string Reference { get; } = Required.Text(Reference, "--cache-from type=registry, ref");

    /// <inheritdoc/>
    public override string Type => "registry";

    /// <summary><c>registry.insecure</c>: allows HTTP and certificates that don't verify; <c>null</c> is <c>false</c>.</summary>
    public bool? Insecure { get; init; }

    internal static RegistryCacheFrom Read(FlagAttributes _) => new(_.Required("ref")) { Insecure = _.Bool("registry.insecure") };

    /// <inheritdoc/>
    protected override void Write(CsvWriter _)
    {
        ImageReference.Parse(Reference, "--cache-from type=registry, ref");
        _.Add("ref", Reference);
        _.Add("registry.insecure", Insecure);
    }
}
