using Nuke.Docker.BuildKit.Answers.Builders;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Builders.Internal;

/// <summary>A builder as lines of a log.</summary>
internal static class BuilderTable
{
    public static IEnumerable<string> Of(BuilderInfo builder)
    {
        yield return $"{builder.Name}: driver {builder.Driver}{(builder.Current == true ? ", used by builds that name no builder" : "")}";
        if (builder.Error is { } error)
            yield return $"  {error}";
        foreach (var node in builder.Nodes)
        {
            var status = node.Error is { } problem ? $"unreachable: {HumanText.ShortenMiddle(problem, 200)}" : node.Status ?? "unknown";
            yield return $"  {node.Name}  {status}{(node.Endpoint.Length == 0 ? "" : $", at {node.Endpoint}")}{Version(node)}";
            if (node.Platforms.Count > 0)
                yield return $"    platforms: {string.Join(", ", node.Platforms)}";
            foreach (var (option, value) in node.DriverOptions)
                yield return $"    option: {option}={value}";
            foreach (var (rule, index) in node.GarbageRules.Select((rule, index) => (rule, index)))
                yield return $"    gc rule {index + 1}: {Text(rule)}";
        }
    }

    private static string Version(BuilderNode node) =>
        node.Version is { } version ? version.Contains("unknown", StringComparison.Ordinal) ? ", BuildKit of unknown version" : $", BuildKit {version}" : "";

    // The floor and the cap are told apart, which their names do not.
    private static string Text(GarbageRule rule)
    {
        string?[] parts =
        [
            rule.Filters.Count > 0 ? string.Join(" or ", rule.Filters.Select(filter => filter.Replace(",", " and ", StringComparison.Ordinal)))
                : rule.All ? "all records"
                : "records that are not internal",
            rule.KeepDuration is { } time ? $"unused for {Hours(time)}" : null,
            rule.ReservedSpace is { } floor ? $"floor {HumanText.Size(floor.Bytes)}" : null,
            rule.MaxUsedSpace is { } cap ? $"cap {HumanText.Size(cap.Bytes)}" : null,
            rule.MinFreeSpace is { } free ? $"leaves {HumanText.Size(free.Bytes)} free" : null,
        ];
        return string.Join(", ", parts.OfType<string>());
    }

    private static string Hours(TimeSpan time) => time.TotalHours < 96 ? $"{time.TotalHours:0.#} hours" : $"{time.TotalDays:0.#} days";
}
