using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>Decides from the settings whether a build may be skipped at all.</summary>
internal static class SkipRules
{
    /// <summary>The variable with which buildx adds the commit and the state of the working tree to the image.</summary>
    public const string GitLabels = "BUILDX_GIT_LABELS";

    /// <summary>The variable with a source policy, which replaces or denies images.</summary>
    public const string SourcePolicy = "EXPERIMENTAL_BUILDKIT_SOURCE_POLICY";

    /// <summary>Returns the reasons against it; none if the build may be skipped.</summary>
    public static IEnumerable<string> Reasons(BuildxBuildSettings settings, IReadOnlyDictionary<string, IReadOnlyList<LedgerFile>> files)
    {
        if (settings.NoCache is true || settings.NoCacheFilter is { Count: > 0 })
            yield return "it builds without cache";
        if (settings.Pull is true)
            yield return "it pulls the base images";
        if (settings.Check is true || settings.Call is not null)
            yield return "it does not build an image";
        if (settings.Iidfile is not null || settings.MetadataFile is not null)
            yield return "it writes a file with the result";
        if (settings.Tag is not { Count: > 0 })
            yield return "the image has no name";
        if (settings.Output is { Count: > 0 } outputs && !outputs.TrueForAll(output => IsWhereTheTagsAre(output, settings)))
            yield return "its result is not only an image in the engine or in its registry";
        if (settings.Variable(GitLabels) is { Length: > 0 })
            yield return $"its labels depend on the commit ({GitLabels})";
        if (settings.Policy is { Count: > 0 } || settings.Variable(SourcePolicy) is { Length: > 0 })
            yield return "a source policy decides about its images";
        if (settings.CacheTo?.OfType<LocalCacheTo>().FirstOrDefault(cache => !HasIndex(cache, settings)) is not null)
            yield return "its local cache does not exist";
        if (files.Values.Any(entries => entries.Any(entry => entry is { IsUnreadable: true } or { Kind: 'o' })))
            yield return "the context contains an entry that is not a readable file";
    }

    private static bool IsWhereTheTagsAre(BuildOutput output, BuildxBuildSettings settings) =>
        output is DockerOutput { Destination: null } ? settings.Push is not true
        : settings.Push is true && output is ImageOutput { Names: null or { IsEmpty: true }, PushByDigest: not true, Push: not false };

    private static bool HasIndex(LocalCacheTo cache, BuildxBuildSettings settings) =>
        File.Exists(Path.Combine(settings.FullPath(cache.Destination), "index.json"));
}
