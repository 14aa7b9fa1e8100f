using System.Reflection;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Tests.Commands;

public class BuildxBuildSettingsSpecs
{
    private static readonly (Func<BuildxBuildSettings, BuildxBuildSettings> Configure, string[] Expected)[] Rows =
    [
        (_ => _.AddAddHost("db:10.0.0.2", "v6:::1"), ["--add-host", "db:10.0.0.2", "--add-host", "v6:::1"]),
        (_ => _.AddAllow("network.host"), ["--allow", "network.host"]),
        (_ => _.AddAnnotation("index:org.example.key=a, b"), ["--annotation", "index:org.example.key=a, b"]),
        (_ => _.AddAttest("type=sbom,generator=image"), ["--attest", "type=sbom,generator=image"]),
        (
            _ => _.AddBuildArg("B", "{\"a\":1}").AddBuildArg("A", "2024-01-02T03:04:05Z"),
            ["--build-arg", "A=2024-01-02T03:04:05Z", "--build-arg", "B={\"a\":1}"]),
        (_ => _.AddBuildArg("FROM_ENVIRONMENT", null), ["--build-arg", "FROM_ENVIRONMENT"]),
        (_ => _.AddBuildArg("EMPTY", ""), ["--build-arg", "EMPTY="]),
        (_ => _.AddBuildContext("base=docker-image://python:3.13"), ["--build-context", "base=docker-image://python:3.13"]),
        (_ => _.SetBuilder("remote"), ["--builder", "remote"]),
        (_ => _.AddCacheFrom(new LocalCacheFrom("/cache")), ["--cache-from", "type=local,src=/cache"]),
        (_ => _.AddCacheTo(new LocalCacheTo("/cache") { Mode = CacheMode.Max }), ["--cache-to", "type=local,dest=/cache,mode=max"]),
        (_ => _.SetCall(new BuildCall(CallMethod.Check) { Format = CallFormat.Json }), ["--call", "check,format=json"]),
        (_ => _.SetCgroupParent("ci"), ["--cgroup-parent", "ci"]),
        (_ => _.EnableCheck(), ["--check"]),
        (_ => _.EnableDebug(), ["--debug"]),
        (_ => _.SetFile("docker/Dockerfile"), ["--file", "docker/Dockerfile"]),
        (_ => _.SetIidfile("id.txt"), ["--iidfile", "id.txt"]),
        (_ => _.AddLabel("trailing", "a b\\"), ["--label", "trailing=a b\\"]),
        (_ => _.EnableLoad(), ["--load"]),
        (_ => _.EnableLoad(false), ["--load=false"]),
        (_ => _.EnableLoad(null), []),
        (_ => _.SetMetadataFile("meta.json"), ["--metadata-file", "meta.json"]),
        (_ => _.SetNetwork("host"), ["--network", "host"]),
        (_ => _.EnableNoCache(), ["--no-cache"]),
        (_ => _.AddNoCacheFilter("builder", "runtime"), ["--no-cache-filter", "builder", "--no-cache-filter", "runtime"]),
        (_ => _.AddOutput(BuildOutput.Local("out,put")), ["--output", "type=local,\"dest=out,put\""]),
        (_ => _.AddOutput(BuildOutput.CacheOnly), ["--output", "type=cacheonly"]),
        (_ => _.AddPlatform("linux/amd64", "linux/arm/v7"), ["--platform", "linux/amd64", "--platform", "linux/arm/v7"]),
        (_ => _.AddPolicy("reset=true"), ["--policy", "reset=true"]),
        (_ => _.SetProgress(ProgressMode.RawJson), ["--progress", "rawjson"]),
        (_ => _.SetProvenance("mode=max"), ["--provenance", "mode=max"]),
        (_ => _.EnablePull(), ["--pull"]),
        (_ => _.EnablePush(), ["--push"]),
        (_ => _.EnableQuiet(), ["--quiet"]),
        (_ => _.AddResource("memory=2g", ResourceLimit.CpuQuota(50_000)), ["--resource", "memory=2147483648", "--resource", "cpu-quota=50000"]),
        (_ => _.SetSbom(true), ["--sbom", "true"]),
        (_ => _.AddSecret(BuildSecret.FromFile("pip", "/run/a,b")), ["--secret", "id=pip,\"src=/run/a,b\""]),
        (_ => _.AddSecret(BuildSecret.FromEnvironment("pip", "PIP_TOKEN")), ["--secret", "id=pip,env=PIP_TOKEN"]),
        (_ => _.AddSecret(BuildSecret.FromValue("pip", "hunter22")), ["--secret", "id=pip,env=BUILD_SECRET_PIP"]),
        (_ => _.SetShmSize(64 * 1024 * 1024), ["--shm-size", "67108864"]),
        (_ => _.AddSsh(new Ssh()), ["--ssh", "default"]),
        (_ => _.AddSsh(new Ssh("deploy", "a.key", "b.key")), ["--ssh", "deploy=a.key,b.key"]),
        (_ => _.AddTag("acme/bot", "acme/bot:1"), ["--tag", "acme/bot", "--tag", "acme/bot:1"]),
        (_ => _.SetTarget(""), ["--target", ""]),
        (_ => _.SetTarget("runtime"), ["--target", "runtime"]),
        (_ => _.AddUlimit(new Ulimit("nofile", 1024, 2048), new Ulimit("nproc", -1)), ["--ulimit", "nofile=1024:2048", "--ulimit", "nproc=-1"]),
    ];

