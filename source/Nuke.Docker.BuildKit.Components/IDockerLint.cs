using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Components.Internal.Parameters;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Dockerfiles.Linting.Output;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the target <see cref="DockerLint"/>.</summary>
public interface IDockerLint : IHazDockerImages, IHazDockerReports
{
    /// <summary>From which findings on the build fails. Default: errors.</summary>
    [Parameter("Findings that fail DockerLint: error, warning or never. Default: error")]
    LintFailOn? FailOn => TryGetValue<LintFailOn?>(() => FailOn);

    /// <summary>Whether BuildKit's own checks run as well, which needs an engine. Default: where the build has one (<see cref="IHazDockerEngine"/>).</summary>
    [Parameter("Runs BuildKit's own checks as well; needs an engine. Default: on where the build can find one")]
    bool? LintChecks => TryGetValue<bool?>(() => LintChecks);

    /// <summary>Lints the Dockerfiles of all images, and leaves <c>lint.sarif</c> (and under GitLab <c>lint.codequality.json</c>) in <see cref="IHazDockerReports.DockerReportsDirectory"/>.</summary>
    Target DockerLint => _ => _
        .CheckParameters(
            this,
            reads: [nameof(FailOn), nameof(LintChecks), nameof(IDockerBuild.Image), nameof(IDockerBuild.BuildArg), nameof(IHazDockerCache.DockerCacheDirectory)])
        .Description("Lints the images' Dockerfiles: caches, order of steps, secrets, users, and BuildKit's own checks")
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
