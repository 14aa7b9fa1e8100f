using Nuke.Docker.BuildKit.Dockerfiles.Syntax;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

internal sealed class WrongEncoding() : DockerfileRule(new("NDB031", LintSeverity.Warning)
{
    Cause = "a file that the build reads isn't in UTF-8",
    Cost = "the installation fails, a pattern of the ignore file matches nothing, or letters are replaced",
    Cure = "save it as UTF-8 without a byte order mark; PowerShell: Set-Content -Encoding utf8NoBOM instead of > or Out-File",
    Notes = """
        The rule reads the Dockerfile, the ignore file, and the requirements and constraints files that `pip install -r` and `uv pip` read from the context.
        A line in another encoding that fails the build is an error (NDB000). pip reads UTF-16 with a byte order mark, and declarations such as
        `# -*- coding: latin-1 -*-`; uv reads neither. Comments in the Dockerfile and the ignore file are not reported.
        """,
})
{
    public override IEnumerable<LintFinding> Check(LintSubject subject)
    {
        foreach (var fault in FileEncodings.OfDockerfile(subject.Dockerfile).Where(fault => !fault.Fails))
            yield return Found(fault, fault.File);
        foreach (var fault in FileEncodings.OfIgnoreFile(subject.Context.IgnoreFile))
            yield return Found(fault, fault.File);
        foreach (var fault in FileEncodings.OfRequirements(subject))
            yield return Found(fault, Path.Combine(subject.Context.Directory!, fault.File));
    }

    private LintFinding Found(EncodingFault fault, string path) =>
        new(Rule, path, fault.Line is { } line ? new DockerfileLines(line, line) : null, $"{fault.Problem}. {TextEncoding.Cure}");
}
