using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Dockerfiles.Linting.Output;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the target <see cref="DockerLint"/>.</summary>
public interface IDockerLint : IHazDockerImages, IHazDockerReports
{
    /// <summary>Lowest severity that fails the target; <c>null</c>: <c>error</c>.</summary>
    [Parameter("Lowest severity that fails DockerLint. Default: error")]
    LintFailOn? FailOn => TryGetValue<LintFailOn?>(() => FailOn);

    /// <summary>Runs BuildKit's checks, which need an engine; <c>null</c>: if the build class has one (<see cref="IHazDockerEngine"/>).</summary>
    [Parameter("Run BuildKit's checks, which need an engine. Default: true if the build can find one")]
    bool? LintChecks => TryGetValue<bool?>(() => LintChecks);

    /// <summary>
    /// Lints the Dockerfiles of all images, and writes <c>lint.sarif</c> (on GitLab also <c>lint.codequality.json</c>) to
    /// <see cref="IHazDockerReports.DockerReportsDirectory"/>.
    /// </summary>
    Target DockerLint => _ => _
        .CheckParameters(
            this,
            reads:
            [
                nameof(FailOn), nameof(LintChecks),
                nameof(IDockerBuild.Image), nameof(IDockerBuild.BuildArg), nameof(IHazDockerCache.DockerCacheDirectory),
            ])
        .Description("Lint the images' Dockerfiles: caches, order of steps, secrets, users, and BuildKit's checks")
        .TryAfter<IDockerFix>(x => x.DockerFix)
        .TryBefore<IDockerBuild>(x => x.DockerBuild)
        .Produces(DockerReportsDirectory / "lint.*")
        .Executes(async () =>
        {
            var report = await TargetAction.RunAsync(this, new ImageLint(this).RunAsync);
            ReportSummary(_ => _.AddPair("Lint", LintText.Summary(report)));
            if (report.Fails(FailOn ?? LintFailOn.Error))
            {
                throw new TargetFailedException(
                    $"The Dockerfiles have {LintText.Summary(report)}. DockerFix fixes what it safely can; "
                    + "'# ndb:ignore=RULE reason' above an instruction lets a finding pass.");
            }
        });
}
