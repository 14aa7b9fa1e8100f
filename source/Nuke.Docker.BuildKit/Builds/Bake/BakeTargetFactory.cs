using System.Collections.Immutable;
using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Builds.Bake;

/// <summary>Converts the settings of a <c>buildx build</c> to a bake target.</summary>
internal static class BakeTargetFactory
{
    /// <summary>Creates a target that builds the same. Texts are literal: dollar signs are escaped.</summary>
    /// <param name="settings">The build.</param>
    /// <param name="variableOf">
    /// Returns the variable of the bake file for an argument whose value must not be written into the file. <c>null</c>: the value is written.
    /// </param>
    /// <exception cref="InvalidSettingException">
    /// A bake file cannot express a setting: <c>--cgroup-parent</c>, <c>--iidfile</c>, <c>--policy</c>, <c>--resource</c>, a context or a Dockerfile from
    /// standard input, a secret given by value, or two hosts or contexts with the same name.
    /// </exception>
    [Pure]
    public static BakeTarget Create(BuildxBuildSettings settings, Func<string, string?>? variableOf = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Check(settings);
        var folder = Path.GetFullPath(settings.WorkingDirectory ?? ".");
        return new BakeTarget
        {
            Annotations = Texts(settings.Annotation?.Select(annotation => annotation.ToString())),
            Args = Map("--build-arg", Known(settings))?.ToImmutableSortedDictionary(
                argument => argument.Key,
                argument => variableOf?.Invoke(argument.Key) is { } variable ? BakeText.Expression(variable) : argument.Value,
                StringComparer.Ordinal),
            Attest = Entries(BuildValues.AttestationsOf(settings) is { Count: > 0 } attestations ? attestations : null),
            CacheFrom = Entries(settings.CacheFrom),
            CacheTo = Entries(settings.CacheTo),
            Call = Text(settings.Check is true ? "check" : settings.Call?.ToString()),
            Context = Text(settings.Context),
            Contexts = Map(
                "--build-context",
                settings.BuildContext?.Select(context => KeyValuePair.Create(context.Name, (string?)context.Source.ToString()))),
            // bake resolves the path against the context, build against the working directory.
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
            throw new InvalidSettingException(setting, "a target of a bake file has no such attribute; build this image separately");
    }

    private static bool IsRemote(string file) => file.Contains("://", StringComparison.Ordinal);

    private static BakeText? Text(string? literal) => literal is null ? null : BakeText.Of(literal);

    private static ImmutableList<BakeText>? Texts(IEnumerable<string>? literals) => literals?.Select(BakeText.Of).ToImmutableList();

    private static ImmutableList<BakeText>? Texts(IReadOnlyDictionary<string, string?>? pairs) => Texts(pairs?.Select(pair => $"{pair.Key}={pair.Value}"));

    private static ImmutableList<BakeEntry>? Entries(IEnumerable<IArgumentValue>? values) => values?.Select(BakeEntry.Of).ToImmutableList();

    private static ImmutableSortedDictionary<string, BakeText?>? Map(string setting, IEnumerable<KeyValuePair<string, string?>>? pairs)
    {
        if (pairs is null)
            return null;
        var names = pairs.ToLookup(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        if (names.FirstOrDefault(values => values.Distinct(StringComparer.Ordinal).Count() > 1) is { Key: var name })
            {
                throw new InvalidSettingException(
                    setting,
                    $"'{name}' is set twice, but a name is unique in a bake file; remove one, or build this image separately");
            }

        return names.ToImmutableSortedDictionary(values => values.Key, values => Text(values.First()), StringComparer.Ordinal);
    }

    // An argument without a value takes it from the environment, but in a bake file null means absent.
    private static IEnumerable<KeyValuePair<string, string?>>? Known(BuildxBuildSettings settings) => settings.BuildArg?
        .Select(pair => KeyValuePair.Create(pair.Key, pair.Value ?? Variable(settings, pair.Key)))
        .Where(pair => pair.Value is not null);

    private static string? Variable(BuildxBuildSettings settings, string name) =>
        settings.EnvironmentVariables?.GetValueOrDefault(name) ?? Environment.GetEnvironmentVariable(name);

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
