using Nuke.Docker.BuildKit.Answers.Engine;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Commands.Validation;
using Nuke.Docker.BuildKit.Engines;

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
        var facts = InstalledVersions.FactsOf(connection, info);
        var canExport = info.UsesContainerdStore || facts.Driver != "docker";
        List<ImagePlan> plans = [.. images.Select(image => ImagePlan.Create(image, build, connection, canExport, rebuild?.RenewsMark == true))];
        if (plans.Count == 0)
            return plans;

        CacheIgnoreFiles.Update(build, plans.Select(plan => plan.Settings));
        // Together, because only so does one see that two images would write one cache.
        BuildxBuildSettings[] builds = [.. plans.Select(plan => plan.Settings)];
        var builder = builds.Select(settings => settings.Builder).Distinct().ToList() is [var one] ? one : null;
        await InstalledVersions.CheckAsync(build, builds[0].ToEnvironment(), info, builder, versions => SettingsValidator.Validate(builds, versions, facts), cancellationToken);
        return plans;
    }
}
