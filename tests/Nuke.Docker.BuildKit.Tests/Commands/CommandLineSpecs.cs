using System.Diagnostics;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Tests.Commands;

/// <summary>Command lines of generated settings: globals, command, flags by name, positionals.</summary>
public class CommandLineSpecs
{
    private static IEnumerable<TestCaseData> Rows =>
    [
        Row(
            "docker buildx bake --file a.hcl --file b.hcl --progress rawjson --set '*.platform=linux/amd64' --var A --var B=1 app db",
            new BuildxBakeSettings()
                .AddTarget("app", "db").AddFile("a.hcl", "b.hcl").AddVar("B", "1").AddVar("A", null).AddSet("*.platform=linux/amd64")
                .SetProgress(ProgressMode.RawJson)),
        Row(
            "docker buildx create --driver docker-container --driver-opt network=host --name ci --platform linux/amd64 --platform linux/arm64 "
            + "--timeout 1m30s --use tcp://x",
            new BuildxCreateSettings()
                .SetName("ci").SetDriver("docker-container").AddDriverOpt("network=host").AddPlatform(Platform.LinuxAmd64, Platform.LinuxArm64)
                .SetTimeout(TimeSpan.FromSeconds(90)).EnableUse().SetEndpoint("tcp://x")),
        Row("docker buildx dap build --secret id=a,src=b --tag x .", new BuildxDapBuildSettings().AddTag("x").AddSecret(BuildSecret.FromFile("a", "b"))),
        Row("docker buildx debug build --tag x ./-x", new BuildxDebugBuildSettings().AddTag("x").SetContext("-x")),
        Row(
            "docker buildx du --filter type=exec.cachemount --format json --verbose",
            new BuildxDuSettings().AddFilter("type=exec.cachemount").SetFormat("json").EnableVerbose()),
        Row(
            "docker buildx history inspect attachment --type sbom '^1' sha256:a",
            new BuildxHistoryInspectAttachmentSettings().SetRef("^1").SetDigest("sha256:a").SetType("sbom")),
        Row("docker buildx history rm --all", new BuildxHistoryRmSettings().EnableAll()),
        Row(
            "docker buildx imagetools create --annotation index:a=b --prefer-index=false --tag r/x:1 r/x:amd64 r/x:arm64",
            new BuildxImagetoolsCreateSettings()
                .AddTag("r/x:1").AddSource("r/x:amd64", "r/x:arm64").AddAnnotation("index:a=b").EnablePreferIndex(false)),
        Row(
            "docker buildx policy eval --fields a --fields '\"b,c\"' --print docker-image://alpine",
            new BuildxPolicyEvalSettings().SetSource("docker-image://alpine").AddFields("a", "b,c").EnablePrint()),
        Row(
            "docker buildx prune --all --builder ci --force --max-used-space 1073741824",
            new BuildxPruneSettings().EnableAll().EnableForce().SetMaxUsedSpace(1L << 30).SetBuilder("ci")),
        Row("docker buildx use ci", new BuildxUseSettings().SetName("ci")),

        Row(
            "docker compose --file a.yml --file b.yml --parallel -1 --profile dev --project-name p up --build --detach --scale web=3 --timeout 5 web db",
            new ComposeUpSettings()
                .AddFile("a.yml", "b.yml").AddProfile("dev").SetProjectName("p").SetParallel(-1).EnableBuild().EnableDetach().AddScale("web", "3").SetTimeout(5)
                .AddService("web", "db")),
        Row(
            "docker compose build --build-arg A=1 --memory 1024 --push web",
            new ComposeBuildSettings().AddService("web").AddBuildArg("A", "1").SetMemory(1024).EnablePush()),
        Row(
            "docker compose down --remove-orphans --rmi local --volumes",
            new ComposeDownSettings().EnableVolumes().EnableRemoveOrphans().SetRmi(ComposeImages.Local)),
        Row(
            "docker compose --env-file .env.ci run --env A --env B=2 --no-TTY --rm web pytest -q --tb=short",
            new ComposeRunSettings()
                .AddEnvFile(".env.ci").SetService("web").AddCommandLine("pytest", "-q", "--tb=short").EnableRm().EnableNoTTY()
                .AddEnv("B", "2").AddEnv("A", null)),
        Row(
            "docker compose exec --user root web sh -c 'echo hi'",
            new ComposeExecSettings().SetService("web").AddCommandLine("sh", "-c", "echo hi").SetUser("root")),
        Row("docker compose cp --archive web:/a -", new ComposeCpSettings().SetSource("web:/a").SetDestination("-").EnableArchive()),
        Row("docker compose config --format json", new ComposeConfigSettings().SetFormat("json")),
        Row("docker compose port --protocol udp web 53", new ComposePortSettings().SetService("web").SetPrivatePort("53").SetProtocol("udp")),
        Row("docker compose wait web", new ComposeWaitSettings().AddService("web")),

        Row(
            "docker --context ci --host tcp://x --tlsverify image ls --all --filter dangling=true --format json acme/bot",
            new DockerImageLsSettings()
                .SetContext("ci").SetHost("tcp://x").EnableTlsverify().EnableAll().AddFilter("dangling=true").SetFormat("json").SetRepository("acme/bot")),
        Row("docker image tag a:1 b:1", new DockerImageTagSettings().SetSource("a:1").SetTarget("b:1")),
        Row("docker image rm --force --platform linux/amd64 a b", new DockerImageRmSettings().AddImage("a", "b").EnableForce().AddPlatform("linux/amd64")),
        Row(
            "docker run --cpus 1.5 --env A=1 --health-interval 30s --label a=b --memory-swap -1 --rm --ulimit nofile=1024:2048 --volume /a:/b "
            + "alpine sh -c 'exit 3'",
            new DockerRunSettings()
                .SetImage("alpine").AddCommandLine("sh", "-c", "exit 3").EnableRm().AddEnv("A", "1").AddVolume("/a:/b").SetCpus(1.5m).SetMemorySwap(-1)
                .SetHealthInterval(TimeSpan.FromSeconds(30)).AddLabel("a", "b").AddUlimit(new Ulimit("nofile", 1024, 2048))),
        Row("docker system prune --all --force --volumes", new DockerSystemPruneSettings().EnableAll().EnableForce().EnableVolumes()),
        Row("docker manifest inspect a:1", new DockerManifestInspectSettings().SetManifest("a:1")),
        Row("docker context create --docker host=tcp://x ci", new DockerContextCreateSettings().SetName("ci").AddDocker("host", "tcp://x")),
        Row("docker login --password-stdin --username me ghcr.io", new DockerLoginSettings().SetServer("ghcr.io").SetUsername("me").SetPassword("hush-hush")),
    ];

