using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Redaction;

namespace Nuke.Docker.BuildKit.Commands.Validation.Internal;

/// <summary>Reports values that cannot be parsed, or that no build accepts.</summary>
internal static class ValueRules
{
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
        foreach (var (name, value) in (settings.BuildArg ?? KeyValues.None).Where(pair => IsSecret(pair.Key, pair.Value)))
            yield return Finding.Warning(
                $"--build-arg {name}",
                CredentialNames.IsCredential(name)
                    ? "its name indicates a secret, and build arguments are readable in the image's history and provenance"
                    : "its value contains a password or a token, and build arguments are readable in the image's history and provenance",
                $"Pass it as a secret (--secret id={name.ToLowerInvariant()},env={name}) and mount it with "
                + $"RUN --mount=type=secret,id={name.ToLowerInvariant()},env={name}");
        foreach (var address in GitCredentials.Left(settings))
            yield return Finding.Warning(
                "--build-context",
                $"{UrlCredentials.Redact(address)} contains credentials, which other users of the machine can read in the list of processes",
                "Download the file before the build, or use a Git repository, whose credentials are passed as a secret");
    }

    private static bool IsSecret(string name, string? value) =>
        CredentialNames.IsCredential(name) || (value is not null && CredentialShapes.IsCredential(value));

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
