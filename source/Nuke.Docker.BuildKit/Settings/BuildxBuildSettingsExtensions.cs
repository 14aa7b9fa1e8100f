using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Settings.Internal;

namespace Nuke.Docker.BuildKit.Settings;

/// <summary>Fluent verbs of <see cref="BuildxBuildSettings"/>: <c>Set</c> for one value, <c>Add</c> for many, <c>Enable</c> for a switch. Each returns a changed copy.</summary>
public static class BuildxBuildSettingsExtensions
{
    /// <inheritdoc cref="BuildxBuildSettings.AddHost"/>
    [Pure]
    public static BuildxBuildSettings AddAddHost(this BuildxBuildSettings settings, params IEnumerable<string> values) =>
        settings with { AddHost = (settings.AddHost ?? []).AddRange(values) };

    /// <inheritdoc cref="BuildxBuildSettings.Allow"/>
    [Pure]
    public static BuildxBuildSettings AddAllow(this BuildxBuildSettings settings, params IEnumerable<string> values) =>
        settings with { Allow = (settings.Allow ?? []).AddRange(values) };

    /// <inheritdoc cref="BuildxBuildSettings.Annotation"/>
    [Pure]
    public static BuildxBuildSettings AddAnnotation(this BuildxBuildSettings settings, string key, string? value) =>
        settings with { Annotation = (settings.Annotation ?? KeyValues.None).SetItem(key, value) };

    /// <inheritdoc cref="BuildxBuildSettings.Annotation"/>
    [Pure]
    public static BuildxBuildSettings AddAnnotation(this BuildxBuildSettings settings, IEnumerable<KeyValuePair<string, string?>> values) =>
        settings with { Annotation = (settings.Annotation ?? KeyValues.None).SetItems(values) };

    /// <inheritdoc cref="BuildxBuildSettings.Attest"/>
    [Pure]
    public static BuildxBuildSettings AddAttest(this BuildxBuildSettings settings, params IEnumerable<string> values) =>
        settings with { Attest = (settings.Attest ?? []).AddRange(values) };

    /// <inheritdoc cref="BuildxBuildSettings.BuildArg"/>
    [Pure]
    public static BuildxBuildSettings AddBuildArg(this BuildxBuildSettings settings, string key, string? value) =>
        settings with { BuildArg = (settings.BuildArg ?? KeyValues.None).SetItem(key, value) };

    /// <inheritdoc cref="BuildxBuildSettings.BuildArg"/>
    [Pure]
    public static BuildxBuildSettings AddBuildArg(this BuildxBuildSettings settings, IEnumerable<KeyValuePair<string, string?>> values) =>
        settings with { BuildArg = (settings.BuildArg ?? KeyValues.None).SetItems(values) };

    /// <inheritdoc cref="BuildxBuildSettings.BuildContext"/>
    [Pure]
    public static BuildxBuildSettings AddBuildContext(this BuildxBuildSettings settings, string key, string? value) =>
        settings with { BuildContext = (settings.BuildContext ?? KeyValues.None).SetItem(key, value) };

    /// <inheritdoc cref="BuildxBuildSettings.BuildContext"/>
    [Pure]
    public static BuildxBuildSettings AddBuildContext(this BuildxBuildSettings settings, IEnumerable<KeyValuePair<string, string?>> values) =>
        settings with { BuildContext = (settings.BuildContext ?? KeyValues.None).SetItems(values) };

    /// <inheritdoc cref="BuildxBuildSettings.Builder"/>
    [Pure]
    public static BuildxBuildSettings SetBuilder(this BuildxBuildSettings settings, string? value) => settings with { Builder = value };

    /// <inheritdoc cref="BuildxBuildSettings.CacheFrom"/>
    [Pure]
    public static BuildxBuildSettings AddCacheFrom(this BuildxBuildSettings settings, params IEnumerable<CacheFrom> values) =>
        settings with { CacheFrom = (settings.CacheFrom ?? []).AddRange(values) };

