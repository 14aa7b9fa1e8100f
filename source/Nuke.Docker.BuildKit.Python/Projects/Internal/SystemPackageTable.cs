using System.Text.Json;

namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Reads system-packages.json.</summary>
internal sealed class SystemPackageTable
{
    private static readonly Lazy<SystemPackageTable> s_default = new(Load);

    private readonly Dictionary<string, List<SystemPackageRule>> _rules = new(StringComparer.Ordinal);
    private readonly List<string> _heavy = [];

    public static SystemPackageTable Default => s_default.Value;

    public IEnumerable<SystemPackageRule> Rules => _rules.Values.SelectMany(rules => rules).Distinct();

    public IReadOnlyList<SystemPackageRule> Of(string name) => _rules.GetValueOrDefault(name) ?? [];

    public bool IsHeavy(string name) =>
        _heavy.Exists(pattern => pattern.EndsWith('*') ? name.StartsWith(pattern[..^1], StringComparison.Ordinal) : name == pattern);

    private static SystemPackageTable Load()
    {
        var table = new SystemPackageTable();
        using var stream = typeof(SystemPackageTable).Assembly.GetManifestResourceStream("Nuke.Docker.BuildKit.Python.system-packages.json")!;
        using var document = JsonDocument.Parse(stream, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        table._heavy.AddRange(Strings(document.RootElement, "heavy"));
        foreach (var element in document.RootElement.GetProperty("rules").EnumerateArray())
        {
            var rule = new SystemPackageRule(
                Strings(element, "for"), Strings(element, "extras"), Strings(element, "unlessExtras"),
                element.TryGetProperty("wheels", out var wheels) && wheels.GetBoolean(),
                Strings(element, "build"), Strings(element, "linked"), Strings(element, "runtime"),
                Text(element, "command"), Text(element, "environment"), element.GetProperty("reason").GetString()!, Text(element, "hint"));
            foreach (var name in rule.For)
            {
                if (!table._rules.TryGetValue(name, out var rules))
                    table._rules[name] = rules = [];
                rules.Add(rule);
            }
        }

        return table;
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static IReadOnlyList<string> Strings(JsonElement element, string name) =>
        element.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];
}
