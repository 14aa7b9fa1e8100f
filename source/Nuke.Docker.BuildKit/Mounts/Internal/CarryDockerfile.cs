using System.Globalization;
using System.Text;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;

namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>The Dockerfile of a build that reaches cache mounts: nothing else than a build does.</summary>
internal static class CarryDockerfile
{
    /// <param name="mark">A name that no build had before: BuildKit takes no step of it from its cache, which is what <c>--no-cache</c> would empty the mounts for. By it the build's own leavings are found.</param>
    /// <param name="writable">Whether the mounts may be changed.</param>
    /// <param name="uvImage">An image with the file <c>/uv</c>; null: what is in the tool image counts.</param>
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

    // As the Dockerfile has it and no more: a mode that is written out is another folder than the same mode by default.
    private static string Mount(CacheMount mount, int index, bool writable)
    {
        var id = mount.Id.Replace("$", "\\$", StringComparison.Ordinal);
        var text = new StringBuilder("type=cache,")
            .Append(id.Contains(',', StringComparison.Ordinal) ? $"\"id={id}\"" : $"id={id}")
            .Append(CultureInfo.InvariantCulture, $",target={CarryScript.MountFolder}/{index}")
            .Append(mount.Sharing switch { CacheSharing.Locked => ",sharing=locked", CacheSharing.Private => ",sharing=private", _ => ",sharing=shared" });
        if (mount.Uid is { } uid)
            text.Append(CultureInfo.InvariantCulture, $",uid={uid}");
        if (mount.Gid is { } gid)
            text.Append(CultureInfo.InvariantCulture, $",gid={gid}");
        if (mount.Mode is { } mode)
            text.Append(",mode=0").Append(Convert.ToString(mode, 8));
        return text.Append(writable ? "" : ",ro").ToString();
    }
}
