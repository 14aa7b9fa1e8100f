using System.Text;
using Nuke.Docker.BuildKit.Daemons;
using Nuke.Docker.BuildKit.Text.Toml;

namespace Nuke.Docker.BuildKit.Tests.Daemons;

/// <summary>Random valid <c>buildkitd.toml</c> files with unknown keys and comments, in the notations that people write.</summary>
internal static class RandomToml
{
    // Paths of the settings that the tests ask for.
    private static readonly string[] s_known =
    [
        "worker.oci.max-parallelism", "worker.oci.gc", "worker.oci.reservedSpace", "worker.oci.maxUsedSpace", "worker.oci.minFreeSpace",
        "worker.oci.gcpolicy", "history.maxAge", "history.maxEntries", "registry.\"docker.io\"", "registry.\"registry.example.com:5000\"",
    ];

    public static string Document(Random random)
    {
        var text = new StringBuilder();
        Pairs(text, random, "");
        switch (random.Next(5))
        {
            case 0:
                text.Append("worker = { unknown-w = 1, oci = { unknown-i = \"a, b\", gc = true } }\n");
                break;
            case 1:
                text.Append("worker.oci.max-parallelism = 2 # dotted\nworker.oci.unknown-d = 1\n");
                break;
            case 2:
                text.Append("[worker.oci]\n");
                Pairs(text, random, "  ");
                text.Append("  max-parallelism = 8 # eight\n  unknown-list = [\n    1, # one\n    2,\n  ]\n");
                Policies(text, random);
                break;
            case 3:
                Policies(text, random);
                break;
            default:
                text.Append("[worker.oci]\n# nothing yet\n");
                break;
        }

        text.Append("[unknown-table]\n");
        Pairs(text, random, "");
        if (random.Next(2) == 0)
            text.Append("[registry.\"docker.io\"]\n  # mirrors\n  mirrors = [\"other.example.com\"]\n  unknown-registry = true\n");
        if (random.Next(2) == 0)
            text.Append("[history]\n  maxAge = \"1h\"\n");
        text.Append("# end");
        var result = random.Next(2) == 0 ? text.Append('\n').ToString() : text.ToString();
        return result;
    }

    public static BuildKitConfiguration Choose(BuildKitConfiguration all, Random random) => new()
    {
        MaxParallelism = random.Next(2) == 0 ? all.MaxParallelism : null,
        GarbageCollection = random.Next(2) == 0 ? all.GarbageCollection : null,
        ReservedSpace = random.Next(2) == 0 ? all.ReservedSpace : null,
        MaxUsedSpace = random.Next(2) == 0 ? all.MaxUsedSpace : null,
        GarbagePolicies = random.Next(2) == 0 ? all.GarbagePolicies : [],
        Registries = random.Next(2) == 0 ? all.Registries : [],
        HistoryMaxAge = random.Next(2) == 0 ? all.HistoryMaxAge : null,
        HistoryMaxEntries = random.Next(2) == 0 ? all.HistoryMaxEntries : null,
    };

    /// <summary>All values but those that the tests ask for, in document order.</summary>
    public static IReadOnlyList<string> Others(string text) =>
        [.. Values(TomlText.Parse(text, ""), "").Where(line => !s_known.Any(known => line.StartsWith(known, StringComparison.Ordinal))).Order()];

    /// <summary>All lines with an unknown key or a comment, without those that contain a setting that the tests ask for.</summary>
    public static IEnumerable<string> OtherLines(string text) => text.Split('\n')
        .Where(line => !line.StartsWith("worker =", StringComparison.Ordinal) && !line.Contains("max-parallelism", StringComparison.Ordinal))
        .Where(line => line.Contains("unknown", StringComparison.Ordinal) || line.Contains('#'));

    private static IEnumerable<string> Values(TomlValue value, string path) => value switch
    {
        TomlTable table => table.Entries.SelectMany(entry =>
            Values(entry.Value, path.Length == 0 ? TomlWriter.Key(entry.Key) : $"{path}.{TomlWriter.Key(entry.Key)}")),
        TomlArray array => array.Items.SelectMany((item, index) => Values(item, $"{path}[{index}]")),
        TomlString text => [$"{path} = {text.Value}"],
        TomlInteger number => [$"{path} = {number.Value}"],
        TomlBoolean flag => [$"{path} = {flag.Value}"],
        TomlScalar scalar => [$"{path} = {scalar.Text}"],
        _ => [],
    };

    private static void Pairs(StringBuilder text, Random random, string indent)
    {
        for (var count = random.Next(3); count > 0; count--)
        {
            var value = random.Next(6) switch
            {
                0 => "true",
                1 => "0x1F",
                2 => "1.5",
                3 => "'Ä # 🐳'",
                4 => "[1, 2]",
                _ => "{ x = 1, y = \"}\" }",
            };
            text.Append($"{indent}unknown-{count}{random.Next(100)} = {value}{(random.Next(2) == 0 ? " # note" : "")}\n");
        }
    }

    private static void Policies(StringBuilder text, Random random)
    {
        for (var count = random.Next(3); count > 0; count--)
            text.Append($"# rule {count}\n[[worker.oci.gcpolicy]]\n  all = {(count == 1 ? "true" : "false")}\n  maxUsedSpace = \"30GB\"\n");
    }
}
