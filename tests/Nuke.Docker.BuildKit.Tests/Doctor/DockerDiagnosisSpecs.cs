using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Answers.Builders;
using Nuke.Docker.BuildKit.Answers.Engine;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Daemons;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Dockerfiles.Syntax;
using Nuke.Docker.BuildKit.Doctor;
using Nuke.Docker.BuildKit.Engines;

namespace Nuke.Docker.BuildKit.Tests.Doctor;

/// <summary>One row per fact: the diagnosis and its severity.</summary>
internal sealed class DockerDiagnosisSpecs
{
    private static readonly EngineInfo s_engine = new(
        "28.5.2",
        "overlayfs",
        UsesContainerdStore: true,
        "cgroupfs",
        "2",
        "/var/lib/docker",
        "Debian GNU/Linux 12 (bookworm)",
        "linux",
        "x86_64",
        4,
        8_000_000_000);

    private static readonly DoctorFacts s_healthy = new()
    {
        Endpoint = "unix:///var/run/docker.sock",
        Ping = new EnginePing("1.51", "2", "linux"),
        Engine = s_engine,
        Versions = new ToolVersions { Buildx = new(0, 29, 1), Compose = new(2, 40, 3), Engine = new(28, 5, 2) },
        LookedForPlugins = true,
        Builder = Builder("docker", Rule("", maxUsed: "100GB", all: true)),
        DaemonConfiguration = new ConfigurationFile("/etc/docker/daemon.json", null),
        EngineDisk = (100_000_000_000, 200_000_000_000),
        CacheDirectory = "/home/ann/.cache/x",
        DiskUsage = [new DiskUsageSummary { Type = "Images", Size = PrintedSize.Parse("2GB"), Reclaimable = PrintedSize.Parse("1GB") }],
    };

