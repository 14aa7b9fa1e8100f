using System.Text.Json;

namespace Nuke.Docker.BuildKit.Doctor.Internal;

/// <summary><c>daemon.json</c>.</summary>
internal static class DaemonConfigurationChecks
{
    private static readonly JsonDocumentOptions s_strict = new() { AllowTrailingCommas = false, CommentHandling = JsonCommentHandling.Disallow };

    public static IEnumerable<Diagnosis> Check(DoctorFacts facts)
    {
        if (facts.DaemonConfiguration is not { } file)
            return [];
        if (string.IsNullOrWhiteSpace(file.Text))
            return file.Text is null ? [new Diagnosis("daemon.json", DiagnosisSeverity.Fine, $"there is none at {file.Path}: all by default")] : [];

        try
        {
            using var json = JsonDocument.Parse(file.Text, s_strict);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return [Broken(file, "it holds no object")];
            Diagnosis[] found = [.. Features(json.RootElement), .. Garbage(json.RootElement)];
            return found.Length > 0 ? found : [new Diagnosis("daemon.json", DiagnosisSeverity.Fine, $"{file.Path} is in order")];
        }
        catch (JsonException problem)
        {
            return [Broken(file, $"line {problem.LineNumber + 1}, column {problem.BytePositionInLine + 1} can't be read")];
        }
    }

    private static Diagnosis Broken(DoctorFile file, string problem) =>
        new("daemon.json", DiagnosisSeverity.Error, $"{file.Path} is no valid JSON: {problem}", "Docker won't start with it the next time", "Mend it, and try it with dockerd --validate");

    private static IEnumerable<Diagnosis> Features(JsonElement root)
    {
        if (!Member(root, JsonValueKind.Object, "features", out var features))
            yield break;
        if (features.TryGetProperty("buildkit", out var buildKit) && buildKit.ValueKind == JsonValueKind.False)
            yield return new Diagnosis("daemon.json", DiagnosisSeverity.Warning, "features.buildkit is false", "docker build takes the classic builder", "Set it to true") { Fix = new DaemonSetting(["features", "buildkit"], "true") };
        if (features.TryGetProperty("buildkit", out var on) && on.ValueKind == JsonValueKind.True)
            yield return new Diagnosis("daemon.json", DiagnosisSeverity.Fine, "features.buildkit is true, which is the default since docker 23");
    }

    private static IEnumerable<Diagnosis> Garbage(JsonElement root)
    {
        if (!Member(root, JsonValueKind.Object, "builder", out var builder) || !Member(builder, JsonValueKind.Object, "gc", out var gc))
            yield break;
        if (gc.TryGetProperty("enabled", out var enabled) && enabled.ValueKind == JsonValueKind.False)
            yield return new Diagnosis("daemon.json", DiagnosisSeverity.Warning, "builder.gc.enabled is false", "Nothing is ever thrown away: the cache fills the disk", "Set it to true") { Fix = new DaemonSetting(["builder", "gc", "enabled"], "true") };
        if (gc.TryGetProperty("defaultKeepStorage", out _))
            yield return new Diagnosis("daemon.json", DiagnosisSeverity.Hint, "builder.gc.defaultKeepStorage is set", "It is the old name of defaultReservedSpace, and a floor, not a cap", "Write defaultReservedSpace, and defaultMaxUsedSpace for the cap");
        foreach (var name in new[] { "gckeepduration", "gcKeepDuration", "keepDuration" }.Where(name => gc.TryGetProperty(name, out _)))
            yield return Unknown($"builder.gc.{name}");

        if (!Member(gc, JsonValueKind.Array, "policy", out var policies))
            yield break;
        foreach (var policy in policies.EnumerateArray().Where(policy => policy.ValueKind == JsonValueKind.Object))
        {
            if (policy.TryGetProperty("keepDuration", out _))
                yield return Unknown("builder.gc.policy[].keepDuration");
            if (policy.TryGetProperty("keepStorage", out _))
                yield return new Diagnosis("daemon.json", DiagnosisSeverity.Hint, "builder.gc.policy[].keepStorage is set", "It is the old name of reservedSpace, and a floor, not a cap", "Write reservedSpace, and maxUsedSpace for the cap");
        }
    }

    private static Diagnosis Unknown(string name) =>
        new("daemon.json", DiagnosisSeverity.Warning, $"{name} is set", "Docker has no such setting", "Write a policy with \"filter\": [\"until=48h\"] for an age");

    private static bool Member(JsonElement parent, JsonValueKind kind, string name, out JsonElement value) => parent.TryGetProperty(name, out value) && value.ValueKind == kind;
}
