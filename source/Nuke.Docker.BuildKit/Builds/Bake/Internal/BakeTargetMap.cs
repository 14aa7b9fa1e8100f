using System.Collections.Immutable;

namespace Nuke.Docker.BuildKit.Builds.Bake.Internal;

/// <summary>Reads and writes the attributes of a target.</summary>
internal static class BakeTargetMap
{
    /// <summary>Converts a target to attributes, in the usual order. An attribute of <c>null</c> is absent.</summary>
    public static IEnumerable<KeyValuePair<string, BakeValue>> Write(BakeTarget target)
    {
        (string Name, BakeValue? Value)[] attributes =
        [
            ("description", target.Description),
            ("name", target.Name),
            ("matrix", target.Matrix),
            ("inherits", List(target.Inherits)),
            ("context", target.Context),
            ("contexts", Map(target.Contexts)),
            ("dockerfile", target.Dockerfile),
            ("dockerfile-inline", target.DockerfileInline),
            ("target", target.Target),
            ("args", Map(target.Args)),
            ("tags", List(target.Tags)),
            ("labels", Map(target.Labels)),
            ("annotations", List(target.Annotations)),
            ("platforms", List(target.Platforms)),
            ("cache-from", List(target.CacheFrom)),
            ("cache-to", List(target.CacheTo)),
            ("output", List(target.Output)),
            ("attest", List(target.Attest)),
            ("secret", List(target.Secret)),
            ("ssh", List(target.Ssh)),
            ("pull", Flag(target.Pull)),
            ("no-cache", Flag(target.NoCache)),
            ("no-cache-filter", List(target.NoCacheFilter)),
            ("network", target.Network),
            ("extra-hosts", Map(target.ExtraHosts)),
            ("entitlements", List(target.Entitlements)),
            ("shm-size", target.ShmSize),
            ("ulimits", List(target.Ulimits)),
            ("call", target.Call),
        ];
        return attributes
            .Where(attribute => attribute.Value is not null)
            .Select(attribute => KeyValuePair.Create(attribute.Name, attribute.Value!))
            .Concat(target.Other.Members);
    }

    public static BakeTarget Read(BakeMembers _)
    {
        var target = new BakeTarget
        {
            Description = _.Text("description"),
            Name = _.Text("name"),
            Matrix = _.Map("matrix"),
            Inherits = _.Texts("inherits"),
            Context = _.Text("context"),
            Contexts = _.TextMap("contexts"),
            Dockerfile = _.Text("dockerfile"),
            DockerfileInline = _.Text("dockerfile-inline"),
            Target = _.Text("target"),
            Args = _.TextMap("args"),
            Tags = _.Texts("tags"),
            Labels = _.TextMap("labels"),
            Annotations = _.Texts("annotations"),
            Platforms = _.Texts("platforms"),
            CacheFrom = _.Entries("cache-from"),
            CacheTo = _.Entries("cache-to"),
            Output = _.Entries("output"),
            Attest = _.Entries("attest"),
            Secret = _.Entries("secret"),
            Ssh = _.Entries("ssh"),
            Pull = _.Flag("pull"),
            NoCache = _.Flag("no-cache"),
            NoCacheFilter = _.Texts("no-cache-filter"),
            Network = _.Text("network"),
            ExtraHosts = _.TextMap("extra-hosts"),
            Entitlements = _.Texts("entitlements"),
            ShmSize = _.Text("shm-size"),
            Ulimits = _.Texts("ulimits"),
            Call = _.Text("call"),
        };
        return target with { Other = _.Other };
    }

    private static BakeList? List(ImmutableList<BakeText>? texts) => texts is null ? null : new BakeList([.. texts]);

    private static BakeList? List(ImmutableList<BakeEntry>? entries) => entries is null ? null : new BakeList([.. entries.Select(entry => entry.Value)]);

    private static BakeMap? Map(ImmutableSortedDictionary<string, BakeText?>? texts) =>
        texts is null
            ? null
            : new BakeMap(BakeMap.Empty.Members.AddRange(texts.Select(pair => KeyValuePair.Create(pair.Key, pair.Value ?? (BakeValue)BakeLiteral.Null))));

    private static BakeLiteral? Flag(bool? value) => value is { } flag ? BakeLiteral.Of(flag) : null;
}
