using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Tests.Commands;

public class CacheEntrySpecs
{
    private static IEnumerable<TestCaseData> Entries =>
    [
        Row(new LocalCacheFrom("/c"), "type=local,src=/c"),
        Row(
            new LocalCacheFrom("/c") { Tag = "main", Digest = $"sha256:{new string('1', 64)}" },
            $"type=local,src=/c,tag=main,digest=sha256:{new string('1', 64)}"),
        Row(new LocalCacheFrom("/a,b"), "type=local,\"src=/a,b\""),
        Row(new LocalCacheTo("/c"), "type=local,dest=/c"),
        Row(new LocalCacheTo("/c") { Tag = "main", Mode = CacheMode.Max, Reset = true }, "type=local,dest=/c,tag=main,mode=max,reset=true"),
        Row(new LocalCacheTo("/c") { ImageManifest = true, OciMediaTypes = true }, "type=local,dest=/c,image-manifest=true,oci-mediatypes=true"),
        Row(
            new LocalCacheTo("/c") { Compression = CacheCompression.Zstd, CompressionLevel = 22, ForceCompression = true },
            "type=local,dest=/c,compression=zstd,compression-level=22,force-compression=true"),
        Row(new LocalCacheTo("/c") { IgnoreError = false }, "type=local,dest=/c,ignore-error=false"),
        Row(new RegistryCacheFrom("host:5000/app:cache") { Insecure = true }, "type=registry,ref=host:5000/app:cache,registry.insecure=true"),
        Row(
            new RegistryCacheTo("host/app:cache") { Mode = CacheMode.Min, Compression = CacheCompression.Estargz },
            "type=registry,ref=host/app:cache,mode=min,compression=estargz"),
        Row(new RawCacheFrom("gha", ("scope", "main")), "type=gha,scope=main"),
        Row(new RawCacheTo("inline"), "type=inline"),
    ];

    private static IEnumerable<TestCaseData> Contradictions =>
    [
        Wrong(() => new LocalCacheTo("/c") { CompressionLevel = 10 }, "--cache-to type=local, compression-level: 10 is outside 0–9, the levels of gzip"),
        Wrong(
            () => new LocalCacheTo("/c") { Compression = CacheCompression.Zstd, CompressionLevel = 23 },
            "--cache-to type=local, compression-level: 23 is outside 0–22, the levels of zstd"),
        Wrong(
            () => new RegistryCacheTo("r") { Compression = CacheCompression.Uncompressed, CompressionLevel = 1 },
            "--cache-to type=registry, compression-level: has no effect with compression=uncompressed; remove one of them"),
        Wrong(
            () => new RegistryCacheTo("r") { ImageManifest = true, OciMediaTypes = false },
            "--cache-to type=registry, image-manifest: needs oci-mediatypes, which is false; remove one of them"),
        Wrong(() => new LocalCacheTo(" "), "--cache-to type=local, dest: must not be empty"),
        Wrong(() => new RegistryCacheFrom(""), "--cache-from type=registry, ref: must not be empty"),
    ];

    [TestCaseSource(nameof(Entries))]
    public void An_entry_becomes_one_line(CacheEntry entry, string expected)
    {
        var argument = entry.ToArgument();

        Assert.That(argument.Value, Is.EqualTo(expected));
    }

    [TestCaseSource(nameof(Contradictions))]
    public void What_BuildKit_would_ignore_is_an_error(Func<CacheEntry> entry, string expected)
    {
        Assert.That(() => entry().ToArgument(), Throws.TypeOf<InvalidSettingException>().With.Message.EqualTo(expected));
    }

    [TestCase("secret_access_key")]
    [TestCase("access_key_id")]
    [TestCase("session_token")]
    [TestCase("ghtoken")]
    public void A_key_of_a_raw_entry_that_names_a_secret_is_redacted(string key)
    {
        var settings = new BuildxBuildSettings().AddCacheTo(new RawCacheTo("s3", ("bucket", "b"), (key, "hunter22")));

        Assert.That(settings.ToString(), Does.Contain($"bucket=b,{key}=[REDACTED]").And.Not.Contain("hunter22"));
        Assert.That(settings.ToArguments().Values, Has.Some.EqualTo($"type=s3,bucket=b,{key}=hunter22"));
    }

    private static TestCaseData Row(CacheEntry entry, string expected) => new TestCaseData(entry, expected).SetArgDisplayNames(expected);

    private static TestCaseData Wrong(Func<CacheEntry> entry, string expected) => new TestCaseData(entry, expected).SetArgDisplayNames(expected);
}
