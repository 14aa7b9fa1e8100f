using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Steps;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

internal sealed class MovingSource() : DockerfileRule(new("NDB026", LintSeverity.Warning)
{
    Cause = "a package or directory comes from a branch of a repository",
    Cost = "the step stays cached while the branch moves on, and another machine builds another image",
    Cure = "name a tag or, better, a commit",
    Notes = """
        The rule finds `pip install git+https://…@main`, the same without a reference, and `ADD https://….git#main`. It knows the usual names of branches.
        """,
})
{
    public override IEnumerable<LintFinding> Check(LintSubject subject)
    {
        foreach (var step in subject.Steps)
        {
            var packages = step.Installs
                .Where(install => install.Tool == PackageTool.Pip || install.Tool == PackageTool.Uv)
                .SelectMany(install => install.Command.Arguments);
            foreach (var package in packages.Where(word => GitSources.RequirementReference(word) is { } reference && GitSources.Moves(reference)))
                yield return Found(subject, step.Run, $"{SafeText(package)} is installed from a branch; name a tag or a commit: …@COMMIT");
        }

        foreach (var add in subject.Dockerfile.Instructions.OfType<AddInstruction>())
        {
            foreach (var source in add.ExpandedSources.Where(source => GitSources.Reference(source) is { } reference && GitSources.Moves(reference)))
                yield return Found(subject, add, $"{SafeText(source)} is a branch; name a tag or a commit: #COMMIT");
        }
    }

    // Without a user and password.
    private static string SafeText(string address)
    {
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        var slash = scheme < 0 ? -1 : address.IndexOf('/', scheme + 3);
        var at = slash < 0 ? -1 : address.LastIndexOf('@', slash);
        return at > scheme && scheme >= 0 ? $"{address[..(scheme + 3)]}{address[(at + 1)..]}" : address;
    }
}
