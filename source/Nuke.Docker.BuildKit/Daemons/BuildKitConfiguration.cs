using System.Collections.Immutable;
using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Daemons.Internal;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Faults;
using Nuke.Docker.BuildKit.Text.Toml;

namespace Nuke.Docker.BuildKit.Daemons;

/// <summary>
/// Settings of BuildKit's daemon in <c>buildkitd.toml</c>, for builders with the drivers <c>docker-container</c> and <c>kubernetes</c>. <c>null</c> and
/// empty values are not written.
/// </summary>
public sealed record BuildKitConfiguration
{
    internal const string FileName = "buildkitd.toml";

    /// <summary>Number of steps that run at the same time. 0: no limit.</summary>
    public int? MaxParallelism { get; init; }

    /// <summary>Enables the garbage collection. It is enabled by default.</summary>
    public bool? GarbageCollection { get; init; }

    /// <summary>The floor of the default rules.</summary>
    public DiskSpace? ReservedSpace { get; init; }

    /// <summary>The cap of the default rules.</summary>
    public DiskSpace? MaxUsedSpace { get; init; }

    /// <summary>Space that the default rules leave free on the disk.</summary>
    public DiskSpace? MinFreeSpace { get; init; }

    /// <summary>Rules that replace the default rules, in the order in which they are applied.</summary>
    public ImmutableList<GarbagePolicy> GarbagePolicies { get; init; } = [];

    /// <summary>Registries.</summary>
    public ImmutableList<BuildKitRegistry> Registries { get; init; } = [];

    /// <summary>Deletes records of builds that are older.</summary>
    public TimeSpan? HistoryMaxAge { get; init; }

    /// <summary>Number of records of builds to keep.</summary>
    public int? HistoryMaxEntries { get; init; }

    /// <summary>Reads the settings of a text. Old names of settings are translated; unknown settings are ignored.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">Path of the file in error messages.</param>
    /// <exception cref="DockerException">
    /// The text is invalid (<see cref="DockerFaultKind.DaemonConfigurationInvalid"/>). The message states the line.
    /// </exception>
    [Pure]
    public static BuildKitConfiguration Parse(string text, string path = FileName) => BuildKitFile.Read(text, path).RequireValid().Configuration;

    /// <summary>Returns a text with these settings merged into it. Unknown settings, comments and formatting stay; old names are translated.</summary>
    /// <param name="text">The text; <c>null</c> for a new file.</param>
    /// <param name="path">Path of the file in error messages.</param>
    /// <exception cref="DockerException">
    /// The text is invalid (<see cref="DockerFaultKind.DaemonConfigurationInvalid"/>). The message states the line.
    /// </exception>
    /// <exception cref="InvalidSettingException">These settings contradict each other.</exception>
    [Pure]
    public string MergeInto(string? text, string path = FileName)
    {
        Require();
        var file = BuildKitFile.Read(text ?? "", path).RequireValid();
        var editor = new TomlEditor(file.Text, path);
        try
        {
            Merge(editor, file);
            return editor.Text;
        }
        catch (TomlSyntaxException problem)
        {
            throw BuildKitFile.Invalid(path, problem);
        }
    }

    /// <summary>Returns the settings as a new <c>buildkitd.toml</c>.</summary>
    /// <exception cref="InvalidSettingException">These settings contradict each other.</exception>
    [Pure]
    public string ToToml() => MergeInto(null);

    internal void Require()
    {
        if (MaxParallelism < 0)
            throw new InvalidSettingException("max-parallelism", "it is negative; write a number of steps, or 0 for no limit");
        if (HistoryMaxEntries < 0)
            throw new InvalidSettingException("history.maxEntries", "it is negative");
        GarbageRules.Require(GarbagePolicies, "gcpolicy");
        GarbageRules.RequireSpaces("worker", ReservedSpace, MaxUsedSpace);
        foreach (var mirror in Registries.SelectMany(registry => registry.Mirrors))
        {
            if (BuildKitRegistry.HostProblem(mirror, path: true) is { } problem)
                throw new InvalidSettingException("mirrors", problem);
        }
    }

    private void Merge(TomlEditor editor, BuildKitFile file)
    {
        var old = file.Configuration;
        string[] worker = ["worker", file.Worker];
        Set(worker, "max-parallelism", MaxParallelism, old.MaxParallelism, value => TomlWriter.Value((long)value));
        Set(worker, "gc", GarbageCollection, old.GarbageCollection, TomlWriter.Value);
        Set(worker, "reservedSpace", ReservedSpace, old.ReservedSpace, space => TomlWriter.Value(space.ToString()));
        Set(worker, "maxUsedSpace", MaxUsedSpace, old.MaxUsedSpace, space => TomlWriter.Value(space.ToString()));
        Set(worker, "minFreeSpace", MinFreeSpace, old.MinFreeSpace, space => TomlWriter.Value(space.ToString()));
        Set(["history"], "maxAge", HistoryMaxAge, old.HistoryMaxAge, age => TomlWriter.Value(GoDuration.Format(age)));
        Set(["history"], "maxEntries", HistoryMaxEntries, old.HistoryMaxEntries, value => TomlWriter.Value((long)value));
        List<IReadOnlyList<string>> rules = [.. GarbagePolicies.Select(policy => policy.ToToml())];
        if (rules.Count > 0 && !rules.SelectMany(pairs => pairs.Append("")).SequenceEqual(old.GarbagePolicies.SelectMany(policy => policy.ToToml().Append(""))))
            editor.SetTables([.. worker, file.NameOf(worker, "gcpolicy")], rules);
        foreach (var registry in Registries)
            Merge(registry);

        void Set<T>(string[] table, string key, T? value, T? before, Func<T, string> write)
            where T : struct
        {
            if (value is { } wanted && !EqualityComparer<T?>.Default.Equals(value, before))
                editor.Set([.. table, file.NameOf(table, key)], write(wanted));
        }

        void Merge(BuildKitRegistry registry)
        {
            var known = old.Registries.Find(other => other.Host == registry.Host);
            string[] table = ["registry", registry.Host];
            Set(table, "http", registry.Http, known?.Http, TomlWriter.Value);
            Set(table, "insecure", registry.Insecure, known?.Insecure, TomlWriter.Value);
            if (!registry.Mirrors.IsEmpty && known?.Mirrors.SequenceEqual(registry.Mirrors) is not true)
                editor.Set([.. table, file.NameOf(table, "mirrors")], TomlWriter.Value(registry.Mirrors));
            if (!registry.CertificateAuthorities.IsEmpty && known?.CertificateAuthorities.SequenceEqual(registry.CertificateAuthorities) is not true)
                editor.Set([.. table, file.NameOf(table, "ca")], TomlWriter.Value(registry.CertificateAuthorities));
        }
    }
}
