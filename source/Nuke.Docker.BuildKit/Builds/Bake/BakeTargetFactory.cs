using System.Collections.Immutable;
using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Builds.Bake;

/// <summary>Makes a bake target of what would otherwise be one <c>buildx build</c>.</summary>
public static class BakeTargetFactory
{
    /// <summary>The same build as a target. Nothing in it is a template: dollar signs stand for themselves.</summary>
    /// <exception cref="InvalidSettingException">A setting that a bake file can't hold: <c>--cgroup-parent</c>, <c>--iidfile</c>, a context or a Dockerfile from standard input, a secret given by value in an attribute, two hosts or contexts of one name.</exception>
    [Pure]
    public static BakeTarget Create(BuildxBuildSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Check(settings);
        var folder = Path.GetFullPath(settings.WorkingDirectory ?? ".");
        return new BakeTarget
        {
            Annotations = Texts(settings.Annotation?.Select(annotation => annotation.ToString())),
            Args = Map("--build-arg", Known(settings)),
            Attest = Entries(BuildValues.AttestationsOf(settings) is { Count: > 0 } attestations ? attestations : null),
            CacheFrom = Entries(settings.CacheFrom),
            CacheTo = Entries(settings.CacheTo),
            Call = Text(settings.Check is true ? "check" : settings.Call?.ToString()),
            Context = Text(settings.Context),
            Contexts = Map("--build-context", settings.BuildContext?.Select(context => KeyValuePair.Create(context.Name, (string?)context.Source.ToString()))),
            // Bake takes it from the context, build from the working directory.
            Dockerfile = Text(settings.File is { } file && !IsRemote(file) ? Path.GetFullPath(file, folder) : settings.File),
            Entitlements = Texts(settings.Allow?.Select(entitlement => entitlement.Name)),
            ExtraHosts = Map("--add-host", settings.AddHost?.Select(host => KeyValuePair.Create(host.Name, (string?)host.Address))),
            Labels = Map("--label", settings.Label),
            Network = Text(settings.Network?.Name),
            NoCache = settings.NoCache,
            NoCacheFilter = Texts(settings.NoCacheFilter),
            Output = Outputs(settings),
            Platforms = Texts(settings.Platform?.Select(platform => platform.Name)),
            Pull = settings.Pull,
            Secret = Entries(settings.Secret),
            ShmSize = Text(settings.ShmSize?.ToString()),
            Ssh = Entries(settings.Ssh),
            Tags = Texts(settings.Tag?.Select(tag => tag.Familiar)),
            Target = Text(settings.Target),
            Ulimits = Texts(settings.Ulimit?.Select(limit => limit.ToArgument().Value)),
        };
    }

    private static void Check(BuildxBuildSettings settings)
    {
        Refuse("--cgroup-parent", settings.CgroupParent is not null);
        Refuse("--iidfile", settings.Iidfile is not null);
        Refuse("--policy", settings.Policy is { IsEmpty: false });
        Refuse("--resource", settings.Resource is { IsEmpty: false });
        Refuse("a context from standard input", settings.Context == "-");
        Refuse("--file -", settings.File == "-");
    }

    private static void Refuse(string setting, bool given)
    {
        if (given)
            throw new InvalidSettingException(setting, "a target of a bake file has no such attribute; build this image by itself");
    }

    private static bool IsRemote(string file) => file.Contains("://", StringComparison.Ordinal);

    private static BakeText? Text(string? literal) => literal is null ? null : BakeText.Of(literal);

    private static ImmutableList<BakeText>? Texts(IEnumerable<string>? literals) => literals?.Select(BakeText.Of).ToImmutableList();

    private static ImmutableList<BakeText>? Texts(IReadOnlyDictionary<string, string?>? pairs) => Texts(pairs?.Select(pair => $"{pair.Key}={pair.Value}"));

    private static ImmutableList<BakeEntry>? Entries(IEnumerable<IArgumentValue>? values) => values?.Select(BakeEntry.Of).ToImmutableList();

    private static ImmutableSortedDictionary<string, BakeText?>? Map(string setting, IEnumerable<KeyValuePair<string, string?>>? pairs)
    {
        if (pairs?.GroupBy(pair => pair.Key, StringComparer.Ordinal).FirstOrDefault(group => group.Select(pair => pair.Value).Distinct(StringComparer.Ordinal).Count() > 1) is { Key: var name })
            throw new InvalidSettingException(setting, $"'{name}' is given twice, and a bake file has one of a name; leave one out, or build this image by itself");
        return pairs?.DistinctBy(pair => pair.Key, StringComparer.Ordinal).ToImmutableSortedDictionary(pair => pair.Key, pair => Text(pair.Value), StringComparer.Ordinal);
    }

    // A bare NAME takes the environment's value; in a bake file null means nothing.
    private static IEnumerable<KeyValuePair<string, string?>>? Known(BuildxBuildSettings settings) => settings.BuildArg?
        .Select(pair => KeyValuePair.Create(pair.Key, pair.Value ?? settings.EnvironmentVariables?.GetValueOrDefault(pair.Key) ?? Environment.GetEnvironmentVariable(pair.Key)))
        .Where(pair => pair.Value is not null);

    private static ImmutableList<BakeEntry>? Outputs(BuildxBuildSettings settings)
    {
        var outputs = Entries(settings.Output) ?? [];
        if (settings.Push is true)
            outputs = outputs.Add("type=registry");
        if (settings.Load is true)
            outputs = outputs.Add("type=docker");
        return outputs.IsEmpty ? null : outputs;
    }
}
