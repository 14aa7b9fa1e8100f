namespace Nuke.Docker.BuildKit.Commands;

/// <summary>Versions of the installed tools; <c>null</c> is unknown and disables the checks of that tool.</summary>
public sealed record ToolVersions
{
    /// <summary>Nothing known.</summary>
    public static ToolVersions Unknown { get; } = new();

    /// <summary>The client plugin <c>docker buildx</c>.</summary>
    public Version? Buildx { get; init; }

    /// <summary>
    /// The BuildKit daemon of the build: built into the engine, or that of the builder. The engine does not report its version;
    /// <c>docker buildx inspect</c> reports that of other builders.
    /// </summary>
    public Version? BuildKit { get; init; }

    /// <summary>The docker daemon.</summary>
    public Version? Engine { get; init; }

    /// <summary>The client plugin <c>docker compose</c>.</summary>
    public Version? Compose { get; init; }

    /// <summary>
    /// Parses the first version number in a text: 0.29.1 in <c>github.com/docker/buildx v0.29.1+ds1 0.29.1</c>, 28.5.2 in <c>28.5.2+dfsg4</c>. Ignores
    /// the text after the third number.
    /// </summary>
    /// <returns><c>null</c> if the text contains no version, or <c>0.0.0</c>, which builds without version information report.</returns>
    public static Version? Parse(string? text)
    {
        foreach (var range in text.AsSpan().SplitAny(' ', '\t', '\n', '\r'))
        {
            var word = text.AsSpan()[range];
            if (word.StartsWith("v"))
                word = word[1..];
            if (Read(word) is { } version)
                return version == new Version(0, 0, 0) ? null : version;
        }

        return null;
    }

    // At least major and minor; a word such as "1" is not a version.
    private static Version? Read(ReadOnlySpan<char> word)
    {
        Span<int> numbers = stackalloc int[3];
        var count = 0;
        while (count < numbers.Length && word.IndexOfAnyExceptInRange('0', '9') is var end && int.TryParse(end < 0 ? word : word[..end], out numbers[count]))
        {
            count++;
            if (end < 0 || word[end] != '.')
                break;
            word = word[(end + 1)..];
        }

        return count < 2 ? null : new Version(numbers[0], numbers[1], numbers[2]);
    }
}
