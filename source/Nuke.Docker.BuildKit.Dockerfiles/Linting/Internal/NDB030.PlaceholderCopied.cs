using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

internal sealed class PlaceholderCopied() : DockerfileRule(new("NDB030", LintSeverity.Warning)
{
    Cause = "the checkout contains placeholders in place of files that are copied",
    Cost = "the image is built without an error, and fails when it reads them",
    Cure = "fetch the files: git lfs pull, git submodule update --init, git annex get, dvc pull, git-crypt unlock",
    Notes = """
        The rule finds pointers of Git LFS and git-annex, links into `.git/annex`, files that git-crypt has encrypted, directories of submodules that are
        empty, links that git wrote as text files on Windows, and outputs of DVC that are missing.
        """,
})
{
    private const int Shown = 3;

    public override IEnumerable<LintFinding> Check(LintSubject subject)
    {
        if (subject.Context is not { Directory: { } directory, Sent.Value.Listing: { } listing })
            yield break;
        var copies = subject.Needed().SelectMany(stage => stage.Instructions).OfType<TransferInstruction>().Where(ContextCopy.FromContext).ToArray();
        if (copies.Length == 0)
            yield break;
        foreach (var group in Placeholders.Of(directory, listing).GroupBy(placeholder => (Copy(copies, placeholder.Path), placeholder.Kind, placeholder.Cure)))
        {
            if (group.Key.Item1 is not { } copy)
                continue;
            var paths = group.Select(placeholder => placeholder.Path).ToArray();
            var more = paths.Length > Shown ? $" and {paths.Length - Shown} more" : "";
            yield return Found(subject, copy, $"{string.Join(", ", paths.Take(Shown))}{more}: {group.Key.Kind}; run {group.Key.Cure}");
        }
    }

    private static TransferInstruction? Copy(TransferInstruction[] copies, string path) => copies.FirstOrDefault(copy => copy.ExpandedSources.Any(source =>
        ContextCopy.IsWhole(source)
        || path == PosixPath.Clean($"/{source}")[1..]
        || path.StartsWith($"{PosixPath.Clean($"/{source}")[1..].TrimEnd('*', '/')}/", StringComparison.Ordinal)));
}
