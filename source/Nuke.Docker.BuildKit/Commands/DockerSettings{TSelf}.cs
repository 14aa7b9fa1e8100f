using System.Diagnostics.Contracts;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>
/// Verbs for chains of settings. They are members instead of extensions, so that unconstrained extensions of a build host with the same names (NUKE
/// has some) do not compete with them.
/// </summary>
/// <typeparam name="TSelf">The settings record itself.</typeparam>
public abstract record DockerSettings<TSelf> : DockerSettings
    where TSelf : DockerSettings<TSelf>
{
    private TSelf Self => (TSelf)this;

    /// <summary>Returns the result of <paramref name="configure"/> for these settings.</summary>
    [Pure]
    public TSelf Apply(Func<TSelf, TSelf> configure) => configure(Self);

    /// <summary>Returns the result of <paramref name="configure"/> for these settings and <paramref name="value"/>.</summary>
    [Pure]
    public TSelf Apply<TValue>(Func<TSelf, TValue, TSelf> configure, TValue value) => configure(Self, value);

    /// <summary>Applies <paramref name="configure"/> if <paramref name="condition"/> is <c>true</c>.</summary>
    [Pure]
    public TSelf When(bool condition, Func<TSelf, TSelf> configure) => condition ? configure(Self) : Self;

    /// <summary>Applies <paramref name="configure"/> if <paramref name="condition"/> returns <c>true</c> for these settings.</summary>
    [Pure]
    public TSelf When(Func<TSelf, bool> condition, Func<TSelf, TSelf> configure) => When(condition(Self), configure);

    /// <summary>Applies <paramref name="configure"/> if <paramref name="value"/> is not <c>null</c>.</summary>
    [Pure]
    public TSelf WhenNotNull<TValue>(TValue? value, Func<TSelf, TValue, TSelf> configure)
        where TValue : class => value is null ? Self : configure(Self, value);

    /// <summary>Applies <paramref name="configure"/> if <paramref name="value"/> is not <c>null</c>.</summary>
    [Pure]
    public TSelf WhenNotNull<TValue>(TValue? value, Func<TSelf, TValue, TSelf> configure)
        where TValue : struct => value is null ? Self : configure(Self, value.Value);

    /// <summary>One settings record per value.</summary>
    [Pure]
    public TSelf[] CombineWith<TValue>(IEnumerable<TValue> values, Func<TSelf, TValue, TSelf> configure) =>
        [.. values.Select(value => configure(Self, value))];

    /// <summary>One settings record per configuration.</summary>
    [Pure]
    public TSelf[] CombineWith(params IEnumerable<Func<TSelf, TSelf>> configurations) =>
        [.. configurations.Select(configure => configure(Self))];
}
