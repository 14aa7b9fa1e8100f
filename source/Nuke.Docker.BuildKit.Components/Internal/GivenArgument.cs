namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>One name on the command line with the values up to the next name.</summary>
/// <param name="Text">The name as it was written, without a value after <c>=</c>.</param>
/// <param name="Key">The name without dashes; case doesn't matter.</param>
/// <param name="HasEquals">True if a value follows after <c>=</c>, which NUKE treats as part of the name.</param>
/// <param name="Values">The values that follow.</param>
internal sealed record GivenArgument(string Text, string Key, bool HasEquals, List<string> Values)
{
    /// <summary>Reads the named arguments of a command line. Targets, which come before all names, are omitted.</summary>
    public static IReadOnlyList<GivenArgument> ReadAll(IEnumerable<string> arguments)
    {
        var named = new List<GivenArgument>();
        foreach (var argument in arguments)
        {
            if (IsName(argument))
                named.Add(Parse(argument));
            else if (named.Count > 0)
                named[^1].Values.Add(argument);
        }

        return named;
    }

    public bool Is(string name) => Key.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static GivenArgument Parse(string argument)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? argument : argument[..equals];
        return new GivenArgument(name, name.Replace("-", "", StringComparison.Ordinal), equals >= 0, []);
    }

    // A negative number is the value of the name before it: NUKE reads it as a name and silently ignores it.
    private static bool IsName(string argument) => argument is ['-', var second, ..] && !char.IsAsciiDigit(second);
}
