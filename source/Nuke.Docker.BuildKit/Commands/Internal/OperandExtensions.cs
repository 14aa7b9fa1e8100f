using Nuke.Docker.BuildKit.Commands.Arguments;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands.Internal;

/// <summary>Positional arguments. An argument that looks like a flag is rejected.</summary>
internal static class OperandExtensions
{
    /// <param name="_">Collects the arguments.</param>
    /// <param name="usage">Name of the argument in the tool's usage line.</param>
    /// <param name="value"><c>null</c> is absent.</param>
    /// <param name="optional"><c>true</c> if it may be absent.</param>
    /// <param name="after">The optional one before it, without which this would be taken for that.</param>
    public static void Operand(this ArgumentListBuilder _, string usage, string? value, bool optional = false, string? after = "")
    {
        if (value is null && optional)
            return;
        if (after is null)
            throw new InvalidSettingException(usage, $"'{value}' would stand where another argument belongs; set that one too");
        _.Positional(Checked(usage, value));
    }

    public static void Operands(this ArgumentListBuilder _, string usage, IReadOnlyList<string>? values, bool optional = false)
    {
        if (values is null or [] && !optional)
            throw new InvalidSettingException(usage, "at least one must be set");
        foreach (var value in values ?? [])
            _.Positional(Checked(usage, value));
    }

    /// <summary>Adds arguments that the tool passes on unread, so that they may look like flags.</summary>
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
