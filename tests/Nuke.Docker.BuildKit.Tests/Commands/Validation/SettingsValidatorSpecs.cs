using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Commands.Validation;

namespace Nuke.Docker.BuildKit.Tests.Commands.Validation;

/// <summary>One row per rule: one where it reports a finding, one where it doesn't.</summary>
internal sealed class SettingsValidatorSpecs
{
    private static readonly ToolVersions s_current = new() { Buildx = new(0, 36, 1), BuildKit = new(0, 31, 0), Engine = new(29, 0, 0) };
    private static readonly ToolVersions s_debian = s_current with { Buildx = new(0, 29, 1) };
    private static readonly ToolVersions s_old = new() { Buildx = new(0, 12, 0), BuildKit = new(0, 12, 0) };
    private static readonly ToolVersions s_ancient = new() { BuildKit = new(0, 11, 0) };
    private static readonly ToolVersions s_bundled = s_current with { BuildKit = new(0, 25, 2) };
    private static readonly ValidationFacts s_containerd = new() { Driver = "docker", UsesContainerdStore = true, Environment = _ => null, Stages = 1 };
    private static readonly ValidationFacts s_oldStore = s_containerd with { UsesContainerdStore = false };
    private static readonly ValidationFacts s_container = s_containerd with { Driver = "docker-container", UsesContainerdStore = false };

    private static readonly LocalCacheTo s_cache = new("/cache") { Mode = CacheMode.Max };

    private static string Folder { get; } = Directory.CreateTempSubdirectory("validation-").FullName;

