using Nuke.Docker.BuildKit.Caches.Strategies;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Tests.Caches.Strategies;

/// <summary>The decisions as a table: facts in, <c>--cache-from</c> and <c>--cache-to</c> out.</summary>
public sealed class CacheStrategySpecs
{
    private const string Ghcr = "ghcr.io/acme/bot";
    private const string Local = "type=local,dest=/caches/bot,mode=max";
    private const string Token = "GITHUB_ACTIONS=true;ACTIONS_RUNTIME_TOKEN=t0ken;ACTIONS_RESULTS_URL=https://results/";

    [TestCase("", "acme/bot", Local)]
    [TestCase("CI=false", Ghcr, Local)]
    [TestCase(Token, "acme/bot", "type=gha,scope=acme-bot-{bot}__main,mode=max")]
    [TestCase(Token, Ghcr, "type=gha,scope=ghcr.io-acme-bot-{ghcr}__main,mode=max")]
    [TestCase("GITHUB_ACTIONS=true", Ghcr, "type=registry,ref=ghcr.io/acme/bot:buildcache-main,mode=max")]
    [TestCase("GITHUB_ACTIONS=true", "acme/bot", Local)]
    [TestCase("GITLAB_CI=true", Ghcr, "type=registry,ref=ghcr.io/acme/bot:buildcache-main,mode=max")]
    [TestCase(
        "GITLAB_CI=true;CI_REGISTRY_IMAGE=registry.gitlab.com/acme/bot",
        "acme/bot",
        "type=registry,ref=registry.gitlab.com/acme/bot/cache:acme-bot-{bot}__main,mode=max")]
    [TestCase("GITLAB_CI=true", "acme/bot", Local)]
    [TestCase("TF_BUILD=True", "localhost:5000/bot", "type=registry,ref=localhost:5000/bot:buildcache-main,mode=max")]
    [TestCase("JENKINS_URL=http://ci", "stranger.example.com/bot", Local)]
    [TestCase("CI=true", Ghcr, "type=registry,ref=ghcr.io/acme/bot:buildcache-main,mode=max")]
    public void Auto_takes_what_fits_the_place(string environment, string image, string expected) =>
        Assert.That(To(CacheStrategy.Auto.Decide(Facts(environment, image))), Is.EqualTo([Filled(expected)]));

    [TestCase("GITHUB_ACTIONS=true", Ghcr, "ACTIONS_RUNTIME_TOKEN is not set")]
    [TestCase("GITHUB_ACTIONS=true;ACTIONS_RUNTIME_TOKEN=x", Ghcr, "ACTIONS_RESULTS_URL is not set")]
    [TestCase("GITLAB_CI=true", "acme/bot", "no registry is set (--docker-cache-ref")]
    [TestCase("JENKINS_URL=http://ci", "stranger.example.com/bot", "docker is not logged in to stranger.example.com")]
    [TestCase("CIRCLECI=true", Ghcr, "CircleCI: registry")]
    public void Auto_says_why(string environment, string image, string words) =>
        Assert.That(CacheStrategy.Auto.Decide(Facts(environment, image)).Reason, Does.Contain(words));

    [TestCase("local", Local)]
    [TestCase("registry", "type=registry,ref=acme/bot:buildcache-main,mode=max")]
    [TestCase("inline", "type=inline")]
    [TestCase("gha", "type=gha,scope=acme-bot-{bot}__main,mode=max")]
    [TestCase("s3", "type=s3,bucket=caches,region=eu-west-1,name=acme-bot-{bot}__main,mode=max")]
    [TestCase("azblob", "type=azblob,account_url=https://acme.blob.core.windows.net,name=acme-bot-{bot}__main,mode=max")]
    [TestCase("none", null)]
    [TestCase("local:ro", null)]
    [TestCase("registry, local", "type=registry,ref=acme/bot:buildcache-main,mode=max " + Local)]
    [TestCase("registry:ro,local", Local)]
    [TestCase("GHA,inline", "type=gha,scope=acme-bot-{bot}__main,mode=max type=inline")]
    public void Each_word_writes_to_one_place(string text, string? expected) =>
        Assert.That(To(CacheStrategy.Parse(text).Decide(Facts())), Is.EqualTo(expected is null ? [] : Filled(expected).Split(' ')));

