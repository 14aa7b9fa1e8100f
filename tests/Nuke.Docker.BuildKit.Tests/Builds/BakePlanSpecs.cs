using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Builds.Bake;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Tests.Builds;

public sealed class BakePlanSpecs
{
    [Test]
    public void Images_become_targets_of_the_default_group()
    {
        var plan = BakePlan.Of(
            [
                new DockerImage("acme/bot")
                {
                    Context = "/src/bot",
                    Dockerfile = "docker/Dockerfile",
                    Target = "runtime",
                    Tags = ["1.4", "latest"],
                    BuildArgs = ImmutableDictionary<string, string>.Empty.Add("PRICE", "${5}"),
                    Secrets = [BuildSecret.FromFile("pip", "pip.conf")],
                    Platforms = ["linux/amd64", "linux/arm64"],
                },
                new DockerImage("registry.example.com/acme/web.app"),
                new DockerImage("other/bot"),
            ],
            "/src");

        var bot = plan.File.Targets["bot"];
        Assert.That(plan.File.Groups["default"].Targets.Select(target => target.Literal), Is.EqualTo(["bot", "bot-2", "web_app"]));
        Assert.That(
            (bot.Context!.Literal, bot.Dockerfile!.Literal, bot.Target!.Literal, bot.Args!["PRICE"]!.Literal),
            Is.EqualTo(("/src/bot", "/src/docker/Dockerfile", "runtime", "${5}")));
        Assert.That(
            bot.Tags!.Concat(bot.Platforms!).Select(text => text.Literal),
            Is.EqualTo(["acme/bot:1.4", "acme/bot:latest", "linux/amd64", "linux/arm64"]));
        Assert.That(bot.Secret, Is.EqualTo([(BakeEntry)"id=pip,src=pip.conf"]));
        Assert.That(plan.File.Targets["web_app"].Context!.Literal, Is.EqualTo("/src"));
    }

    [Test]
    public void Settings_become_attributes()
    {
        var target = BakeTargetFactory.Create(new BuildxBuildSettings()
            .AddCacheFrom(new LocalCacheFrom("/c"))
            .AddCacheTo(new LocalCacheTo("/c") { Mode = CacheMode.Max })
            .AddAddHost("rebuild-1:127.0.0.1", "db=::1")
            .AddAllow("network.host")
            .SetNetwork("host")
            .EnableNoCache()
            .EnablePush()
            .SetProvenance("mode=max")
            .SetSbom("false"));

        Assert.That(target.CacheFrom!.Concat(target.CacheTo!).Concat(target.Output!).Concat(target.Attest!), Is.EqualTo(
            new BakeEntry[] { "type=local,src=/c", "type=local,dest=/c,mode=max", "type=registry", "type=provenance,mode=max", "type=sbom,disabled=true" }));
        Assert.That(
            (target.ExtraHosts!["rebuild-1"]!.Literal, target.ExtraHosts["db"]!.Literal, target.NoCache, target.Pull),
            Is.EqualTo(("127.0.0.1", "::1", (bool?)true, (bool?)null)));
    }

    [Test]
    public void A_secret_s_value_stands_in_no_file_and_travels_by_the_environment()
    {
        var plan = BakePlan.Of([("bot", new BuildxBuildSettings().AddSecret(BuildSecret.FromValue("token", "s3cr3t-value")))]);

        var settings = plan.ToSettings("/tmp/docker-bake.json");

        Assert.That(BakeFileWriter.ToJson(plan.File) + BakeFileWriter.ToHcl(plan.File) + settings, Does.Contain("id=token").And.Not.Contain("s3cr3t"));
        Assert.That(settings.ToEnvironment().Values, Does.Contain("s3cr3t-value"));
    }

    [Test]
    public void A_secret_in_an_attribute_is_refused() => Assert.That(
        () => BakeTargetFactory.Create(new BuildxBuildSettings().AddCacheTo(new RawCacheTo("s3", ("bucket", "b"), ("secret_access_key", "s3cr3t-value")))),
        Throws.InstanceOf<InvalidSettingException>().With.Message.Not.Contain("s3cr3t").And.Message.Contains("environment"));

