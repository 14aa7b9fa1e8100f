using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands.Internal;

/// <summary>Limits of numeric attributes.</summary>
internal static class NumberLimits
{
    /// <exception cref="InvalidSettingException">The number is smaller than <paramref name="minimum"/>.</exception>
    public static int? AtLeast(int minimum, int? number, string setting) =>
        number < minimum ? throw new InvalidSettingException(setting, $"{number} is less than {minimum}") : number;

    /// <exception cref="InvalidSettingException">The number is not one of <paramref name="allowed"/>.</exception>
    public static int? OneOf(ReadOnlySpan<int> allowed, int? number, string setting) => number is { } value && !allowed.Contains(value)
        ? throw new InvalidSettingException(setting, $"'{value}' is not allowed; use {string.Join(" or ", allowed.ToArray())}")
        : number;
}
