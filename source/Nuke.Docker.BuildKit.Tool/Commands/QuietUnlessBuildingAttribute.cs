using Nuke.Common;

namespace Nuke.Docker.BuildKit.Tool.Commands;

/// <summary>Omits the table of targets and <c>Build succeeded</c> after a command that builds no image.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class QuietUnlessBuildingAttribute() : DisableDefaultOutputAttribute(DefaultOutput.TargetOutcome, DefaultOutput.BuildOutcome)
{
    public override bool IsApplicable(INukeBuild build) =>
        build.ExecutionPlan is { } plan && !plan.Any(target => ToolCommands.OfTarget(target.Name) is { Builds: true });
}
