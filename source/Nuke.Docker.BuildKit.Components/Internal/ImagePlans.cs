using Nuke.Docker.BuildKit.Builders;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Validation;
using Nuke.Docker.BuildKit.Versions;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>What is decided for the images of one run, and whether it can go well.</summary>
internal static class ImagePlans
{
    /// <summary>The plans of the images that the parameters ask for; warnings are logged, and nothing is started where one of them is wrong.</summary>
    public static async Task<IReadOnlyList<ImagePlan>> CreateAsync(
        IDockerBuild build,
        EngineConnection connection,
        EngineInfo info,
        RebuildScope? rebuild,
        CancellationToken cancellationToken)
    {
        var images = ImageSelection.Select(build.Images, build.Image);
        var facts = new ValidationFacts { Driver = CurrentBuilder.Driver(connection.DockerConfig), Nodes = CurrentBuilder.Nodes(connection.DockerConfig), UsesContainerdStore = info.UsesContainerdStore };
        var canExport = info.UsesContainerdStore || facts.Driver != "docker";
        List<ImagePlan> plans = [.. images.Select(image => ImagePlan.Create(image, build, connection, canExport, rebuild?.RenewsMark == true))];
        if (plans.Count == 0)
            return plans;

        CacheIgnoreFiles.Update(build, plans.Select(plan => plan.Settings));
        var installed = await new ToolVersionsReader(build.TemporaryDirectory / "docker-tool-versions")
            .ReadAsync(plans[0].Settings.ToEnvironment(), cancellationToken: cancellationToken);
        // Together, because only so does one see that two images would write one cache.
        var findings = SettingsValidator.Validate(
            [.. plans.Select(plan => plan.Settings)],
            installed with { Engine = ToolVersions.Parse(info.ServerVersion) },
            facts);
        foreach (var finding in findings)
        {
            if (finding.Severity == FindingSeverity.Warning)
                Log.Warning("{Finding:l}", finding.ToString());
        }

        SettingsValidator.ThrowOnError(findings);
        return plans;
    }
}