    private static IEnumerable<TestCaseData> Refused =>
    [
        Case("TARGET_IMAGE[:TAG]: must be set", () => new DockerImageTagSettings().SetSource("a")),
        Case("IMAGE [IMAGE...]: at least one must be set", () => new DockerImageRmSettings()),
        Case("COMMAND [ARGS...]: must be set", () => new ComposeExecSettings().SetService("web")),
        Case("IMAGE: '--privileged' begins with a dash and would be read as a flag", () => new DockerRunSettings().SetImage("--privileged")),
        Case("[SERVICE...]: '-v' begins with a dash and would be read as a flag", () => new ComposeUpSettings().AddService("web", "-v")),
        Case(
            "[DIGEST]: 'sha256:a' would take the place of another argument; set that one, too",
            () => new BuildxHistoryInspectAttachmentSettings().SetDigest("sha256:a")),
    ];

    [TestCaseSource(nameof(Rows))]
    public void Settings_become_a_command_line(DockerSettings settings, string line)
    {
        Assert.That(settings.ToString(), Is.EqualTo(line));
    }

    [TestCaseSource(nameof(Refused))]
    public void What_would_be_misread_is_refused(string message, Func<DockerSettings> settings)
    {
        Assert.That(() => settings().ToArguments(), Throws.InstanceOf<InvalidSettingException>().With.Message.EqualTo(message));
    }

    [Test]
    public void A_password_is_no_argument_and_is_never_shown()
    {
        var settings = new DockerLoginSettings().SetUsername("hush-hush").SetPassword("hush-hush");

        Assert.That(settings.ToString(), Is.EqualTo("docker login --password-stdin --username '[REDACTED]'"));
        Assert.That(typeof(DockerLoginSettings).GetProperty("Password")!.GetCustomAttributes(typeof(CliFlagAttribute), inherit: false), Is.Empty);
    }

    [Test]
    public void A_thousand_tags_take_no_time()
    {
        Render(1000);
        var fewer = Enumerable.Range(0, 5).Min(_ => Render(100));
        var more = Enumerable.Range(0, 5).Min(_ => Render(1000));

        TestContext.Out.WriteLine($"1,000 tags: {more.TotalMilliseconds:0.00} ms");
        Assert.That(more, Is.LessThan(TimeSpan.FromMilliseconds(10)), "the best of five");
        Assert.That(more, Is.LessThan(40 * (fewer + TimeSpan.FromMilliseconds(0.2))), "the cost of a tag should not grow with the number of tags");
    }

    private static TimeSpan Render(int count)
    {
        var started = Stopwatch.GetTimestamp();
        var settings = new BuildxBuildSettings();
        for (var i = 0; i < count; i++)
            settings = settings.AddTag($"acme/bot:{i}");
        Assert.That(settings.ToArguments(), Has.Count.EqualTo((2 * count) + 3));
        return Stopwatch.GetElapsedTime(started);
    }

    private static TestCaseData Case(string message, Func<DockerSettings> settings) => new TestCaseData(message, settings).SetArgDisplayNames(message);

    private static TestCaseData Row(string line, DockerSettings settings) => new TestCaseData(settings, line).SetArgDisplayNames(line);

}
