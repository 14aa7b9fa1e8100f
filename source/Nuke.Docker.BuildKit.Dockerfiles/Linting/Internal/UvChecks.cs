using Nuke.Docker.BuildKit.Dockerfiles.Instructions;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>uv, and other tools with a lock file.</summary>
internal static class UvChecks
{
    private static readonly string[] s_lockVariables = ["UV_LOCKED", "UV_FROZEN"];

    public static IEnumerable<LintFinding> LinkMode(LintSubject subject)
    {
        foreach (var step in subject.Steps)
        {
            var install = step.Installs.FirstOrDefault(install => install.Tool == PackageTool.Uv && step.CacheAt(install.Tool.Folder(step.Run.State, install.Command, step.User.Home)) is not null);
            if (install.Command is { } command && command.Option("--link-mode") is null && !command.Variables.ContainsKey("UV_LINK_MODE") && !step.Run.State.Variables.ContainsKey("UV_LINK_MODE"))
                yield return subject.Find(LintRules.UvLinkMode, step.Run, "uv can't link from the cache mount into the image; set ENV UV_LINK_MODE=copy");
        }
    }

    public static IEnumerable<LintFinding> Unlocked(LintSubject subject)
    {
        foreach (var step in subject.Steps)
        {
            foreach (var (tool, command) in step.Installs)
            {
                if (Missing(subject, step, tool, command) is { } option)
                    yield return subject.Find(LintRules.UnlockedSync, step.Run, $"{command.Program} {command.Words[1]} may change the locked versions; add {option}");
            }
        }
    }

    /// <summary>The option that makes the lock file binding; null where nothing is missing, or there is no lock file.</summary>
    public static string? Missing(LintSubject subject, RunStep step, PackageTool tool, ShellCommand command)
    {
        var variables = step.Run.State.Variables;
        switch (tool.Name)
        {
            case "uv" when command.Words.Contains("sync") && !command.Words.Contains("pip"):
                var locked = command.Has("--locked", "--frozen") || s_lockVariables.Any(name => variables.ContainsKey(name) || command.Variables.ContainsKey(name));
                return !locked && Sees(subject, step, "uv.lock") ? "--locked" : null;
            case "pdm" when !command.Has("--frozen-lockfile", "--check", "--no-lock") && Sees(subject, step, "pdm.lock"):
                return "--frozen-lockfile";
            case "pipenv" when command.Words.Contains("install") && !command.Has("--deploy", "--ignore-pipfile") && Sees(subject, step, "Pipfile.lock"):
                return "--deploy";
            default:
                return null;
        }
    }

    private static bool Sees(LintSubject subject, RunStep step, string file) =>
        subject.Context.Has(file)
        || subject.StepsOf(step.Stage).Any(other => other.Run.Flags.Any(flag => flag.Name == "--mount" && flag.Value!.Contains(file, StringComparison.Ordinal)))
        || step.Stage.Instructions.OfType<TransferInstruction>().Any(copy => copy.ExpandedSources.Any(source => source.EndsWith(file, StringComparison.Ordinal)));
}
