using Nuke.Docker.BuildKit.Ledger;
using Nuke.Docker.BuildKit.Ledger.Internal;
using Nuke.Docker.BuildKit.Reports;

namespace Nuke.Docker.BuildKit.Containers;

/// <summary>The change that a build found, in the terms in which people plan their work.</summary>
/// <param name="Kind">The kind; of several, the one that costs the most.</param>
/// <param name="Text">The change with its cause, such as <c>code changed (app/main.py changed)</c>.</param>
internal sealed record ImageChange(ImageChangeKind Kind, string Text)
{
    /// <summary>Derives the change from the causes in the report of a build.</summary>
    public static ImageChange Of(BuildReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.Count(StepResult.Ran) == 0)
            return new ImageChange(ImageChangeKind.Nothing, report.Skipped ? "nothing has changed" : "all steps were cached");
        var roots = report.Causes.Where(cause => cause.IsRoot).Select(cause => (Kind: KindOf(cause), cause.Sentence)).ToList();
        if (roots.Count == 0)
            return new ImageChange(ImageChangeKind.Other, "rebuilt for an unknown reason");
        var kind = roots.Max(root => root.Kind);
        return new ImageChange(kind, $"{Words(kind)} ({roots.First(root => root.Kind == kind).Sentence})");
    }

    private static ImageChangeKind KindOf(StepCause cause) => cause.Kind switch
    {
        CauseKind.FirstBuild => ImageChangeKind.New,
        CauseKind.BaseImage => ImageChangeKind.BaseImage,
        CauseKind.Instruction or CauseKind.NewStep or CauseKind.Frontend => ImageChangeKind.Dockerfile,
        CauseKind.Packages => ImageChangeKind.Dependencies,
        CauseKind.FileContent or CauseKind.FileMode or CauseKind.FileAdded or CauseKind.FileRemoved or CauseKind.FileRenamed or CauseKind.FileLink =>
            cause.Details.Count > 0 && cause.Details.All(PackageFacts.ListsPackages) ? ImageChangeKind.Dependencies : ImageChangeKind.Code,
        _ => ImageChangeKind.Other,
    };

    private static string Words(ImageChangeKind kind) => kind switch
    {
        ImageChangeKind.Code => "code changed",
        ImageChangeKind.Dependencies => "dependencies changed",
        ImageChangeKind.Dockerfile => "the Dockerfile changed",
        ImageChangeKind.BaseImage => "the base image changed",
        ImageChangeKind.New => "first build",
        _ => "rebuilt",
    };
}
