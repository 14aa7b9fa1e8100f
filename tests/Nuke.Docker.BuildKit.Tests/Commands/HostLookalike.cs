namespace Nuke.Docker.BuildKit.Tests.Commands;

/// <summary>Verbs with the signatures of a build host: unconstrained, or constrained to its own base class.</summary>
internal static class HostExtensions
{
    public static TOutput Apply<TInput, TOutput>(this TInput input, Func<TInput, TOutput> transform) =>
        throw new NotSupportedException("the host\'s verb was taken");

    public static T Apply<T>(this T options, Configure<T> configurator)
        where T : Options, new() => throw new NotSupportedException("the host\'s verb was taken");

    public static T When<T>(this T input, bool condition, Func<T, T> transform) =>
        throw new NotSupportedException("the host\'s verb was taken");

    public static T WhenNotNull<T, TObject>(this T input, TObject obj, Func<T, TObject, T> transform) =>
        throw new NotSupportedException("the host\'s verb was taken");

    public static T[] CombineWith<T, TValue>(this T options, IEnumerable<TValue> values, Func<T, TValue, T> configurator)
        where T : Options => throw new NotSupportedException("the host\'s verb was taken");

    public static T[] CombineWith<T, TValue>(this IEnumerable<T> options, IEnumerable<TValue> values, Func<T, TValue, T> configurator)
        where T : Options => throw new NotSupportedException("the host\'s verb was taken");

    public static T[] CombineWith<T>(this IEnumerable<T> options, params Configure<T>[] configurators)
        where T : Options, new() => throw new NotSupportedException("the host\'s verb was taken");
}

internal delegate T Configure<T>(T settings);

internal abstract class Options;