    /// <inheritdoc cref="BuildxBuildSettings.CacheTo"/>
    [Pure]
    public static BuildxBuildSettings AddCacheTo(this BuildxBuildSettings settings, params IEnumerable<CacheTo> values) =>
        settings with { CacheTo = (settings.CacheTo ?? []).AddRange(values) };

    /// <inheritdoc cref="BuildxBuildSettings.Call"/>
    [Pure]
    public static BuildxBuildSettings SetCall(this BuildxBuildSettings settings, string? value) => settings with { Call = value };

    /// <inheritdoc cref="BuildxBuildSettings.CgroupParent"/>
    [Pure]
    public static BuildxBuildSettings SetCgroupParent(this BuildxBuildSettings settings, string? value) => settings with { CgroupParent = value };

    /// <inheritdoc cref="BuildxBuildSettings.Check"/>
    [Pure]
    public static BuildxBuildSettings EnableCheck(this BuildxBuildSettings settings, bool? enabled = true) => settings with { Check = enabled };

    /// <inheritdoc cref="BuildxBuildSettings.Debug"/>
    [Pure]
    public static BuildxBuildSettings EnableDebug(this BuildxBuildSettings settings, bool? enabled = true) => settings with { Debug = enabled };

    /// <inheritdoc cref="BuildxBuildSettings.File"/>
    [Pure]
    public static BuildxBuildSettings SetFile(this BuildxBuildSettings settings, string? value) => settings with { File = value };

    /// <inheritdoc cref="BuildxBuildSettings.Iidfile"/>
    [Pure]
    public static BuildxBuildSettings SetIidfile(this BuildxBuildSettings settings, string? value) => settings with { Iidfile = value };

    /// <inheritdoc cref="BuildxBuildSettings.Label"/>
    [Pure]
    public static BuildxBuildSettings AddLabel(this BuildxBuildSettings settings, string key, string? value) =>
        settings with { Label = (settings.Label ?? KeyValues.None).SetItem(key, value) };

    /// <inheritdoc cref="BuildxBuildSettings.Label"/>
    [Pure]
    public static BuildxBuildSettings AddLabel(this BuildxBuildSettings settings, IEnumerable<KeyValuePair<string, string?>> values) =>
        settings with { Label = (settings.Label ?? KeyValues.None).SetItems(values) };

    /// <inheritdoc cref="BuildxBuildSettings.Load"/>
    [Pure]
    public static BuildxBuildSettings EnableLoad(this BuildxBuildSettings settings, bool? enabled = true) => settings with { Load = enabled };

    /// <inheritdoc cref="BuildxBuildSettings.MetadataFile"/>
    [Pure]
    public static BuildxBuildSettings SetMetadataFile(this BuildxBuildSettings settings, string? value) => settings with { MetadataFile = value };

    /// <inheritdoc cref="BuildxBuildSettings.Network"/>
    [Pure]
    public static BuildxBuildSettings SetNetwork(this BuildxBuildSettings settings, string? value) => settings with { Network = value };

    /// <inheritdoc cref="BuildxBuildSettings.NoCache"/>
    [Pure]
    public static BuildxBuildSettings EnableNoCache(this BuildxBuildSettings settings, bool? enabled = true) => settings with { NoCache = enabled };

    /// <inheritdoc cref="BuildxBuildSettings.NoCacheFilter"/>
    [Pure]
    public static BuildxBuildSettings AddNoCacheFilter(this BuildxBuildSettings settings, params IEnumerable<string> values) =>
        settings with { NoCacheFilter = (settings.NoCacheFilter ?? []).AddRange(values) };

    /// <inheritdoc cref="BuildxBuildSettings.Output"/>
    [Pure]
    public static BuildxBuildSettings AddOutput(this BuildxBuildSettings settings, params IEnumerable<BuildOutput> values) =>
        settings with { Output = (settings.Output ?? []).AddRange(values) };

    /// <inheritdoc cref="BuildxBuildSettings.Platform"/>
    [Pure]
    public static BuildxBuildSettings AddPlatform(this BuildxBuildSettings settings, params IEnumerable<Platform> values) =>
        settings with { Platform = (settings.Platform ?? []).AddRange(values) };

