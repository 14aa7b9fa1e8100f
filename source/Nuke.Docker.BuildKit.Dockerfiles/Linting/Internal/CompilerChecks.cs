namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>Compilers and headers in the image that runs.</summary>
internal static class CompilerChecks
{
    private static readonly HashSet<string> s_compilers =
    [
        "gcc", "g++", "build-essential", "make", "cmake", "clang", "gfortran", "cargo", "rustc", "golang", "pkg-config", "ninja-build", "autoconf",
        "automake", "python3-dev", "musl-dev", "linux-headers", "build-base",
    ];

    public static IEnumerable<LintFinding> Compilers(LintSubject subject)
    {
        foreach (var step in subject.Lineage(subject.Final).SelectMany(subject.StepsOf))
        {
            var left = Left(step);
            if (left.Count > 0)
            {
                yield return subject.Find(
                    LintRules.CompilersInRuntime,
                    step.Run,
                    $"{string.Join(", ", left)} {(left.Count == 1 ? "stays" : "stay")} in the image that runs; build wheels in a stage of their own");
            }
        }
    }

    /// <summary>The compilers and headers that a step installs and doesn't remove again: what one step removes was never there.</summary>
    public static IReadOnlyList<string> Left(RunStep step)
    {
        var installed = step.Commands.Where(IsInstall).SelectMany(command => command.Arguments.Select(word => (Package: word, command))).Where(install => IsCompiler(install.Package)).ToArray();
        return [.. installed.Where(install => !IsRemoved(step, Name(install.Package), install.command)).Select(install => install.Package).Distinct()];
    }

    /// <summary>Whether a package is a compiler, or what only one reads.</summary>
    public static bool IsCompiler(string package)
    {
        var name = Name(package);
        return s_compilers.Contains(name)
            || name.EndsWith("-dev", StringComparison.Ordinal)
            || name.StartsWith("clang-", StringComparison.Ordinal)
            || (name.StartsWith("gcc-", StringComparison.Ordinal) && !name.EndsWith("-base", StringComparison.Ordinal));
    }

    private static bool IsInstall(ShellCommand command) =>
        command.Program is "apt-get" or "apt" or "apk" or "dnf" or "yum" or "microdnf" && command.Has("install", "add");

    private static bool IsRemoved(RunStep step, string package, ShellCommand install)
    {
        var removals = step.Commands.Where(command => command.Program is "apt-get" or "apt" or "apk" or "dnf" or "yum" or "microdnf" && command.Has("purge", "remove", "autoremove", "del")).ToArray();
        // Of what was asked for by name, autoremove alone takes only what was marked as not wanted for itself.
        var marked = step.Commands.Any(command => command.Program == "apt-mark" && command.Words.Contains("auto"));
        return removals.Any(command => command.Arguments.Any(word => Name(word) == package || word.Contains('$', StringComparison.Ordinal) || word == install.Option("-t", "--virtual")))
            || (marked && removals.Any(command => command.Has("autoremove", "--auto-remove", "--autoremove")));
    }

    private static string Name(string package) => package.Split('=', ':')[0];
}
