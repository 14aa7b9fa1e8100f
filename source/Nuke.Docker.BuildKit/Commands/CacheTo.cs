using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>A cache to write: <c>--cache-to</c>; a plain string converts to it. No location can be written to by two builds or platforms: the later one replaces the earlier.</summary>
public abstract record CacheTo : CacheEntry
{
    /// <summary>Whether only the final stage is exported, so that nothing of a builder stage is found again.</summary>
    internal virtual bool KeepsFinalStageOnly => false;

    /// <inheritdoc cref="Parse"/>
    public static implicit operator CacheTo(string text) => Parse(text);

    /// <summary>Reads what stands after <c>--cache-to</c>; a bare reference is a registry's. A backend that has no type here becomes a <see cref="RawCacheTo"/>.</summary>
    /// <exception cref="InvalidSettingException">Not comma-separated attributes, an attribute that the backend doesn't have, or a value that it would ignore.</exception>
    public static CacheTo Parse(string text)
    {
        const string Flag = "--cache-to";
        var fields = CsvReader.Fields(text, Flag);
        if (fields is [var reference] && !reference.Contains('=', StringComparison.Ordinal))
            return new RegistryCacheTo(reference);

        var attributes = FlagAttributes.Of(fields, Flag);
        var type = attributes.Type();
        CacheTo entry = type switch
        {
            "local" => LocalCacheTo.Read(attributes),
            "registry" => RegistryCacheTo.Read(attributes),
            "inline" => InlineCacheTo.Read(attributes),
            "gha" => GhaCacheTo.Read(attributes),
            "s3" => S3CacheTo.Read(attributes),
            "azblob" => AzblobCacheTo.Read(attributes),
            _ => new RawCacheTo(type, attributes.Left),
        };
        if (entry is not RawCacheTo)
            attributes.End(nameof(RawCacheTo));
        entry.ToArgument(); // Parts that contradict each other are told now, not when the build starts.
        return entry;
    }
}
