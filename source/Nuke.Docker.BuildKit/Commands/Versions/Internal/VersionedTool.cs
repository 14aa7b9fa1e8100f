namespace Nuke.Docker.BuildKit.Commands.Versions.Internal;

/// <summary>Tool whose version decides.</summary>
internal enum VersionedTool
{
    Buildx,
    BuildKit,
}
