using System.Text.RegularExpressions;
using Nuke.Docker.BuildKit.Commands.Validation;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Toml;

namespace Nuke.Docker.BuildKit.Daemons.Internal;

/// <summary>Translates settings of <c>buildkitd.toml</c> that BuildKit refuses, ignores or has renamed.</summary>
internal static partial class BuildKitTranslation
{
    private const string Cap = "80%";
    private static readonly string[] s_workers = ["oci", "containerd"];

    /// <summary>Returns the text that says the same in today's words. Nothing else changes; the lines keep their numbers.</summary>
    /// <exception cref="TomlSyntaxException">The text is not valid TOML.</exception>
    public static string Translate(string text, string path, List<Finding> findings)
    {
        var editor = new TomlEditor(Quoted(text, path, findings), path);
        foreach (var worker in s_workers)
        {
            if (editor.Root.Find("worker", worker) is not TomlTable)
                continue;
            Rename(editor, () => [(TomlTable)editor.Root.Find("worker", worker)!], "gckeepstorage", path, findings);
            Rename(editor, () => Policies(editor.Root, worker), "keepBytes", path, findings);
            TranslateDuration(editor, worker, path, findings);
        }

        return editor.Text;
    }

    public static IEnumerable<TomlTable> Policies(TomlTable root, string worker) =>
        (root.Find("worker", worker) as TomlTable)?.Entries.FirstOrDefault(entry => Is(entry, "gcpolicy"))?.Value is TomlArray array
            ? array.Items.OfType<TomlTable>()
            : [];

    // "gckeepduration = 3600s" is not TOML: the daemon does not start with it. Changed only if the text cannot be read otherwise.
    private static string Quoted(string text, string path, List<Finding> findings)
    {
        try
        {
            TomlText.Parse(text, path);
            return text;
        }
        catch (TomlSyntaxException)
        {
            var lines = text.Split('\n');
            for (var index = 0; index < lines.Length; index++)
            {
                if (BareQuantity().Match(lines[index]) is not { Success: true } match)
                    continue;
                var value = match.Groups["value"].Value;
                lines[index] = $"{match.Groups["key"].Value}\"{value}\"{match.Groups["rest"].Value}";
                findings.Add(Finding.Warning(
                    BuildKitFile.Place(path, index + 1), $"{value} without quotes is not TOML, so that BuildKit does not start", $"Write \"{value}\""));
            }

            return string.Join('\n', lines);
        }
    }

    private static void Rename(TomlEditor editor, Func<IEnumerable<TomlTable>> tables, string old, string path, List<Finding> findings)
    {
        // After each change, the tables have other places.
        while (Find() is ({ } table, { } entry))
        {
            var place = BuildKitFile.Place(path, entry.Line);
            if (table.Entries.Any(other => Is(other, "reservedSpace")))
            {
                findings.Add(Finding.Warning(place, $"{old} is the old name of reservedSpace, which is set, too", $"Remove {old}"));
                editor.Remove(table, entry, keepLine: true);
                continue;
            }

            findings.Add(Finding.Warning(
                place,
                $"{old} is the old name of reservedSpace, which is a floor and no cap",
                "Write reservedSpace, and maxUsedSpace for the cap"));
            editor.Rename(entry, "reservedSpace");
        }

        (TomlTable? Table, TomlEntry? Entry) Find() =>
            tables().Select(table => (table, table.Entries.FirstOrDefault(entry => Is(entry, old)))).FirstOrDefault(pair => pair.Item2 is not null);
    }

    // BuildKit has no such setting. A rule keeps what was used within that time, and a last one caps the rest.
    private static void TranslateDuration(TomlEditor editor, string worker, string path, List<Finding> findings)
    {
        var table = (TomlTable)editor.Root.Find("worker", worker)!;
        if (table.Entries.FirstOrDefault(entry => Is(entry, "gckeepduration")) is not { } entry)
            return;
        var place = BuildKitFile.Place(path, entry.Line);
        var duration = entry.Value switch
        {
            TomlInteger { Value: >= 0 and <= BuildKitReader.MostSeconds } seconds => TimeSpan.FromSeconds(seconds.Value),
            TomlString text => GoDuration.TryParse(text.Value),
            _ => null,
        };
        editor.Remove(table, entry, keepLine: true);
        if (duration is null)
        {
            findings.Add(Finding.Error(place, "gckeepduration does not exist in BuildKit, and its value is no duration", "Write a gcpolicy with keepDuration"));
            return;
        }

        if (Policies(editor.Root, worker).Any())
        {
            findings.Add(Finding.Warning(
                place, "gckeepduration does not exist in BuildKit, which ignores it", "Remove it, and set keepDuration in the gcpolicy that it is meant for"));
            return;
        }

        GarbagePolicy[] rules = [new() { KeepDuration = duration }, GarbagePolicy.Rest(Cap)];
        editor.SetTables(["worker", worker, "gcpolicy"], [.. rules.Select(rule => rule.ToToml())]);
        findings.Add(Finding.Warning(
            place,
            "gckeepduration does not exist in BuildKit, which ignores it",
            $"Write a gcpolicy with keepDuration = \"{GoDuration.Format(duration.Value)}\", and a last one with all = true and maxUsedSpace = \"{Cap}\""));
    }

    private static bool Is(TomlEntry entry, string name) => entry.Key.Equals(name, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(
        """^(?<key>\s*[\w."-]+\s*=\s*)(?<value>\d+(\.\d+)?(ms|[smhd]|[kKMGTP]i?[bB]?|%))(?<rest>\s*(\#.*)?)$""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex BareQuantity();
}
