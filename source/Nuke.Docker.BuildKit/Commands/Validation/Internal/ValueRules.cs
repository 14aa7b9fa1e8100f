using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands.Validation.Internal;

/// <summary>Reports values that cannot be parsed, or that no build accepts.</summary>
internal static class ValueRules
{
    private static readonly string[] s_secretWords = ["password", "passwd", "secret", "token", "apikey", "api_key", "credential", "private_key"];

    public static IEnumerable<Finding> Check(RuleInput input)
    {
        var settings = input.Settings;
        if (Try(() => settings.ToArguments()) is { } unreadable)
            yield return unreadable;

        if (settings is { NoCache: true, NoCacheFilter.Count: > 0 })
            yield return Finding.Error(
                "--no-cache-filter",
                "buildx rejects it together with --no-cache",
                "Remove one of them; --no-cache covers all stages");
        if (settings is { Quiet: true, Progress: not (null or ProgressMode.Auto or ProgressMode.Quiet) })
            yield return Finding.Error(
                "--quiet",
                $"buildx rejects it together with --progress {settings.Progress.ToString()!.ToLowerInvariant()}",
                "Remove one of them");
        foreach (var name in (settings.BuildArg ?? KeyValues.None).Keys
            .Where(name => s_secretWords.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase))))
            yield return Finding.Warning(
                $"--build-arg {name}",
                "its name indicates a secret, and build arguments are readable in the image's history and provenance",
                "Pass it as a secret and mount it with RUN --mount=type=secret");
    }

    // Values are checked when they are set, combinations when they are rendered.
    private static Finding? Try(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (InvalidSettingException problem)
        {
            return Finding.Error(problem.Setting, problem.Problem, "Correct the value");
        }
    }
}
