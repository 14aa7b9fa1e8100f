using System.Text.RegularExpressions;
using Nuke.Docker.BuildKit.Dockerfiles.Editing;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Dockerfiles.Steps;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

// Removes compilers that are not needed because everything is installed from wheels of another stage.
internal sealed partial class CompilersInRuntime
{
    private const string Unused = "the service must not use compilers, headers or libraries that come with them";

    // The files of system packages.
    private const string System = "packages:";

    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(5);

    // Headers of libraries that are part of Python's own images.
    private static readonly HashSet<string> s_headers =
    [
        "python3-dev", "libc6-dev", "libffi-dev", "libssl-dev", "zlib1g-dev", "libbz2-dev", "liblzma-dev", "libsqlite3-dev", "libreadline-dev",
        "musl-dev", "libexpat1-dev", "uuid-dev",
    ];

    private IEnumerable<Proposal> RemoveUnneeded(LintSubject subject)
    {
        var steps = subject.Lineage(subject.Final).SelectMany(subject.StepsOf).ToArray();
        var offline = steps.SelectMany(step => step.Installs).Any(install => CacheMounts.IsOffline(install.Command));
        if (!offline || !steps.SelectMany(step => step.Commands).All(CompilesNothing))
            yield break;
        foreach (var step in steps)
        {
            foreach (var package in Left(step))
            {
                if (Replacement(subject, step, package) is not { } libraries)
                    continue;
                if (Edits(subject.Dockerfile, step, package, libraries) is not { Length: > 0 } edits)
                    continue;
                var replacement = libraries.Length == 0 ? $"remove {package} from" : $"replace {package} by {libraries} in";
                yield return Propose(step.Run, $"{replacement} the final image", edits) with { Needs = Unused, Paths = [System] };
            }
        }
    }

    private static bool CompilesNothing(ShellCommand command) => 
        InstallInputs.IsHarmless(command) || CacheMounts.IsOffline(command) || CacheMounts.InstallsOnlyTools(command);

    /// <summary>Returns the shared libraries that must replace a package, empty for none; <c>null</c> if they are unknown.</summary>
    private static string? Replacement(LintSubject subject, RunStep step, string package)
    {
        if (!package.EndsWith("-dev", StringComparison.Ordinal) || s_headers.Contains(package))
            return "";
        if (subject.Context.Project()?.SystemPackages is not { } known)
            return null;
        if (known.Build.All(build => build.Name != package))
            return null;
        var present = step.Commands.SelectMany(command => command.Words).ToHashSet();
        return string.Join(' ', known.Runtime.Select(runtime => runtime.Name).Where(name => !present.Contains(name)));
    }

    private static TextEdit[] Edits(Dockerfile dockerfile, RunStep step, string package, string libraries)
    {
        var packages = step.Commands.Where(command => command.Has("install", "add"))
            .SelectMany(command => command.Arguments.Where(word => !word.StartsWith('-') && word is not ("install" or "add")));
        if (libraries.Length == 0)
            return packages.Count() == 1 ? [Edit.RemoveBlock(dockerfile, step.Run)] : [.. Edit.RemoveWord(dockerfile, step.Run, package)];
        var expression = new Regex($@"(?<=\s){Regex.Escape(package)}(?=[\s;&|]|$)", RegexOptions.CultureInvariant, s_timeout);
        var place = expression.Match(dockerfile.TextOf(step.Run.Span));
        return place.Success ? [new TextEdit(step.Run.Span.Start + place.Index, place.Length, libraries)] : [];
    }
}
