using Nuke.Docker.BuildKit.Arguments;

namespace Nuke.Docker.BuildKit.Settings;

/// <summary>A limit of <c>RUN</c>'s processes.</summary>
/// <param name="Name">As <c>getrlimit</c> knows it, in lower case: <c>nofile</c>, <c>nproc</c>.</param>
/// <param name="Soft">-1 is unlimited.</param>
/// <param name="Hard"><c>null</c> is the same as <paramref name="Soft"/>; -1 is unlimited.</param>
public sealed record Ulimit(string Name, long Soft, long? Hard = null) : IArgumentValue
{
    /// <inheritdoc/>
    public Argument ToArgument() => new(Hard is null ? $"{Name}={Soft}" : $"{Name}={Soft}:{Hard}");

    /// <summary>The flag's value.</summary>
    public override string ToString() => ToArgument().ToString();
}
