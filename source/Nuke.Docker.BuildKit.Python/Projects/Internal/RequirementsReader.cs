using System.Text;

namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Reads requirements.txt and its includes as pip does.</summary>
internal sealed class RequirementsReader(ProjectFacts facts)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <param name="group">Null: the project itself needs the listed packages.</param>
    /// <param name="where">The line that includes the file; null: none does.</param>
    public void Read(string path, string? group, SourceLocation? where = null)
    {
        if (!_seen.Add(path) || facts.Files.Read(path) is not { } text)
            return;
        if (group is null)
            facts.AddInput(path, where);

        foreach (var (line, number) in LogicalLines(text))
            ReadLine(line, new(path, number), group);
    }

    private void ReadLine(string line, SourceLocation where, string? group)
    {
        var (option, value) = Option(line);
        switch (option)
        {
            case null:
                AddRequirement(line, where, group);
                break;
            case "-r" or "--requirement":
                Include(value, where, group);
                break;
            case "-c" or "--constraint":
                Constrain(value, where, group);
                break;
            case "-e" or "--editable":
                AddSource(value, where, group, editable: true);
                break;
            case "-i" or "--index-url" or "--pypi-url":
                IndexFacts.Add(facts, value, where, isDefault: true);
                break;
            case "--extra-index-url" or "-f" or "--find-links":
                IndexFacts.Add(facts, value, where, isDefault: false);
                break;
            case "--no-binary":
                foreach (var name in value.Split(',', StringSplitOptions.TrimEntries))
                    facts.NoBinary.Add(name == ":all:" ? name : PackageName.Normalize(name));
                break;
        }
    }

    private void AddRequirement(string line, SourceLocation where, string? group)
    {
        // Options of a single requirement follow it: --hash, --config-settings.
        var text = line.IndexOf(" --", StringComparison.Ordinal) is >= 0 and var at ? line[..at].TrimEnd() : line;
        if (IsSource(text))
        {
            AddSource(text, where, group, editable: false);
            return;
        }

        if (Requirement.Parse(text, where, group) is not { } dependency)
        {
            facts.Warn("requirement", SafeUrl.Of(text).Url, where, "pip cannot parse this line.");
            return;
        }

        WarnOfCredential(text, where);
        facts.Dependencies.Add(dependency.Local ? LocalSource.Resolve(facts, dependency) : dependency);
        if (group is null && dependency.Specifier.StartsWith("==", StringComparison.Ordinal) && !dependency.Specifier.Contains('*')
            && !dependency.Specifier.Contains(','))
            facts.Locked.Add(new(dependency.Name, dependency.Specifier.TrimStart('=')));
    }

    /// <summary>A path, an archive or a URL without a name: ./lib, libs/mylib, /wheels/x.whl, file:lib, git+ssh://…</summary>
    private static bool IsSource(string text)
    {
        var head = text.AsSpan()[..(text.AsSpan().IndexOfAny(" ;@") is >= 0 and var end ? end : text.Length)];
        return text[0] is '.' or '/' or '~' or '\\' || head.Contains('/') || head.Contains('\\') || head.StartsWith("file:")
            || head.StartsWith("git+") || (IsArchive(head) && text.IndexOf(" @", StringComparison.Ordinal) < 0);
    }

    private static bool IsArchive(ReadOnlySpan<char> text) =>
        text.EndsWith(".whl") || text.EndsWith(".tar.gz") || text.EndsWith(".zip") || text.EndsWith(".tar.bz2") || text.EndsWith(".tgz");

    private void AddSource(string text, SourceLocation where, string? group, bool editable)
    {
        var (address, marker) = text.IndexOf(" ;", StringComparison.Ordinal) is >= 0 and var at ? (text[..at], text[(at + 2)..].Trim()) : (text, null);
        var extras = address.EndsWith(']') && address.LastIndexOf('[') is > 0 and var bracket ? address[(bracket + 1)..^1].Split(',') : [];
        var bare = extras.Length == 0 ? address : address[..address.LastIndexOf('[')];
        var name = (EggName(bare) ?? SourceName(bare)).Trim();
        WarnOfCredential(bare, where);
        var dependency = Requirement.Sourced(
            new(PackageName.Normalize(name)) { Group = group, Where = where, Editable = editable, Marker = marker,
                Extras = [.. extras.Select(PackageName.Normalize)] }, bare);
        // pip resolves paths in any file against its working folder.
        facts.Dependencies.Add(dependency.Local ? LocalSource.Resolve(facts, dependency) : dependency);
    }

    private void WarnOfCredential(string text, SourceLocation where)
    {
        if (SafeUrl.Of(text).HadCredential)
            facts.Warn("credential", SafeUrl.Of(text).Url, where,
                "The file contains a user name or password that anyone with access to it can read. Change it, and pass it to the build as a secret.");
    }

    /// <summary>foo of #egg=foo[extra]&amp;subdirectory=x.</summary>
    private static string? EggName(string address) => address.IndexOf('#') is >= 0 and var fragment
        && address[(fragment + 1)..].Split('&').FirstOrDefault(part => part.StartsWith("egg=", StringComparison.Ordinal)) is { Length: > 4 } egg
            ? egg[4..].Split('[', '=', '<', '>', '~')[0] : null;

    /// <summary>repo of …/repo.git@v1, my-package of my-package-1.0.tar.gz, folder of ./folder.</summary>
    private static string SourceName(string address)
    {
        address = address.Split('#')[0];
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        var end = scheme >= 0 && address.IndexOf('@', address.IndexOf('/', scheme + 3) is >= 0 and var slash ? slash : scheme) is >= 0 and var at ? at
            : address.Length;
        var last = address[..end].TrimEnd('/').Split('/', '\\')[^1].Split('?')[0];
        if (last.EndsWith(".git", StringComparison.Ordinal))
            return last[..^4];
        if (last.EndsWith(".whl", StringComparison.Ordinal))
            return last.Split('-')[0];
        if (!IsArchive(last))
            return last;
        // The version begins with the last hyphen before a digit.
        for (var i = last.Length - 2; i > 0; i--)
        {
            if (last[i] == '-' && char.IsAsciiDigit(last[i + 1]))
                return last[..i];
        }

        return last.Split('.')[0].Trim();
    }

    private void Include(string value, SourceLocation where, string? group)
    {
        if (Resolve(value, where, "included") is { } path)
            Read(path, group, where);
    }

    private void Constrain(string value, SourceLocation where, string? group)
    {
        if (Resolve(value, where, "a constraint") is not { } path || facts.Files.Read(path) is not { } text)
            return;
        if (group is null)
            facts.AddInput(path, where);
        foreach (var (line, number) in LogicalLines(text))
        {
            if (Requirement.Parse(line.Split(" --")[0], new(path, number)) is { Specifier: { } specifier } pin
                && specifier.StartsWith("==", StringComparison.Ordinal))
                facts.Locked.Add(new(pin.Name, specifier.TrimStart('=')));
        }
    }

    private string? Resolve(string value, SourceLocation where, string role)
    {
        if (value.Contains("://", StringComparison.Ordinal))
        {
            facts.Warn("requirements", SafeUrl.Of(value).Url, where, "It is fetched from the web, so a build cannot detect changes to it.");
            return null;
        }

        var path = facts.Locate(ProjectFiles.DirectoryOf(where.File), value);
        if (path is null)
            facts.Warn("requirements", value, where, "It is outside the repository, so no build context contains it. Move it into the repository.");
        else if (!facts.Files.Exists(path))
            facts.Warn("requirements", value, where, $"It is {role} here but does not exist, so pip will fail.");
        else
            return path;
        return null;
    }

    /// <summary>-r file, -rfile, --requirement file and --requirement=file.</summary>
    private static (string? Option, string Value) Option(string line)
    {
        if (!line.StartsWith('-'))
            return (null, line);
        var separator = line.IndexOfAny([' ', '=', '\t']);
        if (!line.StartsWith("--", StringComparison.Ordinal) && line.Length > 2 && separator != 2)
            return (line[..2], Unquoted(line[2..]));
        return separator < 0 ? (line, "") : (line[..separator], Unquoted(line[(separator + 1)..]));
    }

    private static string Unquoted(string text) => text.Trim().Trim('"', '\'');

    /// <summary>Lines without comments; a line that ends with a backslash is joined with the next.</summary>
    private static IEnumerable<(string Line, int Number)> LogicalLines(string text)
    {
        var joined = new StringBuilder();
        var first = 0;
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.TrimEnd('\r', ' ', '\t');
            if (joined.Length == 0)
                first = number;
            if (line.EndsWith('\\') && !IsComment(line))
            {
                joined.Append(line.AsSpan()[..^1].TrimStart()).Append(' ');
                continue;
            }

            var whole = WithoutComment(joined.Append(line.AsSpan().TrimStart()).ToString()).Trim();
            joined.Clear();
            if (whole.Length > 0)
                yield return (whole, first);
        }

        if (WithoutComment(joined.ToString()).Trim() is { Length: > 0 } last)
            yield return (last, first);
    }

    private static bool IsComment(string line) => line.AsSpan().TrimStart().StartsWith("#");

    /// <summary>A # begins a comment only at the start of a line or after a space: a URL may contain one.</summary>
    private static string WithoutComment(string line)
    {
        for (var at = line.IndexOf('#'); at >= 0; at = line.IndexOf('#', at + 1))
        {
            if (at == 0 || line[at - 1] is ' ' or '\t')
                return line[..at];
        }

        return line;
    }
}
