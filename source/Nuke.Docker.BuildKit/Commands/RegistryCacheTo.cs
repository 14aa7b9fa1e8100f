using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>Writes the cache to a registry, beside the image and not in it.</summary>
/// <param name="Reference"><c>ref</c>: full name and tag, for example <c>registry.example/app:cache</c>.</param>
public sealed record RegistryCacheTo(string Reference) : LayerCacheTo
{
    /// <summary><c>ref</c>: full name and tag.</summary>
    public string Reference { get; } = Required.Text(Reference, "--cache-to type=registry, ref");

    /// <inheritdoc/>
    public override string Type => "registry";

    /// <summary><c>registry.insecure</c>: allows HTTP and certificates that don't verify; <c>null</c> is <c>false</c>.</summary>
    public bool? Insecure { get; init; }

    /// <inheritdoc/>
    internal override string Location => ImageReference.TryParse(Reference, out var reference) ? reference.WithDefaultTag().ToString() : Reference;

    internal static RegistryCacheTo Read(FlagAttributes _) =>
        new RegistryCacheTo(_.Required("ref")) { Insecure = _.Bool("registry.insecure") }.WithLayers(_);

    /// <inheritdoc/>
    protected override void Write(CsvWriter _)
    {
        ImageReference.Parse(Reference, "--cache-to type=registry, ref");
        _.Add("ref", Reference);
        base.Write(_);
        _.Add("registry.insecure", Insecure);
    }
}
