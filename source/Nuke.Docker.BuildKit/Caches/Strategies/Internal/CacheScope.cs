using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Caches.Strategies.Internal;

/// <summary>The names that separate the cache of a build from those of other images, branches and platforms.</summary>
/// <remarks>
/// Platforms that are built together share a name, because one node exports one cache with the steps of all platforms. The most common platform,
/// linux/amd64, is not part of the name.
/// </remarks>
internal sealed class CacheScope(CacheFacts facts)
{
    // With two separators, at most the 128 characters of a tag.
    private const int ImageLength = 44;
    private const int BranchLength = 48;
    private const int PlatformLength = 30;

    private const string UnnamedPlatform = "linux/amd64";

    private readonly SourceBranch _branch = facts.Branch();

    /// <summary>The reason why the cache is not exported, as a clause. <c>null</c>: it is exported.</summary>
    public string? ReadOnlyBecause => _branch.FromFork ? "read-only, because this is a pull request from a fork" : null;

    /// <summary>The branches as a text: <c>feature/x, else main</c>.</summary>
    public string BranchesInWords => string.Join(", else ", _branch.ReadOrder);

    /// <summary>The tag to export in the repository of the image.</summary>
    public string OwnTag => OwnTagOf(_branch.WriteName);

    /// <summary>The tags to import from the repository of the image, in order.</summary>
    public IEnumerable<string> OwnTags => _branch.ReadOrder.Select(OwnTagOf);

    /// <summary>The name to export in a place that images share.</summary>
    public string SharedName => SharedNameOf(_branch.WriteName);

    /// <summary>The names to import from a place that images share, in order.</summary>
    public IEnumerable<string> SharedNames => _branch.ReadOrder.Select(SharedNameOf);

    /// <summary>Returns the name of the folder of an image: its short name, if no other image has the same.</summary>
    public static string FolderOf(CacheFacts facts)
    {
        var shortName = ShortName(facts.Image);
        var isAlone = facts.Part is null && !facts.Siblings.Any(other => other != facts.Image && IsSameFolder(ShortName(other), shortName));
        return Slug.Of(isAlone ? shortName : Whole(facts), ImageLength + BranchLength, lower: true) + PlatformOf(facts);
    }

    // A dot after the first word instead of a dash: "buildcache-a__linux-arm64" is branch a.
    private string OwnTagOf(string branch) =>
        $"buildcache{(facts.Part is { } part ? $".{Slug.Of(part, ImageLength - 12)}{Slug.Separator}" : "-")}{Slug.Of(branch, BranchLength)}{PlatformOf(facts)}";

    private string SharedNameOf(string branch) => $"{Slug.Of(Whole(facts), ImageLength)}{Slug.Separator}{Slug.Of(branch, BranchLength)}{PlatformOf(facts)}";

    private static string NameOf(string platform, string? enginePlatform) =>
        new Platform(platform == "local" ? enginePlatform ?? platform : platform).Normalize().Name;

    private static bool IsSameFolder(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static string Whole(CacheFacts facts) => facts.Part is { } part ? $"{facts.Image}#{part}" : facts.Image;

    private static string ShortName(string image) => image[(image.LastIndexOf('/') + 1)..];

    private static string PlatformOf(CacheFacts facts)
    {
        var asked = facts.Platforms.Count > 0 ? facts.Platforms : facts.EnginePlatform is { } own ? [own] : [];
        string[] names = [.. asked.Select(name => NameOf(name, facts.EnginePlatform)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (names is [] or [UnnamedPlatform] or ["local"])
            return "";

        var simple = names.All(name => !name.AsSpan().ContainsAny("-_("));
        return Slug.Separator + Slug.Of(simple ? string.Join('_', names).Replace('/', '-') : string.Join(',', names), PlatformLength);
    }
}
