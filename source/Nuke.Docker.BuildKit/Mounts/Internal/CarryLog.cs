using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>Prints progress and warnings.</summary>
internal static class CarryLog
{
    public static void Info(this CacheMountsOptions options, string line) => options.Print?.Invoke(ProgressLevel.Information, line);

    public static void Warn(this CacheMountsOptions options, string line) => options.Print?.Invoke(ProgressLevel.Warning, line);

    public static string Size(long bytes) => new ByteSize(bytes).ToDecimal();

    /// <summary>Reports the damaged files of an export, and names the first ones.</summary>
    public static string Damaged(IReadOnlyList<string> paths, int shown)
    {
        var names = string.Join(", ", paths.Take(shown)) + (paths.Count > shown ? ", …" : "");
        return $"{Files(paths.Count)} of the export {(paths.Count == 1 ? "is" : "are")} damaged: {names}";
    }

    public static string Files(int count) => count == 1 ? "1 file" : $"{count} files";
}
