namespace Nuke.Common.Parameters;

/// <summary>The command line: targets first, then names, each with the values up to the next name.</summary>
internal sealed class ArgumentReader
{
    private readonly List<string> positional = [];
    private readonly List<NamedArgument> named = [];

    public ArgumentReader(IReadOnlyList<string> arguments)
    {
        foreach (var argument in arguments)
        {
            if (IsName(argument))
                named.Add(NamedArgument.Parse(argument));
            else if (named.Count == 0)
                positional.Add(argument);
            else
                named[^1].Values.Add(argument);
        }
    }

    public IReadOnlyList<string> Positional => positional;
    public IReadOnlyList<NamedArgument> Named => named;

    public bool Has(string name) => named.Exists(x => x.Is(name));

    /// <summary>The values behind all occurrences of the name; <c>null</c> where there is none.</summary>
    public IReadOnlyList<string>? Values(string name)
    {
        var found = named.FindAll(x => x.Is(name));
        return found.Count switch
        {
            0 => null,
            1 => found[0].Values,
            _ => [.. found.SelectMany(x => x.Values)],
        };
    }

    // A negative number is a value.
    private static bool IsName(string argument) => argument.Length > 1 && argument[0] == '-' && !char.IsAsciiDigit(argument[1]);
}
