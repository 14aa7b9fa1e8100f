namespace Nuke.Docker.BuildKit.Progress.Internal;

/// <summary>Texts that were read recently. The digest, the name and the inputs of a step occur in each of its updates.</summary>
internal sealed class RecentTexts
{
    private const int Places = 256;
    private const int LongestText = 1024;

    private readonly (string Raw, string Text)[] _texts = new (string, string)[Places];

    /// <summary>Returns the text that was remembered for its form in JSON; <c>null</c> if none was.</summary>
    public string? Find(ReadOnlySpan<char> raw) =>
        raw.Length is > 0 and <= LongestText && _texts[PlaceOf(raw)] is { Raw: { } known } found && raw.SequenceEqual(known) ? found.Text : null;

    /// <summary>Remembers a text, in the place of another one.</summary>
    public void Add(ReadOnlySpan<char> raw, string text)
    {
        if (raw.Length is > 0 and <= LongestText)
            _texts[PlaceOf(raw)] = (raw.Length == text.Length ? text : raw.ToString(), text);
    }

    // The ends of digests differ, and so do the middles of names.
    private static int PlaceOf(ReadOnlySpan<char> raw) =>
        (raw.Length + raw[^1] * 31 + raw[raw.Length * 3 / 4] * 961 + raw[raw.Length / 2] * 7) & (Places - 1);
}
