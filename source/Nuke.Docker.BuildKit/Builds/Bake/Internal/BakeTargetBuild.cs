using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Builds.Bake.Internal;

/// <summary>Converts a target of a bake file to the settings of a build, with what reports and recovery need: tags, caches and outputs.</summary>
internal static class BakeTargetBuild
{
    public static BuildxBuildSettings Of(BakeTarget target, BuildxBakeSettings bake) => new()
    {
        WorkingDirectory = bake.WorkingDirectory,
        Tag = [.. (target.Tags ?? []).Select(tag => ImageReference.TryParse(tag.ToString(), out var reference) ? reference : null).OfType<ImageReference>()],
        CacheFrom = [.. (target.CacheFrom ?? []).Select(entry => Read<CacheFrom>(entry, CacheFrom.Parse, type => new RawCacheFrom(type)))],
        CacheTo = [.. (target.CacheTo ?? []).Select(entry => Read<CacheTo>(entry, CacheTo.Parse, type => new RawCacheTo(type)))],
        Output = [.. (target.Output ?? []).Select(entry => Read(entry, BuildOutput.Parse, type => new BuildOutput(type)))],
        NoCache = target.NoCache,
        NoCacheFilter = target.NoCacheFilter is { } stages ? [.. stages.Select(stage => stage.ToString())] : null,
    };

    // buildx has accepted the entry. If it cannot be parsed, only its type is known.
    private static T Read<T>(BakeEntry entry, Func<string, T> parse, Func<string, T> raw)
    {
        try
        {
            return parse(TextOf(entry));
        }
        catch (InvalidSettingException)
        {
            return raw(entry.Attribute("type")?.ToString() ?? "unknown");
        }
    }

    private static string TextOf(BakeEntry entry)
    {
        if (entry.Value is not BakeMap map)
            return entry.Value.ToString()!;
        var fields = new CsvWriter();
        foreach (var (name, value) in map.Members)
            fields.Add(name, value is BakeLiteral literal ? literal.Json : value.ToString());
        return fields.ToArgument().Value;
    }
}
