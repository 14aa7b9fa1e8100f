using Nuke.Docker.BuildKit.Builds.Recovery;
using Nuke.Docker.BuildKit.Builds.Recovery.Internal;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Reports;

namespace Nuke.Docker.BuildKit.Tests.Builds.Recovery;

public sealed class ReducedBuildSpecs
{
    private static readonly BuildxBuildSettings Build = new BuildxBuildSettings()
        .AddCacheFrom(new LocalCacheFrom("/cache"))
        .AddCacheFrom("type=registry,ref=cache.test/bot:main")
        .AddCacheFrom("type=registry,ref=cache.test/bot:other");

    [TestCase(DockerFaultKind.CacheImportStalled, "Importing cache manifest from cache.test/bot:main has stalled.", 2)]
    [TestCase(DockerFaultKind.CacheImportStalled, "A layer of an imported cache has stalled.", 1, Description = "Local imports do not stall")]
    [TestCase(DockerFaultKind.CacheImportCorrupt, "An imported cache is damaged.", 0)]
    public void Imports_that_cannot_be_the_cause_are_kept(DockerFaultKind kind, string cause, int left)
    {
        var fault = new DockerFault { Kind = kind, Cause = cause, Cure = "" };

        var imports = ReducedBuild.Of(Build, new RecoveryDecision(RecoveryRung.WithoutImport, ""), fault).CacheFrom!;

        Assert.That(imports, Has.Count.EqualTo(left));
        Assert.That(imports.OfType<LocalCacheFrom>().Any(), Is.EqualTo(left > 0));
        Assert.That(imports.OfType<RegistryCacheFrom>().Select(import => import.Reference), Has.None.Contains("bot:main"));
    }

    [Test]
    public void A_build_with_local_imports_only_loses_them_if_one_is_said_to_stall()
    {
        var local = new BuildxBuildSettings().AddCacheFrom(new LocalCacheFrom("/cache"));
        var fault = new DockerFault { Kind = DockerFaultKind.CacheImportStalled, Cause = "An import has stalled.", Cure = "" };

        Assert.That(ReducedBuild.Of(local, new RecoveryDecision(RecoveryRung.WithoutImport, ""), fault).CacheFrom, Is.Empty);
    }
}
