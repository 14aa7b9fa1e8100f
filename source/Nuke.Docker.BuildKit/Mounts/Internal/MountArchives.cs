namespace Nuke.Docker.BuildKit.Mounts.Internal;

internal static class MountArchives
{
    public static async Task<MountArchive> OpenAsync(CacheMountsPlace place, CacheMountsOptions options, CancellationToken cancellationToken)
    {
        var waiting = () => options.Info($"Waiting for another build that uses {place.Value} …");
        return place.Kind switch
        {
            CacheMountsPlaceKind.Folder => await FolderArchive.OpenAsync(place.Value, waiting, cancellationToken),
            CacheMountsPlaceKind.Tar => await TarArchive.OpenAsync(place.Value, cancellationToken),
            _ => await ImageArchive.OpenAsync(place.Value, options, cancellationToken),
        };
    }
}
