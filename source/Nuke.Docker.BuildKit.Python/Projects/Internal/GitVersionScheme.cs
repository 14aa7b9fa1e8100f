using System.Globalization;
using System.Text.RegularExpressions;
using Nuke.Docker.BuildKit.Text.Toml;

namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>
/// Computes the version that a tool would compute, from the state of the working copy. The build itself cannot: it sees only the files that the ignore file
/// leaves, so that Git would report all others as deleted.
/// </summary>
internal sealed partial class GitVersionScheme
{
    private readonly GitVersionTool _tool;
    private readonly string _version;
    private readonly string _local;
    private readonly string? _tagPattern;

    private GitVersionScheme(GitVersionTool tool, TomlTable? settings)
    {
        _tool = tool;
        _version = settings?.Text("version_scheme") ?? "guess-next-dev";
        _local = settings?.Text("local_scheme") ?? "node-and-date";
        _tagPattern = settings?.Text("tag_regex") ?? settings?.Text("tag-pattern") ?? settings?.Text("tag-regex") ?? settings?.Text("tag_filter");
        var describe = settings?["git_describe_command"] ?? settings?.Find("scm", "git", "describe_command");
        var words = describe is TomlString text ? text.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            : describe is TomlArray array ? [.. array.Items.Strings()] : [];
        Match = Values(words).ToArray() is { Length: > 0 } patterns ? patterns
            : tool.Name is "poetry-dynamic-versioning" or "uv-dynamic-versioning" && _tagPattern is null ? ["v[0-9]*"] : ["*[0-9]*"];
        Unknown = Problem(settings);
    }

    /// <summary>The patterns of the tags that count: <c>--match</c> of <c>git describe</c>.</summary>
    public IReadOnlyList<string> Match { get; }

    /// <summary>A setting whose effect is not known, so that the version may differ; null: none.</summary>
    public string? Unknown { get; }

    /// <param name="tool">The tool.</param>
    /// <param name="pyproject">The project's pyproject.toml; null: it has none.</param>
    public static GitVersionScheme Of(GitVersionTool tool, TomlTable? pyproject) => new(
        tool,
        tool.Variable == GitVersionTool.Scm ? Scm(pyproject)
            : tool.Name == "pdm-backend" ? pyproject.Table("tool", "pdm", "version")
            : tool.Name is "setuptools-git-versioning" ? pyproject.Table("tool", "setuptools-git-versioning")
            : pyproject.Table("tool", tool.Name));

    /// <summary>Returns the version in the form of PEP 440.</summary>
    /// <param name="git">The state of the working copy.</param>
    /// <param name="today">The date in the version of a working copy with changes, in UTC.</param>
    public string Version(GitDescription git, DateTime today)
    {
        var tag = git.Tag is { } given ? Normalize(given) : _tool.Name is "poetry-dynamic-versioning" or "uv-dynamic-versioning" or "pbr" ? "0.0.0" : "0.0";
        var date = today.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var commits = git.Distance.ToString(CultureInfo.InvariantCulture);
        var post = git.Distance == 0 ? "" : $".post{commits}";
        return _tool.Name switch
        {
            "pbr" => git.Distance == 0 && git.Tag is not null ? tag : $"{NextPatch(tag)}.dev{commits}",
            "poetry-dynamic-versioning" or "uv-dynamic-versioning" => git.Distance == 0 ? tag : $"{tag}{post}.dev0+{git.Commit}",
            "versioningit" => tag + post + (git.IsExact ? "" : "+")
                + (git.Distance == 0 ? "" : $"g{git.Commit}{(git.Dirty ? "." : "")}") + (git.Dirty ? $"d{date}" : ""),
            "setuptools-git-versioning" => git.IsExact ? tag
                : $"{tag}.post{commits}+git.{git.Commit}{(git.Dirty ? ".dirty" : "")}",
            "pdm-backend" => (git.Distance == 0 ? tag : $"{Next(tag)}.dev{commits}")
                + (git.Distance > 0 ? $"+g{git.Commit}{(git.Dirty ? $".d{date}" : "")}" : git.Dirty ? $"+d{date}" : ""),
            _ => ScmVersion(git, tag, commits) + ScmLocal(git, date, today),
        };
    }

    private string ScmVersion(GitDescription git, string tag, string commits) => _version switch
    {
        "only-version" => tag,
        _ when git.IsExact => tag,
        "post-release" => $"{tag}.post{commits}",
        "no-guess-dev" => $"{tag}.post1.dev{commits}",
        "python-simplified-semver" => $"{NextPatch(tag)}.dev{commits}",
        _ => $"{Next(tag)}.dev{commits}",
    };