    private static IEnumerable<TestCaseData> Rows =>
    [
        Row("engine", DiagnosisSeverity.Hint, "no docker engine responds", _ => new DoctorFacts()),
        Row("engine", DiagnosisSeverity.Error, "no docker engine responds", _ => new DoctorFacts { NoPrivateEngine = "A private engine needs root." }),
        Row("LXC", DiagnosisSeverity.Warning, "no docker engine responds", _ => new DoctorFacts { Container = "lxc" }, only: false),
        Row("storage", DiagnosisSeverity.Warning, "with vfs", _ => _ with { Engine = s_engine with { StorageDriver = "vfs" } }),
        Row("BuildKit", DiagnosisSeverity.Warning, "classic builder", _ => _ with { Ping = new EnginePing("1.41", "1", "linux") }),
        Row("RUN --mount", DiagnosisSeverity.Error, "docker 19.3.15", _ => _ with { Versions = _.Versions with { Engine = new(19, 3, 15) } }),
        Row("RUN --mount", DiagnosisSeverity.Error, "Windows containers", _ => _ with { Engine = s_engine with { OsType = "windows" } }),
        Row("DOCKER_BUILDKIT", DiagnosisSeverity.Warning, "it is 0", _ => Variable(_, "DOCKER_BUILDKIT", "0")),
        Row("DOCKER_BUILDKIT", DiagnosisSeverity.Hint, "it is 1", _ => Variable(_, "DOCKER_BUILDKIT", "1")),
        Row("DOCKER_CLI_EXPERIMENTAL", DiagnosisSeverity.Hint, "is set", _ => Variable(_, "DOCKER_CLI_EXPERIMENTAL", "enabled")),
        Row("buildx", DiagnosisSeverity.Error, "no buildx plugin", _ => _ with { Versions = _.Versions with { Buildx = null } }),
        Row("buildx", DiagnosisSeverity.Warning, "0.12.1 is installed", _ => _ with { Versions = _.Versions with { Buildx = new(0, 12, 1) } }),
        Row("docker-compose", DiagnosisSeverity.Warning, "1.29.2 is on PATH", _ => _ with { StandaloneCompose = new(1, 29, 2) }),
        Row("compose", DiagnosisSeverity.Hint, "no compose plugin", _ => _ with { Versions = _.Versions with { Compose = null } }),
        Row(
            "builder",
            DiagnosisSeverity.Error,
            "is unreachable: no such container",
            _ => _ with { Builder = Builder("docker-container") with { Error = "no such container." } }),
        Row("BUILDX_BUILDER", DiagnosisSeverity.Warning, "it names other", _ => Variable(_, "BUILDX_BUILDER", "other")),
        Row(
            "cache export",
            DiagnosisSeverity.Warning,
            "old image store (overlay2)",
            _ => _ with { Engine = s_engine with { UsesContainerdStore = false, StorageDriver = "overlay2" } }),
        Row(
            "garbage collection",
            DiagnosisSeverity.Warning,
            "cache mounts unused for 48 hours",
            _ => _ with
            {
                Builder = Builder(
                    "docker",
                    Rule("type==source.local,type==exec.cachemount", keep: 48, reserved: "512MB"),
                    Rule("", maxUsed: "10GB", all: true)),
            }),
        Row(
            "garbage collection",
            DiagnosisSeverity.Warning,
            "no rule has an upper limit",
            _ => _ with { Builder = Builder("docker", Rule("", reserved: "10GB", all: true)) }),
        Row(
            "garbage collection",
            DiagnosisSeverity.Warning,
            "the last rule excludes",
            _ => _ with { Builder = Builder("docker", Rule("", maxUsed: "10GB", keep: 999, all: true)) }),
        Row("daemon.json", DiagnosisSeverity.Error, "line 2, column", _ => Daemon(_, "{\n  \"features\": {,}\n}")),
        Row("daemon.json", DiagnosisSeverity.Error, "does not contain an object", _ => Daemon(_, "[]")),
        Row("daemon.json", DiagnosisSeverity.Warning, "features.buildkit is false", _ => Daemon(_, """{"features":{"buildkit":false}}""")),
        Row("daemon.json", DiagnosisSeverity.Warning, "gckeepduration is set", _ => Daemon(_, """{"builder":{"gc":{"gckeepduration":"1h"}}}""")),
        Row("daemon.json", DiagnosisSeverity.Warning, "policy[].keepDuration", _ => Daemon(_, """{"builder":{"gc":{"policy":[{"keepDuration":"1h"}]}}}""")),
        Row("daemon.json", DiagnosisSeverity.Warning, "enabled is false", _ => Daemon(_, """{"builder":{"gc":{"enabled":false}}}""")),
        Row("daemon.json", DiagnosisSeverity.Hint, "defaultKeepStorage", _ => Daemon(_, """{"builder":{"gc":{"defaultKeepStorage":"1GB"}}}""")),
        Row(
            "buildkitd.toml",
            DiagnosisSeverity.Warning,
            "b.toml:4: gckeepduration does not exist",
            _ => Toml(_, "[worker.oci]\n  max-parallelism = 4\n  gc = true\n  gckeepduration = 3600\n")),
        Row("buildkitd.toml", DiagnosisSeverity.Warning, "no rule has a cap", _ => Toml(_, "[[worker.oci.gcpolicy]]\nall = true\nreservedSpace = \"1GB\"\n")),
        Row(
            "buildkitd.toml",
            DiagnosisSeverity.Warning,
            "b.toml:4: keepBytes is the old name",
            _ => Toml(_, "[[worker.oci.gcpolicy]]\nall = true\nmaxUsedSpace = 2\nkeepBytes = 1\n")),
        Row("buildkitd.toml", DiagnosisSeverity.Error, "b.toml:1: it isn't valid TOML", _ => Toml(_, "gc = yes")),
        Row("disk", DiagnosisSeverity.Warning, "9 GB of 200 GB are free", _ => _ with { EngineDisk = (9_000_000_000, 200_000_000_000) }),
        Row("disk", DiagnosisSeverity.Error, "900 MB of 200 GB are free", _ => _ with { EngineDisk = (900_000_000, 200_000_000_000) }),
        Row(
            "disk use",
            DiagnosisSeverity.Hint,
            "images 60 GB",
            _ => _ with
            {
                DiskUsage = [new DiskUsageSummary { Type = "Images", Size = PrintedSize.Parse("60GB"), Reclaimable = PrintedSize.Parse("50GB (83%)") }],
            }),
        Row(
            "registry",
            DiagnosisSeverity.Warning,
            "the engine can't reach docker.io: no such host",
            _ => _ with { UnreachableRegistries = [new DoctorRegistry("docker.io", ["python:3.13-slim"], ["python:3.13-slim"], "no such host")] }),
        Row(
            "registry",
            DiagnosisSeverity.Hint,
            "the engine can't reach docker.io: no such host",
            _ => _ with { UnreachableRegistries = [new DoctorRegistry("docker.io", ["python:3.13-slim"], [], "no such host")] }),
        Row("cache folder", DiagnosisSeverity.Error, "cannot be written: read-only", _ => _ with { CacheProblem = "read-only." }),
        Row(
            "cache folder",
            DiagnosisSeverity.Error,
            "is inside the build context of a:latest",
            _ => _ with { Images = [new DoctorImage("a:latest", "/home/ann", null)] }),
        Row(
            "slow builds",
            DiagnosisSeverity.Warning,
            "a:latest: Dockerfile:2: COPY",
            _ => Image(_, new DoctorImage("a:latest", null, null) { Findings = [Finding("CodeBeforeDependencies")] })),
        Row(
            "slow builds",
            DiagnosisSeverity.Warning,
            "no .dockerignore",
            _ => Image(_, new DoctorImage("a:latest", null, null) { Findings = [Finding("NoDockerignore") with { Message = "no .dockerignore" }] })),
        Row(
            "slow builds",
            DiagnosisSeverity.Warning,
            ".venv/ (an environment, 300 MB) is sent",
            _ => Image(
                _,
                new DoctorImage("a:latest", null, null)
                {
                    Leftovers = [new ContextAdvice(ContextAdviceKind.Dead, "**/.venv", "an environment", 9, 300_000_000, ".venv/")],
                })),
        Row(
            "next build",
            DiagnosisSeverity.Hint,
            "uv.lock is newer than a:latest",
            _ => Image(
                _,
                new DoctorImage("a:latest", null, null) { Created = DateTimeOffset.UnixEpoch, Lock = ("uv.lock", DateTimeOffset.UnixEpoch.AddHours(1)) })),
        Row(
            "file not found",
            DiagnosisSeverity.Error,
            "a:latest: Dockerfile:2: COPY",
            _ => Image(_, new DoctorImage("a:latest", null, null) { Findings = [Finding("IgnoreFileBreaksBuild")] })),
        Row(
            "file not found",
            DiagnosisSeverity.Warning,
            "Dockerfile:4 names setup.cfg",
            _ => Image(_, new DoctorImage("a:latest", null, null) { Missing = [("setup.cfg", 4)] })),
        Row(
            "image",
            DiagnosisSeverity.Hint,
            "older than app.py",
            _ => _ with
            {
                Images =
                [
                    new DoctorImage("a:latest", null, null) { Created = DateTimeOffset.UnixEpoch, Newest = ("app.py", DateTimeOffset.UnixEpoch.AddHours(1)) },
                ],
            }),
    ];

