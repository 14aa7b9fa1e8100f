namespace Nuke.Docker.BuildKit.Commands;

public sealed partial record GhaCacheTo
{
    /// <inheritdoc/>
    internal override string Location => Scope ?? "buildkit";

    /// <inheritdoc/>
    internal override bool KeepsFinalStageOnly => Mode is not CacheMode.Max;
}
