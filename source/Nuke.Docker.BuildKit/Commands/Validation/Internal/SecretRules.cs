namespace Nuke.Docker.BuildKit.Commands.Validation.Internal;

/// <summary>Reports missing secrets and keys.</summary>
internal static class SecretRules
{
    // BuildKit's limit.
    private const long LargestSecret = 500 * 1024;

    public static IEnumerable<Finding> Check(RuleInput input) =>
    [
        .. (input.Settings.Secret ?? []).Select(secret => Missing(input, secret)).OfType<Finding>(),
        .. (input.Settings.Ssh ?? []).SelectMany(ssh => Missing(input, ssh)),
        .. Twice("--secret", (input.Settings.Secret ?? []).Select(secret => secret.Id)),
        .. Twice("--ssh", (input.Settings.Ssh ?? []).Select(ssh => ssh.Id)),
    ];

    private static Finding? Missing(RuleInput input, BuildSecret secret)
    {
        var setting = $"--secret id={secret.Id}";
        if (!secret.IsFile)
        {
            return input.Variable(secret.Reference) is null
                ? Finding.Error(
                    setting,
                    $"the environment variable {secret.Reference} is not set",
                    $"Set {secret.Reference}, or read the secret from a file: id={secret.Id},src=FILE")
                : null;
        }

        var file = input.FullPath(secret.Reference);
        if (Directory.Exists(file))
            return Finding.Error(setting, $"{file} is a folder", "Name the file with the secret");
        if (!File.Exists(file))
            return Finding.Error(setting, $"the file {file} does not exist", $"Create it, or use an environment variable: id={secret.Id},env=VARIABLE");
        return new FileInfo(file).Length > LargestSecret
            ? Finding.Error(
                setting,
                $"{file} is larger than 500 KiB, the maximum of a secret",
                "Mount it from a build context instead: RUN --mount=type=bind,from=…")
            : null;
    }

    private static IEnumerable<Finding> Missing(RuleInput input, Ssh ssh)
    {
        if (ssh.Paths.IsEmpty && string.IsNullOrEmpty(input.Variable("SSH_AUTH_SOCK")) && !OperatingSystem.IsWindows())
            yield return Finding.Error(
                $"--ssh {ssh.Id}",
                "no SSH agent is running: SSH_AUTH_SOCK is not set",
                $"Start one (eval $(ssh-agent); ssh-add), or name a key: {ssh.Id}=KEYFILE");
        foreach (var path in ssh.Paths.Where(path => path.Length > 0 && !File.Exists(input.FullPath(path)) && !OperatingSystem.IsWindows()))
            yield return Finding.Error($"--ssh {ssh.Id}", $"the key or socket {input.FullPath(path)} does not exist", "Correct the path");
    }

    private static IEnumerable<Finding> Twice(string flag, IEnumerable<string> ids) =>
        ids.GroupBy(id => id, StringComparer.Ordinal).Where(group => group.Count() > 1)
            .Select(group => Finding.Warning($"{flag} {group.Key}", "the id is set twice, and buildx uses the last one", "Remove one"));
}