    [TestCaseSource(nameof(Rows))]
    public void It_finds(string subject, DiagnosisSeverity severity, string found, bool only, Func<DoctorFacts, DoctorFacts> illness)
    {
        var diagnoses = DockerDiagnosis.Of(illness(s_healthy));

        var diagnosis = diagnoses.Single(one => one.Severity != DiagnosisSeverity.Fine && (only || one.Subject == subject));
        Assert.That((diagnosis.Subject, diagnosis.Severity), Is.EqualTo((subject, severity)));
        Assert.That(diagnosis.Found, Does.Contain(found));
        Assert.That(diagnosis.Cure, Is.Not.Null);
    }

    [Test]
    public void A_healthy_machine_is_fine_in_every_respect() =>
        Assert.That(DockerDiagnosis.Of(s_healthy).Select(diagnosis => (diagnosis.Severity, diagnosis.Subject)), Is.EqualTo(new[]
        {
            "engine", "BuildKit", "RUN --mount", "buildx", "compose", "builder", "cache export", "garbage collection", "daemon.json", "disk", "disk use",
            "cache folder",
        }.Select(subject => (DiagnosisSeverity.Fine, subject))));

    private const string Buildkit = """{"features":{"buildkit":false}}""";

    private static readonly Func<DoctorFacts, DoctorFacts> s_eager = _ => _ with
    {
        Builder = Builder("docker", Rule("type==exec.cachemount", keep: 48, reserved: "512MB"), Rule("", maxUsed: "10GB", all: true)),
    };

