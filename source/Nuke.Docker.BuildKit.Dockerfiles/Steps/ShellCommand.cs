namespace Nuke.Docker.BuildKit.Dockerfiles.Steps;

/// <summary>One command of a script.</summary>
/// <param name="Words">The program and its arguments, without quotes.</param>
/// <param name="Variables">The assignments before the program: <c>NAME=value</c>.</param>
internal sealed record ShellCommand(IReadOnlyList<string> Words, IReadOnlyDictionary<string, string> Variables)
{
    /// <summary>The program without its directory.</summary>
    public string Program => Words.Count == 0 ? "" : Words[0][(Words[0].LastIndexOf('/') + 1)..];

    public IEnumerable<string> Arguments => Words.Skip(1);

    /// <summary>The command in one line, for messages.</summary>
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

    /// <summary>Returns the value of an option, after a space or an equals sign; <c>null</c> if the option is not set.</summary>
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
