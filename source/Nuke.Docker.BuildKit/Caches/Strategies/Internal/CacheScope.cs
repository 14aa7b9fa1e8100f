using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Caches.Strategies.Internal;

/// <summary>The names under which a build's cache is kept apart from those of other images, branches and platforms.</summary>
/// <remarks>
/// Several platforms that are built at once have one name together: one node writes one cache with the steps of all of them. linux/amd64
/// alone is the platform that isn't named, so that names stay short where nobody thinks of platforms.
/// </remarks>
internal sealed class CacheScope(CacheFacts facts)
{
    // Together with two separators no more than the 128 characters that a tag may have.
    private const int ImageLength = 44;
    private const int BranchLength = 48;
    private const int PlatformLength = 30;

    private const string UnnamedPlatform = "linux/amd64";

    private readonly SourceBranch _branch = facts.Branch();

    /// <summary>Why the cache isn't written, as a part of a reason; <c>null</c> where it is.</summary>
    public string? ReadOnlyBecause => _branch.FromFork ? "only read, as this is a pull request out of a fork" : null;

    /// <summary>The branches in words: <c>feature/x, else main</c>.</summary>
    public string BranchesInWords => string.Join(", else ", _branch.ReadOrder);

    /// <summary>A tag in the image's own repository, the one that is written.</summary>
    public string OwnTag => OwnTagOf(_branch.WriteName);

    /// <summary>Tags in the image's own repository, in the order in which they are read.</summary>
    public IEnumerable<string> OwnTags => _branch.ReadOrder.Select(OwnTagOf);

    /// <summary>A name among those of other images, the one that is written.</summary>
    public string SharedName => SharedNameOf(_branch.WriteName);

    /// <summary>Names among those of other images, in the order in which they are read.</summary>
    public IEnumerable<string> SharedNames => _branch.ReadOrder.Select(SharedNameOf);

    /// <summary>A folder's name among those of other images of one working copy: short where the image's short name is enough.</summary>
    public static string FolderOf(CacheFacts facts)
    {
        var shortName = ShortName(facts.Image);
        var isAlone = facts.Part is null && !facts.Siblings.Any(other => other != facts.Image && string.Equals(ShortName(other), shortName, StringComparison.OrdinalIgnoreCase));
        return Slug.Of(isAlone ? shortName : Whole(facts), ImageLength + BranchLength, lower: true) + PlatformOf(facts);
    }

    // A dot after the first word, where otherwise a dash stands: "buildcache-a__linux-arm64" is branch a.
    private string OwnTagOf(string branch) =>
        $"buildcache{(facts.Part is { } part ? $".{Slug.Of(part, ImageLength - 12)}{Slug.Separator}" : "-")}{Slug.Of(branch, BranchLength)}{PlatformOf(facts)}";

    private string SharedNameOf(string branch) => $"{Slug.Of(Whole(facts), ImageLength)}{Slug.Separator}{Slug.Of(branch, BranchLength)}{PlatformOf(facts)}";

    private static string Whole(CacheFacts facts) => facts.Part is { } part ? $"{facts.Image}#{part}" : facts.Image;

    private static string ShortName(string image) => image[(image.LastIndexOf('/') + 1)..];

    private static string PlatformOf(CacheFacts facts)
    {
        var asked = facts.Platforms.Count > 0 ? facts.Platforms : facts.EnginePlatform is { } own ? [own] : [];
        string[] names = [.. asked.Select(name => new Platform(name == "local" ? facts.EnginePlatform ?? name : name).Normalize().Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (names is [] or [UnnamedPlatform] or ["local"])
            return "";

        var simple = names.All(name => !name.AsSpan().ContainsAny("-_("));
        return Slug.Separator + Slug.Of(simple ? string.Join('_', names).Replace('/', '-') : string.Join(',', names), PlatformLength);
    }
}