    [TestCase("registry", "main", "acme/bot:buildcache-main")]
    [TestCase("registry", "feature/x", "acme/bot:buildcache-feature-x-{feature/x} acme/bot:buildcache-main")]
    [TestCase("registry", "x", "acme/bot:buildcache-x acme/bot:buildcache-main")]
    [TestCase("gha", "x", "acme-bot-{bot}__x acme-bot-{bot}__main")]
    [TestCase("s3", "x", "acme-bot-{bot}__x acme-bot-{bot}__main")]
    [TestCase("azblob", "x", "acme-bot-{bot}__x acme-bot-{bot}__main")]
    [TestCase("inline", "x", "acme/bot:latest acme/bot:1.4")]
    public void A_branch_is_read_first_and_the_default_one_after_it(string strategy, string branch, string expected)
    {
        var decision = CacheStrategy.Parse(strategy)
            .Decide(Facts() with { Branch = () => new SourceBranch { Name = branch }, References = ["acme/bot:latest", "acme/bot:1.4"] });

        Assert.That(decision.From.Select(entry => Attribute(entry.ToArgument().Value, "ref", "scope", "name")), Is.EqualTo(Filled(expected).Split(' ')));
    }

    [Test]
    public void A_pull_request_reads_its_own_cache_then_that_of_its_target_then_that_of_the_default_branch()
    {
        var branch = new SourceBranch { Name = "fix", Target = "release", Default = "trunk" };

        var decision = CacheStrategy.Registry.Decide(Facts() with { Branch = () => branch });

        Assert.That(
            decision.From.Select(entry => entry.ToArgument().Value),
            Is.EqualTo(
                [
                    "type=registry,ref=acme/bot:buildcache-fix",
                    "type=registry,ref=acme/bot:buildcache-release",
                    "type=registry,ref=acme/bot:buildcache-trunk",
                ]));
        Assert.That(decision.Reason, Does.Contain("fix, else release, else trunk"));
    }

    [TestCase("registry", 0)]
    [TestCase("gha", 0)]
    [TestCase("s3", 0)]
    [TestCase("azblob", 0)]
    [TestCase("local", 1)]
    public void A_pull_request_out_of_a_fork_writes_only_what_nobody_else_reads(string strategy, int exports)
    {
        var decision = CacheStrategy.Parse(strategy).Decide(Facts() with { Branch = () => new SourceBranch { Name = "x", FromFork = true } });

        Assert.That(decision.To, Has.Count.EqualTo(exports));
        if (exports == 0)
        {
            Assert.That(decision.From, Is.Not.Empty);
            Assert.That(decision.Reason, Does.Contain("fork"));
        }
    }

    [TestCase("registry")]
    [TestCase("local")]
    [TestCase("gha")]
    [TestCase("auto")]
    public void An_engine_that_cannot_export_is_asked_for_no_export_and_the_reason_says_so(string strategy)
    {
        var decision = CacheStrategy.Parse(strategy).Decide(Facts() with { CanExport = false });

        Assert.That(decision.To, Is.Empty);
        Assert.That(decision.Reason, Does.Contain("does not use the containerd image store"));
    }

    [Test]
    public void In_CI_an_engine_that_cannot_export_still_writes_an_inline_cache()
    {
        var decision = CacheStrategy.Auto.Decide(Facts("GITLAB_CI=true", Ghcr) with { CanExport = false });

        Assert.That(To(decision), Is.EqualTo(["type=inline"]));
        Assert.That(decision.Reason, Does.Contain("can export only an inline cache"));
    }