    private static IEnumerable<TestCaseData> Cases => Rows.Select(row =>
        new TestCaseData(row.Configure, row.Expected).SetArgDisplayNames(row.Expected.Length > 0 ? string.Join(' ', row.Expected) : "(nothing)"));

    [TestCaseSource(nameof(Cases))]
    public void A_setting_becomes_its_flag(Func<BuildxBuildSettings, BuildxBuildSettings> configure, string[] expected)
    {
        var settings = configure(new BuildxBuildSettings());

        Assert.That(settings.ToArguments().Values, Is.EqualTo((string[])["buildx", "build", .. expected, "."]));
    }

    [Test]
    public void Every_flag_has_a_row()
    {
        var flags = typeof(BuildxBuildSettings).GetProperties()
            .Select(property => property.GetCustomAttribute<CliFlagAttribute>()?.Name).OfType<string>();
        var rows = Rows.SelectMany(row => row.Expected).ToHashSet();

        var missing = flags.Where(flag => !rows.Contains(flag));

        Assert.That(missing, Is.Empty);
    }

    [TestCase(null, ".")]
    [TestCase("", ".")]
    [TestCase("-", "-")]
    [TestCase("-x", "./-x")]
    [TestCase("my app", "my app")]
    [TestCase("https://host/repo.git#main", "https://host/repo.git#main")]
    public void The_context_comes_last_and_is_never_a_flag(string? context, string expected)
    {
        var settings = new BuildxBuildSettings().SetContext(context).AddTag("a");

        Assert.That(settings.ToArguments().Values, Is.EqualTo(new[] { "buildx", "build", "--tag", "a", expected }));
    }

    [Test]
    public void A_change_leaves_the_original_alone()
    {
        var original = new BuildxBuildSettings { Tag = ["a"] };

        var changed = original.AddTag("b");

        Assert.That(original.Tag, Is.EqualTo(new ImageReference[] { "a" }));
        Assert.That(changed.Tag, Is.EqualTo(new ImageReference[] { "a", "b" }));
    }

    [Test]
    public void A_thousand_tags_are_a_thousand_flags()
    {
        var settings = Enumerable.Range(0, 1000).Aggregate(new BuildxBuildSettings(), (_, number) => _.AddTag($"a:{number}"));

        Assert.That(settings.ToArguments(), Has.Count.EqualTo(2003));
    }
}
