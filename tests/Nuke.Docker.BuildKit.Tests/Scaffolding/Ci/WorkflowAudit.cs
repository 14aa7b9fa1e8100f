using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Nuke.Docker.BuildKit.Tests.Scaffolding.Ci;

/// <summary>Rules of the kind that the linter zizmor applies to workflows of GitHub Actions.</summary>
internal static partial class WorkflowAudit
{
    public static IReadOnlyList<string> Findings(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        var root = (YamlMappingNode)stream.Documents[0].RootNode;
        List<string> findings = [.. Uses(text)];
        if (Writes(Child(root, "permissions")) || Child(root, "permissions") is null)
            findings.Add("excessive-permissions: the workflow");
        if (Child(root, "concurrency") is null)
            findings.Add("concurrency-limits");
        var release = Child(Child(root, "on"), "release") is not null || Child(Child(Child(root, "on"), "push"), "tags") is not null;
        foreach (var (name, node) in ((YamlMappingNode)Child(root, "jobs")!).Children)
            findings.AddRange(Job(name.ToString(), (YamlMappingNode)node, release));
        return findings;
    }

    private static IEnumerable<string> Job(string name, YamlMappingNode job, bool release)
    {
        if (Child(job, "timeout-minutes") is null)
            yield return $"timeout: {name}";
        var publishes = Child(job, "if")?.ToString().Contains("'push'", StringComparison.Ordinal) == true || Child(job, "needs") is not null;
        if (Writes(Child(job, "permissions")) && !publishes)
            yield return $"excessive-permissions: {name} runs for pull requests";
        foreach (var step in ((YamlSequenceNode)Child(job, "steps")!).Cast<YamlMappingNode>())
        {
            var uses = Child(step, "uses")?.ToString() ?? "";
            if (uses.StartsWith("actions/checkout@", StringComparison.Ordinal)
                && Child(Child(step, "with"), "persist-credentials")?.ToString() != "false")
                yield return $"artipacked: {name} keeps credentials";
            string[] caching = ["actions/cache", "docker/setup-buildx-action"];
            if (release && caching.Any(action => uses.StartsWith(action, StringComparison.Ordinal)))
                yield return $"cache-poisoning: {name}";
            var script = Child(step, "run")?.ToString() ?? Child(Child(step, "with"), "script")?.ToString() ?? "";
            if (script.Contains("${{", StringComparison.Ordinal))
                yield return $"template-injection: {name}: {script}";
            if (script.Contains("docker login", StringComparison.Ordinal) && !script.Contains("--password-stdin", StringComparison.Ordinal))
                yield return $"password: {name}";
            var env = (Child(step, "env") as YamlMappingNode)?.Children.Values ?? [];
            var hasSecret = env.Any(value => value.ToString().Contains("secrets.", StringComparison.Ordinal));
            if (hasSecret && script.Contains("docker login", StringComparison.Ordinal) && !publishes)
                yield return $"credentials: {name} logs in for pull requests";
        }
    }

    private static IEnumerable<string> Uses(string text) => text.Split('\n')
        .Select(line => line.Trim())
        .Where(line => UsesLine().IsMatch(line) && !Pinned().IsMatch(line))
        .Select(line => $"unpinned-uses: {line}");

    private static bool Writes(YamlNode? permissions) => permissions switch
    {
        YamlMappingNode map => map.Children.Values.Any(value => value.ToString() == "write"),
        YamlScalarNode { Value: "write-all" } => true,
        _ => false,
    };

    private static YamlNode? Child(YamlNode? node, string name) =>
        node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(name), out var child) ? child : null;

    [GeneratedRegex("^(- )?uses:", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UsesLine();

    [GeneratedRegex("^(- )?uses: [\\w.-]+/[\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pinned();
}