    [Test]
    public void GitHub_s_cache_without_its_token_is_not_asked_for_because_buildx_would_drop_it_silently()
    {
        var decision = CacheStrategy.Gha.Decide(Facts("GITHUB_ACTIONS=true"));

        Assert.That((decision.From.Count, decision.To.Count), Is.EqualTo((0, 0)));
        Assert.That(decision.Reason, Does.Contain("ACTIONS_RUNTIME_TOKEN is not set"));
    }

    [TestCase("s3", "no bucket is set. Set AWS_BUCKET")]
    [TestCase("azblob", "no account is set. Set BUILDKIT_AZURE_STORAGE_ACCOUNT_URL")]
    [TestCase("magic", "'magic' is not a cache strategy. Use auto, local")]
    [TestCase("registry,", "'' in 'registry,' is not a cache strategy")]
    [TestCase("local:rw", "'local:rw' is not a cache strategy")]
    public void What_only_the_user_can_tell_is_asked_for(string strategy, string words) =>
        Assert.That(() => CacheStrategy.Parse(strategy).Decide(Facts("-")), Throws.TypeOf<InvalidSettingException>().With.Message.Contains(words));

    [TestCase("registry.example.com/acme/cache:x")]
    [TestCase("registry.example.com/acme/cache@sha256:0000000000000000000000000000000000000000000000000000000000000000")]
    [TestCase("Registry.example.com/Acme")]
    public void A_cache_repository_is_named_without_a_tag(string repository) =>
        Assert.That(
            () => CacheStrategy.Registry.Decide(Facts() with { Repository = repository }),
            Throws.TypeOf<InvalidSettingException>().With.Message.StartsWith("--docker-cache-ref"));

    [Test]
    public void Nothing_overwrites_a_sibling([Values("registry", "gha", "s3", "azblob", "local", "own")] string strategy)
    {
        string[] images = ["acme/bot", "other/bot", "acme/bot-api", "ghcr.io/acme/bot", "bot"];
        string?[] parts = [null, "runtime", "main"];
        string[] branches = strategy == "local" ? ["main"] : ["main", "feature/x", "feature-x", "main__linux-arm64", "linux-arm64", "runtime", "main_"];
        string[][] platforms = [[], ["linux/arm64"], ["linux/arm64", "linux/amd64"], ["linux/arm/v7"], ["windows(10.0.17763)/amd64"]];
        var decided = CacheStrategy.Parse(strategy == "own" ? "registry" : strategy);

        var places =
            (from image in images
            from part in parts
            from branch in branches
            from platform in platforms
            let facts = Facts(image: image) with
            {
                Part = part,
                Siblings = images,
                Platforms = platform,
                Repository = strategy == "own" ? "r.io/cache" : null,
                Branch = () => new SourceBranch { Name = branch },
            }
            select To(decided.Decide(facts)).Single()).ToList();

        Assert.That(places, Has.Count.EqualTo(images.Length * parts.Length * branches.Length * platforms.Length));
        Assert.That(places, Is.Unique);
        Assert.That(
            places.Select(place => Attribute(place, "ref", "scope", "name", "dest")).Select(place => place[(place.LastIndexOfAny([':', '/']) + 1)..]),
            Is.All.Matches<string>(tag => tag!.Length <= 128));
    }

    [Test]
    public void The_order_and_the_spelling_of_platforms_make_no_other_cache()
    {
        string Place(params string[] platforms) => To(CacheStrategy.Registry.Decide(Facts() with { Platforms = platforms })).Single();

        Assert.That(
            Place("linux/arm64", "linux/amd64"),
            Is.EqualTo(Place("linux/amd64", "linux/arm64/v8")).And.Contain("buildcache-main__linux-amd64_linux-arm64,"));
        Assert.That(Place("linux/x86_64"), Is.EqualTo(Place()));
    }

    [Test]
    public void A_machine_of_another_kind_has_a_cache_of_its_own() =>
        Assert.That(
            To(CacheStrategy.Registry.Decide(Facts() with { EnginePlatform = "linux/arm64" })),
            Is.EqualTo(["type=registry,ref=acme/bot:buildcache-main__linux-arm64,mode=max"]));

