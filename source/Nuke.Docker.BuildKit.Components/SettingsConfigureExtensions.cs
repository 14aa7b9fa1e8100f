using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>
/// Lets settings that know nothing of NUKE take NUKE's <see cref="Configure{T}"/>, so that a build class reads as with NUKE's own tools.
/// </summary>
public static class SettingsConfigureExtensions
{
    /// <summary>What <paramref name="configure"/> makes of these settings.</summary>
    [Pure]
    public static T Apply<T>(this T settings, Configure<T> configure)
        where T : DockerSettings => configure(settings);

    /// <summary>What <paramref name="configure"/> makes of these settings and <paramref name="value"/>.</summary>
    [Pure]
    public static T Apply<T, TValue>(this T settings, Configure<T, TValue> configure, TValue value)
        where T : DockerSettings, new() => configure(settings, value);
}
