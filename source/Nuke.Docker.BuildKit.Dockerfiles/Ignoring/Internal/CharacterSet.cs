using System.Text;

namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

/// <summary>A set of characters: ranges and Unicode categories.</summary>
internal sealed class CharacterSet
{
    private readonly List<(int Low, int High)> _ranges = [];
    private readonly List<Predicate<int>> _others = [];

    /// <summary>The characters that <c>*</c> and <c>?</c> match: all except a slash.</summary>
    public static CharacterSet Name { get; } = Of('/').Inverted();

    /// <summary>The characters that <c>**</c> matches: all except a line feed, as in Go's expressions.</summary>
    public static CharacterSet Line { get; } = Of('\n').Inverted();

    /// <summary>All characters.</summary>
    public static CharacterSet Any { get; } = new() { Negated = true };

    public bool Negated { get; set; }

    public static CharacterSet Of(int character)
    {
        var set = new CharacterSet();
        set.Add(character, character);
        return set;
    }

    public void Add(int low, int high) => _ranges.Add((low, high));

    public void Add(CharacterSet other) => _others.Add(other.Contains);

    /// <summary>Adds the Unicode categories whose short name begins with a name: <c>L</c>, <c>Lu</c>.</summary>
    public void AddCategory(string name) => _others.Add(character => Category(character).StartsWith(name, StringComparison.Ordinal));

    public CharacterSet Inverted()
    {
        var set = new CharacterSet { Negated = true };
        set.Add(this);
        return set;
    }

    public bool Contains(int character)
    {
        foreach (var (low, high) in _ranges)
        {
            if (character >= low && character <= high)
                return !Negated;
        }

        foreach (var other in _others)
        {
            if (other(character))
                return !Negated;
        }

        return Negated;
    }

    // In the order of UnicodeCategory.
    private static readonly string[] s_categories =
    [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co",
        "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Cn",
    ];

    public static bool IsCategory(string name) =>
        name.Length is 1 or 2 && Array.Exists(s_categories, known => known.StartsWith(name, StringComparison.Ordinal));

    private static string Category(int character) => s_categories[(int)Rune.GetUnicodeCategory(new Rune(character))];
}
