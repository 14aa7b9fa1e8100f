using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

internal sealed class UnknownBuildArgument() : DockerfileRule(new("NDB028", LintSeverity.Warning)
{
    Cause = "the build sets an argument that no ARG declares",
    Cost = "BuildKit ignores it, and the image is built with the default",
    Cure = "correct the name, or declare the argument",
    Notes = "Arguments that BuildKit knows itself, such as `HTTP_PROXY` and `SOURCE_DATE_EPOCH`, need no declaration.",
})
{
    private static readonly HashSet<string> s_predefined = new(StringComparer.OrdinalIgnoreCase)
    {
        "HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "NO_PROXY", "ALL_PROXY", "SOURCE_DATE_EPOCH", "TARGETPLATFORM", "TARGETOS", "TARGETARCH", "TARGETVARIANT",
        "BUILDPLATFORM", "BUILDOS", "BUILDARCH", "BUILDVARIANT", "TARGETSTAGE",
    };

    public override IEnumerable<LintFinding> Check(LintSubject subject) => Undeclared(subject.Dockerfile, subject.Context.BuildArguments.Keys)
        .Select(found => new LintFinding(
            Rule, subject.Dockerfile.Path, null, $"the build sets {found.Name}, but no ARG declares it. "
                + (found.Declared.Count == 0 ? "Add ARG." : NearestNames.Sentence(found.Name, found.Declared))));

    /// <summary>Returns the arguments that a Dockerfile does not declare, each with those that it does.</summary>
    public static IEnumerable<(string Name, IReadOnlyCollection<string> Declared)> Undeclared(Dockerfile dockerfile, IEnumerable<string> names)
    {
        // A frontend of another kind may know more arguments.
        if (dockerfile.Directives.FirstOrDefault(directive => directive.Name == "syntax")?.Value is { } syntax
            && !syntax.Contains("docker/dockerfile", StringComparison.Ordinal))
            yield break;
        string[] declared = [.. dockerfile.Instructions.OfType<ArgInstruction>().SelectMany(arg => arg.Assignments).Select(argument => argument.Name)];
        var triggers = dockerfile.Instructions.OfType<OnbuildInstruction>().Select(trigger => trigger.Expression).ToArray();
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            if (declared.Contains(name)
                || s_predefined.Contains(name)
                || name.StartsWith("BUILDKIT_", StringComparison.Ordinal)
                || triggers.Any(trigger => trigger.Contains(name, StringComparison.Ordinal)))
                continue;
            yield return (name, declared);
        }
    }
}
