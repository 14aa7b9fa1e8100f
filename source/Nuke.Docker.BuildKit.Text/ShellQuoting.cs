using System.Buffers;
using System.Collections.Immutable;
using System.Text;

namespace Nuke.Docker.BuildKit.Text;

internal static class ShellQuoting
{
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+=:,./@%");

    public static string Join(ImmutableArray<Argument> arguments)
    {
        var line = new StringBuilder();
        foreach (var argument in arguments)
        {
            if (line.Length > 0)
                line.Append(' ');
            Append(line, argument.ToString());
        }

        return line.ToString();
    }

    private static void Append(StringBuilder line, string text)
    {
        if (text.Length > 0 && !text.AsSpan().ContainsAnyExcept(Plain))
            line.Append(text);
        else
            line.Append('\'').Append(text.Replace("'", "'\\''", StringComparison.Ordinal)).Append('\'');
    }
}
