using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Nuke.Common;

/// <summary>Fails a target with a message if a condition isn't met.</summary>
public static class Assert
{
    [DoesNotReturn]
#pragma warning disable CA2201 // NUKE throws this very type, and a build may catch it.
    public static void Fail(string message, Exception? exception = null) => throw new Exception(message, exception);
#pragma warning restore CA2201

    public static void True(
        [DoesNotReturnIf(false)] bool condition,
        string? message = null,
        [CallerArgumentExpression(nameof(condition))] string? argumentExpression = null)
    {
        if (!condition)
            Refuse(message ?? $"Expected condition '{argumentExpression}' to be true");
    }

    public static void False(
        [DoesNotReturnIf(true)] bool condition,
        string? message = null,
        [CallerArgumentExpression(nameof(condition))] string? argumentExpression = null)
    {
        if (condition)
            Refuse(message ?? $"Expected condition '{argumentExpression}' to be false");
    }

    /// <summary>The value itself, if it isn't <c>null</c>.</summary>
    [return: NotNull]
    public static T NotNull<T>([NotNull] this T? obj, string? message = null, [CallerArgumentExpression(nameof(obj))] string? argumentExpression = null)
        where T : class
    {
        if (obj == null)
            Refuse(message ?? $"Expected '{argumentExpression}' to be not null");
        return obj;
    }

    /// <inheritdoc cref="NotNull{T}(T, string, string)"/>
    public static T? NotNull<T>([NotNull] this T? obj, string? message = null, [CallerArgumentExpression(nameof(obj))] string? argumentExpression = null)
        where T : struct
    {
        if (obj == null)
            Refuse(message ?? $"Expected '{argumentExpression}' to be not null");
        return obj;
    }

    public static string NotNullOrEmpty(
        [NotNull] this string? str,
        string? message = null,
        [CallerArgumentExpression(nameof(str))] string? argumentExpression = null)
    {
        if (string.IsNullOrEmpty(str))
            Refuse(message ?? $"Expected '{argumentExpression}' to be not null or empty");
        return str;
    }

    public static string NotNullOrWhiteSpace(
        [NotNull] this string? str,
        string? message = null,
        [CallerArgumentExpression(nameof(str))] string? argumentExpression = null)
    {
        if (string.IsNullOrWhiteSpace(str))
            Refuse(message ?? $"Expected '{argumentExpression}' to be not null or white space");
        return str;
    }

    public static void NotEmpty<T>(
        [NotNull] IReadOnlyCollection<T>? collection,
        string? message = null,
        [CallerArgumentExpression(nameof(collection))] string? argumentExpression = null)
    {
        if (collection is not { Count: > 0 })
            Refuse(message ?? $"Expected '{argumentExpression}' to be not empty");
    }

    public static void Empty<T>(
        IReadOnlyCollection<T>? collection,
        string? message = null,
        [CallerArgumentExpression(nameof(collection))] string? argumentExpression = null)
    {
        if (collection is { Count: > 0 })
            Refuse(message ?? $"Expected '{argumentExpression}' to be empty, but it has {collection.Count} items");
    }

    public static void Count<T>(
        IReadOnlyCollection<T> collection,
        int length,
        string? message = null,
        [CallerArgumentExpression(nameof(collection))] string? argumentExpression = null)
    {
        if (collection.Count != length)
            Refuse(message ?? $"Expected '{argumentExpression}' to have {length} items, but it has {collection.Count}");
    }

    public static void HasSingleItem<T>(
        IReadOnlyCollection<T> collection,
        string? message = null,
        [CallerArgumentExpression(nameof(collection))] string? argumentExpression = null)
        => Count(collection, 1, message, argumentExpression);

    public static void FileExists(string path, string? message = null, [CallerArgumentExpression(nameof(path))] string? argumentExpression = null)
    {
        if (!File.Exists(path))
            Refuse(message ?? $"File '{path}' ({argumentExpression}) does not exist");
    }

    public static void DirectoryExists(string path, string? message = null, [CallerArgumentExpression(nameof(path))] string? argumentExpression = null)
    {
        if (!Directory.Exists(path))
            Refuse(message ?? $"Directory '{path}' ({argumentExpression}) does not exist");
    }

    [DoesNotReturn]
    private static void Refuse(string message) => throw new ArgumentException(message);
}
