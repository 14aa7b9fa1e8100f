namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

/// <summary>The named character sets of Go's regular expressions.</summary>
internal static class CharacterClasses
{
    /// <summary>Returns <c>\d</c>, <c>\w</c>, <c>\s</c> and their opposites; <c>null</c> for other letters.</summary>
    public static CharacterSet? Short(char letter) => letter switch
    {
        'd' => Ascii("digit"),
        'w' => Ascii("word"),
        's' => Of((9, 10), (12, 13), (32, 32)),
        'D' or 'W' or 'S' => Short(char.ToLowerInvariant(letter))!.Inverted(),
        _ => null,
    };

    /// <summary>Returns a Unicode category, <c>\pL</c> or <c>\p{Lu}</c>; <c>null</c> if it does not exist. Scripts are not supported.</summary>
    public static CharacterSet? Category(string name)
    {
        if (!CharacterSet.IsCategory(name))
            return null;
        var set = new CharacterSet();
        set.AddCategory(name);
        return set;
    }

    /// <summary>Returns an ASCII class such as <c>[:alpha:]</c> by its name; <c>null</c> if it does not exist.</summary>
    public static CharacterSet? Ascii(string name) => name switch
    {
        "alnum" => Of(('0', '9'), ('A', 'Z'), ('a', 'z')),
        "alpha" => Of(('A', 'Z'), ('a', 'z')),
        "ascii" => Of((0, 127)),
        "blank" => Of((9, 9), (32, 32)),
        "cntrl" => Of((0, 31), (127, 127)),
        "digit" => Of(('0', '9')),
        "graph" => Of(('!', '~')),
        "lower" => Of(('a', 'z')),
        "print" => Of((' ', '~')),
        "punct" => Of(('!', '/'), (':', '@'), ('[', '`'), ('{', '~')),
        "space" => Of((9, 13), (32, 32)),
        "upper" => Of(('A', 'Z')),
        "word" => Of(('0', '9'), ('A', 'Z'), ('a', 'z'), ('_', '_')),
        "xdigit" => Of(('0', '9'), ('A', 'F'), ('a', 'f')),
        _ => null,
    };

    private static CharacterSet Of(params ReadOnlySpan<(int Low, int High)> ranges)
    {
        var set = new CharacterSet();
        foreach (var (low, high) in ranges)
            set.Add(low, high);
        return set;
    }
}
