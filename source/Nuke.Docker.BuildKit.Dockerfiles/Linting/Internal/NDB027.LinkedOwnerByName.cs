using Nuke.Docker.BuildKit.Dockerfiles.Instructions;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

internal sealed class LinkedOwnerByName() : DockerfileRule(new("NDB027", LintSeverity.Error)
{
    Cause = "COPY --link sets an owner by name",
    Cost = "the build fails, because the files are copied into an empty layer that has no /etc/passwd",
    Cure = "use the numbers of user and group, or leave out --link",
})
{
    public override IEnumerable<LintFinding> Check(LintSubject subject) => subject.Dockerfile.Instructions.OfType<TransferInstruction>()
        .Where(copy => copy is { Link: true, Chown: { } owner } && IsName(owner))
        .Select(copy => Found(subject, copy, $"--link copies into an empty layer, which does not know {copy.Chown}; use the numbers of user and group"));

    private static bool IsName(string owner) => !owner.Contains('$', StringComparison.Ordinal)
        && owner.Split(':').Any(part => part.Length > 0 && !part.All(char.IsAsciiDigit));
}
