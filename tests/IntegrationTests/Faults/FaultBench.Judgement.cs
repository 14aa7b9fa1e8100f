using System.Security.Cryptography;
using Nuke.Docker.BuildKit.Caches.LocalStore;

namespace IntegrationTests.Faults;

internal sealed partial class FaultBench
{
    /// <summary>Asserts that the image in the engine has exactly the content of the project's files.</summary>
    public async Task AssertImageIsRightAsync()
    {
        var folder = Path.Combine(Folder, "image");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        await Shell.RunAsync(
            Connection,
            $"container=$(docker create {Image} /bin/true) && docker export $container | tar -x -C {folder} wheel library app installed sum; "
            + "docker rm $container >/dev/null");
        byte[] wheel = [.. Read("dependencies/lock"), .. Read("dependencies/lock")];
        var installed = Sum([.. wheel, .. Read("library/part")]);
        var sum = Sum([.. installed, .. Read("app/main.py")]);
        byte[] InImage(string name) => File.ReadAllBytes(Path.Combine(folder, name));

        Assert.Multiple(() =>
        {
            Assert.That(InImage("wheel").AsSpan().SequenceEqual(wheel), "/wheel differs");
            Assert.That(InImage("library/part").AsSpan().SequenceEqual(Read("library/part")), "/library differs");
            Assert.That(InImage("app/main.py").AsSpan().SequenceEqual(Read("app/main.py")), "/app differs");
            Assert.That(InImage("installed").AsSpan().SequenceEqual(installed), "/installed differs");
            Assert.That(InImage("sum").AsSpan().SequenceEqual(sum), "/sum differs");
        });
    }

    /// <summary>Finds a blob of the cache. The layer is the one with <c>/wheel</c>, which the image itself needs.</summary>
    public string FindBlob(CacheBlob kind)
    {
        var blobs = new DirectoryInfo(Path.Combine(Cache, "blobs", "sha256")).GetFiles();
        var manifest = blobs.Single(blob => blob.Length < 100_000 && File.ReadAllText(blob.FullName).Contains("\"config\":", StringComparison.Ordinal));
        return kind switch
        {
            CacheBlob.Manifest => manifest.FullName,
            CacheBlob.Configuration => blobs.Single(
                blob => File.ReadAllText(manifest.FullName).Contains($"cacheconfig.v0\",\"digest\":\"sha256:{blob.Name}", StringComparison.Ordinal)).FullName,
            _ => blobs.First(blob => blob.Length is > 600_000 and < 700_000).FullName,
        };
    }

    /// <summary>Asserts that the cache contains exactly the blobs that its index reaches, with the right content.</summary>
    public async Task AssertCacheIsWholeAsync()
    {
        var info = LocalCacheInfoReader.Read(Cache);
        await using var store = await LocalCacheStore.OpenAsync(Cache);
        var verification = store.Verify(full: true);

        Assert.Multiple(() =>
        {
            Assert.That(verification.Damages, Is.Empty);
            Assert.That(verification.Tags, Is.Not.Empty);
            Assert.That(info.DeadBytes, Is.Zero, () => string.Join('\n', Directory.EnumerateFiles(Cache, "*", SearchOption.AllDirectories)));
            Assert.That(info.LiveBytes, Is.GreaterThan(400_000));
        });
    }

    private static byte[] Sum(byte[] content) => System.Text.Encoding.ASCII.GetBytes($"{Convert.ToHexStringLower(SHA256.HashData(content))}  -\n");
}
