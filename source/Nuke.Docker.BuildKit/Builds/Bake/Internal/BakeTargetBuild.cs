using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Builds.Bake.Internal;

/// <summary>Converts a target of a bake file to the settings of a build, with what reports and recovery need: tags, caches and outputs.</summary>
internal static class BakeTargetBuild
{
    public static BuildxBuildSettings Of(BakeTarget target, BuildxBakeSettings bake) => new()
    {
        WorkingDirectory = bake.WorkingDirectory,
        Context = target.Context?.ToString(),
        File = DockerfileOf(target),
        Tag = [.. (target.Tags ?? []).Select(tag => ImageReference.TryParse(tag.ToString(), out var reference) ? reference : null).OfType<ImageReference>()],
        CacheFrom = [.. (target.CacheFrom ?? []).Select(entry => Read<CacheFrom>(entry, CacheFrom.Parse, type => new RawCacheFrom(type)))],
        CacheTo = [.. (target.CacheTo ?? []).Select(entry => Read<CacheTo>(entry, CacheTo.Parse, type => new RawCacheTo(type)))],
        Output = [.. (target.Output ?? []).Select(entry => Read(entry, BuildOutput.Parse, type => new BuildOutput(type)))],
        BuildArg = target.Args?.Where(pair => pair.Value is not null)
            .ToImmutableSortedDictionary(pair => pair.Key, pair => (string?)pair.Value!.ToString(), StringComparer.Ordinal),
        Secret = target.Secret is { } secrets ? [.. secrets.Select(SecretOf).OfType<BuildSecret>()] : null,
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

    // bake resolves the path against the context, build against the working directory.
    private static string? DockerfileOf(BakeTarget target) =>
        target.DockerfileInline is not null ? "-"
        : target.Dockerfile?.ToString() is { } file && target.Context?.ToString() is { } context && BuildContexts.IsFolder(context)
            ? Path.Combine(context, file)
        : target.Dockerfile?.ToString();

    // buildx reports a secret that cannot be read.
    private static BuildSecret? SecretOf(BakeEntry entry)
    {
        try
        {
            return BuildSecret.Parse(TextOf(entry));
        }
        catch (InvalidSettingException)
        {
            return null;
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
