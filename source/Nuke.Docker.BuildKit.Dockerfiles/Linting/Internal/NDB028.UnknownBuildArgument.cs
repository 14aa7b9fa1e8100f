using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
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

    public override IEnumerable<LintFinding> Check(LintSubject subject)
    {
        // A frontend of another kind may know more arguments.
        if (subject.Dockerfile.Directives.FirstOrDefault(directive => directive.Name == "syntax")?.Value is { } syntax
            && !syntax.Contains("docker/dockerfile", StringComparison.Ordinal))
            yield break;
        string[] declared = [.. subject.Dockerfile.Instructions.OfType<ArgInstruction>().SelectMany(arg => arg.Assignments).Select(argument => argument.Name)];
        var triggers = subject.Dockerfile.Instructions.OfType<OnbuildInstruction>().Select(trigger => trigger.Expression).ToArray();
        foreach (var name in subject.Context.BuildArguments.Keys.Order(StringComparer.Ordinal))
        {
            if (declared.Contains(name)
                || s_predefined.Contains(name)
                || name.StartsWith("BUILDKIT_", StringComparison.Ordinal)
                || triggers.Any(trigger => trigger.Contains(name, StringComparison.Ordinal)))
                continue;
            var suggestion = declared.Length == 0 ? "Add ARG." : NearestNames.Sentence(name, declared);
            yield return new LintFinding(Rule, subject.Dockerfile.Path, null, $"the build sets {name}, but no ARG declares it. {suggestion}");
        }
    }
}
