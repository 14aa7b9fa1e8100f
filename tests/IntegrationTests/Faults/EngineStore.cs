using IntegrationTests.Engines;

namespace IntegrationTests.Faults;

/// <summary>The files in which an engine keeps layers, which a disk or power failure can damage.</summary>
internal sealed class EngineStore(PrivateEngine engine)
{
    private string Containerd => Path.Combine(engine.Directory, "data", "containerd", "daemon");

    /// <summary>Deletes blobs by their size.</summary>
    public void LoseBlobs(long from, long to) => Lose(
        Directory.EnumerateFiles(Path.Combine(Containerd, "io.containerd.content.v1.content", "blobs", "sha256"))
            .Where(blob => new FileInfo(blob).Length is var length && length >= from && length <= to),
        File.Delete);

    /// <summary>Deletes the layers that contain all of these files and folders themselves, not in a lower layer.</summary>
    public void LoseLayers(params string[] names) => Lose(
        Directory.EnumerateDirectories(Containerd, "io.containerd.snapshotter.v1.overlayfs")
            .SelectMany(folder => Directory.EnumerateDirectories(Path.Combine(folder, "snapshots")))
            .Where(layer => names.All(name => Path.Exists(Path.Combine(layer, "fs", name)))),
        layer => Directory.Delete(layer, recursive: true));

    private static void Lose(IEnumerable<string> found, Action<string> delete)
    {
        var paths = found.ToList();
        // On a disk that is itself an overlay, the engine copies layers instead.
        if (paths.Count == 0)
            Assert.Ignore("The engine keeps its layers in another way here.");
        paths.ForEach(delete);
    }
}
