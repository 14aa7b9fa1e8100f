namespace Nuke.Docker.BuildKit.Text;

/// <summary>A setting that the tool would refuse or, worse, silently ignore; found before a process starts.</summary>
public sealed class InvalidSettingException(string setting, string problem)
    : Exception($"{setting}: {problem}")
{
    /// <summary>The flag, and the attribute within it, that is wrong: <c>--cache-to type=local, compression-level</c>.</summary>
    public string Setting { get; } = setting;

    /// <summary>What is wrong with it and what would be right.</summary>
    public string Problem { get; } = problem;
}
