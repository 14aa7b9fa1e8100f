using System.Collections.Immutable;

namespace Nuke.Docker.BuildKit.Builds.Bake.Internal;

/// <summary>The members of a block. Members that are not read, or that have an unexpected form, are in <see cref="Other"/>.</summary>
internal sealed class BakeMembers(BakeMap map)
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public BakeMap Other => new(map.Members.RemoveRange(_taken));

    public BakeText? Text(string name) => Take(name, value => value as BakeText);

    public BakeMap? Map(string name) => Take(name, value => value as BakeMap);

    public BakeValue? Value(string name) => Take(name, value => value);

    public bool? Flag(string name) =>
        Take<bool?>(name, value => value is BakeLiteral { Json: "true" or "false" } literal ? literal.Json == "true" : null);

    public ImmutableList<BakeText>? Texts(string name) =>
        Take(name, value => value is BakeList list && list.Items.All(item => item is BakeText) ? list.Items.Cast<BakeText>().ToImmutableList() : null);

    public ImmutableList<BakeEntry>? Entries(string name) =>
        Take(name, value => value is BakeList list && list.Items.All(item => item is BakeText or BakeMap)
            ? list.Items.Select(item => new BakeEntry(item)).ToImmutableList()
            : null);

    public ImmutableSortedDictionary<string, BakeText?>? TextMap(string name) =>
        Take(name, value => value is BakeMap texts && texts.Members.Values.All(item => item is BakeText || item == BakeLiteral.Null)
            ? texts.Members.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value as BakeText, StringComparer.Ordinal)
            : null);

    private T? Take<T>(string name, Func<BakeValue, T?> read)
    {
        if (!map.Members.TryGetValue(name, out var value))
            return default;
        var result = read(value);
        if (result is not null || value == BakeLiteral.Null)
            _taken.Add(name);
        return result;
    }
}
