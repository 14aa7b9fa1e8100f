using Nuke.Docker.BuildKit.Commands.Arguments;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands.Internal;

/// <summary>Adds positional arguments. Rejects arguments that look like flags.</summary>
internal static class OperandExtensions
{
    /// <param name="_">Collects the arguments.</param>
    /// <param name="usage">Name of the argument in the tool's usage line.</param>
    /// <param name="value">The argument; <c>null</c> if it is absent.</param>
    /// <param name="optional"><c>true</c> if it may be absent.</param>
    /// <param name="after">The optional argument before it; without it, this one would take its place.</param>
    public static void Operand(this ArgumentListBuilder _, string usage, string? value, bool optional = false, string? after = "")
    {
        if (value is null && optional)
            return;
        if (after is null)
            throw new InvalidSettingException(usage, $"'{value}' would take the place of another argument; set that one, too");
        _.Positional(Checked(usage, value));
    }

    public static void Operands(this ArgumentListBuilder _, string usage, IReadOnlyList<string>? values, bool optional = false)
    {
        if (values is null or [] && !optional)
            throw new InvalidSettingException(usage, "at least one must be set");
        foreach (var value in values ?? [])
            _.Positional(Checked(usage, value));
    }

    /// <summary>Adds arguments that the tool passes on, so that they may look like flags.</summary>
    public static void Rest(this ArgumentListBuilder _, string usage, IReadOnlyList<string>? values, bool optional = false)
    {
        if (values is null or [] && !optional)
            throw new InvalidSettingException(usage, "must be set");
        foreach (var value in values ?? [])
            _.Positional(value);
    }

    private static string Checked(string usage, string? value) => value switch
    {
        null or "" => throw new InvalidSettingException(usage, "must be set"),
        ['-', _, ..] => throw new InvalidSettingException(usage, $"'{value}' begins with a dash and would be read as a flag"),
        _ => value,
    };
}
