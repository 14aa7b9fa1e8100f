using System.Diagnostics.Contracts;
using System.Text;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>Writes ignore files. One that exists is added to: its lines stay as they are, and only what it doesn't do yet is added, whatever words it does it in.</summary>
public static class DockerignoreWriter
{
    /// <summary>A new file's text.</summary>
    [Pure]
    public static string ToText(DockerignoreTemplate template)
    {
        ArgumentNullException.ThrowIfNull(template);
        return string.Join('\n', template.Sections.Select(section => $"# {section.Comment}\n{string.Join('\n', section.Lines)}\n"));
    }

    /// <summary>An existing file's text, with what it lacks at its end.</summary>
    /// <param name="text">The file.</param>
    /// <param name="template">What it should do.</param>
    /// <param name="path">What messages call the file.</param>
    /// <exception cref="DockerignoreException">The file holds a line that BuildKit refuses.</exception>
    [Pure]
    public static DockerignoreMerge Merge(string text, DockerignoreTemplate template, string? path = null)
    {
        ArgumentNullException.ThrowIfNull(template);
        return Merge(text, template.Sections, path);
    }

    /// <summary>An existing file's text, with what it lacks of some sections at its end.</summary>
    /// <inheritdoc cref="Merge(string, DockerignoreTemplate, string?)"/>
    [Pure]
    public static DockerignoreMerge Merge(string text, IReadOnlyList<DockerignoreSection> sections, string? path = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(sections);
        var end = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var result = new StringBuilder(text);
        var (added, leftOut) = (new List<string>(), new List<string>());
        var own = sections.SelectMany(section => section.Lines).ToHashSet(StringComparer.Ordinal);
        var wanted = DockerignoreFile.Parse(text, path).Rules.Where(rule => rule.Keeps && !own.Contains(rule.Text)).ToArray();
        foreach (var section in sections)
        {
            var missing = new List<string>();
            foreach (var line in section.Lines)
            {
                var rule = DockerignoreFile.Parse(line).Rules[0];
                if (Does(new DockerignoreMatcher(DockerignoreFile.Parse(string.Join('\n', [text, .. missing]), path)), rule, wanted))
                    continue;
                if (!rule.Keeps && wanted.Any(kept => TakesBack(kept, rule)))
                    leftOut.Add(line);
                else
                    missing.Add(line);
            }

            if (missing.Count == 0)
                continue;
            if (result.Length > 0 && result[^1] != '\n')
                result.Append(end);
            result.Append(result.Length > 0 ? end : "").Append("# ").Append(section.Comment).Append(end).AppendJoin(end, missing).Append(end);
            added.AddRange(missing);
            text = result.ToString();
        }

        return new DockerignoreMerge(result.ToString(), [.. added], [.. leftOut]);
    }

    /// <summary>Writes a template to a file, new or existing; see <see cref="Merge(string, DockerignoreTemplate, string?)"/>. The file is replaced whole or not at all, and not touched where nothing is missing.</summary>
    /// <exception cref="DockerignoreException">The file can't be read, or holds a line that BuildKit refuses.</exception>
    public static DockerignoreMerge Write(string path, DockerignoreTemplate template)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var target = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
        var merge = File.Exists(target)
            ? Merge(Encoding.UTF8.GetString(File.ReadAllBytes(target)), template, path)
            : new DockerignoreMerge(ToText(template), [.. template.Sections.SelectMany(section => section.Lines)], []);
        if (!merge.Added.IsEmpty)
            AtomicFile.WriteText(merge.Text, target);
        return merge;
    }

    // Judged by what happens to paths that the line is about, also within what the file lets in: after "*" and "!app" a secret can lie in app.
    private static bool Does(DockerignoreMatcher matcher, DockerignoreRule rule, IEnumerable<DockerignoreRule> wanted) =>
        PatternProbe.Of(rule.Pattern, wanted.Select(kept => kept.Pattern)).All(path => matcher.Ignores(path) != rule.Keeps);

    // Somebody wants just this in, by its name: not "!app", in which a secret may lie.
    private static bool TakesBack(DockerignoreRule kept, DockerignoreRule drop)
    {
        var matcher = new DockerignoreMatcher(DockerignoreFile.Parse(drop.Text));
        return PatternProbe.Of(kept.Pattern, []).Any(matcher.Ignores);
    }
}
