namespace Nuke.Common.Utilities.Collections;

public static class DictionaryExtensions
{
    public static Dictionary<TKey, TValue> AddPair<TKey, TValue>(this Dictionary<TKey, TValue> dictionary, TKey key, TValue value = default!)
        where TKey : notnull
    {
        dictionary.Add(key, value);
        return dictionary;
    }

    /// <summary>Adds the value's text.</summary>
    public static Dictionary<TKey, string> AddPair<TKey, TValue>(this Dictionary<TKey, string> dictionary, TKey key, TValue value = default!)
        where TKey : notnull
    {
        dictionary.Add(key, value?.ToString() ?? "");
        return dictionary;
    }

    public static Dictionary<TKey, TValue> AddPairWhenValueNotNull<TKey, TValue>(this Dictionary<TKey, TValue> dictionary, TKey key, TValue value)
        where TKey : notnull
        where TValue : class
    {
        if (value != null)
            dictionary[key] = value;
        return dictionary;
    }

    public static Dictionary<TKey, TValue> AddDictionary<TKey, TValue>(this Dictionary<TKey, TValue> dictionary, Dictionary<TKey, TValue> otherDictionary)
        where TKey : notnull
    {
        foreach (var (key, value) in otherDictionary)
            dictionary.Add(key, value);
        return dictionary;
    }

    public static IDictionary<TKey, TValue> SetKeyValue<TKey, TValue>(this IDictionary<TKey, TValue> dictionary, TKey key, TValue value = default!)
    {
        dictionary[key] = value;
        return dictionary;
    }
}