    private static IEnumerable<TestCaseData> Spoken =>
    [
        Row("--policy", "needs buildx 0.31.0; 0.29.1 is installed", "Update buildx", _ => _.AddPolicy("reset=true"), s_debian),
        Row(
            "--cache-to type=local, reset",
            "reset needs buildx 0.35.0; 0.29.1 is installed, which would ignore it silently",
            "Update buildx",
            _ => _.AddCacheTo(s_cache with { Reset = true }),
            s_debian),
        Row(
            "--cache-to type=local, reset",
            "reset needs buildx 0.35.0",
            "Update buildx",
            _ => _.AddCacheTo(new RawCacheTo("local", ("dest", "/c"), ("mode", "max"), ("reset", "true"))),
            s_debian),
        Row(
            "--cache-to type=registry, image-manifest",
            "needs BuildKit 0.12.0; 0.11.0 is installed",
            "Update the builder",
            _ => _.AddCacheTo(new RegistryCacheTo("r.io/c:x") { Mode = CacheMode.Max, ImageManifest = true }),
            s_ancient,
            s_container),
        Row(
            "--cache-to type=azblob, ignore-error",
            "needs BuildKit 0.12.0",
            "Update the builder",
            _ => _.AddCacheTo("type=azblob,account_url=u,mode=max,ignore-error=true"),
            s_ancient,
            s_container),
        Row(
            "--cache-to type=gha, ghtoken",
            "needs BuildKit 0.14.0",
            "Update the engine",
            _ => _.AddCacheTo(new GhaCacheTo { Mode = CacheMode.Max, Token = "t", Url = "u", GitHubToken = "g" }),
            s_old),
        Row(
            "--cache-from type=gha, url_v2",
            "needs BuildKit 0.20.0",
            "Update the engine",
            _ => _.AddCacheFrom(new GhaCacheFrom { Token = "t", UrlV2 = "u" }),
            s_old),
        Row(
            "--cache-to type=s3, upload_parallelism",
            "needs BuildKit 0.16.0; 0.12.0 is installed",
            "Update the builder",
            _ => _.AddCacheTo(new S3CacheTo { Mode = CacheMode.Max, UploadParallelism = 2 }),
            s_old,
            s_container),
        Row(
            "--cache-from type=s3, retry_mode",
            "needs BuildKit 0.30.0",
            "Update the builder",
            _ => _.AddCacheFrom(new S3CacheFrom { RetryMode = S3RetryMode.Adaptive }),
            s_old,
            s_container),
        Row(
            "--output type=image, rewrite-timestamp",
            "needs BuildKit 0.13.0",
            "Update the engine, which includes BuildKit",
            _ => _.AddOutput(new ImageOutput { RewriteTimestamp = true }),
            s_old),
        Row(
            "--output type=tar, platform-split",
            "needs BuildKit 0.12.0",
            "Update the engine",
            _ => _.AddOutput(new TarOutput("o.tar") { PlatformSplit = true }),
            s_ancient),
        Row(
            "--output type=local, mode",
            "needs BuildKit 0.31.0",
            "Update the engine",
            _ => _.AddOutput(new LocalOutput("o") { Mode = LocalOutputMode.Copy }),
            s_bundled),
        Row("--attest type=provenance, version", "needs BuildKit 0.23.0", "remove version", _ => _.SetProvenance("version=v1"), s_old),
        Row(
            "--attest type=provenance, complete-materials",
            "needs BuildKit 0.31.0; 0.25.2 is installed",
            "Update the engine",
            _ => _.SetProvenance(new ProvenanceAttestation { CompleteMaterials = true }),
            s_bundled),
        Row(
            "--allow device",
            "device needs BuildKit 0.21.0; 0.12.0 is installed, which would reject the build",
            "Update the engine",
            _ => _.AddAllow(Entitlement.Device("vendor.com/gpu")),
            s_old),
        Row("--allow buildx.local.delete", "needs buildx 0.35.0; 0.29.1 is installed", "Update buildx", _ => _.AddAllow(Entitlement.LocalDelete), s_debian),
        Row(
            "--resource memory",
            "memory needs BuildKit 0.31.0; 0.25.2 is installed, which would ignore it",
            "Update the engine",
            _ => _.AddResource("memory=1g"),
            s_bundled),
        Row("--load", "several outputs of one build", "Update them", _ => _.EnableLoad().EnablePush().AddTag("a"), s_old),

        Row("--cache-to type=local", "cannot export a cache", "Enable the containerd image store", _ => _.AddCacheTo(s_cache), facts: s_oldStore),
        Row("--cache-to type=s3", "unknown cache exporter: \"s3\"", "docker-container", _ => _.AddCacheTo(new S3CacheTo { Mode = CacheMode.Max })),
        Row("--cache-to type=azblob", "unknown cache exporter: \"azblob\"", "docker-container", _ => _.AddCacheTo("type=azblob,account_url=u,mode=max")),
        Row(
            "--cache-to type=registry",
            "the builder has 2 nodes",
            "Build the platforms one by one",
            _ => _.AddPlatform("linux/amd64", "linux/arm64").AddCacheTo(new RegistryCacheTo("r.io/c:x") { Mode = CacheMode.Max }),
            facts: s_container with { Nodes = 2 },
            severity: FindingSeverity.Warning),
        Row("--cache-from type=s3", "unknown cache importer", "docker-container", _ => _.AddCacheFrom(new S3CacheFrom()), severity: FindingSeverity.Warning),
        Row(
            "--cache-to type=gha",
            "ACTIONS_RUNTIME_TOKEN and ACTIONS_RESULTS_URL are not set",
            "In a workflow",
            _ => _.AddCacheTo(new GhaCacheTo { Mode = CacheMode.Max }),
            severity: FindingSeverity.Warning),
        Row(
            "--cache-from type=gha",
            "ACTIONS_RUNTIME_TOKEN is not set",
            "In a workflow",
            _ => _.AddCacheFrom(new GhaCacheFrom { Url = "u" }),
            severity: FindingSeverity.Warning),
        Row(
            "--cache-from type=gha",
            "ACTIONS_RESULTS_URL is not set",
            "In a workflow",
            _ => _.AddCacheFrom(new GhaCacheFrom()).AddSecretEnvironmentVariable("ACTIONS_RUNTIME_TOKEN", "t"),
            severity: FindingSeverity.Warning),
        Row(
            "--cache-to type=inline",
            "none of the outputs is one",
            "Add an output of type image",
            _ => _.AddCacheTo(new InlineCacheTo()).AddOutput(BuildOutput.Local("o"))),
        Row(
            "--cache-to type=registry, ref",
            "is a tag of the image itself",
            "docker.io/acme/bot:buildcache",
            _ => _.AddTag("acme/bot").AddCacheTo(new RegistryCacheTo("docker.io/acme/bot:latest") { Mode = CacheMode.Max })),
        Row(
            "--cache-to type=local, mode",
            "mode=min contains only the final stage: of the 2 stages",
            "Set mode=max",
            _ => _.AddCacheTo(new LocalCacheTo("/cache")),
            facts: s_containerd with { Stages = 2 },
            severity: FindingSeverity.Warning),
        Row(
            "--cache-to type=inline",
            "an inline cache contains only the final stage",
            "with mode=max",
            _ => _.AddCacheTo(new InlineCacheTo()),
            facts: s_containerd with { Stages = 2 },
            severity: FindingSeverity.Warning),
        Row(
            "--cache-to type=local",
            "two exports write to the same location",
            "Remove one of them",
            _ => _.AddCacheTo(s_cache, s_cache with { Compression = CacheCompression.Zstd })),
        Row(
            "--cache-to type=local",
            "two exports write to the same location",
            "Remove one of them",
            _ => _.SetContext("-").SetWorkingDirectory("/repo").AddCacheTo(new LocalCacheTo("c") { Mode = CacheMode.Max }, new LocalCacheTo("/repo/c/"))),
        Row(
            "--cache-to type=gha",
            "two exports write to the same location (buildkit)",
            "Remove one of them",
            _ => _.AddCacheTo(new GhaCacheTo { Mode = CacheMode.Max, Token = "t", Url = "u" }, new GhaCacheTo { Token = "t", Url = "u" })),
        Row(
            "--cache-to type=s3",
            "two exports write to the same location (/b/manifests/b)",
            "Remove one of them",
            _ => _.AddCacheTo(
                new S3CacheTo { Bucket = "b", Region = "r", Mode = CacheMode.Max, Name = "a;b" },
                new S3CacheTo { Bucket = "b", Region = "r", Mode = CacheMode.Max, Name = "b" }),
            facts: s_container),
        Row(
            "--cache-to type=local, dest",
            "is inside the build context",
            "add .cache/docker to .dockerignore",
            _ => _.SetContext(Folder).AddCacheTo(new LocalCacheTo($"{Folder}/.cache/docker") { Mode = CacheMode.Max })),

        Row("--push", "no name to push it to", "Add a tag", _ => _.EnablePush()),
        Row("--output", "no name to push it to", "Add a tag", _ => _.AddOutput(BuildOutput.Registry)),
        Row(
            "--output type=cacheonly",
            "other outputs are set",
            "Remove it",
            _ => _.AddOutput(BuildOutput.CacheOnly).EnableLoad(),
            severity: FindingSeverity.Warning),
        Row("--output, dest", "two outputs write to", "Use separate destinations", _ => _.AddOutput(BuildOutput.Local("o"), BuildOutput.Tar("o"))),
        Row("--output type=tar, dest", "is a folder, but the output is a file", "use type=local", _ => _.AddOutput(BuildOutput.Tar(Folder))),
        Row("--output type=oci, dest", "is a folder, but the output is a file", "tar=false", _ => _.AddOutput(BuildOutput.Oci(Folder))),
        Row("--iidfile", "together with an output of type local or tar", "Remove one of them", _ => _.SetIidfile("id").AddOutput(BuildOutput.Tar("o"))),
        Row(
            "--output type=local, mode",
            "mode=delete removes files",
            "Add the entitlement buildx.local.delete",
            _ => _.AddOutput(new LocalOutput("o") { Mode = LocalOutputMode.Delete })),
        Row(
            "--output type=docker",
            "cannot contain several platforms",
            "Use type=oci",
            _ => _.AddPlatform("linux/amd64", "linux/arm64").AddOutput(new DockerOutput { Destination = "o" })),
        Row("--check", "only checks the Dockerfile", "build without --check", _ => _.EnableCheck().EnablePush().AddTag("a"), severity: FindingSeverity.Warning),

        Row(
            "--platform",
            "only with the containerd image store",
            "Enable the containerd",
            _ => _.AddPlatform("linux/amd64", "linux/arm64"),
            facts: s_oldStore),
        Row(
            "--load",
            "cannot contain several platforms",
            "Load one platform",
            _ => _.EnableLoad().AddPlatform("linux/amd64", "linux/arm64"),
            facts: s_container),
        Row("--attest", "only with the containerd image store", "Enable the containerd", _ => _.AddAttest("type=sbom"), facts: s_oldStore),
        Row("--attest", "cannot contain attestations", "Push instead", _ => _.SetSbom("true").EnableLoad(), facts: s_container),
        Row("--output type=oci", "only with the containerd image store", "Enable the containerd", _ => _.AddOutput(BuildOutput.Oci("o")), facts: s_oldStore),
        Row(
            "--output, rewrite-timestamp",
            "only with the containerd image store",
            "Enable the containerd",
            _ => _.AddOutput(new DockerOutput { RewriteTimestamp = true }),
            facts: s_oldStore),
        Row("--output, push-by-digest", "cannot push by digest", "docker-container", _ => _.AddTag("a").AddOutput(new RegistryOutput { PushByDigest = true })),
        Row("--annotation index:k", "has no index", "Annotate the manifest", _ => _.AddAnnotation("index:k=v"), facts: s_oldStore),

        Row("--tag", "has a digest", "Remove the digest", _ => _.AddTag($"bot@sha256:{new string('a', 64)}")),
        Row("--tag", "'bot:latest' is set twice", "Remove one", _ => _.AddTag("bot", "docker.io/library/bot:latest"), severity: FindingSeverity.Warning),
        Row(
            "--platform",
            "linux/x86_64 is the same as linux/amd64",
            "Remove one",
            _ => _.AddPlatform("linux/amd64", "linux/x86_64"),
            severity: FindingSeverity.Warning),
        Row("--platform", "the architecture of 'linux/amd46' is unknown", "Did you mean", _ => _.AddPlatform("linux/amd46"), severity: FindingSeverity.Warning),
        Row(
            "--platform",
            "the operating system of 'linus/amd64' is unknown",
            "Did you mean linux",
            _ => _.AddPlatform("linus/amd64"),
            severity: FindingSeverity.Warning),

        Row("--secret id=pip", "the file /nowhere/pip.conf does not exist", "Create it", _ => _.AddSecret(BuildSecret.FromFile("pip", "/nowhere/pip.conf"))),
        Row("--secret id=pip", "is a folder", "Name the file", _ => _.AddSecret(BuildSecret.FromFile("pip", Folder))),
        Row(
            "--secret id=pip",
            "the environment variable NOBODY_SET_IT is not set",
            "Set NOBODY_SET_IT",
            _ => _.AddSecret(BuildSecret.FromEnvironment("pip", "NOBODY_SET_IT"))),
        Row(
            "--secret id=pip",
            "the environment variable SET is not set",
            "Set SET",
            _ => _.AddSecret(BuildSecret.FromEnvironment("pip", "SET")).AddEnvironmentVariable("SET", null),
            facts: s_containerd with { Environment = _ => "value" }),
        Row(
            "--secret pip",
            "set twice",
            "Remove one",
            _ => _.AddSecret(BuildSecret.FromValue("pip", "a"), BuildSecret.FromValue("pip", "b")),
            severity: FindingSeverity.Warning),
        Row("--ssh default", "SSH_AUTH_SOCK is not set", "Start one", _ => _.AddSsh(new Ssh())),
        Row("--ssh default", "the key or socket /nowhere/key does not exist", "Correct the path", _ => _.AddSsh(new Ssh("default", "/nowhere/key"))),

        Row("--cache-to type=local, compression-level", "10 is outside 0–9", "Correct the value", _ => _.AddCacheTo(s_cache with { CompressionLevel = 10 })),
        Row("--no-cache-filter", "together with --no-cache", "Remove one of them", _ => _.EnableNoCache().AddNoCacheFilter("builder")),
        Row("--quiet", "together with --progress plain", "Remove one of them", _ => _.EnableQuiet().SetProgress(ProgressMode.Plain)),
        Row(
            "--build-arg PIP_TOKEN",
            "readable in the image's history",
            "RUN --mount=type=secret",
            _ => _.AddBuildArg("PIP_TOKEN", "x"),
            severity: FindingSeverity.Warning),
    ];

