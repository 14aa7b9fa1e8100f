using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Commands.Internal;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>Verbs that every settings record has. Each returns a changed copy of the same type.</summary>
public static class DockerSettingsExtensions
{
    /// <inheritdoc cref="DockerSettings.ToolPath"/>
    [Pure]
    public static T SetToolPath<T>(this T settings, string? toolPath)
        where T : DockerSettings => (T)((DockerSettings)settings with { ToolPath = toolPath });

    /// <inheritdoc cref="DockerSettings.WorkingDirectory"/>
    [Pure]
    public static T SetWorkingDirectory<T>(this T settings, string? workingDirectory)
        where T : DockerSettings => (T)((DockerSettings)settings with { WorkingDirectory = workingDirectory });

    /// <inheritdoc cref="DockerSettings.EnvironmentVariables"/>
    [Pure]
    public static T AddEnvironmentVariable<T>(this T settings, string name, string? value)
        where T : DockerSettings =>
        (T)((DockerSettings)settings with
        {
            EnvironmentVariables = (settings.EnvironmentVariables ?? KeyValues.None).SetItem(name, value),
        });

    /// <inheritdoc cref="DockerSettings.SecretEnvironmentVariables"/>
    [Pure]
    public static T AddSecretEnvironmentVariable<T>(this T settings, string name, string value)
        where T : DockerSettings =>
        (T)((DockerSettings)settings with
        {
            SecretEnvironmentVariables = (settings.SecretEnvironmentVariables ?? KeyValues.NoSecrets).SetItem(name, value),
        });

    /// <inheritdoc cref="DockerSettings.OnLine"/>
    [Pure]
    public static T SetOnLine<T>(this T settings, Action<OutputLine>? onLine)
        where T : DockerSettings => (T)((DockerSettings)settings with { OnLine = onLine });

    /// <summary>Combines each of the settings with each of the values.</summary>
    [Pure]
    public static T[] CombineWith<T, TValue>(this IEnumerable<T> settings, IEnumerable<TValue> values, Func<T, TValue, T> configure)
        where T : DockerSettings =>
        [.. settings.SelectMany(one => values.Select(value => configure(one, value)))];

    /// <summary>Combines each of the settings with each of the configurations.</summary>
    [Pure]
    public static T[] CombineWith<T>(this IEnumerable<T> settings, params Func<T, T>[] configurations)
        where T : DockerSettings =>
        [.. settings.SelectMany(one => configurations.Select(configure => configure(one)))];
}
