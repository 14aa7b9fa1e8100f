using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>A cache to read: <c>--cache-from</c>; a plain string converts to it.</summary>
public abstract record CacheFrom : CacheEntry
{
    /// <inheritdoc cref="Parse"/>
    public static implicit operator CacheFrom(string text) => Parse(text);

    /// <summary>Reads what stands after <c>--cache-from</c>; a bare reference is a registry's. A backend that has no type here becomes a <see cref="RawCacheFrom"/>.</summary>
    /// <exception cref="InvalidSettingException">Not comma-separated attributes, an attribute that the backend doesn't have, or a value that it would ignore.</exception>
    public static CacheFrom Parse(string text)
    {
        const string Flag = "--cache-from";
        var fields = CsvReader.Fields(text, Flag);
        if (fields is [var reference] && !reference.Contains('=', StringComparison.Ordinal))
            return new RegistryCacheFrom(reference);

        var attributes = FlagAttributes.Of(fields, Flag);
        var type = attributes.Type();
        CacheFrom entry = type switch
        {
            "local" => LocalCacheFrom.Read(attributes),
            "registry" => RegistryCacheFrom.Read(attributes),
            "gha" => GhaCacheFrom.Read(attributes),
            "s3" => S3CacheFrom.Read(attributes),
            "azblob" => AzblobCacheFrom.Read(attributes),
            _ => new RawCacheFrom(type, attributes.Left),
        };
        if (entry is not RawCacheFrom)
            attributes.End(nameof(RawCacheFrom));
        entry.ToArgument(); // A value that can't be right is told now, not when the build starts.
        return entry;
    }
}
