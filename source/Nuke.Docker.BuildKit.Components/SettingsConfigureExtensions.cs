using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>
/// Applies NUKE's <see cref="Configure{T}"/> to settings that don't depend on NUKE, so that a build class reads as with NUKE's own tools.
/// </summary>
public static class SettingsConfigureExtensions
{
    /// <summary>Returns the settings that <paramref name="configure"/> makes of these.</summary>
    [Pure]
    public static T Apply<T>(this T settings, Configure<T> configure)
        where T : DockerSettings => configure(settings);

    /// <summary>Returns the settings that <paramref name="configure"/> makes of these for <paramref name="value"/>.</summary>
    [Pure]
    public static T Apply<T, TValue>(this T settings, Configure<T, TValue> configure, TValue value)
        where T : DockerSettings, new() => configure(settings, value);
}
