using Nuke.Docker.BuildKit.Dockerfiles.Instructions;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

internal sealed class UnverifiedDownload() : DockerfileRule(new("NDB025", LintSeverity.Warning)
{
    Cause = "ADD downloads a file without a checksum",
    Cost = "another file may be downloaded tomorrow, and each build asks the server",
    Cure = "add --checksum=sha256:…",
    Notes = """
        ```dockerfile
        ADD --checksum=sha256:24454f83… https://example.com/tool.tar.gz /opt/
        ```
        """,
})
{
    public override IEnumerable<LintFinding> Check(LintSubject subject) => subject.Dockerfile.Instructions.OfType<AddInstruction>()
        .Where(add => add.Checksum is null)
        .SelectMany(add => add.ExpandedSources.Where(IsDownload).Select(source => Found(subject, add, $"{source} is not verified; add --checksum=sha256:…")));

    private static bool IsDownload(string source) =>
        (source.StartsWith("http://", StringComparison.Ordinal) || source.StartsWith("https://", StringComparison.Ordinal))
        && GitSources.Reference(source) is null;
}
