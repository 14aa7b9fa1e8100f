using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Dockerfiles.Fixing;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Proofs;
using Nuke.Docker.BuildKit.Text.Changes;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Fixes the images' Dockerfiles and ignore files, or prints the fixes.</summary>
internal sealed class ImageFixes(IDockerFix build)
{
    private readonly List<FileChange> _changes = [];

    /// <returns>The files that change.</returns>
    public async Task<IReadOnlyList<FileChange>> RunAsync(CancellationToken cancellationToken)
    {
        var images = ImageDockerfiles.Of(build);
        foreach (var (_, path, context) in images)
            Preflight.RequireEncoding(path, context.Directory, BuildLog.Print);
        await using var proof = build.DockerProve && images.Count > 0 ? await FixProof.CreateAsync(build, cancellationToken) : null;
        // Several images may share a Dockerfile, and several Dockerfiles an ignore file: each file changes once.
        var texts = new Dictionary<string, string>();
        foreach (var file in images.GroupBy(image => image.Path))
            texts[file.Key] = await FixDockerfileAsync(file.Key, [.. file], proof, cancellationToken);
        foreach (var group in images.GroupBy(image => IgnoreFileOf(image.Path, image.Context)).Where(group => group.Key is not null))
            await FixIgnoreFileAsync([.. group], texts, proof, cancellationToken);

        if (build.DockerApply)
            FileChanges.Write(_changes);
        else if (_changes.Count > 0)
            Log.Information("Nothing is written yet; --apply does that.");
        return _changes;
    }

    private static string? IgnoreFileOf(string path, LintContext context) =>
        context.IgnoreFile ?? (context.Directory is { } directory ? Path.Combine(directory, ".dockerignore") : null);

    private async Task<string> FixDockerfileAsync(
        string path, (DockerImage Image, string Path, LintContext Context)[] images, FixProof? proof, CancellationToken cancellationToken)
    {
        var before = FileChange.ReadText(path);
        LintContext[] contexts = [.. images.Select(image => image.Context)];
        IReadOnlyList<(DockerfileFix Fix, string Difference)> withdrawn = [];
        var report = DockerfileFixer.Fix(before, path, contexts, fix => fix.Needs is null);
        if (proof is not null)
        {
            (ProofBuild, LintContext)[] builds = [.. images.Select(image => (proof.BuildOf(image.Image), image.Context))];
            (report, withdrawn) = await DockerfileProof.RunAsync(proof.Images, before, path, builds, cancellationToken);
        }

        if (report.Changed)
            Print(report.ToChange());
        foreach (var fix in report.Fixes)
            Log.Information("{Rule:l} {Description:l} ({How:l})", fix.Rule.Id, fix.Description, How(proof));
        foreach (var (fix, difference) in withdrawn)
            Log.Warning("{Rule:l} {Description:l} is withdrawn: {Difference:l}", fix.Rule.Id, fix.Description, difference);
        if (proof is null)
        {
            foreach (var fix in report.Proposed)
            {
                const string Proposed = "{Rule:l} {Description:l} is proposed, not applied: {Needs:l}; --prove checks it";
                Log.Information(Proposed, fix.Rule.Id, fix.Description, fix.Needs ?? "it follows another proposed fix");
            }
        }

        if (!report.Changed && report.Proposed.Count == 0)
            Log.Information("{Path:l}: nothing to fix", Path.GetRelativePath(build.RootDirectory, path));
        ReportLeft(report);
        return report.After;
    }

    private async Task FixIgnoreFileAsync(
        (DockerImage Image, string Path, LintContext Context)[] images, Dictionary<string, string> texts, FixProof? proof, CancellationToken cancellationToken)
    {
        var change = DockerignoreFixer.Fix([.. images.Select(image => (Dockerfile.Parse(texts[image.Path], image.Path), image.Context))]);
        if (change is null)
            return;
        if (proof is not null && await DifferenceAsync(proof) is { } difference)
        {
            Log.Warning("{Path:l} is not changed: {Difference:l}", Path.GetRelativePath(build.RootDirectory, change.Path), difference);
            return;
        }

        Print(change);
        if (change.Reason is { } rules)
            Log.Information("{Rules:l} exclude unneeded files from the context ({How:l})", rules, How(proof));

        Task<string?> DifferenceAsync(FixProof proof) => DockerfileProof.RunAsync(
            proof.Images, change, [.. images.Select(image => (proof.BuildOf(image.Image), image.Context, texts[image.Path]))], cancellationToken);
    }

    private string How(FixProof? proof) => proof is not null ? "proved" : build.DockerApply ? "applied without proof" : "needs no proof";

    private void Print(FileChange change)
    {
        _changes.Add(change);
        foreach (var line in change.ToDiff(build.RootDirectory).TrimEnd('\n').Split('\n'))
            Log.Information("{Line:l}", line);
    }

    // Findings with a proposed fix, and those that the change of the ignore file fixes, are not listed again.
    private void ReportLeft(FixReport report)
    {
        var proposed = report.Proposed.Select(fix => fix.Rule).ToHashSet();
        var left = report.Left.Where(finding => !proposed.Contains(finding.Rule) && !DockerignoreFixer.Fixes(finding.Rule)).ToArray();
        foreach (var finding in left)
            Log.Information("Left to you: {Finding:l}", (finding with { Path = Path.GetRelativePath(build.RootDirectory, finding.Path) }).ToString());
        if (left.Any(finding => finding.Rule.Name is "CompilersInRuntime" or "CodeBeforeDependencies"))
        {
            var command = build.CommandOf(nameof(IDockerInit.DockerInit));
            Log.Information("{Command:l} --overwrite writes a new Dockerfile with stages, and keeps a copy of this one.", command);
        }
    }
}
