using FsCheck;
using FsCheck.Fluent;

namespace DockerTestSupport;

/// <summary>Texts that are hard to quote.</summary>
internal static class AnyText
{
    private static readonly string[] s_pieces =
    [
        "a", "b", "Z", "0", "7", "/", ".", "-", "_", ",", ",,", "\"", "\"\"", "=", "\n", " ", "\t", "\\", "\\.", ":", ";", "'", "#", "&", "é", "漢", "😀",
    ];

    /// <summary>One to eight pieces, not all of them blank.</summary>
    public static Gen<string> Some { get; } = Gen.Elements(s_pieces).ArrayOf().Where(pieces => pieces.Length is > 0 and < 9)
        .Select(pieces => string.Concat(pieces)).Where(text => !string.IsNullOrWhiteSpace(text));

    /// <summary>A word such as a name: <c>key-3</c>.</summary>
    public static Gen<string> Word { get; } = Gen.Choose(0, 9999).Select(number => $"w{number}");

    /// <summary>Keys and values as attributes have them.</summary>
    public static Gen<(string Key, string Value)[]> Attributes { get; } =
        Gen.Choose(1, 9999).Zip(Some, (key, value) => (Key: $"k{key}", Value: value)).ArrayOf()
            .Select(pairs => pairs.DistinctBy(pair => pair.Key).Take(6).ToArray());
}
