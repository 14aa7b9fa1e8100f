using Nuke.Docker.BuildKit.Dockerfiles.Steps;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

internal sealed partial class CompilersInRuntime() : DockerfileRule(new("NDB007", LintSeverity.Warning)
{
    Cause = "compilers or headers are installed in the final image",
    Cost = "the image is hundreds of megabytes larger, and contains tools for an attacker",
    Cure = "build wheels in a separate stage",
    Notes = """
        Packages that the same step removes again by name are not in the image. `autoremove` alone removes only packages that were installed as
        dependencies. Images of compilers (`golang`, `rust`, `gcc` and others) are not reported.
        """,
    Fixer = """
        fixes this in a simple file of one stage (`FROM`, `apt-get`, `pip install`, `COPY`, `CMD`): it builds the wheels in a separate stage and
        mounts them in the final one, which keeps the shared libraries that the dependencies are known to use. It reports what it cannot fix;
        `DockerInit --overwrite` generates a new file.
        """,
})
{
    private static readonly HashSet<string> s_compilers =
    [
        "gcc", "g++", "build-essential", "make", "cmake", "clang", "gfortran", "cargo", "rustc", "golang", "pkg-config", "ninja-build", "autoconf",
        "automake", "python3-dev", "musl-dev", "linux-headers", "build-base",
    ];

    public override IEnumerable<LintFinding> Check(LintSubject subject)
    {
        if (BaseImage.IsCompiler(subject.Lineage(subject.Final).First().Base))
            yield break;
        foreach (var step in subject.Lineage(subject.Final).SelectMany(subject.StepsOf))
        {
            var left = Left(step);
            if (left.Count > 0)
            {
                var stay = left.Count == 1 ? "stays" : "stay";
                yield return Found(subject, step.Run, $"{string.Join(", ", left)} {stay} in the final image; build wheels in a separate stage");
            }
        }
    }

    public override IEnumerable<Proposal> Fix(LintSubject subject) => Split(subject).Concat(RemoveUnneeded(subject));

    // The compilers and headers that a step installs and does not remove again: a layer contains only what is left at the end of its step.
    private static IReadOnlyList<string> Left(RunStep step)
    {
        var installed = step.Commands.Where(IsInstall)
            .SelectMany(command => command.Arguments.Select(word => (Package: word, command)))
            .Where(install => IsCompiler(install.Package))
            .ToArray();
        return [.. installed.Where(install => !IsRemoved(step, Name(install.Package), install.command)).Select(install => install.Package).Distinct()];
    }

    private static bool IsCompiler(string package)
    {
        var name = Name(package);
        return s_compilers.Contains(name)
            || name.EndsWith("-dev", StringComparison.Ordinal)
            || name.StartsWith("clang-", StringComparison.Ordinal)
            || (name.StartsWith("gcc-", StringComparison.Ordinal) && !name.EndsWith("-base", StringComparison.Ordinal));
    }

    private static bool IsInstall(ShellCommand command) => IsPackageManager(command) && command.Has("install", "add");

    private static bool IsPackageManager(ShellCommand command) => command.Program is "apt-get" or "apt" or "apk" or "dnf" or "yum" or "microdnf";

    private static bool IsRemoved(RunStep step, string package, ShellCommand install)
    {
        var removals = step.Commands.Where(command => IsPackageManager(command) && command.Has("purge", "remove", "autoremove", "del")).ToArray();
        // autoremove alone does not remove packages that were requested by name, unless they are marked as automatic.
        var marked = step.Commands.Any(command => command.Program == "apt-mark" && command.Words.Contains("auto"));
        return removals.SelectMany(command => command.Arguments).Any(IsPackage)
            || (marked && removals.Any(command => command.Has("autoremove", "--auto-remove", "--autoremove")));

        bool IsPackage(string word) => Name(word) == package || word.Contains('$', StringComparison.Ordinal) || word == install.Option("-t", "--virtual");
    }

    private static string Name(string package) => package.Split('=', ':')[0];
}
