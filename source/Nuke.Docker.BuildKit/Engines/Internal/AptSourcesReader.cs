namespace Nuke.Docker.BuildKit.Engines.Internal;

/// <summary>Reads apt's sources in both formats: paragraphs (<c>*.sources</c>) and lines (<c>*.list</c>).</summary>
internal static class AptSourcesReader
{
    public static IReadOnlyList<AptSource> ReadHost(string aptDirectory = "/etc/apt")
    {
        var parts = Path.Combine(aptDirectory, "sources.list.d");
        var files = new List<string> { Path.Combine(aptDirectory, "sources.list") };

        if (Directory.Exists(parts))
            files.AddRange(Directory.EnumerateFiles(parts).Order(StringComparer.Ordinal));

        return
        [
            .. files.Where(File.Exists).SelectMany(file => Path.GetExtension(file) switch
            {
                ".sources" => ParseDeb822(File.ReadAllText(file)),
                ".list" => ParseLines(File.ReadAllText(file)),
                _ => [],
            }),
        ];
    }

    public static IEnumerable<AptSource> ParseDeb822(string text)
    {
        foreach (var paragraph in Paragraphs(text))
        {
            if (paragraph.GetValueOrDefault("enabled") is "no" or "false" || !Words(paragraph.GetValueOrDefault("types")).Contains("deb"))
                continue;

            foreach (var uri in Words(paragraph.GetValueOrDefault("uris")))
            {
                yield return new AptSource(
                    uri,
                    Words(paragraph.GetValueOrDefault("suites")),
                    Words(paragraph.GetValueOrDefault("components")),
                    paragraph.GetValueOrDefault("signed-by"));
            }
        }
    }

    public static IEnumerable<AptSource> ParseLines(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            var words = Words(line.Split('#')[0].Replace("[", " [ ", StringComparison.Ordinal).Replace("]", " ] ", StringComparison.Ordinal));

            if (words is not ["deb", ..])
                continue;

            var options = new List<string>();
            var rest = words.Skip(1).ToList();

            if (rest is ["[", ..])
            {
                options = rest.Skip(1).TakeWhile(_ => _ != "]").ToList();
                rest = rest.Skip(options.Count + 2).ToList();
            }

            if (rest is [var uri, var suite, .. var components])
            {
                var signedBy = options.Find(_ => _.StartsWith("signed-by=", StringComparison.OrdinalIgnoreCase))?["signed-by=".Length..];
                yield return new AptSource(uri, [suite], components, signedBy);
            }
        }
    }

    /// <summary>
    /// Finds the entry of the distribution's own archive. Third-party archives use the distribution's code names too, so the entry must name the
    /// distribution's key, or the distribution in the path of its URL.
    /// </summary>
    public static AptSource? FindArchive(IEnumerable<AptSource> sources, OsRelease release) =>
        sources
            .Where(_ => _.Components.Contains("main") && (release.Codename is null || _.Suites.Contains(release.Codename)))
            .Select(_ => (Source: _, Score: Score(_, release.Id)))
            .Where(_ => _.Score > 0)
            .OrderByDescending(_ => _.Score)
            .Select(_ => _.Source)
            .FirstOrDefault();

    private static int Score(AptSource source, string id) =>
        (source.SignedBy?.Contains($"{id}-archive-", StringComparison.Ordinal) == true ? 2 : 0)
        + (source.Uri.Split('/').Skip(3).Any(_ => _ == id || _.StartsWith($"{id}-", StringComparison.Ordinal)) ? 1 : 0)
        + (source.Uri.StartsWith("mirror", StringComparison.Ordinal) ? 1 : 0);

    private static IEnumerable<Dictionary<string, string>> Paragraphs(string text)
    {
        var paragraph = new Dictionary<string, string>();
        var field = "";

        foreach (var line in text.Split('\n').Select(_ => _.TrimEnd()).Append(""))
        {
            if (line.StartsWith('#'))
                continue;

            if (line.Length == 0)
            {
                if (paragraph.Count > 0)
                    yield return paragraph;

                paragraph = [];
            }
            else if (line[0] is ' ' or '\t')
            {
                // An embedded key has several lines, whose form must be kept.
                paragraph[field] += "\n" + line;
            }
            else if (line.IndexOf(':') is > 0 and var colon)
            {
                field = line[..colon].ToLowerInvariant();
                paragraph[field] = line[(colon + 1)..].Trim();
            }
        }
    }

    private static string[] Words(string? text) =>
        (text ?? "").Split([' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
}
