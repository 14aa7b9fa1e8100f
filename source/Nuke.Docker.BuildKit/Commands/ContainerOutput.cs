using Nuke.Docker.BuildKit.Commands.Internal;

namespace Nuke.Docker.BuildKit.Commands;

public abstract partial record ContainerOutput
{
    partial void Check() => Compressions.Check($"--output type={Type}", Compression, CompressionLevel);
}
