using Nuke.Docker.BuildKit.Dockerfiles.Fixing;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Text.Changes;

namespace Nuke.Docker.BuildKit.Proofs;

/// <summary>Proves the fixes of a Dockerfile and of an ignore file.</summary>
internal static class DockerfileProof
{
    /// <summary>Returns the Dockerfile with the fixes that stand the proof, and the other fixes with the difference.</summary>
    /// <param name="proof">Builds and compares.</param>
    /// <param name="text">The Dockerfile.</param>
    /// <param name="path">Its path.</param>
    /// <param name="builds">Its images, each with its context.</param>
    /// <param name="cancellationToken">Cancels the builds.</param>
    public static async Task<(FixReport Report, IReadOnlyList<(DockerfileFix Fix, string Difference)> Withdrawn)> RunAsync(
        ImageProof proof,
        string text,
        string path,
        IReadOnlyList<(ProofBuild Build, LintContext Context)> builds,
        CancellationToken cancellationToken = default)
    {
        LintContext[] contexts = [.. builds.Select(build => build.Context)];
        ProofBuild[] images = [.. builds.Select(build => build.Build)];
        var ignore = IgnoreText(contexts[0]);
        var all = DockerfileFixer.Fix(text, path, contexts, _ => true).Fixes.DistinctBy(fix => fix.Key).ToArray();
        var (proved, withdrawn) = await ProofSearch.RunAsync(all, async chosen =>
        {
            var report = Fix(chosen);
            return report.Changed
                ? await proof.DifferenceAsync(images, new(text, ignore), new(report.After, ignore), ChangesOf(report.Fixes), cancellationToken)
                : null;
        });
        return (Fix(proved), withdrawn);

        FixReport Fix(IReadOnlyList<DockerfileFix> chosen)
        {
            var keys = chosen.Select(fix => fix.Key).ToHashSet();
            return DockerfileFixer.Fix(text, path, contexts, fix => keys.Contains(fix.Key));
        }
    }

    /// <summary>Returns the differences that an ignore file makes; <c>null</c> if only the files are missing that it excludes.</summary>
    /// <param name="proof">Builds and compares.</param>
    /// <param name="change">The change of the ignore file.</param>
    /// <param name="builds">The images that use it, each with its context and the text of its Dockerfile.</param>
    /// <param name="cancellationToken">Cancels the builds.</param>
    public static async Task<string?> RunAsync(
        ImageProof proof,
        FileChange change,
        IReadOnlyList<(ProofBuild Build, LintContext Context, string Dockerfile)> builds,
        CancellationToken cancellationToken = default)
    {
        var matcher = new DockerignoreMatcher(DockerignoreFile.Parse(change.After, change.Path));
        foreach (var (build, context, text) in builds)
        {
            var sent = context.Sent.Value.Listing?.Entries ?? [];
            var changes = new ImageChanges { IgnoredFiles = [.. sent.Select(entry => entry.Path).Where(matcher.Ignores)] };
            if (await proof.DifferenceAsync([build], new(text, change.Before ?? ""), new(text, change.After), changes, cancellationToken) is { } difference)
                return difference;
        }

        return null;
    }

    private static string IgnoreText(LintContext context) => context.IgnoreFile is { } file ? FileChange.ReadText(file) : "";

    private static ImageChanges ChangesOf(IReadOnlyList<DockerfileFix> fixes) => new()
    {
        Paths = [.. fixes.SelectMany(fix => fix.Paths).Distinct()],
        Settings = [.. fixes.SelectMany(fix => fix.Settings).Distinct()],
    };
}