    private static IEnumerable<TestCaseData> Fixes =>
    [
        Fix("features.buildkit", "\"features\": {\"buildkit\": true}", _ => Daemon(_, Buildkit)),
        Fix("collection that is off", "\"builder\": {\"gc\": {\"enabled\": true}}", _ => Daemon(_, """{"builder":{"gc":{"enabled":false}}}""")),
        Fix("mounts that go early", "\"builder\": {\"gc\": {\"enabled\": true}}, \"builder\": {\"gc\": {\"defaultReservedSpace\": \"50GB\"}}", s_eager),
        Fix(
            "mounts, and other settings",
            "\"builder\": {\"gc\": {\"enabled\": true}}, \"builder\": {\"gc\": {\"defaultReservedSpace\": \"50GB\"}}",
            _ => Daemon(s_eager(_), """{"debug":true,"builder":{}}""")),
        Fix("mounts, and a policy of their owner", "", _ => Daemon(s_eager(_), """{"builder":{"gc":{"policy":[]}}}""")),
        Fix("mounts, and a small disk", "", _ => s_eager(_) with { EngineDisk = (60_000_000_000, 100_000_000_000) }),
        Fix("mounts, and a full disk", "", _ => s_eager(_) with { EngineDisk = (40_000_000_000, 500_000_000_000) }),
        Fix("mounts, and a file that may not be read", "", _ => Daemon(s_eager(_), "")),
        Fix("the old image store, whose images would be out of sight", "", _ => _ with { Engine = s_engine with { UsesContainerdStore = false } }),
    ];

    // Until BuildKit 0.30, the filter of this rule matched nothing. Builds of distributions report no version.
    [TestCase("v0.30.2", 28, false)]
    [TestCase("v0.31.0", 28, true)]
    [TestCase("v0.0.0+unknown", 28, false)]
    [TestCase("v0.0.0+unknown", 30, true)]
    public void Rules_for_cache_mounts_are_judged_by_the_version(string buildKit, int engine, bool isReported)
    {
        var facts = s_eager(s_healthy);
        var node = facts.Builder!.Nodes[0] with { Version = buildKit };

        var found = DockerDiagnosis.Of(facts with
        {
            Builder = facts.Builder with { Nodes = [node] },
            Versions = facts.Versions with { Engine = new(engine, 0, 0) },
        });

        Assert.That(found.Any(diagnosis => diagnosis.Found.Contains("cache mounts unused", StringComparison.Ordinal)), Is.EqualTo(isReported));
    }

    [TestCaseSource(nameof(Fixes))]
    public void What_is_safe_is_offered_as_a_fix(string fix, Func<DoctorFacts, DoctorFacts> illness) =>
        Assert.That(string.Join(", ", DockerDiagnosis.Of(illness(s_healthy)).SelectMany(diagnosis => diagnosis.Fix)), Is.EqualTo(fix));

    [Test]
    public void An_engine_in_a_container_of_Proxmox_is_no_illness() =>
        Assert.That(
            DockerDiagnosis.Of(s_healthy with { Container = "lxc" }).Single(diagnosis => diagnosis.Subject == "LXC").Severity,
            Is.EqualTo(DiagnosisSeverity.Fine));

    private static TestCaseData Fix(string name, string fix, Func<DoctorFacts, DoctorFacts> illness) =>
        new TestCaseData(fix, illness).SetArgDisplayNames(name, fix);

    private static LintFinding Finding(string rule) => new(LintRules.Find(rule)!, "/src/Dockerfile", new DockerfileLines(2, 2), "COPY . . is wrong");

    private static DoctorFacts Image(DoctorFacts facts, DoctorImage image) => facts with { Images = [image] };

    private static TestCaseData Row(string subject, DiagnosisSeverity severity, string found, Func<DoctorFacts, DoctorFacts> illness, bool only = true) =>
        new TestCaseData(subject, severity, found, only, illness).SetArgDisplayNames(subject, severity.ToString(), found);

    private static DoctorFacts Variable(DoctorFacts facts, string name, string value) =>
        facts with { Environment = ImmutableDictionary<string, string>.Empty.Add(name, value) };

    private static DoctorFacts Daemon(DoctorFacts facts, string text) =>
        facts with { DaemonConfiguration = new ConfigurationFile("/etc/docker/daemon.json", text) };

    private static DoctorFacts Toml(DoctorFacts facts, string text) => facts with { BuildKitConfigurations = [new ConfigurationFile("b.toml", text)] };

    private static BuilderInfo Builder(string driver, params GarbageRule[] rules) =>
        new() { Name = "default", Driver = driver, Nodes = [new BuilderNode { Name = "default", Version = "v0.31.0", GarbageRules = rules }] };

    private static GarbageRule Rule(string filter, string? maxUsed = null, string? reserved = null, double? keep = null, bool all = false) => new()
    {
        All = all,
        Filters = filter.Length > 0 ? [filter] : [],
        KeepDuration = keep is { } hours ? TimeSpan.FromHours(hours) : null,
        MaxUsedSpace = PrintedSize.Parse(maxUsed),
        ReservedSpace = PrintedSize.Parse(reserved),
    };
}
