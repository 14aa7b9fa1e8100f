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

    /// <summary>The values after the last occurrence of the name; <c>null</c> if there is none.</summary>
    public IReadOnlyList<string>? Values(string name) => named.FindLast(x => x.Is(name))?.Values;

    private static bool IsName(string argument) => argument.StartsWith('-');
}