    /// <inheritdoc cref="BuildxBuildSettings.Policy"/>
    [Pure]
    public static BuildxBuildSettings AddPolicy(this BuildxBuildSettings settings, params IEnumerable<string> values) =>
        settings with { Policy = (settings.Policy ?? []).AddRange(values) };

    /// <inheritdoc cref="BuildxBuildSettings.Progress"/>
    [Pure]
    public static BuildxBuildSettings SetProgress(this BuildxBuildSettings settings, ProgressMode? value) => settings with { Progress = value };

    /// <inheritdoc cref="BuildxBuildSettings.Provenance"/>
    [Pure]
    public static BuildxBuildSettings SetProvenance(this BuildxBuildSettings settings, string? value) => settings with { Provenance = value };

    /// <inheritdoc cref="BuildxBuildSettings.Pull"/>
    [Pure]
    public static BuildxBuildSettings EnablePull(this BuildxBuildSettings settings, bool? enabled = true) => settings with { Pull = enabled };

    /// <inheritdoc cref="BuildxBuildSettings.Push"/>
    [Pure]
    public static BuildxBuildSettings EnablePush(this BuildxBuildSettings settings, bool? enabled = true) => settings with { Push = enabled };

    /// <inheritdoc cref="BuildxBuildSettings.Quiet"/>
    [Pure]
    public static BuildxBuildSettings EnableQuiet(this BuildxBuildSettings settings, bool? enabled = true) => settings with { Quiet = enabled };

    /// <inheritdoc cref="BuildxBuildSettings.Resource"/>
    [Pure]
    public static BuildxBuildSettings AddResource(this BuildxBuildSettings settings, params IEnumerable<string> values) =>
        settings with { Resource = (settings.Resource ?? []).AddRange(values) };

    /// <inheritdoc cref="BuildxBuildSettings.Sbom"/>
    [Pure]
    public static BuildxBuildSettings SetSbom(this BuildxBuildSettings settings, string? value) => settings with { Sbom = value };

    /// <inheritdoc cref="BuildxBuildSettings.Secret"/>
    [Pure]
    public static BuildxBuildSettings AddSecret(this BuildxBuildSettings settings, params IEnumerable<BuildSecret> values) =>
        settings with { Secret = (settings.Secret ?? []).AddRange(values) };

    /// <inheritdoc cref="BuildxBuildSettings.ShmSize"/>
    [Pure]
    public static BuildxBuildSettings SetShmSize(this BuildxBuildSettings settings, long? value) => settings with { ShmSize = value };

    /// <inheritdoc cref="BuildxBuildSettings.Ssh"/>
    [Pure]
    public static BuildxBuildSettings AddSsh(this BuildxBuildSettings settings, params IEnumerable<Ssh> values) =>
        settings with { Ssh = (settings.Ssh ?? []).AddRange(values) };

    /// <inheritdoc cref="BuildxBuildSettings.Tag"/>
    [Pure]
    public static BuildxBuildSettings AddTag(this BuildxBuildSettings settings, params IEnumerable<string> values) =>
        settings with { Tag = (settings.Tag ?? []).AddRange(values) };

    /// <inheritdoc cref="BuildxBuildSettings.Target"/>
    [Pure]
    public static BuildxBuildSettings SetTarget(this BuildxBuildSettings settings, string? value) => settings with { Target = value };

    /// <inheritdoc cref="BuildxBuildSettings.Ulimit"/>
    [Pure]
    public static BuildxBuildSettings AddUlimit(this BuildxBuildSettings settings, params IEnumerable<Ulimit> values) =>
        settings with { Ulimit = (settings.Ulimit ?? []).AddRange(values) };

    /// <inheritdoc cref="BuildxBuildSettings.Context"/>
    [Pure]
    public static BuildxBuildSettings SetContext(this BuildxBuildSettings settings, string? value) => settings with { Context = value };
}
