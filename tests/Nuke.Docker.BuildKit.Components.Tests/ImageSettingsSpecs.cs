using System.Collections.Immutable;
using Nuke.Common;
using Nuke.Common.Tooling;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Caches.Strategies;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Text;
using Assert = NUnit.Framework.Assert;

namespace Nuke.Docker.BuildKit.Components.Tests;

/// <summary>Settings from an image, the parameters and the build class.</summary>
public sealed class ImageSettingsSpecs
{
    private static readonly DockerImage s_image = new("acme/bot")
    {
        Context = "/src/bot",
        Dockerfile = "/src/bot/Dockerfile.prod",
        Target = "runtime",
        Tags = ["latest", "1.4"],
        BuildArgs = new Dictionary<string, string> { ["A"] = "1" }.ToImmutableDictionary(),
        Secrets = [BuildSecret.FromEnvironment("token", "TOKEN")],
        Platforms = ["linux/amd64"],
    };

    private static readonly EngineConnection s_engine = new(
        EngineEndpoint.Parse("unix:///run/docker.sock"),
        "/opt/docker/docker",
        DockerConfig: null,
        Embedded: false,
        NeedsHostNetwork: false);

    [Test]
    public void An_image_says_what_is_built() => Assert.That(Arguments(new Sample()), Is.EqualTo(
    [
        "buildx", "build", "--build-arg", "A=1", "--file", "/src/bot/Dockerfile.prod", "--platform", "linux/amd64",
        "--secret", "id=token,env=TOKEN", "--tag", "acme/bot:latest", "--tag", "acme/bot:1.4", "--target", "runtime", "/src/bot",
    ]));

    [Test]
    public void The_cache_decision_is_carried_out() =>
        Assert.That(
            Arguments(new Sample(), cache: new CacheDecision([new LocalCacheFrom("/c")], [new LocalCacheTo("/c")], "")),
            Does.Contain("type=local,src=/c").And.Contain("type=local,dest=/c"));

    [Test]
    public void An_engine_without_a_bridge_builds_on_the_host_s_network() =>
        Assert.That(Arguments(new Sample(), engine: s_engine with { NeedsHostNetwork = true }), Is.SupersetOf(["--network", "host"]));

    [Test]
    public void A_rebuild_s_mark_is_an_extra_host() =>
        Assert.That(Arguments(new Sample(), mark: "rebuild-1:127.0.0.1"), Is.SupersetOf(["--add-host", "rebuild-1:127.0.0.1"]));

    [Test]
    public void Docker_is_found_beside_the_engine_s_own() =>
        Assert.That(Create(new Sample()).ToEnvironment()["PATH"], Does.StartWith($"/opt/docker{Path.PathSeparator}"));

    [Test]
    public void Parameters_come_after_the_image_and_the_build_class_has_the_last_word()
    {
        var arguments = Arguments(new Opinionated());

        Assert.That(arguments, Is.SupersetOf(["--label", "by=acme", "--tag", "acme/bot:nightly", "--pull"]));
        Assert.That(arguments, Does.Not.Contain("--target"), "taken back by the build class");
    }

    [TestCase(ProgressStyle.Auto, "auto")]
    [TestCase(ProgressStyle.Plain, "plain")]
    [TestCase(ProgressStyle.Quiet, "quiet")]
    [TestCase(ProgressStyle.RawJson, "rawjson")]
    [TestCase(ProgressStyle.Tty, "tty")]
    public void Progress_is_given_to_the_build(ProgressStyle style, string expected) =>
        Assert.That(Arguments(new Sample { Style = style }), Is.SupersetOf(["--progress", expected]));

    [TestCase("id=pip,src=pip.conf", "id=pip,src=pip.conf")]
    [TestCase("id=pip,source=pip.conf", "id=pip,src=pip.conf")]
    [TestCase("env=TOKEN,id=token", "id=token,env=TOKEN")]
    public void A_secret_is_given_as_docker_writes_it(string text, string expected) =>
        Assert.That(Arguments(new Sample { Secrets = [text] }), Does.Contain(expected));

    [TestCase("token=hunter2")]
    [TestCase("id=token,value=hunter2")]
    [TestCase("id=token,src=a,env=b")]
    [TestCase("src=a")]
    public void A_secret_that_is_written_in_another_way_is_refused_and_not_repeated(string text) =>
        Assert.That(
            () => Arguments(new Sample { Secrets = [text] }),
            Throws.TypeOf<InvalidSettingException>().With.Message.Contains("id=NAME,src=FILE").And.Message.Not.Contains("hunter2"));

    private static string[] Arguments(IDockerBuild build, CacheDecision? cache = null, EngineConnection? engine = null, string? mark = null) =>
        [.. Create(build, cache, engine, mark).ToArguments().Values];

    private static BuildxBuildSettings Create(IDockerBuild build, CacheDecision? cache = null, EngineConnection? engine = null, string? mark = null) =>
        ImageSettings.Create(s_image, build, engine ?? s_engine, cache ?? CacheDecision.None(""), mark);

    private class Sample : NukeBuild, IDockerBuild
    {
        public string[] Secrets { get; init; } = [];

        public ProgressStyle? Style { get; init; }

        IEnumerable<DockerImage> IHazDockerImages.Images => [s_image];

        string[] IDockerBuild.DockerSecret => Secrets;

        ProgressStyle? IDockerBuild.DockerProgress => Style;
    }

    private sealed class Opinionated : Sample, IDockerBuild
    {
        Configure<BuildxBuildSettings> IDockerBuild.DockerBuildSettings => _ => _.AddLabel("by", "acme").SetTarget(null);

        Configure<BuildxBuildSettings, DockerImage> IDockerBuild.DockerBuildImageSettings => (_, image) => _.AddTag($"{image.Name}:nightly").EnablePull();
    }
}
