using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>What is told on the way.</summary>
internal static class CarryLog
{
    public static void Say(this CacheMountsOptions options, string line) => options.Print?.Invoke(ProgressLevel.Information, line);

    public static void Warn(this CacheMountsOptions options, string line) => options.Print?.Invoke(ProgressLevel.Warning, line);

    public static string Size(long bytes) => new ByteSize(bytes).ToDecimal();

    public static string Files(int count) => count == 1 ? "1 file" : $"{count} files";
}
