using System.Diagnostics;
using Nuke.Docker.BuildKit.Builds.Internal;
using Nuke.Docker.BuildKit.Commands;
using TestSupport;

namespace Nuke.Docker.BuildKit.Tests.Builds;

public sealed class BuildOrderSpecs
{
    private TemporaryDirectory _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new TemporaryDirectory();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [TestCase("api=FROM base", "base=FROM scratch", "base api")]
    [TestCase("api=ARG BASE=base\nFROM $BASE:latest", "base=FROM scratch", "base api")]
    [TestCase("api=FROM scratch\nCOPY --from=docker.io/library/base /a /a", "base=FROM scratch", "base api")]
    [TestCase("api=FROM scratch\nRUN --mount=from=base,target=/m x", "base=FROM scratch", "base api")]
    [TestCase("api=FROM base AS web\nFROM web", "web=FROM scratch", "api web", Description = "web is a stage")]
    [TestCase("api=FROM web", "web=FROM api", "web api", Description = "each reads the other")]
    [TestCase("api=FROM scratch\nFROM", "web=FROM scratch", "api web", Description = "an invalid Dockerfile")]
    public void An_image_is_built_after_those_that_it_reads(string first, string second, string order)
    {
        List<BuildxBuildSettings> builds = [.. new[] { first, second }.Select(text => text.Split('=', 2)).Select(parts => Build(parts[0], parts[1]))];

        Assert.That(string.Join(' ', BuildOrder.Of(builds).Select(index => builds[index].Tag![0].Familiar.Split(':')[0])), Is.EqualTo(order));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void Nothing_is_read_from_a_named_pipe()
    {
        List<BuildxBuildSettings> builds = [Build("api", "FROM base"), Build("base", "FROM scratch")];
        File.Delete(Path.Combine(_folder.Path, "api", "Dockerfile"));
        using var pipe = Process.Start("mkfifo", [Path.Combine(_folder.Path, "api", "Dockerfile")]);
        pipe.WaitForExit();

        Assert.That(BuildOrder.Of(builds), Is.EqualTo(new[] { 0, 1 }));
    }

    private BuildxBuildSettings Build(string name, string dockerfile)
    {
        _folder.Write($"{name}/Dockerfile", dockerfile + "\n");
        return new() { Context = Path.Combine(_folder.Path, name), Tag = [name] };
    }
}
