using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

public sealed partial record RegistryCacheFrom
{
    partial void Check() => ImageReference.Parse(Reference, "--cache-from type=registry, ref");
}
