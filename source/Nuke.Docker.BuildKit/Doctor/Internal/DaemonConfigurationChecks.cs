using System.Text.Json;
using Nuke.Docker.BuildKit.Daemons;

namespace Nuke.Docker.BuildKit.Doctor.Internal;

/// <summary>Checks <c>daemon.json</c>.</summary>
internal static class DaemonConfigurationChecks
{
    private static readonly JsonDocumentOptions s_strict = new() { AllowTrailingCommas = false, CommentHandling = JsonCommentHandling.Disallow };

    public static IEnumerable<Diagnosis> Check(DoctorFacts facts)
    {
        if (facts.DaemonConfiguration is not { } file)
            return [];
        if (string.IsNullOrWhiteSpace(file.Text))
            return file.Text is null ? [Fine($"{file.Path} does not exist: all settings have their defaults")] : [];

        try
        {
            using var json = JsonDocument.Parse(file.Text, s_strict);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return [Broken(file, "it does not contain an object")];
            Diagnosis[] found = [.. Features(json.RootElement), .. Garbage(json.RootElement)];
            return found.Length > 0 ? found : [Fine($"{file.Path} is valid")];
        }
        catch (JsonException problem)
        {
            return [Broken(file, $"syntax error in line {problem.LineNumber + 1}, column {problem.BytePositionInLine + 1}")];
        }
    }

    /// <summary>Returns whether the file configures garbage collection; <c>true</c> if it cannot be read.</summary>
    public static bool HasGarbagePolicy(ConfigurationFile file)
    {
        if (string.IsNullOrWhiteSpace(file.Text))
            // A file without read permission is an empty text; a missing file is null.
            return file.Text is not null;
        try
        {
            using var json = JsonDocument.Parse(file.Text, s_strict);
            return json.RootElement.ValueKind != JsonValueKind.Object
                || (json.RootElement.TryGetProperty("builder", out var builder)
                    && (builder.ValueKind != JsonValueKind.Object || builder.TryGetProperty("gc", out _)));
        }
        catch (JsonException)
        {
            return true;
        }
    }

    private static IEnumerable<Diagnosis> Features(JsonElement root)
    {
        if (!Member(root, JsonValueKind.Object, "features", out var features) || !features.TryGetProperty("buildkit", out var buildKit))
            yield break;
        if (buildKit.ValueKind == JsonValueKind.False)
            yield return Warning("features.buildkit is false", "docker build uses the classic builder", "Set it to true") with
            {
                Fix = [new DaemonSetting(["features", "buildkit"], "true")],
            };
        if (buildKit.ValueKind == JsonValueKind.True)
            yield return Fine("features.buildkit is true, the default since docker 23");
    }

    private static IEnumerable<Diagnosis> Garbage(JsonElement root)
    {
        if (!Member(root, JsonValueKind.Object, "builder", out var builder) || !Member(builder, JsonValueKind.Object, "gc", out var gc))
            yield break;
        if (gc.TryGetProperty("enabled", out var enabled) && enabled.ValueKind == JsonValueKind.False)
        {
            yield return Warning("builder.gc.enabled is false", "The build cache is never pruned and fills the disk", "Set it to true") with
            {
                Fix = [new DaemonSetting(["builder", "gc", "enabled"], "true")],
            };
        }

        if (gc.TryGetProperty("defaultKeepStorage", out _))
            yield return OldName("builder.gc.defaultKeepStorage", "defaultReservedSpace", "defaultMaxUsedSpace");
        foreach (var name in new[] { "gckeepduration", "gcKeepDuration", "keepDuration" }.Where(name => gc.TryGetProperty(name, out _)))
            yield return Unknown($"builder.gc.{name}");
        if (!Member(gc, JsonValueKind.Array, "policy", out var policies))
            yield break;
        foreach (var policy in policies.EnumerateArray().Where(policy => policy.ValueKind == JsonValueKind.Object))
        {
            if (policy.TryGetProperty("keepDuration", out _))
                yield return Unknown("builder.gc.policy[].keepDuration");
            if (policy.TryGetProperty("keepStorage", out _))
                yield return OldName("builder.gc.policy[].keepStorage", "reservedSpace", "maxUsedSpace");
        }
    }

    private static Diagnosis Fine(string found) => new("daemon.json", DiagnosisSeverity.Fine, found);

    private static Diagnosis Warning(string found, string meaning, string cure) => new("daemon.json", DiagnosisSeverity.Warning, found, meaning, cure);

    private static Diagnosis Broken(ConfigurationFile file, string problem) =>
        new(
            "daemon.json",
            DiagnosisSeverity.Error,
            $"{file.Path} is not valid JSON: {problem}",
            "Docker will not start with it",
            "Correct it, and check it with dockerd --validate");

    private static Diagnosis OldName(string name, string floor, string cap) =>
        new(
            "daemon.json",
            DiagnosisSeverity.Hint,
            $"{name} is set",
            $"It is the old name of {floor}, which is a minimum, not a limit",
            $"Write {floor}, and {cap} for the limit");

    private static Diagnosis Unknown(string name) =>
        Warning($"{name} is set", "Docker has no such setting", "Write a policy with \"filter\": [\"until=48h\"] for an age");

    private static bool Member(JsonElement parent, JsonValueKind kind, string name, out JsonElement value) =>
        parent.TryGetProperty(name, out value) && value.ValueKind == kind;
}
