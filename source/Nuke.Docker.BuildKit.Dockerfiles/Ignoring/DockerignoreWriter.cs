using System.Diagnostics.Contracts;
using System.Text;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>Writes ignore files. It keeps the lines of an existing file, and adds only lines whose effect is missing.</summary>
public static class DockerignoreWriter
{
    /// <summary>Returns the text of a new file.</summary>
    [Pure]
    public static string ToText(DockerignoreTemplate template)
    {
        ArgumentNullException.ThrowIfNull(template);
        return string.Join('\n', template.Sections.Select(section => $"# {section.Comment}\n{string.Join('\n', section.Lines)}\n"));
    }

    /// <summary>Adds the missing lines of a template at the end of an existing file.</summary>
    /// <param name="text">The text of the file.</param>
    /// <param name="template">The template.</param>
    /// <param name="path">The path in messages.</param>
    /// <exception cref="DockerignoreException">The file contains a line that BuildKit rejects.</exception>
    [Pure]
    public static DockerignoreMerge Merge(string text, DockerignoreTemplate template, string? path = null)
    {
        ArgumentNullException.ThrowIfNull(template);
        return Merge(text, template.Sections, path);
    }

    /// <summary>Adds the missing lines of some sections at the end of an existing file.</summary>
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

    /// <summary>
    /// Writes a template to a new or existing file; see <see cref="Merge(string, DockerignoreTemplate, string?)"/>. The file is replaced atomically, and
    /// not changed if no line is missing.
    /// </summary>
    /// <exception cref="DockerignoreException">The file cannot be read, or contains a line that BuildKit rejects.</exception>
    public static DockerignoreMerge Write(string path, DockerignoreTemplate template)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var target = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
        var merge = File.Exists(target)
            ? Merge(Encoding.UTF8.GetString(FileContent.ReadBytes(target)), template, path)
            : new DockerignoreMerge(ToText(template), [.. template.Sections.SelectMany(section => section.Lines)], []);
        if (!merge.Added.IsEmpty)
            AtomicFile.WriteText(merge.Text, target);
        return merge;
    }

    // Compares the effect on sample paths, also in included directories: after "*" and "!app" a secret may be in app.
    private static bool Does(DockerignoreMatcher matcher, DockerignoreRule rule, IEnumerable<DockerignoreRule> wanted) =>
        PatternProbe.Of(rule.Pattern, wanted.Select(kept => kept.Pattern)).All(path => matcher.Ignores(path) != rule.Keeps);

    // The user includes this path itself, by its name: "!app" does not include a secret in app.
    private static bool TakesBack(DockerignoreRule kept, DockerignoreRule drop)
    {
        var matcher = new DockerignoreMatcher(DockerignoreFile.Parse(drop.Text));
        return PatternProbe.Of(kept.Pattern, []).Any(matcher.Ignores);
    }
}
