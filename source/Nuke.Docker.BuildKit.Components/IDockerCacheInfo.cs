using Nuke.Docker.BuildKit.Caches.LocalStore;
using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Documents;
using Nuke.Docker.BuildKit.Text;
using Serilog;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the target <see cref="DockerCacheInfo"/>.</summary>
public interface IDockerCacheInfo : IHazDockerCache, IHazDockerJson
{
    /// <summary>
    /// Prints the content of the local caches: size, live and dead bytes, images with their age, and damage.
    /// <see cref="IHazDockerCache.DockerCacheVerify"/> reads
    /// every byte. It needs no engine and changes nothing.
    /// </summary>
    Target DockerCacheInfo => _ => _
        .CheckParameters(this, reads: [nameof(DockerCacheDirectory), nameof(DockerCacheVerify), nameof(DockerJson)])
        .Description("Print the size of the local build caches, live and dead bytes, images and their age")
        .Executes(() =>
        {
            var caches = TargetAction.Run(this, () => new LocalCacheDirectory(DockerCacheDirectory).Read(DockerCacheVerify));
            Log.Information("{Line:l}", $"Caches in {DockerCacheDirectory}{(caches.Count == 0 ? ": none" : "")}");
            foreach (var line in CacheTable.Of(caches, DockerCacheDirectory, DateTimeOffset.Now))
                Log.Information("{Line:l}", line);
            JsonOutput.Write(
                this,
                nameof(DockerCacheInfo),
                new CachesDocument(DockerCacheDirectory, caches.Sum(cache => cache.Bytes), caches),
                JsonDocuments.Default.CachesDocument);
            ReportSummary(_ => _.AddPair("Caches", caches.Count).AddPair("Size", HumanText.Size(caches.Sum(cache => cache.Bytes))));
        });
}
