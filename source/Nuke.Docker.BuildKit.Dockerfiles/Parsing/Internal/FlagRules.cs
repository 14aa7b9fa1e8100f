using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

/// <summary>Checks the flags of an instruction.</summary>
internal static class FlagRules
{
    private const string Lists = " --mount --device --exclude ";
    private const string Switches = " --link --keep-git-dir --parents --unpack ";

    public static void Check(RawInstruction raw)
    {
        var known = Known(raw.Name);
        var seen = new HashSet<string>();
        foreach (var flag in raw.Flags)
        {
            if (!known.Contains(flag.Name))
                throw new InvalidInstructionException($"unknown flag: {flag.Name}", Cure(raw.Name, flag.Name, known));
            if (!seen.Add(flag.Name) && !Lists.Contains($" {flag.Name} ", StringComparison.Ordinal))
                throw new InvalidInstructionException($"duplicate flag specified: {flag.Name}");
            if (Switches.Contains($" {flag.Name} ", StringComparison.Ordinal))
                Switch(flag);
            else if (flag.Value is null)
                throw new InvalidInstructionException($"missing a value on flag: {flag.Name}", $"Write {flag.Name}=value, without spaces");
        }
    }

    private static void Switch(InstructionFlag flag)
    {
        if (flag.Value == "")
            throw new InvalidInstructionException($"missing a value on flag: {flag.Name}", $"Write {flag.Name} or {flag.Name}=false");
        if (flag.Value is { } value && value.ToLowerInvariant() is not ("true" or "false"))
            throw new InvalidInstructionException($"expecting boolean value for flag {flag.Name}, not: {value}", "Use true or false");
    }

    private static string[] Known(string name) => name switch
    {
        "ADD" => ["--chown", "--chmod", "--link", "--keep-git-dir", "--checksum", "--unpack", "--exclude"],
        "COPY" => ["--chown", "--from", "--chmod", "--link", "--exclude", "--parents"],
        "FROM" => ["--platform"],
        "HEALTHCHECK" => ["--interval", "--timeout", "--start-period", "--start-interval", "--retries"],
        "RUN" => ["--mount", "--network", "--security", "--device"],
        _ => [],
    };

    private static string Cure(string name, string flag, string[] known) =>
        known.Length == 0 ? $"{name} takes no flags" : NearestNames.Sentence(flag, known).TrimEnd('.');
}