    private static IEnumerable<TestCaseData> Silent =>
    [
        Fine("nothing set", _ => _),
        Fine("an unknown buildx is no old one", _ => _.AddPolicy("reset=true").AddCacheTo(s_cache with { Reset = true }), ToolVersions.Unknown),
        Fine(
            "several outputs of unknown tools",
            _ => _.EnableLoad().EnablePush().AddTag("a").AddOutput(new LocalOutput("o") { PlatformSplit = true }),
            ToolVersions.Unknown),
        Fine("a flag that buildx knows", _ => _.AddPolicy("reset=true").AddCacheTo(s_cache with { Reset = true })),
        Fine("an empty list of a new flag", _ => _ with { Policy = [] }, s_debian),
        Fine("a value that looks like a flag that is too new", _ => _.SetTarget("--policy").AddLabel("--resource", "x"), s_debian),
        Fine(
            "two S3 caches without a name in common",
            _ => _.AddCacheTo(
                new S3CacheTo { Bucket = "b", Region = "r", Mode = CacheMode.Max, Name = "a;b" },
                new S3CacheTo { Bucket = "b", Region = "r", Mode = CacheMode.Max, Name = "c" }),
            facts: s_container),
        Fine("attributes that BuildKit knows", _ => _.AddCacheTo(new S3CacheTo { Mode = CacheMode.Max, UploadParallelism = 2 }), facts: s_container),
        Fine("push and load with a new buildx", _ => _.EnableLoad().EnablePush().AddTag("a")),
        Fine("a cache export to the containerd store", _ => _.AddCacheTo(s_cache)),
        Fine("an inline cache on the old store", _ => _.AddCacheTo(new InlineCacheTo()), facts: s_oldStore),
        Fine("an unknown store is no old one", _ => _.AddCacheTo(s_cache).AddPlatform("linux/amd64", "linux/arm64"), facts: ValidationFacts.Unknown),
        Fine("an s3 cache on another driver", _ => _.AddCacheTo(new S3CacheTo { Mode = CacheMode.Max }).AddCacheFrom(new S3CacheFrom()), facts: s_container),
        Fine("a gha cache with its token", _ => _.AddCacheFrom(new GhaCacheFrom { Token = "t", UrlV2 = "u" })),
        Fine(
            "a gha cache in a workflow",
            _ => _.AddCacheFrom(new GhaCacheFrom()),
            facts: s_containerd with { Environment = name => name.StartsWith("ACTIONS_", StringComparison.Ordinal) ? "x" : null }),
        Fine("an inline cache with an image", _ => _.AddCacheTo(new InlineCacheTo()).AddOutput(BuildOutput.Local("o"), BuildOutput.Image)),
        Fine("a cache with a tag of its own", _ => _.AddTag("acme/bot").AddCacheTo(new RegistryCacheTo("acme/bot:buildcache") { Mode = CacheMode.Max })),
        Fine("mode=min of one stage", _ => _.AddCacheTo(new LocalCacheTo("/cache"))),
        Fine("an inline cache beside a full one", _ => _.AddCacheTo(new InlineCacheTo(), s_cache), facts: s_containerd with { Stages = 2 }),
        Fine("two exports to two tags of one folder", _ => _.AddCacheTo(s_cache, s_cache with { Tag = "main" })),
        Fine("an ignored folder in the context", _ => _.SetContext(Folder).AddCacheTo(new LocalCacheTo($"{Folder}/.buildcache") { Mode = CacheMode.Max })),
        Fine(
            "a folder that somebody says is ignored",
            _ => _.SetContext(Folder).AddCacheTo(new LocalCacheTo($"{Folder}/other") { Mode = CacheMode.Max }),
            facts: s_containerd with { Ignores = folder => folder == "other" }),
        Fine("a folder beside the context", _ => _.SetContext(Folder).AddCacheTo(new LocalCacheTo($"{Folder}-cache") { Mode = CacheMode.Max })),
        Fine("a push with a name", _ => _.EnablePush().AddTag("a")),
        Fine("a push with an output's name", _ => _.AddOutput(new RegistryOutput { Names = ["a"] })),
        Fine("two outputs to two places", _ => _.AddOutput(BuildOutput.Local("o"), BuildOutput.Tar("p"))),
        Fine("a layout in a folder that is there", _ => _.AddOutput(new OciOutput(Folder) { Tar = false })),
        Fine("an image id of an image", _ => _.SetIidfile("id").EnableLoad()),
        Fine("a deletion that is allowed", _ => _.AddOutput(new LocalOutput("o") { Mode = LocalOutputMode.Delete }).AddAllow("buildx.local.delete")),
        Fine("several platforms on one node", _ => _.AddPlatform("linux/amd64", "linux/arm64").AddCacheTo(s_cache), facts: s_container with { Nodes = 1 }),
        Fine("one platform on several nodes", _ => _.AddPlatform("linux/arm64").AddCacheTo(s_cache), facts: s_container with { Nodes = 2 }),
        Fine("several platforms in the containerd store", _ => _.EnableLoad().AddPlatform("linux/amd64", "linux/arm64")),
        Fine("an attestation in the containerd store", _ => _.AddAttest("type=sbom").SetProvenance("mode=max")),
        Fine("rewritten timestamps of another driver", _ => _.AddOutput(new DockerOutput { RewriteTimestamp = true }), facts: s_container),
        Fine("a disabled attestation on the old store", _ => _.SetProvenance("false"), facts: s_oldStore),
        Fine("a push by digest of another driver", _ => _.AddTag("a").AddOutput(new RegistryOutput { PushByDigest = true }), facts: s_container),
        Fine("an annotated index in the containerd store", _ => _.AddAnnotation("index:k=v")),
        Fine(
            "tags and platforms as they should be",
            _ => _.AddTag("bot", "bot:1", "host:5000/bot").AddPlatform("linux/amd64", "linux/arm64/v8", "linux/arm/v7", "windows(10.0.17763)/amd64", "local")),
        Fine(
            "a secret in a file",
            _ => _.AddSecret(BuildSecret.FromFile("pip", $"{Folder}/pip.conf"))
                .AddSecret(BuildSecret.FromFile("relative", "pip.conf"))
                .SetWorkingDirectory(Folder)),
        Fine("a secret by value", _ => _.AddSecret(BuildSecret.FromValue("pip", "hunter22"))),
        Fine("a secret in a variable", _ => _.AddSecret(BuildSecret.FromEnvironment("pip", "TOKEN")).AddEnvironmentVariable("TOKEN", "")),
        Fine("an agent that runs", _ => _.AddSsh(new Ssh()), facts: s_containerd with { Environment = name => name == "SSH_AUTH_SOCK" ? "/s" : null }),
        Fine("an ssh key that is there", _ => _.AddSsh(new Ssh("default", $"{Folder}/pip.conf"))),
        Fine(
            "values as they should be",
            _ => _.AddAddHost("db:10.0.0.2")
                .AddAllow("network.host")
                .AddAnnotation("index,manifest[linux/arm64]:k=v")
                .AddBuildContext("base=docker-image://alpine")
                .SetNetwork("host")
                .EnableQuiet()
                .AddBuildArg("VERSION", "1")),
    ];

