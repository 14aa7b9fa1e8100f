using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting;

/// <summary>Finds the known mistakes in a Dockerfile: BuildKit's checks where they ran, and the rules of <see cref="LintRules"/>.</summary>
public static class DockerfileLinter
{
    /// <summary>Lints a Dockerfile.</summary>
    /// <param name="dockerfile">The Dockerfile.</param>
    /// <param name="context">What else is known; null for nothing.</param>
    [Pure]
    public static LintReport Lint(Dockerfile dockerfile, LintContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(dockerfile);
        context ??= LintContext.None;
        var subject = new LintSubject(dockerfile, context);
        var found = Checks.Of(subject).Concat(BuildKitChecks.Of(subject)).ToList();
        var suppressions = new Suppressions(dockerfile);
        LintFinding[] all =
        [
            .. BuildKitChecks.WithoutTwins(found)
                .Concat(suppressions.Unknown())
                .Select(suppressions.Apply)
                .OrderBy(finding => finding.Lines?.First ?? 0)
                .ThenBy(finding => finding.Rule.Id, StringComparer.Ordinal),
        ];
        return new LintReport { Findings = [.. all.Where(finding => finding.Suppressed is null)], Suppressed = [.. all.Where(finding => finding.Suppressed is not null)] };
    }

    /// <summary>Reads and lints a Dockerfile; one that can't be read is a finding, too.</summary>
    /// <param name="path">The Dockerfile.</param>
    /// <param name="context">What else is known; null for what lies beside it.</param>
    /// <exception cref="IOException">There is none.</exception>
    public static LintReport LintFile(string path, LintContext? context = null)
    {
        try
        {
            return Lint(Dockerfile.Read(path), context ?? LintContext.Of(path, Path.GetDirectoryName(Path.GetFullPath(path))));
        }
        catch (DockerfileParseException exception)
        {
            var cure = exception.Cure is null ? "" : $". {exception.Cure}";
            return new LintReport { Findings = [new LintFinding(LintRules.WouldFail, path, exception.Lines, $"{exception.Problem}{cure}")] };
        }
    }
}
