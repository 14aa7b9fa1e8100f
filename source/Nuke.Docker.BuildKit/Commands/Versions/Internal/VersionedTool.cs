namespace Nuke.Docker.BuildKit.Commands.Versions.Internal;

/// <summary>Whose version decides.</summary>
internal enum VersionedTool
{
    Buildx,
    BuildKit,
}
