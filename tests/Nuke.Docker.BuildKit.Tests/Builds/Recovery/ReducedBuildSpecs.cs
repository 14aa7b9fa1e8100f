using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Builds.Recovery;
using Nuke.Docker.BuildKit.Builds.Recovery.Internal;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Tests.Builds.Recovery;

/// <summary>Settings that an attempt leaves out.</summary>
public sealed class ReducedBuildSpecs
{
    [TestCase(DockerFaultKind.CacheImportCorrupt, "cache.test/bot:main", "")]
    [TestCase(DockerFaultKind.CacheImportStalled, "cache.test/bot:main", "type=local,src=/a type=registry,ref=cache.test/bot:other")]
    [TestCase(DockerFaultKind.CacheImportStalled, "a layer", "type=local,src=/a")]
    public void The_imports_that_can_have_failed_are_left_out(DockerFaultKind kind, string named, string left)
    {
        var settings = new BuildxBuildSettings()
            .AddCacheFrom("type=local,src=/a")
            .AddCacheFrom("type=registry,ref=cache.test/bot:main")
            .AddCacheFrom("type=registry,ref=cache.test/bot:other");

        var reduced = Reduce(settings, RecoveryRung.WithoutImport, Fault(kind) with { Cause = $"Reading {named} took too long." });

        Assert.That(string.Join(' ', reduced.CacheFrom ?? []), Is.EqualTo(left));
    }

    [Test]
    public void All_imports_are_left_out_if_none_can_be_told_apart()
    {
        var settings = new BuildxBuildSettings().AddCacheFrom("type=local,src=/a").AddCacheFrom("type=local,src=/b");

        Assert.That(Reduce(settings, RecoveryRung.WithoutImport, Fault(DockerFaultKind.CacheImportStalled)).CacheFrom, Is.Empty);
        Assert.That(Reduce(new(), RecoveryRung.WithoutImport, Fault(DockerFaultKind.CacheImportStalled)).CacheFrom, Is.Empty);
    }

    [TestCase("registry", "type=inline")]
    [TestCase("gha", "", Description = "None is of the type")]
    [TestCase(null, "", Description = "Unknown")]
    public void The_exports_that_failed_are_left_out(string? type, string left)
    {
        var settings = new BuildxBuildSettings().AddCacheTo("type=registry,ref=cache.test/bot:main").AddCacheTo("type=inline");

        var reduced = Reduce(settings, RecoveryRung.WithoutExport, Fault(DockerFaultKind.CacheExportFailed) with { CacheType = type });

        Assert.That(string.Join(' ', reduced.CacheTo ?? []), Is.EqualTo(left));
        Assert.That(Reduce(new(), RecoveryRung.WithoutExport, Fault(DockerFaultKind.CacheExportFailed)).CacheTo, Is.Empty);
    }

    [Test]
    public void A_stage_is_added_to_those_that_are_built_without_cache()
    {
        var fault = Fault(DockerFaultKind.EngineStoreCorrupt);

        var first = Reduce(new(), RecoveryRung.StageUncached, fault);
        var second = Reduce(new BuildxBuildSettings().AddNoCacheFilter("base"), RecoveryRung.StageUncached, fault);

        Assert.That((first.NoCacheFilter, second.NoCacheFilter), Is.EqualTo((ImmutableList.Create("builder"), ImmutableList.Create("base", "builder"))));
    }

    [Test]
    public void A_build_without_cache_needs_no_list_of_stages()
    {
        var reduced = Reduce(new BuildxBuildSettings().AddNoCacheFilter("base"), RecoveryRung.Uncached, Fault(DockerFaultKind.EngineStoreCorrupt));

        Assert.That((reduced.NoCache, reduced.NoCacheFilter), Is.EqualTo((true, (ImmutableList<string>?)null)));
    }

    [TestCase(RecoveryRung.SameAgain)]
    [TestCase(RecoveryRung.EngineReturned)]
    public void The_same_command_is_the_same(RecoveryRung rung)
    {
        var settings = new BuildxBuildSettings().AddCacheFrom("type=local,src=/a");

        Assert.That(Reduce(settings, rung, Fault(DockerFaultKind.SolverFlake)), Is.SameAs(settings));
    }

    private static BuildxBuildSettings Reduce(BuildxBuildSettings settings, RecoveryRung rung, DockerFault fault) =>
        ReducedBuild.Of(settings, new RecoveryDecision(rung, "because") { Stage = "builder" }, fault);

    private static DockerFault Fault(DockerFaultKind kind) => new() { Kind = kind, Cause = "The layer is damaged.", Cure = "Repair it.", Stage = "builder" };
}
