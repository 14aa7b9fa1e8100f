using System.Text;

namespace Nuke.Docker.BuildKit.Tool.Completion;

/// <summary>The scripts with which shells ask the tool for candidates.</summary>
internal static class CompletionScripts
{
    /// <summary>The command that prints a script.</summary>
    public const string Command = "completion";

    public const string Description = "Print the script that completes commands and parameters";

    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish", "powershell"];

    /// <returns>The script; <c>null</c> for an unknown shell.</returns>
    public static string? Of(string shell)
    {
        var name = shell.ToLowerInvariant() switch { "pwsh" => "powershell", var other => other };
        if (!Shells.Contains(name))
            return null;
        using var reader = new StreamReader(typeof(CompletionScripts).Assembly.GetManifestResourceStream($"Completion/docker-buildkit.{name}")!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
