using System.Globalization;
using System.Text;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;

namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>Writes the Dockerfile of a build that accesses cache mounts. Only a build can access them.</summary>
internal static class CarryDockerfile
{
    /// <param name="mark">
    /// A unique name, so that BuildKit does not take a step from its cache. <c>--no-cache</c> would empty the mounts. The name also identifies the layers
    /// of the build.
    /// </param>
    /// <param name="writable">True to mount them with write access.</param>
    /// <param name="uvImage">An image with the file <c>/uv</c>. <c>null</c>: uv of the tool image is used, if any.</param>
    public static string Write(string mark, string toolImage, IReadOnlyList<CacheMount> mounts, bool writable, string? uvImage = null)
    {
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"FROM {toolImage} AS carry\n")
            .Append("USER 0:0\n")
            .Append(CultureInfo.InvariantCulture, $"RUN --network=none --mount=type=bind,from={mark},target=/{mark}-in");
        if (uvImage is not null)
            text.Append(CultureInfo.InvariantCulture, $" --mount=type=bind,from={uvImage},source=/uv,target=/{mark}-uv/uv");
        for (var index = 0; index < mounts.Count; index++)
            text.Append(" --mount=").Append(Mount(mounts[index], index, writable));
        return text
            .Append(CultureInfo.InvariantCulture, $" [\"/bin/sh\",\"/{mark}-in/carry.sh\",\"{mark}\",\"{mounts.Count}\"]\n")
            .Append("FROM scratch\n")
            .Append(CultureInfo.InvariantCulture, $"COPY --from=carry /{mark}/ /\n")
            .ToString();
    }

    // The same attributes as in the Dockerfile: a mode that is set to the default is another folder than a mode that is not set.
    private static string Sharing(CacheSharing sharing) => sharing switch
    {
        CacheSharing.Locked => ",sharing=locked",
        CacheSharing.Private => ",sharing=private",
        _ => ",sharing=shared",
    };

    private static string Mount(CacheMount mount, int index, bool writable)
    {
        var id = mount.Id.Replace("$", "\\$", StringComparison.Ordinal);
        var text = new StringBuilder("type=cache,")
            .Append(id.Contains(',', StringComparison.Ordinal) ? $"\"id={id}\"" : $"id={id}")
            .Append(CultureInfo.InvariantCulture, $",target={CarryScript.MountFolder}/{index}")
            .Append(Sharing(mount.Sharing));
        if (mount.Uid is { } uid)
            text.Append(CultureInfo.InvariantCulture, $",uid={uid}");
        if (mount.Gid is { } gid)
            text.Append(CultureInfo.InvariantCulture, $",gid={gid}");
        if (mount.Mode is { } mode)
            text.Append(",mode=0").Append(Convert.ToString(mode, 8));
        return text.Append(writable ? "" : ",ro").ToString();
    }
}
