using System.Diagnostics.CodeAnalysis;

namespace Nuke.Common.Utilities.Collections;

public static class EnumerableExtensions
{
    public static void ForEach<T>(this IEnumerable<T> enumerable, Action<T> action)
    {
        foreach (var item in enumerable)
            action(item);
    }

    /// <summary>The second argument of the action counts from 0.</summary>
    public static void ForEach<T>(this IEnumerable<T> enumerable, Action<T, int> action)
    {
        var index = 0;
        foreach (var item in enumerable)
            action(item, index++);
    }

    public static IEnumerable<T> ForEachLazy<T>(this IEnumerable<T> enumerable, Action<T> action)
    {
        foreach (var item in enumerable)
        {
            action(item);
            yield return item;
        }
    }

    public static IEnumerable<T> WhereNotNull<T>(this IEnumerable<T?> enumerable) where T : class => enumerable.Where(x => x != null)!;

    public static bool IsEmpty<T>(this IEnumerable<T> enumerable) => !enumerable.Any();

    public static bool IsNullOrEmpty<T>([NotNullWhen(false)] this IEnumerable<T>? enumerable) => enumerable == null || !enumerable.Any();

    public static IEnumerable<T> ToEmptyIfNull<T>(this IEnumerable<T>? enumerable) => enumerable ?? [];

    public static T SingleOrError<T>(this IEnumerable<T> enumerable, string message)
    {
        var items = enumerable.Take(2).ToList();
        return items.Count == 1 ? items[0] : throw new InvalidOperationException(message);
    }
}
