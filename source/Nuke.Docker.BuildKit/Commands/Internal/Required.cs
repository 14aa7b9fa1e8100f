using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands.Internal;

internal static class Required
{
    public static string Text(string? value, string setting) =>
        string.IsNullOrWhiteSpace(value) ? throw new InvalidSettingException(setting, "must not be empty") : value;
}
