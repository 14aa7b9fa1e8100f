namespace Nuke.Common.Parameters;

/// <param name="Text">The name as it was written.</param>
/// <param name="Key">The name without dashes; case doesn't matter.</param>
internal sealed record NamedArgument(string Text, string Key, List<string> Values)
{
    public static NamedArgument Parse(string argument) => new(argument, WithoutDashes(argument), []);

    public bool Is(string name) => Key.Equals(WithoutDashes(name), StringComparison.OrdinalIgnoreCase);

    public static string WithoutDashes(string name) => name.Replace("-", "", StringComparison.Ordinal);
}
