namespace Nuke.Common.Logging;

/// <summary>Writes all output of the host, line by line, without secrets, and with colors if enabled.</summary>
internal sealed class BuildConsole(TextWriter output, bool colors, SecretMask secrets)
{
    private const string Reset = "\e[0m";

    private readonly Lock gate = new();

    public void WriteLine(string text = "", TextStyle style = TextStyle.Plain)
    {
        var line = Format(secrets.Apply(text), style) + Environment.NewLine;
        lock (gate)
            output.Write(line);
    }

    public string Format(string text, TextStyle style) => !colors || text.Length == 0 || style == TextStyle.Plain ? text : Code(style) + text + Reset;

    private static string Code(TextStyle style) => style switch
    {
        TextStyle.Muted => "\e[90m",
        TextStyle.Information => "\e[36m",
        TextStyle.Success => "\e[32m",
        TextStyle.Warning => "\e[33m",
        TextStyle.Error => "\e[31m",
        _ => "",
    };
}
