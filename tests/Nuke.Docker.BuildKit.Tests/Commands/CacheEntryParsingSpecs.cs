using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Tests.Commands;

public class CacheEntryParsingSpecs
{
    private static IEnumerable<TestCaseData> Entries =>
    [
        Row("type=local,dest=x", new LocalCacheTo("x")),
        Row("TYPE=local,Dest=x,MODE=max,reset=1", new LocalCacheTo("x") { Mode = CacheMode.Max, Reset = true }),
        Row("host:5000/app:cache", new RegistryCacheTo("host:5000/app:cache")),
        Row(
            "type=registry,ref=r,compression=zstd,compression-level=22,registry.insecure=true",
            new RegistryCacheTo("r") { Compression = CacheCompression.Zstd, CompressionLevel = 22, Insecure = true }),
        Row("type=inline", new InlineCacheTo()),
        Row("type=inline,mode=min", new InlineCacheTo()),
        Row("type=gha,scope=bot,timeout=5m,ghtoken=t", new GhaCacheTo { Scope = "bot", Timeout = TimeSpan.FromMinutes(5), GitHubToken = "t" }),
        Row(
            "type=s3,bucket=b,region=eu,retry_mode=adaptive,touch_refresh=24h",
            new S3CacheTo { Bucket = "b", Region = "eu", RetryMode = S3RetryMode.Adaptive, TouchRefresh = TimeSpan.FromHours(24) }),
        Row("type=azblob,account_url=u,name=a;b", new AzblobCacheTo { AccountUrl = "u", Name = "a;b" }),
    ];

    [TestCaseSource(nameof(Entries))]
    public void A_line_becomes_its_type(string line, CacheTo expected)
    {
        CacheTo entry = line;

        Assert.That(entry, Is.EqualTo(expected));
    }

    [TestCase("type=local,dst=x", "--cache-to type=local, dest: must not be empty")]
    [TestCase("type=local,dest=x,mod=max", "--cache-to type=local, mod: the attribute does not exist; did you mean mode")]
    [TestCase("type=local,dest=x,mode=maximum", "--cache-to type=local, mode: 'maximum' is not allowed; use min, max")]
    [TestCase("type=local,dest=x,reset=yes", "--cache-to type=local, reset: 'yes' is not allowed; use true or false")]
    [TestCase("type=local,dest=x,dest=y", "--cache-to: dest is set twice")]
    [TestCase("dest=x", "--cache-to, type: must not be empty")]
    [TestCase("type=local,x", "--cache-to: each comma-separated field must be key=value")]
    [TestCase("type=inline,mode=max", "--cache-to type=inline, mode: an inline cache contains only the final stage; export to a registry for mode=max")]
    [TestCase("type=registry,ref=r,compression-level=10", "--cache-to type=registry, compression-level: 10 is outside 0–9")]
    [TestCase("type=gha,timeout=5", "--cache-to type=gha, timeout: '5' is not a duration")]
    [TestCase("type=gha,version=3", "--cache-to type=gha, version: '3' is not allowed; use 1 or 2")]
    [TestCase("type=s3,retry_max_attempts=0", "--cache-to type=s3, retry_max_attempts: 0 is less than 1")]
    public void What_BuildKit_would_ignore_or_misread_is_told(string line, string expected)
    {
        Assert.That(() => CacheTo.Parse(line), Throws.TypeOf<InvalidSettingException>().With.Message.StartsWith(expected));
    }

    [TestCase("type=gha,version=0", "--cache-from type=gha, version: '0' is not allowed; use 1 or 2")]
    [TestCase("type=local,src=x,digest=latest", "--cache-from type=local, digest: the digest 'latest' is not sha256:…, sha384:… or sha512:…")]
    [TestCase("type=local,src=x,digest=sha256:abc", "--cache-from type=local, digest: sha256 needs 64 lower-case hexadecimal digits; 'abc' is not")]
    public void What_can_not_be_read_from_is_told(string line, string expected)
    {
        Assert.That(() => CacheFrom.Parse(line), Throws.TypeOf<InvalidSettingException>().With.Message.EqualTo(expected));
    }

    [TestCase("type")]
    [TestCase("disabled")]
    [TestCase("Generator")]
    public void An_attribute_of_the_scanner_overrules_none_of_the_attestation(string key)
    {
        var attestation = new SbomAttestation
        {
            ScannerAttributes = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add(key, "x"),
        };

        Assert.That(
            () => attestation.ToArgument(),
            Throws.TypeOf<InvalidSettingException>()
                .With.Message.EqualTo($"--attest type=sbom, {key}: is not an attribute of the scanner; use the property of that name"));
    }

    [Test]
    public void A_backend_without_a_type_takes_any_attribute()
    {
        Assert.That(CacheFrom.Parse("type=new,any=thing").ToArgument().Value, Is.EqualTo("type=new,any=thing"));
    }

    private static TestCaseData Row(string line, CacheTo entry) => new TestCaseData(line, entry).SetArgDisplayNames(line);
}
