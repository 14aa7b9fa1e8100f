using System.ComponentModel.DataAnnotations;
using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Dockerfiles.Linting.Output;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the target <see cref="DockerLint"/>.</summary>
public interface IDockerLint : IHazDockerImages, IHazDockerReports, IHazDockerJson
{
    /// <summary>Lowest severity that fails the target; <c>null</c>: <c>error</c>.</summary>
    [Parameter("Lowest severity that fails DockerLint. Short: --fail-on. Default: error")]
    [Display(ShortName = "FailOn")]
    LintFailOn? DockerLintFailOn => this.GetParameter<LintFailOn?>(() => DockerLintFailOn);

    /// <summary>
    /// BuildKit's checks, which need an engine (<see cref="IHazDockerEngine"/>), the frontend and the base images; <c>null</c>:
    /// <see cref="LintChecks.Auto"/>, so that a lint without a network is complete but for these.
    /// </summary>
    [Parameter("Run BuildKit's checks, which need an engine: auto, off, or required to fail without them. Short: --lint-checks. Default: auto")]
    [Display(ShortName = "LintChecks")]
    LintChecks? DockerLintChecks => this.GetParameter<LintChecks?>(() => DockerLintChecks);

    /// <summary>
    /// Lints the Dockerfiles of all images, and writes <c>lint.sarif</c> (on GitLab also <c>lint.codequality.json</c>) to
    /// <see cref="IHazDockerReports.DockerReportsDirectory"/>.
    /// </summary>
    Target DockerLint => _ => _
        .CheckParameters(
            this,
            reads:
            [
                nameof(DockerLintFailOn), nameof(DockerLintChecks), nameof(DockerJson),
                nameof(IDockerBuild.DockerImage),
                nameof(IDockerBuild.DockerBuildArg), nameof(IDockerBuild.DockerBuildContext), nameof(IHazDockerCache.DockerCacheDirectory),
            ])
        .Description("Lint the images' Dockerfiles: caches, order of steps, secrets, users, and BuildKit's checks")
        .TryAfter<IDockerFix>(x => x.DockerFix)
        .TryBefore<IDockerBuild>(x => x.DockerBuild)
        .Produces(DockerReportsDirectory / "lint.*")
        .Executes(async () =>
        {
            var lint = new ImageLint(this);
            var report = await TargetAction.RunAsync(this, lint.RunAsync);
            ReportSummary(_ => _.AddPair("Lint", LintText.Summary(report) + (lint.ChecksDidNotRun ? ", BuildKit's checks did not run" : "")));
            if (report.Fails(DockerLintFailOn ?? LintFailOn.Error))
            {
                throw TargetAction.Failure(
                    this,
                    DockerFaultKind.LintFoundErrors,
                    $"The Dockerfiles have {LintText.Summary(report)}. {this.CommandOf(nameof(IDockerFix.DockerFix))} fixes what it safely can; "
                    + "'# ndb:ignore=RULE reason' above an instruction lets a finding pass.");
            }
        });
}
