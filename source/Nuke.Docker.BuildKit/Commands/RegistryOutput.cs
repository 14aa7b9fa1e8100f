using Nuke.Docker.BuildKit.Commands.Internal;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>An image that is pushed to the registry that its names name: <c>type=registry</c>, short for <c>type=image,push=true</c>.</summary>
public sealed record RegistryOutput : ImageOutput
{
    /// <summary>Pushes under the tags of the build.</summary>
    public RegistryOutput()
        : base("registry")
    {
    }

    internal static new RegistryOutput Read(FlagAttributes _) => (RegistryOutput)new RegistryOutput().With(_);
}