    [Test]
    public void What_a_target_cannot_hold_is_refused([Values("--cgroup-parent", "--iidfile", "--file -", "a context from standard input")] string setting)
    {
        var settings = setting switch
        {
            "--cgroup-parent" => new BuildxBuildSettings { CgroupParent = "x" },
            "--iidfile" => new BuildxBuildSettings { Iidfile = "x" },
            "--file -" => new BuildxBuildSettings { File = "-" },
            _ => new BuildxBuildSettings { Context = "-" },
        };

        Assert.That(() => BakeTargetFactory.Create(settings), Throws.InstanceOf<InvalidSettingException>().With.Property("Setting").EqualTo(setting));
    }

    [Test]
    public void The_command_grants_what_the_builds_were_granted_and_runs_where_they_would()
    {
        var build = new BuildxBuildSettings().SetWorkingDirectory("/src").SetNetwork("host").SetProgress(ProgressMode.Plain)
            .AddEnvironmentVariable("DOCKER_HOST", "tcp://x");

        var settings = BakePlan.Of([("a", build), ("b", build.AddAllow("security.insecure"))]).ToSettings("/tmp/b.json");

        Assert.That(
            settings.ToArguments().Values,
            Is.EqualTo(["buildx", "bake", "--allow", "network.host", "--allow", "security.insecure", "--file", "/tmp/b.json", "--progress", "plain"]));
        Assert.That(
            (settings.WorkingDirectory, settings.ToEnvironment()["DOCKER_HOST"], settings.ToEnvironment()["BUILDX_BAKE_ENTITLEMENTS_FS"]),
            Is.EqualTo(("/src", "tcp://x", "0")));
    }

    [Test]
    public void A_bare_build_argument_takes_the_environment_s_value_or_is_left_out()
    {
        var target = BakeTargetFactory.Create(
            new BuildxBuildSettings().AddEnvironmentVariable("KNOWN", "1").AddBuildArg("KNOWN", null).AddBuildArg("UNKNOWN_TO_ALL", null));

        Assert.That(target.Args!.Select(pair => (pair.Key, pair.Value!.Literal)), Is.EqualTo([("KNOWN", "1")]));
    }

    [TestCase("--add-host")]
    [TestCase("--build-context")]
    public void Two_of_one_name_are_told_and_the_same_one_twice_is_one(string setting)
    {
        BuildxBuildSettings With(params string[] values) => setting == "--add-host"
            ? new BuildxBuildSettings().AddAddHost(values.Select(value => new ExtraHost("db", value)))
            : new BuildxBuildSettings().AddBuildContext(values.Select(value => new NamedContext("db", ContextSource.Local(value))));

        Assert.That(
            () => BakeTargetFactory.Create(With("10.0.0.1", "10.0.0.2")),
            Throws.TypeOf<InvalidSettingException>().With.Message.StartsWith($"{setting}: 'db' is given twice"));
        Assert.That(() => BakeTargetFactory.Create(With("10.0.0.1", "10.0.0.1")), Throws.Nothing);
    }

    [Test]
    public void Builds_that_one_bake_can_not_do_are_told()
    {
        BakePlan Plan(Func<BuildxBuildSettings, BuildxBuildSettings> one, Func<BuildxBuildSettings, BuildxBuildSettings> other) =>
            BakePlan.Of([("a", one(new BuildxBuildSettings())), ("b", other(new BuildxBuildSettings()))]);

        Assert.Multiple(() =>
        {
            Assert.That(
                () => Plan(_ => _.SetBuilder("x"), _ => _.SetBuilder("y")).ToSettings("f"),
                Throws.TypeOf<InvalidSettingException>().With.Message.StartsWith("--builder: a has x and b has y, but one bake has one for all"));
            Assert.That(
                () => Plan(_ => _.SetProgress(ProgressMode.Tty), _ => _.SetProgress(ProgressMode.Plain)).ToSettings("f"),
                Throws.TypeOf<InvalidSettingException>().With.Message.StartsWith("--progress: a has Tty and b has Plain"));
            Assert.That(
                () => Plan(_ => _.SetWorkingDirectory("/x"), _ => _.SetWorkingDirectory("/y")).ToSettings("f"),
                Throws.TypeOf<InvalidSettingException>().With.Message.StartsWith("the working directory: a has /x and b has /y"));
            Assert.That(Plan(_ => _.SetBuilder("x"), _ => _).ToSettings("f").Builder, Is.EqualTo("x"));
        });
    }
}
