using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

public sealed partial record RegistryCacheTo
{
    /// <inheritdoc/>
    internal override string Location => ImageReference.TryParse(Reference, out var reference) ? reference.WithDefaultTag().ToString() : Reference;

    partial void Check() => ImageReference.Parse(Reference, "--cache-to type=registry, ref");
}
