using System.Text.RegularExpressions;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Python.Projects;

namespace Nuke.Docker.BuildKit.Dockerfiles.Fixing.Internal;

/// <summary>Compilers that nothing needs any more, because all that is installed comes as wheels from another stage.</summary>
internal static class CompilerFixes
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    // Headers of libraries that Python's own images bring along.
    private static readonly HashSet<string> s_headers =
    [
        "python3-dev", "libc6-dev", "libffi-dev", "libssl-dev", "zlib1g-dev", "libbz2-dev", "liblzma-dev", "libsqlite3-dev", "libreadline-dev",
        "musl-dev", "libexpat1-dev", "uuid-dev",
    ];

    public static IEnumerable<Proposal> Unneeded(LintSubject subject)
    {
        var steps = subject.Lineage(subject.Final).SelectMany(subject.StepsOf).ToArray();
        if (!steps.SelectMany(step => step.Installs).Any(install => CacheChecks.IsOffline(install.Command)) || !steps.SelectMany(step => step.Commands).All(CompilesNothing))
            yield break;
        foreach (var step in steps)
        {
            foreach (var package in CompilerChecks.Left(step))
            {
                if (Replacement(subject, step, package) is { } libraries && Edits(subject.Dockerfile, step, package, libraries) is { Length: > 0 } edits)
                    yield return new Proposal(LintRules.CompilersInRuntime, step.Run, $"{package} isn't in the image that runs{(libraries.Length == 0 ? "" : $", {libraries} is")}", edits);
            }
        }
    }

    private static bool CompilesNothing(ShellCommand command) => InstallInputs.IsHarmless(command) || CacheChecks.IsOffline(command) || CacheChecks.OnlyItself(command);

    /// <summary>The shared libraries that must come instead of a package, empty for none; null where nobody knows.</summary>
    private static string? Replacement(LintSubject subject, RunStep step, string package)
    {
        if (!package.EndsWith("-dev", StringComparison.Ordinal) || s_headers.Contains(package))
            return "";
        if (subject.Context.Directory is not { } directory || PythonProjectReader.Read(directory).SystemPackages is not { } known || known.Build.All(build => build.Name != package))
            return null;
        var present = step.Commands.SelectMany(command => command.Words).ToHashSet();
        return string.Join(' ', known.Runtime.Select(runtime => runtime.Name).Where(name => !present.Contains(name)));
    }

    private static TextEdit[] Edits(Dockerfile dockerfile, RunStep step, string package, string libraries)
    {
        var packages = step.Commands.Where(command => command.Has("install", "add")).SelectMany(command => command.Arguments.Where(word => !word.StartsWith('-') && word is not ("install" or "add")));
        if (libraries.Length == 0)
            return packages.Count() == 1 ? [Edit.RemoveBlock(dockerfile, step.Run)] : [.. Edit.RemoveWord(dockerfile, step.Run, package)];
        var place = new Regex($@"(?<=\s){Regex.Escape(package)}(?=[\s;&|]|$)", RegexOptions.CultureInvariant, s_patience).Match(dockerfile.TextOf(step.Run.Span));
        return place.Success ? [new TextEdit(step.Run.Span.Start + place.Index, place.Length, libraries)] : [];
    }
}
