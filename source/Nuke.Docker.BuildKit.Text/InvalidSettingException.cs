using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Text;

/// <summary>The exception that is thrown for a setting that the tool would reject or silently ignore, before a process starts.</summary>
public sealed class InvalidSettingException(string setting, string problem)
    : DockerException(DockerFaultKind.InvalidSetting, $"{setting}: {problem}")
{
    /// <summary>The flag, and its attribute if any: <c>--cache-to type=local, compression-level</c>.</summary>
    public string Setting { get; } = setting;

    /// <summary>The problem and the correction.</summary>
    public string Problem { get; } = problem;
}