    [OneTimeSetUp]
    public void Write()
    {
        File.WriteAllText(Path.Combine(Folder, "pip.conf"), "[global]");
        File.WriteAllText(Path.Combine(Folder, ".dockerignore"), "# caches\n.git\n.buildcache/\n");
    }

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(Folder, recursive: true);

    [TestCaseSource(nameof(Spoken))]
    public void A_mistake_is_reported_with_setting_and_cure(BuildxBuildSettings settings, ToolVersions versions, ValidationFacts facts, Finding expected)
    {
        var findings = SettingsValidator.Validate(settings, versions, facts);

        Assert.That(findings, Has.Length.EqualTo(1), string.Join(Environment.NewLine, findings));
        Assert.That(findings[0].Setting, Is.EqualTo(expected.Setting));
        Assert.That(findings[0].Problem, Does.Contain(expected.Problem));
        Assert.That(findings[0].Cure, Does.Contain(expected.Cure));
        Assert.That(findings[0].Severity, Is.EqualTo(expected.Severity));
    }

    [TestCaseSource(nameof(Silent))]
    public void What_is_right_is_left_alone(BuildxBuildSettings settings, ToolVersions versions, ValidationFacts facts)
    {
        Assert.That(SettingsValidator.Validate(settings, versions, facts), Is.Empty);
    }

    private static TestCaseData Row(
        string setting,
        string problem,
        string cure,
        Func<BuildxBuildSettings, BuildxBuildSettings> configure,
        ToolVersions? versions = null,
        ValidationFacts? facts = null,
        FindingSeverity severity = FindingSeverity.Error) =>
        new TestCaseData(configure(new BuildxBuildSettings()), versions ?? s_current, facts ?? s_containerd, new Finding(setting, problem, cure, severity))
            .SetArgDisplayNames(setting, problem);

    private static TestCaseData Fine(
        string name,
        Func<BuildxBuildSettings, BuildxBuildSettings> configure,
        ToolVersions? versions = null,
        ValidationFacts? facts = null) =>
        new TestCaseData(configure(new BuildxBuildSettings()), versions ?? s_current, facts ?? s_containerd).SetArgDisplayNames(name);
}
