using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Commands.Validation;
using Nuke.Docker.BuildKit.Text.Faults;
using Nuke.Docker.BuildKit.Text.Toml;

namespace Nuke.Docker.BuildKit.Daemons.Internal;

/// <summary>A <c>buildkitd.toml</c> with its settings, after old names were translated.</summary>
/// <param name="Path">Path of the file.</param>
/// <param name="Text">The text with the translations.</param>
/// <param name="Configuration">The known settings.</param>
/// <param name="Findings">Translations and problems, each with its line.</param>
internal sealed record BuildKitFile(string Path, string Text, BuildKitConfiguration Configuration, ImmutableArray<Finding> Findings)
{
    /// <summary>The root of the translated text.</summary>
    public required TomlTable Root { get; init; }

    /// <summary>The worker that the settings are for.</summary>
    public string Worker { get; init; } = "oci";

    /// <summary>Reads a text. A text that is not TOML has one finding and no settings.</summary>
    public static BuildKitFile Read(string text, string path)
    {
        List<Finding> findings = [];
        try
        {
            var translated = BuildKitTranslation.Translate(text.TrimStart('\uFEFF'), path, findings);
            var root = TomlText.Parse(translated, path);
            var worker = root.Find("worker", "containerd") is TomlTable && root.Find("worker", "oci") is null ? "containerd" : "oci";
            var configuration = new BuildKitReader(path, findings).Read(root, worker);
            return new(path, translated, configuration, [.. findings]) { Root = root, Worker = worker };
        }
        catch (TomlSyntaxException problem)
        {
            findings.Add(Finding.Error(Place(path, problem.Line), problem.Problem, problem.Cure));
            return new(path, text, new BuildKitConfiguration(), [.. findings]) { Root = new TomlTable(1) };
        }
    }

    /// <summary>Returns the name of a key as the file spells it; BuildKit ignores case.</summary>
    public string NameOf(ReadOnlySpan<string> table, string key) =>
        (Root.Find(table) as TomlTable)?.Entries.FirstOrDefault(entry => entry.Key.Equals(key, StringComparison.OrdinalIgnoreCase))?.Key ?? key;

    /// <exception cref="DockerException">BuildKit would refuse the file, or a setting contradicts another one.</exception>
    public BuildKitFile RequireValid() => Findings.FirstOrDefault(finding => finding.Severity == FindingSeverity.Error) is { } error
        ? throw new DockerException(DockerFaultKind.DaemonConfigurationInvalid, error.ToString())
        : this;

    public static DockerException Invalid(string path, TomlSyntaxException problem) =>
        new(DockerFaultKind.DaemonConfigurationInvalid, $"{Place(path, problem.Line)}: {problem.Problem}. {problem.Cure}.", problem);

    public static string Place(string path, int? line) => line is { } number ? $"{path}:{number}" : path;

    /// <summary>
    /// Returns whether two texts have the same settings, in any order and notation. Paths of certificates don't count: buildx copies the files.
    /// </summary>
    public static bool AreEqual(string one, string other) => Canonical(Read(one, "").Root) == Canonical(Read(other, "").Root);

    private static string Canonical(TomlValue value) => value switch
    {
        TomlTable table => $"{{{string.Join(", ", table.Entries.Where(entry => entry.Key is not ("ca" or "keypair"))
            .OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{TomlWriter.Key(entry.Key)} = {Canonical(entry.Value)}"))}}}",
        TomlArray array => $"[{string.Join(", ", array.Items.Select(Canonical))}]",
        TomlString text => TomlWriter.Value(text.Value),
        TomlInteger number => TomlWriter.Value(number.Value),
        TomlBoolean flag => TomlWriter.Value(flag.Value),
        TomlScalar scalar => scalar.Text,
        _ => "",
    };
}
