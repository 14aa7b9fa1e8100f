using System.Text.Json.Nodes;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Builds.Internal;
using Nuke.Docker.BuildKit.Builds.Recovery;
using Nuke.Docker.BuildKit.Caches.LocalStore;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Tests.Registries;

namespace Nuke.Docker.BuildKit.Tests.Builds;

/// <summary>Caches in a registry that are signed with a key: what the key did not sign is not imported.</summary>
public sealed class SignedRegistryCachesSpecs
{
    private const string Repository = "acme/cache";

    private static readonly byte[] s_key = [.. Enumerable.Range(1, 32).Select(number => (byte)number)];
    private static readonly byte[] s_otherKey = [.. Enumerable.Range(2, 32).Select(number => (byte)number)];

    private readonly List<string> _printed = [];
    private StandInRegistry _registry = null!;
    private string _digest = null!;

    private string Cache => $"{_registry.Name}/{Repository}:main";

    [SetUp]
    public void Create()
    {
        _printed.Clear();
        _registry = new StandInRegistry();
        _digest = Export("layer");
    }

    [TearDown]
    public void Delete() => _registry.Dispose();

    [Test]
    public async Task A_cache_that_was_signed_is_imported_by_its_digest()
    {
        Assert.That(await SignAsync(), Is.Empty);

        Assert.That(await ImportAsync(), Is.EqualTo($"{_registry.Name}/{Repository}@{_digest}"));
        Assert.That(_printed, Is.Empty);
    }

    [Test]
    public async Task A_cache_without_a_signature_is_refused()
    {
        Assert.That(await ImportAsync(), Is.Null);
        Assert.That(_printed, Is.EqualTo(new[] { $"The cache {Cache} is not imported, because the key of this build did not sign it." }));
    }

    [Test]
    public async Task Each_key_has_its_own_signature()
    {
        await SignAsync(s_otherKey);
        Assert.That(await ImportAsync(), Is.Null);

        await SignAsync();
        Assert.That(await ImportAsync(), Is.Not.Null);
        Assert.That(await ImportAsync(s_otherKey), Is.Not.Null);
    }

    [TestCase("poison")]
    [TestCase("other signature")]
    [TestCase("same signature")]
    public async Task A_cache_that_another_replaced_is_refused(string attack)
    {
        await SignAsync();
        var signature = Signature(_digest);
        var poison = Export("poison");
        if (attack != "poison")
            _registry.AddManifest(Repository, signature, TagOf(poison));
        if (attack == "other signature")
        {
            var annotations = signature["annotations"]!.AsObject();
            annotations[annotations.Single().Key] = new string('0', 64);
            _registry.AddManifest(Repository, signature, TagOf(poison));
        }

        Assert.That(await ImportAsync(), Is.Null);
        Assert.That(_printed, Has.One.Contains("did not sign it"));
    }

    [Test]
    public async Task An_older_cache_that_the_key_signed_is_accepted_again()
    {
        await SignAsync();
        var older = _digest;
        _digest = Export("newer");
        await SignAsync();
        Export("layer");

        Assert.That(await ImportAsync(), Does.EndWith(older));
    }

    [Test]
    public async Task A_cache_that_replaced_the_exported_one_before_it_was_signed_is_not_signed()
    {
        var exported = _digest;
        Export("poison");

        Assert.That(await SignAsync(written: exported), Does.Contain("which this build did not write"));
        Assert.That(await ImportAsync(), Is.Null);
    }

    [Test]
    public async Task A_build_that_exported_nothing_signs_nothing()
    {
        Assert.That(await SignAsync(written: ""), Does.Contain("did not write"));
        Assert.That(_registry.TagsOf(Repository), Is.EqualTo(new[] { "main" }));
    }

    [Test]
    public async Task A_cache_that_does_not_exist_yet_is_only_noted()
    {
        using var caches = Open(s_key, "missing");

        var part = await caches!.VerifyAsync(Part("missing"), CancellationToken.None);

        Assert.That(part.Build.CacheFrom, Is.Empty);
        Assert.That(part.Notes, Has.One.Contains("the registry does not have it"));
        Assert.That(_printed, Is.Empty);
    }

    [Test]
    public async Task A_registry_that_refuses_is_named_and_the_build_goes_on()
    {
        await SignAsync();
        _registry.Fault = line => line.Contains("/manifests/", StringComparison.Ordinal) ? new StandInFault(403) : null;

        Assert.That(await ImportAsync(), Is.Null);
        Assert.That(_printed, Has.One.Contains("is not imported, because its signature could not be read").And.One.Contains("403"));
        Assert.That(await SignAsync(), Does.Contain("was not signed").And.Contain("403"));
    }

    [Test]
    public void Without_a_key_no_registry_is_asked()
    {
        Assert.That(Open([], "main"), Is.Null);
        Assert.That(_registry.Requests, Is.Empty);
    }

    [Test]
    public async Task An_inline_cache_is_signed_with_the_image()
    {
        var build = new BuildxBuildSettings().SetContext(".").AddTag(Cache).AddCacheTo(new InlineCacheTo()).EnablePush();
        var report = new BuildReport { Image = "acme", Result = new ImageReport { Digest = _digest } };
        using var caches = Open(s_key, "main");

        await caches!.SignAsync([build], [report], CancellationToken.None);

        Assert.That(await ImportAsync(), Does.EndWith(_digest));
    }

    private string Export(string layer) => _registry.AddImage(Repository, "main", layer)["digest"]!.GetValue<string>();

    private JsonObject Signature(string digest) => JsonNode.Parse(_registry.Text(Repository, TagOf(digest)))!.AsObject();

    private static string TagOf(string digest) => $"{digest.Replace(':', '-')}.cache-signatures";

    private BuildPart Part(string tag)
    {
        var reference = $"{_registry.Name}/{Repository}:{tag}";
        var build = new BuildxBuildSettings().SetContext(".").AddCacheFrom(new RegistryCacheFrom(reference)).AddCacheTo(new RegistryCacheTo(reference));
        return new BuildPart("acme", build);
    }

    private RegistryCaches? Open(byte[] key, string tag)
    {
        var part = Part(tag);
        var options = new BuildxBuildOptions
        {
            LocalCache = new LocalCacheOptions { Key = key },
            Print = (_, line) => _printed.Add(line),
            Recovery = new RecoveryLimits { RegistryTimeout = TimeSpan.FromSeconds(30) },
        };
        return RegistryCaches.Open(new BuildxForm(part.Build, options), options, CancellationToken.None);
    }

    // As if the cache had just been exported.
    private async Task<string> SignAsync(byte[]? key = null, string? written = null)
    {
        var export = new CacheTransfer { Place = "registry", Succeeded = true, Manifests = [written ?? _digest] };
        using var caches = Open(key ?? s_key, "main");
        var signed = await caches!.SignAsync([Part("main").Build], [new BuildReport { Image = "acme", CacheExports = [export] }], CancellationToken.None);
        return string.Join(' ', signed.Single().Notes);
    }

    private async Task<string?> ImportAsync(byte[]? key = null)
    {
        using var caches = Open(key ?? s_key, "main");
        var part = await caches!.VerifyAsync(Part("main"), CancellationToken.None);
        return part.Build.CacheFrom!.OfType<RegistryCacheFrom>().SingleOrDefault()?.Reference;
    }
}
