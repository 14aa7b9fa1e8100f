namespace Nuke.Docker.BuildKit.Doctor.Internal;

/// <summary><c>buildkitd.toml</c>, line by line: only names are looked at.</summary>
internal static class BuildKitConfigurationChecks
{
    private static readonly (string Name, DiagnosisSeverity Severity, string Meaning, string Cure)[] s_names =
    [
        ("gckeepduration", DiagnosisSeverity.Warning, "BuildKit has no such setting and ignores it without a word", "Write a [[worker.oci.gcpolicy]] with keepDuration"),
        ("gckeepstorage", DiagnosisSeverity.Hint, "It is the old name of reservedSpace, and a floor, not a cap", "Write reservedSpace, and maxUsedSpace for the cap"),
        ("keepBytes", DiagnosisSeverity.Hint, "It is the old name of reservedSpace, and a floor, not a cap", "Write reservedSpace, and maxUsedSpace for the cap"),
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
                foreach (var (known, severity, meaning, cure) in s_names.Where(one => text.Contains('=') && name.Equals(one.Name, StringComparison.OrdinalIgnoreCase)))
                    yield return new Diagnosis("buildkitd.toml", severity, $"{file.Path}:{number} sets {known}", meaning, cure);
            }

            if (policies && !limited)
            {
                yield return new Diagnosis(
                    "buildkitd.toml",
                    DiagnosisSeverity.Warning,
                    $"{file.Path} has rules of its own and no limit",
                    "They replace all rules of the default, and reservedSpace is a floor: the cache can fill the disk",
                    "Give the last one maxUsedSpace or minFreeSpace, and all = true");
            }
        }
    }
}
