using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>A cache to read: <c>--cache-from</c>. Strings convert implicitly.</summary>
public abstract record CacheFrom : CacheEntry
{
    /// <inheritdoc cref="Parse"/>
    public static implicit operator CacheFrom(string text) => Parse(text);

    /// <summary>
    /// Parses the value of <c>--cache-from</c>. A bare reference is a registry cache; a backend without a record becomes a
    /// <see cref="RawCacheFrom"/>.
    /// </summary>
    /// <exception cref="InvalidSettingException">The text is not a list of attributes, or an attribute or value is unknown to the backend.</exception>
    public static CacheFrom Parse(string text)
    {
        const string Flag = "--cache-from";
        var fields = CsvReader.Fields(text, Flag);
        if (fields is [var reference] && !reference.Contains('=', StringComparison.Ordinal))
            return new RegistryCacheFrom(reference);

        var attributes = FlagAttributes.Of(fields, Flag);
        var type = attributes.Type();
        if (ValueReader.ReadCacheFrom(type, attributes) is not { } entry)
            return new RawCacheFrom(type, attributes.Left);

        attributes.End(nameof(RawCacheFrom));
        entry.ToArgument(); // Reports invalid combinations here, not when the build starts.
        return entry;
    }
}
