namespace Nuke.Docker.BuildKit.Mounts.Internal;

internal static class MountArchives
{
    public static async Task<MountArchive> OpenAsync(CacheMountsPlace place, CacheMountsOptions options, CancellationToken cancellationToken) => place.Kind switch
    {
        CacheMountsPlaceKind.Folder => await FolderArchive.OpenAsync(place.Value, () => options.Say($"Another build uses {place.Value}; waiting for it."), cancellationToken),
        CacheMountsPlaceKind.Tar => await TarArchive.OpenAsync(place.Value, cancellationToken),
        _ => await ImageArchive.OpenAsync(place.Value, options, cancellationToken),
    };
}
