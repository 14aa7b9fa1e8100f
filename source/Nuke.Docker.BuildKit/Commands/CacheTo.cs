using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>
/// A cache to write: <c>--cache-to</c>. Strings convert implicitly. Two builds or platforms must not write to the same location: the later one
/// overwrites the earlier.
/// </summary>
public abstract record CacheTo : CacheEntry
{
    /// <summary>Indicates that only the final stage is exported, and no steps of builder stages.</summary>
    internal virtual bool KeepsFinalStageOnly => false;

    /// <inheritdoc cref="Parse"/>
    public static implicit operator CacheTo(string text) => Parse(text);

    /// <summary>
    /// Parses the value of <c>--cache-to</c>. A bare reference is a registry cache; a backend without a record becomes a <see cref="RawCacheTo"/>.
    /// </summary>
    /// <exception cref="InvalidSettingException">The text is not a list of attributes, or an attribute or value is unknown to the backend.</exception>
    public static CacheTo Parse(string text)
    {
        const string Flag = "--cache-to";
        var fields = CsvReader.Fields(text, Flag);
        if (fields is [var reference] && !reference.Contains('=', StringComparison.Ordinal))
            return new RegistryCacheTo(reference);

        var attributes = FlagAttributes.Of(fields, Flag);
        var type = attributes.Type();
        if (ValueReader.ReadCacheTo(type, attributes) is not { } entry)
            return new RawCacheTo(type, attributes.Left);

        attributes.End(nameof(RawCacheTo));
        entry.ToArgument(); // Reports invalid combinations here, not when the build starts.
        return entry;
    }
}
