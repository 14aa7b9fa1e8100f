using System.IO.Enumeration;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Images;

/// <summary>A tag or a pattern of tags: <c>1.4</c>, <c>1.*</c>, <c>3.1?</c>; a leading <c>!</c> excludes.</summary>
internal sealed record TagPattern
{
    // Tags under which older registries list what refers to a manifest, and signatures of cosign. They follow their image.
    private const string Referrers = "sha256-";

    private readonly string _pattern;

    /// <exception cref="InvalidSettingException">The text can't match a tag.</exception>
    public TagPattern(string text)
    {
        Excludes = text.StartsWith('!');
        _pattern = Excludes ? text[1..] : text;
        var plain = _pattern.Replace('*', 'x').Replace('?', 'x');
        if (!ImageReference.TryParse($"any:{plain}", out _))
            throw new InvalidSettingException("tag", $"'{text}' is neither a tag nor a pattern; write one such as 1.4, 1.* or !*-rc*");
    }

    /// <summary>True if matching tags are excluded.</summary>
    public bool Excludes { get; }

    /// <summary>The tag; <c>null</c> if this is a pattern.</summary>
    public string? Exact => Excludes || _pattern.AsSpan().ContainsAny('*', '?') ? null : _pattern;

    /// <summary>Returns the tags that one of the patterns matches and none excludes.</summary>
    public static IEnumerable<string> Select(IReadOnlyCollection<TagPattern> patterns, IEnumerable<string> tags) => tags.Where(tag =>
        patterns.Any(pattern => !pattern.Excludes && pattern.Matches(tag)) && !patterns.Any(pattern => pattern.Excludes && pattern.Matches(tag)));

    /// <summary>Returns the pattern.</summary>
    public override string ToString() => Excludes ? $"!{_pattern}" : _pattern;

    private bool Matches(string tag) => Exact is { } exact
        ? tag == exact
        : !(tag.StartsWith(Referrers, StringComparison.Ordinal) && !Excludes) && FileSystemName.MatchesSimpleExpression(_pattern, tag, ignoreCase: false);
}
