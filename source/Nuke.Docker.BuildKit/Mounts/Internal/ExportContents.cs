using System.Security.Cryptography;
using System.Text;

namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>The contents of an export for one mount.</summary>
/// <param name="Exported">The mount in the manifest. <c>null</c>: the export does not contain it, or its table is damaged.</param>
/// <param name="Entries">The entries by path.</param>
/// <param name="Problem">The damage. <c>null</c>: there is none.</param>
internal sealed record ExportContents(ExportedMount? Exported, IReadOnlyDictionary<string, MountEntry> Entries, string? Problem)
{
    private static readonly Dictionary<string, MountEntry> s_none = [];

    public static async Task<ExportContents> ReadAsync(MountArchive archive, ExportManifest manifest, CacheMount mount)
    {
        if (manifest.Mounts.FirstOrDefault(one => one.Mount.IsSameFolder(mount)) is not { } exported)
            return new(null, s_none, null);

        var text = await archive.ReadTextAsync(exported.Table);
        if (text is null || DigestOf(text) != exported.TableDigest)
            return new(null, s_none, $"its list of files, {exported.Table}, is {(text is null ? "missing" : "damaged")}");
        return new(exported, EntryTable.Read(text).ToDictionary(entry => entry.Path, StringComparer.Ordinal), null);
    }

    public static string DigestOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
