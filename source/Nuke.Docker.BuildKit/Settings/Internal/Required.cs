using Nuke.Docker.BuildKit.Arguments;

namespace Nuke.Docker.BuildKit.Settings.Internal;

internal static class Required
{
    public static string Text(string? value, string setting) =>
        string.IsNullOrWhiteSpace(value) ? throw new InvalidSettingException(setting, "must not be empty") : value;
}
