using System.Text.Json;
using System.Text.RegularExpressions;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>
/// Reads what people want to know about a changed file of dependencies: packages with versions, and for <c>pyproject.toml</c> its keys with keyed digests of
/// their values.
/// </summary>
internal static partial class PackageFacts
{
    private const long Largest = 8 * 1024 * 1024;
    private const int MostFiles = 50;
    private const string Project = "pyproject.toml";

    /// <summary>Reads the files of a context that list packages.</summary>
    /// <param name="root">The folder of the context.</param>
    /// <param name="files">The entries of the context.</param>
    /// <param name="key">The key of the ledger folder.</param>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Read(string root, IReadOnlyList<LedgerFile> files, LedgerKey key)
    {
        var facts = new SortedDictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        foreach (var file in files.Where(file => file.Kind == 'f' && ListsPackages(file.Path)).Take(MostFiles))
        {
            try
            {
                var info = new FileInfo(Path.Combine(root, file.Path));
                if (info.Exists && info.Length < Largest && Parse(NameOf(file.Path), File.ReadAllText(info.FullName), key) is { Count: > 0 } found)
                    facts[file.Path] = found;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
            {
                // The file is reported as changed, without details.
            }
        }

        return facts;
    }

    /// <summary>Reads one file.</summary>
    public static IReadOnlyDictionary<string, string> Parse(string name, string text, LedgerKey key) => name switch
    {
        Project => Keys(text, key),
        "Pipfile.lock" => Pipfile(text),
        _ when name.EndsWith(".lock", StringComparison.Ordinal) => Lock(text),
        _ => Requirements(text),
    };

    /// <summary>Returns true for the names of files that list the packages of a project: locks, requirements, constraints and <c>pyproject.toml</c>.</summary>
    public static bool ListsPackages(string path)
    {
        var name = NameOf(path);
        return name is "uv.lock" or "poetry.lock" or "pdm.lock" or "Pipfile.lock" or Project
            || (name.EndsWith(".txt", StringComparison.Ordinal)
                && (name.StartsWith("requirements", StringComparison.Ordinal) || name.StartsWith("constraints", StringComparison.Ordinal)));
    }

    /// <summary>Returns true if the facts of a file are keyed digests.</summary>
    public static bool HasDigests(string path) => NameOf(path) == Project;

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static SortedDictionary<string, string> Lock(string text)
    {
        var packages = new SortedDictionary<string, string>(StringComparer.Ordinal);
        string? name = null;
        var inPackage = false;
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith('['))
            {
                (inPackage, name) = (line.Trim() == "[[package]]", null);
            }
            else if (inPackage && line.StartsWith("name = \"", StringComparison.Ordinal))
            {
                name = Quoted(line);
            }
            else if (inPackage && name is not null && line.StartsWith("version = \"", StringComparison.Ordinal))
            {
                packages[name] = packages.TryGetValue(name, out var other) ? $"{other}, {Quoted(line)}" : Quoted(line);
                name = null;
            }
        }

        return packages;

        static string Quoted(string line) => line.Split('"') is [_, var value, ..] ? value : "";
    }

    private static SortedDictionary<string, string> Pipfile(string text)
    {
        var packages = new SortedDictionary<string, string>(StringComparer.Ordinal);
        using var document = JsonDocument.Parse(text);
        foreach (var section in (string[])["default", "develop"])
        {
            if (!document.RootElement.TryGetProperty(section, out var list) || list.ValueKind != JsonValueKind.Object)
                continue;
            foreach (var package in list.EnumerateObject())
            {
                if (package.Value.ValueKind == JsonValueKind.Object && package.Value.TryGetProperty("version", out var version))
                    packages[package.Name] = version.GetString()?.TrimStart('=') ?? "";
            }
        }

        return packages;
    }

    private static SortedDictionary<string, string> Requirements(string text)
    {
        var packages = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n'))
        {
            if (Requirement().Match(line) is not { Success: true } match)
                continue;
            var url = match.Groups["url"].Value;
            packages[match.Groups["name"].Value] = url.Length > 0 ? Credentials().Replace(url, "")
                : match.Groups["version"].Value.Replace(" ", "", StringComparison.Ordinal).Replace("==", "", StringComparison.Ordinal);
        }

        return packages;
    }

    // Good enough for a difference: each key with a digest of the text up to the next one.
    private static SortedDictionary<string, string> Keys(string text, LedgerKey key)
    {
        var keys = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var (section, name, value) = ("", "", "");
        foreach (var line in text.Split('\n').Append("["))
        {
            var isSection = line.StartsWith('[');
            var match = isSection ? null : Key().Match(line);
            if (!isSection && match is not { Success: true })
            {
                if (!line.TrimStart().StartsWith('#'))
                    value += line.Trim();
                continue;
            }

            if (name.Length > 0)
                keys[name] = key.Digest(value);
            name = "";
            if (isSection)
                section = line.Trim().Trim('[', ']');
            else
                (name, value) = ($"{(section.Length == 0 ? "" : $"{section}.")}{match!.Groups["key"].Value}", match.Groups["value"].Value.Trim());
        }

        return keys;
    }

    [GeneratedRegex(
        @"^\s*(?<name>[A-Za-z0-9][A-Za-z0-9._-]*)\s*(\[[^\]]*\])?\s*(@\s*(?<url>\S+)|(?<version>[=~<>!][^;#\\]*?))?\s*($|;|\#|\\|\s--)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Requirement();

    // A user and a password, and a query, which may contain a token.
    [GeneratedRegex(@"(?<=://)[^/@]*@|\?[^#]*", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Credentials();

    [GeneratedRegex(
        @"^(?<key>[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*|""[^""]+"")\s*=\s*(?<value>.*)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Key();
}
