namespace Nuke.Docker.BuildKit.Versions.Internal;

/// <summary>Whose version decides.</summary>
internal enum VersionedTool
{
    Buildx,
    BuildKit,
}
