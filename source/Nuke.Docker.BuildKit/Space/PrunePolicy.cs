using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Space;

/// <summary>Decides what is deleted.</summary>
/// <param name="Age">Deletes what was not used for this time.</param>
/// <param name="CacheSize">The size that the build cache may have; <c>null</c>: no limit.</param>
/// <param name="KeepBuilds">The number of builds that are kept of each image, whatever their age.</param>
internal sealed record PrunePolicy(TimeSpan Age, ByteSize? CacheSize, int KeepBuilds);
