namespace Nuke.Docker.BuildKit.Text;

/// <summary>
/// Reads image references. Written by hand, not as a regular expression, for exact messages and because every build waits for its compilation.
/// </summary>
internal static class ImageReferenceReader
{
    private const int LongestPath = 255;
    private const int LongestTag = 128;
    private const int DigestOfName = 64;

    /// <summary>Reads a reference.</summary>
    /// <returns>The problem; <c>null</c> if the reference is valid.</returns>
    public static string? Read(string text, out ImageReference? reference)
    {
        reference = null;
        if (text.Length == 0)
            return "the name of an image must not be empty";
        if (text.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0)
            return $"'{text}' is not an image reference: remove '{text[..(scheme + 3)]}', a reference begins with the registry's name";
        if (text.Length == DigestOfName && text.All(IsLowerHex))
            return $"'{text}' is an image id; the name of a repository cannot be 64 hexadecimal digits";

        var (name, tag, digest) = Split(text);
        var (domain, path) = SplitDomain(name);
        var problem = DomainProblem(domain) ?? PathProblem(path) ?? TagProblem(tag) ?? DigestProblem(digest);
        if (problem is not null)
            return $"'{text}' is not an image reference: {problem}";

        reference = new ImageReference(domain, path, tag, digest);
        return null;
    }

    /// <summary>Returns true if the part before the first slash is a registry.</summary>
    public static bool IsDomain(string first) => first == "localhost" || first.AsSpan().ContainsAny('.', ':') || first.Any(char.IsUpper);

    private static (string Name, string? Tag, string? Digest) Split(string text)
    {
        string? digest = null;
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0)
            (text, digest) = (text[..at], text[(at + 1)..]);

        // The colon of a port precedes a slash.
        var colon = text.IndexOf(':', text.LastIndexOf('/') + 1);
        return colon < 0 ? (text, null, digest) : (text[..colon], text[(colon + 1)..], digest);
    }

    private static (string Domain, string Path) SplitDomain(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? "" : name[..slash];
        var (domain, path) = IsDomain(first) ? (first, name[(slash + 1)..]) : (ImageReference.DefaultDomain, name);
        if (domain == "index.docker.io")
            domain = ImageReference.DefaultDomain;
        return (domain, domain == ImageReference.DefaultDomain && !path.Contains('/', StringComparison.Ordinal) ? ImageReference.OfficialPrefix + path : path);
    }

    private static string? DomainProblem(string domain)
    {
        var host = domain;
        var colon = domain.LastIndexOf(':');
        if (colon > domain.LastIndexOf(']'))
        {
            host = domain[..colon];
            var port = domain.AsSpan(colon + 1);
            if (port.IsEmpty || port.ContainsAnyExceptInRange('0', '9'))
                return $"the port '{port}' of the registry is not a number";
        }

        if (host.StartsWith('['))
            return host.EndsWith(']') && host.Length > 2 && host[1..^1].All(character => char.IsAsciiHexDigit(character) || character == ':')
                ? null
                : $"'{host}' is not an IPv6 address";

        foreach (var part in host.Split('.'))
        {
            if (part.Length == 0 || part[0] == '-' || part[^1] == '-' || part.Any(character => !char.IsAsciiLetterOrDigit(character) && character != '-'))
                return $"'{domain}' is not the name of a registry";
        }

        return null;
    }

    private static string? PathProblem(string path)
    {
        if (path.Any(char.IsAsciiLetterUpper))
            return $"the repository '{Shown(path)}' has upper-case letters; write '{Shown(path).ToLowerInvariant()}'";

        foreach (var component in path.Split('/'))
        {
            if (ComponentProblem(component) is { } problem)
                return problem;
        }

        return path.Length > LongestPath ? $"the repository has {path.Length} characters; {LongestPath} are allowed" : null;
    }

    // Letters and digits, separated by one dot, one or two underscores, or any number of dashes.
    private static string? ComponentProblem(string component)
    {
        if (component.Length == 0)
            return "a part between its slashes is empty";

        var position = 0;
        while (true)
        {
            var start = position;
            while (position < component.Length && (char.IsAsciiLetterLower(component[position]) || char.IsAsciiDigit(component[position])))
                position++;
            if (position == start)
                return Misplaced(component, position);
            if (position == component.Length)
                return null;

            position += Separator(component.AsSpan(position));
            if (position == component.Length)
                return $"'{component}' ends in '{component[^1]}'; it must end in a letter or a digit";
        }
    }

    private static int Separator(ReadOnlySpan<char> text)
    {
        if (text[0] == '-')
            return text.Length - text.TrimStart('-').Length;
        if (text[0] == '_')
            return text.StartsWith("__") ? 2 : 1;
        return text[0] == '.' ? 1 : 0;
    }

    private static string Misplaced(string component, int position) => component[position] is '.' or '_' or '-'
        ? position == 0
            ? $"'{component}' begins with '{component[0]}'; it must begin with a letter or a digit"
            : $"'{component}' has too many separators in a row; use one dot, one or two underscores, or any number of dashes"
        : $"'{component[position]}' is not allowed in '{component}'; use lower-case letters, digits, dots, underscores and dashes";

    private static string? TagProblem(string? tag)
    {
        if (tag is null)
            return null;
        if (tag.Length == 0)
            return "the tag after the colon is empty";
        if (tag.Length > LongestTag)
            return $"the tag has {tag.Length} characters; {LongestTag} are allowed";
        if (tag[0] is '.' or '-')
            return $"the tag '{tag}' begins with '{tag[0]}'; it must begin with a letter, a digit or an underscore";

        var index = 0;
        while (index < tag.Length && (char.IsAsciiLetterOrDigit(tag[index]) || tag[index] is '_' or '.' or '-'))
            index++;
        return index == tag.Length ? null : $"'{tag[index]}' is not allowed in the tag '{tag}'; use letters, digits, underscores, dots and dashes";
    }

    /// <summary>Returns the problem of a digest; <c>null</c> if it is valid. Docker supports three algorithms.</summary>
    public static string? DigestProblem(string? digest)
    {
        if (digest is null)
            return null;

        var colon = digest.IndexOf(':', StringComparison.Ordinal);
        var length = (colon < 0 ? "" : digest[..colon]) switch
        {
            "sha256" => 64,
            "sha384" => 96,
            "sha512" => 128,
            _ => 0,
        };
        if (length == 0)
            return $"the digest '{digest}' is not sha256:…, sha384:… or sha512:…";

        var value = digest[(colon + 1)..];
        return value.Length == length && value.All(IsLowerHex)
            ? null
            : $"{digest[..colon]} needs {length} lower-case hexadecimal digits; '{value}' is not";
    }

    private static bool IsLowerHex(char character) => char.IsAsciiHexDigitLower(character);

    private static string Shown(string path) =>
        path.StartsWith(ImageReference.OfficialPrefix, StringComparison.Ordinal) ? path[ImageReference.OfficialPrefix.Length..] : path;
}
