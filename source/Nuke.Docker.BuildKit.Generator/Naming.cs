namespace Nuke.Docker.BuildKit.Generator;

internal static class Naming
{
    /// <summary>Turns <c>--cache-from</c>, <c>cache from</c> and <c>cache_from</c> into <c>CacheFrom</c>.</summary>
    public static string Pascal(string words) => string.Concat(
        words.Split([' ', '-', '_', '.'], StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));

    public static bool IsOlder(string version, string than) => Version.Parse(version) < Version.Parse(than);
}
