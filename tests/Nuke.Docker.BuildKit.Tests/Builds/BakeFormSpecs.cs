using System.Text;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Builds.Internal;
using Nuke.Docker.BuildKit.Builds.Recovery;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text.Faults;
using TestSupport;

namespace Nuke.Docker.BuildKit.Tests.Builds;

/// <summary>Overrides with which a bake leaves out the caches that recovery gives up.</summary>
public sealed class BakeFormSpecs
{
    private static readonly BuildxBuildSettings s_build = new BuildxBuildSettings()
        .AddCacheFrom("type=local,src=a").AddCacheFrom("type=registry,ref=cache.test/api")
        .AddCacheTo("type=local,dest=a").AddCacheTo("type=registry,ref=cache.test/api");

    private static readonly DockerFault s_fault = new() { Kind = DockerFaultKind.CacheExportFailed, Cause = "It failed.", Cure = "Fix it." };

    [Test]
    public void An_export_that_was_left_out_stays_so_when_a_damaged_import_is_left_out_later()
    {
        var form = Form(("api", s_build));

        LeaveOut(form, RecoveryRung.WithoutExport, s_fault);
        LeaveOut(form, RecoveryRung.WithoutImport, s_fault, withoutDamaged: _ => _ with { CacheFrom = _.CacheFrom!.RemoveAt(0) });

        Assert.That((form.Situation.Imports, form.Situation.Exports), Is.EqualTo((true, false)));
        Assert.That(Overrides(form), Is.EquivalentTo(["api.cache-to=", "api.cache-from=type=registry,ref=cache.test/api"]));
    }

    [Test]
    public void Of_several_exports_only_the_one_that_failed_is_left_out()
    {
        var form = Form(("api", s_build));

        LeaveOut(form, RecoveryRung.WithoutExport, s_fault with { CacheType = "registry" });

        Assert.That(Overrides(form), Is.EqualTo(["api.cache-to=type=local,dest=a"]));
    }

    [Test]
    public void Of_several_imports_only_the_one_that_hangs_is_left_out()
    {
        var form = Form(("api", s_build));

        LeaveOut(form, RecoveryRung.WithoutImport, s_fault with { Kind = DockerFaultKind.CacheImportStalled, Cause = "Importing from cache.test/api hangs." });

        Assert.That(Overrides(form), Is.EqualTo(["api.cache-from=type=local,src=a"]));
    }

    [Test]
    public void An_import_that_is_named_by_its_digest_replaces_the_tag()
    {
        var form = Form(("api", new BuildxBuildSettings().AddCacheFrom("type=registry,ref=cache.test/api")));

        form.Update(part => part with { Build = part.Build with { CacheFrom = [new RegistryCacheFrom($"cache.test/api@sha256:{new string('a', 64)}")] } });

        Assert.That(Overrides(form), Is.EqualTo([$"api.cache-from=type=registry,ref=cache.test/api@sha256:{new string('a', 64)}"]));
    }

    [Test]
    public void A_failed_target_loses_its_imports_and_one_with_an_import_known_to_be_damaged_only_that_one()
    {
        var form = Form(("api", s_build.AddTag("api")), ("web", s_build.AddTag("web")), ("worker", s_build.AddTag("worker")));

        LeaveOut(
            form,
            RecoveryRung.WithoutImport,
            s_fault with { Kind = DockerFaultKind.CacheImportCorrupt },
            failed: ["web"],
            build => build.Tag![0].Familiar.StartsWith("api", StringComparison.Ordinal) ? build with { CacheFrom = build.CacheFrom!.RemoveAt(0) } : build);

        Assert.That(Overrides(form), Is.EqualTo(["api.cache-from=type=registry,ref=cache.test/api", "web.cache-from="]));
    }

    [Test]
    public void A_stage_and_then_all_are_built_without_the_cache()
    {
        var form = Form(("api", s_build with { NoCacheFilter = ["base"] }));

        form.LeaveOut(new RecoveryDecision(RecoveryRung.StageUncached, "") { Stage = "builder" }, s_fault, [], _ => _);
        Assert.That(Overrides(form), Is.EqualTo(["api.no-cache-filter=base", "api.no-cache-filter=builder"]));

        LeaveOut(form, RecoveryRung.Uncached, s_fault);
        Assert.That(Overrides(form), Is.EqualTo(["api.no-cache=true"]));
        Assert.That(form.Situation.Uncached, Is.True);
    }

    [TestCase("docker-bake.hcl")]
    [TestCase("other.hcl", "other.hcl")]
    public void A_bake_file_in_another_encoding_is_named_before_buildx_reads_it(string name, params string[] files)
    {
        using var folder = new TemporaryDirectory();
        File.WriteAllText(Path.Combine(folder.Path, name), "# größe\n", Encoding.Unicode);
        var settings = new BuildxBakeSettings { WorkingDirectory = folder.Path, ToolPath = "/no/docker" }.AddFile(files);

        Assert.That(
            () => new BakeForm(settings, new BuildxBakeOptions()).PlanAsync(time: null, default),
            ThrowsFault.Of(DockerFaultKind.DockerfileSyntax).With.Message.Contains($"{name} is in UTF-16"));
    }

    private static BakeForm Form(params IEnumerable<(string Name, BuildxBuildSettings Build)> builds) =>
        new(new BuildxBakeSettings(), new BuildxBakeOptions { Plan = BakePlan.Of(builds) });

    private static void LeaveOut(
        BakeForm form,
        RecoveryRung rung,
        DockerFault fault,
        string[]? failed = null,
        Func<BuildxBuildSettings, BuildxBuildSettings>? withoutDamaged = null) =>
        form.LeaveOut(new RecoveryDecision(rung, ""), fault, failed ?? [], withoutDamaged ?? (_ => _));

    private static IEnumerable<string> Overrides(BakeForm form) => form.Settings.Set!.Select(set => set.ToString());
}