    [Test]
    public void A_chain_reads_in_its_order_and_names_each_place_once()
    {
        var folder = Directory.CreateTempSubdirectory("caches-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "bot"));
        File.WriteAllText(Path.Combine(folder, "bot", "index.json"), "{}");

        var decision = CacheStrategy.Chain(CacheStrategy.Registry, CacheStrategy.Local, "registry:ro")
            .Decide(Facts() with { LocalFolder = folder, Branch = () => new SourceBranch { Name = "x" } });

        Directory.Delete(folder, recursive: true);
        Assert.That(
            decision.From.Select(entry => entry.ToArgument().Value),
            Is.EqualTo(["type=registry,ref=acme/bot:buildcache-x", "type=registry,ref=acme/bot:buildcache-main", $"type=local,src={folder}/bot"]));
        Assert.That(decision.To, Has.Count.EqualTo(2));
        Assert.That(decision.Reason, Does.Contain("; local folder"));
    }

    [Test]
    public void What_is_typed_in_a_build_class_is_carried_out()
    {
        var facts = Facts("KEY=s3cr3t-key");
        CacheStrategy[] strategies =
        [
            CacheStrategy.S3 with { Bucket = "b", Region = "r", Prefix = "docker/", EndpointUrl = "https://minio", UsePathStyle = true, IgnoreError = true },
            CacheStrategy.Azblob with { AccountUrl = "https://a", Container = "c", KeyVariable = "KEY" },
            CacheStrategy.Registry with { Repository = "r.io/c", Insecure = true, Compression = Nuke.Docker.BuildKit.Commands.CacheCompression.Zstd },
            CacheStrategy.Local with { Folder = "/elsewhere", Mode = Nuke.Docker.BuildKit.Commands.CacheMode.Min, IgnoreError = true },
        ];

        var shown = strategies.Select(strategy => strategy.Decide(facts).To.Single().ToString()).ToList();

        Assert.That(shown, Is.EqualTo(
        [
            Filled(
                "type=s3,bucket=b,region=r,prefix=docker/,name=acme-bot-{bot}__main,endpoint_url=https://minio,use_path_style=true,mode=max,ignore-error=true"),
            Filled("type=azblob,account_url=https://a,container=c,name=acme-bot-{bot}__main,secret_access_key=[REDACTED],mode=max"),
            Filled("type=registry,ref=r.io/c:acme-bot-{bot}__main,mode=max,compression=zstd,registry.insecure=true"),
            "type=local,dest=/elsewhere/bot,mode=min,ignore-error=true",
        ]));
        Assert.That(strategies[1].Decide(facts).Reason, Does.Not.Contain("s3cr3t"));
    }

    private static CacheFacts Facts(string? environment = null, string image = "acme/bot")
    {
        var variables = (environment ?? $"{Token};AWS_BUCKET=caches;AWS_REGION=eu-west-1;BUILDKIT_AZURE_STORAGE_ACCOUNT_URL=https://acme.blob.core.windows.net")
            .Split(';').Select(pair => pair.Split('=', 2)).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1]);
        return new()
        {
            Image = image,
            References = [$"{image}:latest"],
            LocalFolder = "/caches",
            Environment = name => variables.GetValueOrDefault(name),
            Branch = () => new SourceBranch { Name = "main" },
            HasLogin = host => !host.StartsWith("stranger", StringComparison.Ordinal),
        };
    }

    private static IEnumerable<string> To(CacheDecision decision) => decision.To.Select(entry => entry.ToArgument().Value);

    private static string Attribute(string entry, params string[] names) =>
        entry.Split(',').Select(pair => pair.Split('=', 2)).First(pair => names.Contains(pair[0]))[1];

    // The hashes must not change between versions, otherwise caches are no longer found.
    private static string Filled(string text) => text
        .Replace("{bot}", "b6a7dc0d28", StringComparison.Ordinal)
        .Replace("{ghcr}", "82971aa283", StringComparison.Ordinal)
        .Replace("{feature/x}", "5eded39a5d", StringComparison.Ordinal);
}
