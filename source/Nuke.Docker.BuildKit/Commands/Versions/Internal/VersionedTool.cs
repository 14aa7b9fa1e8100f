namespace Nuke.Docker.BuildKit.Commands.Versions.Internal;

/// <summary>Tool whose version is compared.</summary>
internal enum VersionedTool
{
    Buildx,
    BuildKit,
}
