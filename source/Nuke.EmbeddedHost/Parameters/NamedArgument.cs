namespace Nuke.Common.Parameters;

/// <param name="Text">The name as it was written.</param>
/// <param name="Key">The name without dashes; case doesn't matter.</param>
internal sealed record NamedArgument(string Text, string Key, List<string> Values)
{
    /// <summary>Takes <c>--name</c> and <c>--name=value</c>.</summary>
    public static NamedArgument Parse(string argument)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? argument : argument[..equals];
        return new NamedArgument(name, WithoutDashes(name), equals < 0 ? [] : [argument[(equals + 1)..]]);
    }

    public bool Is(string name) => Key.Equals(WithoutDashes(name), StringComparison.OrdinalIgnoreCase);

    public static string WithoutDashes(string name) => name.Replace("-", "", StringComparison.Ordinal);
}
