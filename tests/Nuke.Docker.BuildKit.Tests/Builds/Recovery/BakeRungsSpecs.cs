using Nuke.Docker.BuildKit.Builds.Recovery;
using Nuke.Docker.BuildKit.Builds.Recovery.Internal;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Reports;

namespace Nuke.Docker.BuildKit.Tests.Builds.Recovery;

public sealed class BakeRungsSpecs
{
    [Test]
    public void An_export_that_was_left_out_stays_so_when_a_damaged_import_is_left_out_later()
    {
        var build = new BuildxBuildSettings().AddCacheFrom("type=local,src=a").AddCacheFrom("type=registry,ref=cache.test/api").AddCacheTo("type=local,dest=a");
        var rungs = new BakeRungs(new BuildxBakeSettings(), new(StringComparer.Ordinal) { ["api"] = new BakedTarget([], BuildRungs.SituationOf(build), build) });
        var fault = new DockerFault { Kind = DockerFaultKind.CacheExportFailed, Cause = "It failed.", Cure = "Mend it." };

        rungs.Apply(new RecoveryDecision(RecoveryRung.WithoutExport, ""), fault, [], _ => _);
        rungs.Apply(new RecoveryDecision(RecoveryRung.WithoutImport, ""), fault, [], _ => _ with { CacheFrom = _.CacheFrom!.RemoveAt(0) });

        Assert.That((rungs.Situation.Imports, rungs.Situation.Exports), Is.EqualTo((true, false)));
        Assert.That(rungs.Settings.Set!.Select(set => set.ToString()), Is.EqualTo(["api.cache-to=", "api.cache-from=type=registry,ref=cache.test/api"]));
    }
}
