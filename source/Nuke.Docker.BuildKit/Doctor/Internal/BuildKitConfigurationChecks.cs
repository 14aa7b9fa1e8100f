namespace Nuke.Docker.BuildKit.Doctor.Internal;

/// <summary>Checks the names of settings in <c>buildkitd.toml</c>, line by line.</summary>
internal static class BuildKitConfigurationChecks
{
    private static readonly (string Name, DiagnosisSeverity Severity, string Meaning, string Cure)[] s_names =
    [
        (
            "gckeepduration", DiagnosisSeverity.Warning,
            "BuildKit has no such setting and ignores it silently", "Write a [[worker.oci.gcpolicy]] with keepDuration"),
        (
            "gckeepstorage", DiagnosisSeverity.Hint,
            "It is the old name of reservedSpace, which is a minimum, not a limit", "Write reservedSpace, and maxUsedSpace for the limit"),
        (
            "keepBytes", DiagnosisSeverity.Hint,
            "It is the old name of reservedSpace, which is a minimum, not a limit", "Write reservedSpace, and maxUsedSpace for the limit"),
    ];

    public static IEnumerable<Diagnosis> Check(DoctorFacts facts)
    {
        foreach (var file in facts.BuildKitConfigurations.Where(file => file.Text is not null))
        {
            var policies = false;
            var limited = false;
            var number = 0;
            foreach (var line in file.Text!.Split('\n'))
            {
                number++;
                var text = line.Trim();
                policies |= text.StartsWith("[[", StringComparison.Ordinal) && text.Contains("gcpolicy", StringComparison.OrdinalIgnoreCase);
                var name = text.Split('=', 2)[0].Trim().Trim('"');
                limited |= text.Contains('=') && name.ToLowerInvariant() is "maxusedspace" or "minfreespace";
                if (!text.Contains('='))
                    continue;
                foreach (var (known, severity, meaning, cure) in s_names.Where(one => name.Equals(one.Name, StringComparison.OrdinalIgnoreCase)))
                    yield return new Diagnosis("buildkitd.toml", severity, $"{file.Path}:{number} sets {known}", meaning, cure);
            }

            if (policies && !limited)
            {
                yield return new Diagnosis(
                    "buildkitd.toml",
                    DiagnosisSeverity.Warning,
                    $"{file.Path} has its own rules and no limit",
                    "They replace all default rules, and reservedSpace is a minimum: the cache can fill the disk",
                    "Set maxUsedSpace or minFreeSpace, and all = true, in the last rule");
            }
        }
    }
}
