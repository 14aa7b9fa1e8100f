namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>One command of a script.</summary>
/// <param name="Words">Program first, quotes taken off.</param>
/// <param name="Variables"><c>NAME=value</c> in front of it.</param>
internal sealed record ShellCommand(IReadOnlyList<string> Words, IReadOnlyDictionary<string, string> Variables)
{
    /// <summary>The program without its folder.</summary>
    public string Program => Words.Count == 0 ? "" : Words[0][(Words[0].LastIndexOf('/') + 1)..];

    public IEnumerable<string> Arguments => Words.Skip(1);

    /// <summary>For a message.</summary>
    public string Text => string.Join(' ', Words);

    public bool Has(params ReadOnlySpan<string> options)
    {
        foreach (var option in options)
        {
            if (Words.Contains(option))
                return true;
        }

        return false;
    }

    /// <summary>The value of an option, behind a blank or an equals sign; null where it isn't there.</summary>
    public string? Option(params ReadOnlySpan<string> names)
    {
        for (var index = 1; index < Words.Count; index++)
        {
            foreach (var name in names)
            {
                if (Words[index] == name)
                    return index + 1 < Words.Count ? Words[index + 1] : "";
                if (Words[index].StartsWith($"{name}=", StringComparison.Ordinal))
                    return Words[index][(name.Length + 1)..];
            }
        }

        return null;
    }
}
