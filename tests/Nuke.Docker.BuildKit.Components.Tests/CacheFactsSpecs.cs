using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Builds.Compose;
using Nuke.Docker.BuildKit.Caches.Strategies;
using Nuke.Docker.BuildKit.Components.Internal;
using Assert = NUnit.Framework.Assert;

namespace Nuke.Docker.BuildKit.Components.Tests;

/// <summary>Facts of a build class, and the decision that follows from them.</summary>
public sealed class CacheFactsSpecs
{
    private static readonly DockerImage s_runtime = new("acme/bot") { Target = "runtime" };
    private static readonly DockerImage s_tests = new("acme/bot") { Target = "tests", Tags = ["tests"] };
    private static readonly DockerImage s_api = new("acme/api") { Platforms = ["linux/arm64"] };

    [Test]
    public void Stages_of_one_image_have_caches_of_their_own() =>
        Assert.That(
            new[] { s_runtime, s_tests, s_api }.Select(image => new Sample().CacheFactsOf(image, true).Part),
            Is.EqualTo(["runtime:latest", "tests:tests", null]));

    [TestCase(null, "linux/arm64")]
    [TestCase("linux/amd64", "linux/amd64")]
    public void Platforms_of_the_parameter_count_more_than_the_image_s(string? asked, string expected) =>
        Assert.That(new Sample { Asked = asked is null ? [] : [asked] }.CacheFactsOf(s_api, true).Platforms, Is.EqualTo([expected]));

    [Test]
    public void The_parameter_says_the_strategy()
    {
        IHazDockerCache build = new Sample { Cache = "registry,local:ro" };

        Assert.That(build.DockerCacheStrategy.Name, Is.EqualTo("registry,local:ro"));
    }

    [Test]
    public void The_build_class_says_it_typed() =>
        Assert.That(((IHazDockerCache)new Typed()).GetDockerCache(s_api, true).Reason, Does.StartWith("none"));

    [Test]
    public void Services_are_told_apart_even_where_they_build_one_image()
    {
        var services = new[] { ("web", "acme/app"), ("worker", "acme/app:latest"), ("db", "acme/db:1"), ("cron", null) }
            .Select(pair => new ComposeService { Name = pair.Item1, Image = pair.Item2, Build = new ComposeBuild() }).ToDictionary(service => service.Name);
        var project = new ComposeModel { Name = "shop", Services = services };

        var facts = services.Values.Select(service => new Sample().CacheFactsOf(project, service, true)).Select(facts => (facts.Image, facts.Part));

        Assert.That(facts, Is.EqualTo([("acme/app", "web"), ("acme/app", "worker"), ("acme/db", null), ("shop-cron", (string?)null)]));
    }

    private class Sample : NukeBuild, IDockerBuild, IDockerComposeBuild
    {
        public string[] Asked { get; init; } = [];

        public string Cache { get; init; } = "auto";

        IEnumerable<DockerImage> IHazDockerImages.Images => [s_runtime, s_tests, s_api];

        string[] IDockerBuild.DockerPlatform => Asked;

        string IHazDockerCache.DockerCache => Cache;

        string? IHazDockerCache.DockerCacheRef => null;

        AbsolutePath IHazDockerCache.DockerCacheDirectory => (AbsolutePath)"/caches";
    }

    private sealed class Typed : Sample, IHazDockerCache
    {
        CacheStrategy IHazDockerCache.DockerCacheStrategy => CacheStrategy.None;
    }
}
