using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting;

/// <summary>Finds known mistakes in a Dockerfile by the rules of <see cref="LintRules"/>, and merges the findings of BuildKit's checks.</summary>
public static class DockerfileLinter
{
    /// <summary>Lints a Dockerfile.</summary>
    /// <param name="dockerfile">The Dockerfile.</param>
    /// <param name="context">The context of the build; <c>null</c> if unknown.</param>
    [Pure]
    public static LintReport Lint(Dockerfile dockerfile, LintContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(dockerfile);
        context ??= LintContext.None;
        var subject = new LintSubject(dockerfile, context);
        var found = RuleCatalog.All.SelectMany(rule => rule.Check(subject)).Concat(BuildKitChecks.Of(subject)).ToList();
        LintFinding[] all =
        [
            .. BuildKitChecks.WithoutTwins(found)
                .Select(subject.Suppressions.Apply)
                .OrderBy(finding => finding.Lines?.First ?? 0)
                .ThenBy(finding => finding.Rule.Id, StringComparer.Ordinal),
        ];
        return new LintReport
        {
            Findings = [.. all.Where(finding => finding.Suppressed is null)],
            Suppressed = [.. all.Where(finding => finding.Suppressed is not null)],
        };
    }

    /// <summary>Reads and lints a Dockerfile. A syntax error is reported as a finding.</summary>
    /// <param name="path">The path of the Dockerfile.</param>
    /// <param name="context">The context of the build; <c>null</c> for the directory of the Dockerfile.</param>
    /// <exception cref="IOException">The file does not exist or cannot be read.</exception>
    public static LintReport LintFile(string path, LintContext? context = null)
    {
        try
        {
            return Lint(Dockerfile.Read(path, context?.BuildArguments), context ?? LintContext.Of(path, Path.GetDirectoryName(Path.GetFullPath(path))));
        }
        catch (DockerfileParseException exception)
        {
            var cure = exception.Cure is null ? "" : $". {exception.Cure}";
            return new LintReport { Findings = [new LintFinding(RuleCatalog.WouldFail.Rule, path, exception.Lines, $"{exception.Problem}{cure}")] };
        }
    }
}
