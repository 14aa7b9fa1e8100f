using System.Collections;

namespace Nuke.Common.Utilities.Collections;

/// <summary>A mutable lookup.</summary>
public class LookupTable<TKey, TValue> : ILookup<TKey, TValue>
    where TKey : notnull
{
    private readonly Dictionary<TKey, List<TValue>> values;

    public LookupTable() => values = [];

    public LookupTable(IEqualityComparer<TKey> comparer) => values = new Dictionary<TKey, List<TValue>>(comparer);

    public int Count => values.Count;

    public IEnumerable<TValue> this[TKey key]
    {
        get => values.TryGetValue(key, out var list) ? list : [];
        set => values[key] = [.. value];
    }

    public void Add(TKey key, TValue value) => AddRange(key, [value]);

    public void AddRange(TKey key, IEnumerable<TValue> values)
    {
        if (!this.values.TryGetValue(key, out var list))
            this.values[key] = list = [];
        list.AddRange(values);
    }

    public void Remove(TKey key) => values.Remove(key);

    public void Clear() => values.Clear();

    public bool Contains(TKey key) => values.ContainsKey(key);

    public IEnumerator<IGrouping<TKey, TValue>> GetEnumerator()
        => values.SelectMany(x => x.Value.Select(y => (x.Key, Value: y))).GroupBy(x => x.Key, x => x.Value).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