    private string ScmLocal(GitDescription git, string date, DateTime today) => _local switch
    {
        "no-local-version" => "",
        "dirty-tag" => git.Dirty ? "+dirty" : "",
        _ when git.IsExact => "",
        "node-and-timestamp" => $"+g{git.Commit}{(git.Dirty ? $".d{today.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}" : "")}",
        _ => $"+g{git.Commit}{(git.Dirty ? $".d{date}" : "")}",
    };

    // setuptools-scm takes its own table, hatch-vcs those of hatch.
    private static TomlTable? Scm(TomlTable? pyproject) => pyproject.Table("tool", "setuptools_scm") ?? pyproject.Table("tool", "vcs-versioning")
        ?? pyproject.Table("tool", "hatch", "version", "raw-options") ?? pyproject.Table("tool", "hatch", "version");

    private string? Problem(TomlTable? settings)
    {
        if (_tagPattern is not null && Expression() is null)
            return $"the pattern of tags {_tagPattern}";
        if (_tool.Variable == GitVersionTool.Scm)
        {
            return _version is not ("guess-next-dev" or "post-release" or "no-guess-dev" or "python-simplified-semver" or "only-version")
                ? $"version_scheme = \"{_version}\""
                : _local is not ("node-and-date" or "node-and-timestamp" or "dirty-tag" or "no-local-version") ? $"local_scheme = \"{_local}\"" : null;
        }

        string[] keys = ["format", "format-jinja", "style", "bump", "next-version", "template", "dev_template", "dirty_template", "version_format"];
        return Array.Find(keys, key => settings?[key] is not null);
    }

    /// <summary>The version in a tag: <c>v1.4.0-rc.1</c> is 1.4.0rc1, and <c>backend-v1.4</c> is 1.4.</summary>
    private string Normalize(string tag)
    {
        var found = Expression()?.Match(tag) is { Success: true } own
            ? own.Groups["version"] is { Success: true } named ? named.Value : own.Groups["base"] is { Success: true } part ? part.Value : own.Groups[^1].Value
            : tag;
        var match = Pep440().Match(found);
        if (!match.Success)
            return found.TrimStart('v', 'V');
        var pre = match.Groups["pre"].Value.ToLowerInvariant() switch
        {
            "alpha" => "a",
            "beta" => "b",
            "c" or "pre" or "preview" => "rc",
            var other => other,
        };
        return match.Groups["release"].Value
            + (pre.Length == 0 ? "" : pre + NumberOf(match.Groups["pre_n"]))
            + (match.Groups["post"].Success ? $".post{NumberOf(match.Groups["post_n"])}" : "")
            + (match.Groups["dev"].Success ? $".dev{NumberOf(match.Groups["dev_n"])}" : "");
    }

    private Regex? Expression()
    {
        if (_tagPattern is not { } pattern)
            return null;
        try
        {
            // Python's names of groups. A pattern cannot search for long.
            return new Regex(pattern.Replace("(?P<", "(?<", StringComparison.Ordinal), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string NumberOf(Group group) => group.Length == 0 ? "0" : group.Value.TrimStart('0') is { Length: > 0 } number ? number : "0";

    // 1.4.0 → 1.4.1, 1.4.0rc1 → 1.4.0rc2, 1.4.0.dev0 → 1.4.0
    private static string Next(string version)
    {
        if (version.LastIndexOf(".dev", StringComparison.Ordinal) is > 0 and var dev)
            return version[..dev];
        var start = version.Length;
        while (start > 0 && char.IsAsciiDigit(version[start - 1]))
            start--;
        return start < version.Length && long.TryParse(version.AsSpan(start), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number < long.MaxValue ? string.Create(CultureInfo.InvariantCulture, $"{version[..start]}{number + 1}") : $"{version}.1";
    }

    // 1.4 → 1.4.1, 1.4.0rc1 → 1.4.0
    private static string NextPatch(string version)
    {
        var release = Pep440().Match(version).Groups["release"].Value;
        if (release.Length == 0)
            return Next(version);
        List<string> parts = [.. release.Split('.').Take(3)];
        while (parts.Count < 3)
            parts.Add("0");
        return release.Length == version.Length ? Next(string.Join('.', parts)) : string.Join('.', parts);
    }

    private static IEnumerable<string> Values(string[] words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] == "--match" && i + 1 < words.Length)
                yield return words[i + 1].Trim('\'', '"');
            else if (words[i].StartsWith("--match=", StringComparison.Ordinal))
                yield return words[i]["--match=".Length..].Trim('\'', '"');
        }
    }

    [GeneratedRegex(
        @"^(?:[\w.-]*?[-_/])?[vV]?(?<release>\d+(?:\.\d+)*)(?:[-_.]?(?<pre>alpha|beta|preview|pre|rc|a|b|c)[-_.]?(?<pre_n>\d*))?"
            + @"(?:[-_.]?(?<post>post|rev|r)[-_.]?(?<post_n>\d*))?(?:[-_.]?(?<dev>dev)[-_.]?(?<dev_n>\d*))?(?:\+.*)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pep440();
}
