using System.Text.RegularExpressions;

namespace Nuke.Docker.BuildKit.Dockerfiles.Steps;

/// <summary>The arguments of <c>pip install</c>, <c>pip wheel</c>, <c>pip download</c>, <c>uv pip install</c> and <c>uv pip sync</c>.</summary>
internal sealed partial class PipArguments
{
    private static readonly HashSet<string> s_files =
        ["-r", "--requirement", "--requirements", "-c", "--constraint", "--constraints", "--override", "--overrides", "--build-constraint"];

    private static readonly HashSet<string> s_editable = ["-e", "--editable"];

    // Options with a value that is neither a file of the project nor a package.
    private static readonly HashSet<string> s_values =
    [
        "-i", "--index-url", "--extra-index-url", "--default-index", "--index", "--index-strategy", "--keyring-provider", "--trusted-host",
        "--allow-insecure-host", "--no-binary", "--only-binary", "--no-build-package", "--platform", "--python-version", "--python-platform",
        "--implementation", "--abi", "--timeout", "--default-timeout", "--retries", "--progress-bar", "--root-user-action", "--upgrade-strategy",
        "--cache-dir", "--proxy", "--exists-action", "--use-feature", "--use-deprecated", "--log", "--group", "--resolution", "--prerelease",
        "--fork-strategy", "--link-mode", "--exclude-newer", "--torch-backend", "--color", "-P", "--upgrade-package", "--reinstall-package",
        "--refresh-package", "--config-setting", "--config-settings", "-C", "-w", "--wheel-dir", "-d", "--dest", "-t", "--target", "--prefix", "--root",
        "-p", "--python", "--src", "--extra",
    ];

    // Options with a value that may name files or directories of the project.
    private static readonly HashSet<string> s_places =
        ["-f", "--find-links", "--cert", "--client-cert", "--config-file", "--directory", "--project", "--build", "--report"];

    private static readonly string[] s_archives = [".whl", ".zip", ".gz", ".bz2", ".xz", ".tar"];

    private readonly List<string> _packages = [];
    private readonly List<string> _requirements = [];
    private bool _unknown;

    private PipArguments()
    {
    }

    /// <summary>The packages, paths and URLs to install, including those after <c>-e</c>.</summary>
    public IReadOnlyList<string> Packages => _packages;

    /// <summary>The requirements and constraints files.</summary>
    public IReadOnlyList<string> Requirements => _requirements;

    /// <summary>True if the call names a package with its own files: a path, a local URL, or a word that may be one.</summary>
    public bool HasLocalPackages => _packages.Exists(IsLocal);

    /// <summary>True if the call reads only packages from an index and the files in <see cref="Requirements"/>, so far as its words tell.</summary>
    public bool IsPlain => !_unknown && !HasLocalPackages && !_requirements.Exists(file => file.AsSpan().IndexOfAny("$*?`") >= 0);

    /// <summary>Reads the arguments of a call.</summary>
    public static PipArguments Of(ShellCommand command)
    {
        var arguments = new PipArguments();
        string[] words = [.. command.Words.SkipWhile(word => word is not ("install" or "wheel" or "download" or "sync")).Skip(1)];
        for (var index = 0; index < words.Length; index++)
        {
            var word = words[index];
            if (!word.StartsWith('-') || word == "-")
            {
                (command.Words.Contains("sync") ? arguments._requirements : arguments._packages).Add(word);
                continue;
            }

            var (name, value) = Split(word);
            if (value is null && (s_files.Contains(name) || s_editable.Contains(name) || s_values.Contains(name) || s_places.Contains(name)))
                value = index + 1 < words.Length ? words[++index] : "";
            arguments.Add(name, value);
        }

        return arguments;
    }

    /// <summary>Returns true if a requirement is a path, a local URL, or a word that may be one.</summary>
    public static bool IsLocal(string requirement)
    {
        var text = requirement.Trim();
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at > 0 && Name().IsMatch(text[..at].TrimEnd()))
            text = text[(at + 1)..].TrimStart();
        else if (Name().IsMatch(text) && !s_archives.Any(ending => text.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            return false;
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        return scheme < 0 || text.AsSpan(0, scheme).Contains("file", StringComparison.OrdinalIgnoreCase) || text.AsSpan(0, scheme).IndexOfAny("$`") >= 0;
    }

    private void Add(string name, string? value)
    {
        if (s_files.Contains(name))
            _requirements.Add(value!);
        else if (s_editable.Contains(name))
            _packages.Add(value!);
        else if (s_places.Contains(name))
            _unknown |= !value!.StartsWith("http", StringComparison.Ordinal);
        else if (s_values.Contains(name))
            _unknown |= value!.StartsWith('/') || value.StartsWith('.') || value.StartsWith("file:", StringComparison.Ordinal) || value.StartsWith('$');
        else
            _unknown |= name.AsSpan().IndexOfAny("$`") >= 0 || name == "--pylock";
    }

    // --name=value, or a short option with its value in one word: -rrequirements.txt.
    private static (string Name, string? Value) Split(string word)
    {
        if (word.StartsWith("--", StringComparison.Ordinal))
            return word.IndexOf('=', StringComparison.Ordinal) is var equals and > 0 ? (word[..equals], word[(equals + 1)..]) : (word, null);
        return word.Length > 2 && word[1] is 'r' or 'c' or 'e' or 'f' or 'i' or 't' or 'w' or 'd' ? (word[..2], word[2..]) : (word, null);
    }

    // A name of a package with extras, version and marker: flask[async]>=3; python_version > "3.8".
    [GeneratedRegex(
        @"^[A-Za-z0-9][A-Za-z0-9._-]*[ \t]*(\[[^\]/]*\])?[ \t]*(\(?[=<>!~][^/]*)?(;.*)?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Name();
}
