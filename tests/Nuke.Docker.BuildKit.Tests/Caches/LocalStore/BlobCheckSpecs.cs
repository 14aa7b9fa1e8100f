using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

namespace Nuke.Docker.BuildKit.Tests.Caches.LocalStore;

/// <summary>Checks single blobs of a cache.</summary>
public sealed class BlobCheckSpecs
{
    private const string Layer = "application/vnd.oci.image.layer.v1.tar+gzip";
    private const string Configuration = "application/vnd.oci.image.config.v1+json";
    private const string Manifest = "application/vnd.oci.image.manifest.v1+json";

    private SampleStore _sample = null!;

    [SetUp]
    public void Create() => _sample = new SampleStore();

    [TearDown]
    public void Delete() => _sample.Dispose();

    [TestCase(Layer, nameof(VerificationDepth.References), true)]
    [TestCase(Layer, nameof(VerificationDepth.Quick), true)]
    [TestCase(Layer, nameof(VerificationDepth.Full), false)]
    [TestCase(Configuration, nameof(VerificationDepth.References), true)]
    [TestCase(Configuration, nameof(VerificationDepth.Quick), false)]
    [TestCase(Configuration, nameof(VerificationDepth.Full), false)]
    [TestCase(Manifest, nameof(VerificationDepth.References), false)]
    [TestCase(Manifest, nameof(VerificationDepth.Quick), false)]
    [TestCase(Manifest, nameof(VerificationDepth.Full), false)]
    public void Another_content_of_the_right_size_is_found_if_the_content_is_read(string mediaType, string depth, bool trusted)
    {
        var digest = _sample.AddBlob("{ }");
        File.WriteAllText(_sample.PathOf(digest), "{\t}");

        Assert.That(Check(mediaType, digest, 3, Enum.Parse<VerificationDepth>(depth)).Problem is null, Is.EqualTo(trusted));
    }

    [TestCase(Layer)]
    [TestCase(Configuration)]
    [TestCase(Manifest)]
    public void A_whole_blob_has_no_problem(string mediaType)
    {
        var digest = _sample.AddBlob("{}");

        Assert.That(Check(mediaType, digest, 2).Problem, Is.Null);
        Assert.That(Check(mediaType, digest, 2).Document is null, Is.EqualTo(mediaType != Manifest));
    }

    [TestCase(Layer)]
    [TestCase(Manifest)]
    public void Another_size_is_a_problem(string mediaType)
    {
        var digest = _sample.AddBlob("{}");

        Assert.That(Check(mediaType, digest, 3, VerificationDepth.Quick).Problem, Does.Contain("2 bytes instead of 3"));
    }

    [TestCase(-1, true)]
    [TestCase(1, false)]
    public void A_blob_that_is_newer_than_the_last_build_is_read(int seconds, bool trusted)
    {
        var digest = _sample.AddBlob("{}");
        File.WriteAllText(_sample.PathOf(digest), "[]");
        var last = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(_sample.PathOf(digest), last.AddSeconds(seconds));

        Assert.That(Check(Layer, digest, 2, VerificationDepth.Quick, last).Problem is null, Is.EqualTo(trusted));
    }

    [TestCase(1_000_000, false)]
    [TestCase(1_000_001, true, Description = "Too large to read each time")]
    public void A_configuration_up_to_1_MB_is_read(int size, bool trusted)
    {
        var digest = $"sha256:{new string('0', 64)}";
        File.WriteAllBytes(_sample.PathOf(digest), new byte[size]);

        Assert.That(Check(Configuration, digest, size, VerificationDepth.Quick).Problem is null, Is.EqualTo(trusted));
    }

    [Test]
    public void A_large_blob_is_read_to_its_end()
    {
        var content = RandomNumberGenerator.GetBytes(300_000);
        var digest = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}";
        File.WriteAllBytes(_sample.PathOf(digest), content);
        Assert.That(Check(Layer, digest, content.Length).Problem, Is.Null);

        content[^1] ^= 1;
        File.WriteAllBytes(_sample.PathOf(digest), content);
        Assert.That(Check(Layer, digest, content.Length).Problem, Is.Not.Null);
    }

    [TestCase(Layer)]
    [TestCase(Manifest)]
    public void A_blob_may_have_a_longer_digest(string mediaType)
    {
        var name = Convert.ToHexStringLower(SHA512.HashData(Encoding.UTF8.GetBytes("{}")));
        var path = Path.Combine(_sample.Folder, "blobs", "sha512", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "{}");

        Assert.That(Check(mediaType, $"sha512:{name}", 2).Problem, Is.Null);

        File.WriteAllText(path, "[]");
        Assert.That(Check(mediaType, $"sha512:{name}", 2).Problem, Is.Not.Null);
    }

    [Test]
    public void A_manifest_that_is_no_document_is_a_problem()
    {
        var digest = _sample.AddBlob("[]");

        Assert.That(Check(Manifest, digest, 2).Problem, Does.Contain("JSON"));
    }

    [TestCase(16_000_000, false)]
    [TestCase(16_000_001, true)]
    public void A_manifest_of_more_than_16_MB_is_not_read(int size, bool large)
    {
        var digest = $"sha256:{new string('0', 64)}";
        using (var file = File.Create(_sample.PathOf(digest)))
            file.SetLength(size);

        Assert.That(Check(Manifest, digest, size).Problem, large ? Does.Contain("large") : Does.Not.Contain("large").And.Not.Null);
    }

    [Test]
    public void What_is_no_file_is_named()
    {
        var digest = _sample.AddBlob("{}");
        var path = _sample.PathOf(digest);
        File.Delete(path);
        Assert.That(Check(Layer, digest, 2).Problem, Does.Contain("missing"));

        File.CreateSymbolicLink(path, _sample.PathOf(_sample.AddBlob("[]")));
        Assert.That(Check(Layer, digest, 2).Problem, Does.Contain("link"));

        File.Delete(path);
        Directory.CreateDirectory(path);
        Assert.That(Check(Layer, digest, 2).Problem, Does.Not.Contain("missing").And.Not.Contain("link"));
    }

    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public void A_file_that_cannot_be_opened_is_a_problem()
    {
        if (Environment.IsPrivilegedProcess)
            Assert.Ignore("A privileged process can read everything");
        var digest = _sample.AddBlob("{}");
        File.SetUnixFileMode(_sample.PathOf(digest), UnixFileMode.UserWrite);

        Assert.That(Check(Layer, digest, 2).Problem, Is.Not.Null);
    }

    private BlobCheck Check(string mediaType, string digest, long size, VerificationDepth depth = VerificationDepth.Full, DateTime? trusted = null) =>
        BlobCheck.Of(_sample.Folder, new BlobReference(mediaType, digest, size, null), depth, trusted ?? DateTime.MaxValue);
}
