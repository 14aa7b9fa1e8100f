namespace Nuke.Docker.BuildKit.Commands;

public sealed partial record LocalCacheTo
{
    /// <inheritdoc/>
    internal override string Location => $"{Path.TrimEndingDirectorySeparator(Destination)}:{Tag ?? "latest"}";
}
