namespace Structure;

/// <summary>
/// The folders of one assembly and which of them uses which other. Namespaces follow folders; a folder <c>Internal</c> belongs to its parent.
/// </summary>
public sealed class FolderGraph
{
    readonly Dictionary<(string From, string To), List<TypeReferencePair>> _edges = [];

    FolderGraph(string place) => Place = place;

    /// <summary>The folder whose immediate subfolders are compared: empty for the assembly itself, otherwise a path such as <c>Caches</c>.</summary>
    public string Place { get; }

    /// <summary>Number of pairs of types behind each edge between two folders.</summary>
    public IEnumerable<(string From, string To, IReadOnlyList<TypeReferencePair> Types)> Edges =>
        _edges.Select(edge => (edge.Key.From, edge.Key.To, (IReadOnlyList<TypeReferencePair>)edge.Value))
            .OrderBy(edge => edge.From, StringComparer.Ordinal).ThenBy(edge => edge.To, StringComparer.Ordinal);

    /// <summary>The folders, each before those that use it as far as cycles allow.</summary>
    public IReadOnlyList<string> Folders => [.. StronglyConnected().SelectMany(group => group.Order(StringComparer.Ordinal))];

    /// <summary>Groups of two or more folders that use each other in a circle.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Cycles => [.. StronglyConnected().Where(group => group.Count > 1)];

    /// <summary>Builds the graphs of an assembly: one for its top-level folders, and one for each folder that has subfolders.</summary>
    /// <param name="rootNamespace">The namespace of the assembly's own folder.</param>
    /// <param name="pairs">The references between its types.</param>
    public static IReadOnlyList<FolderGraph> Build(string rootNamespace, IEnumerable<TypeReferencePair> pairs)
    {
        var graphs = new SortedDictionary<string, FolderGraph>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            // What the compiler and its generators add lies in namespaces of their own.
            if (Path(rootNamespace, pair.User) is not { } user || Path(rootNamespace, pair.Used) is not { } used)
                continue;
            var shared = 0;
            while (shared < user.Length && shared < used.Length && user[shared] == used[shared])
                shared++;
            if (shared == user.Length && shared == used.Length)
                continue;
            var place = string.Join('/', user[..shared]);
            if (!graphs.TryGetValue(place, out var graph))
                graphs[place] = graph = new(place);
            graph.Add(Name(user, shared), Name(used, shared), pair);
        }

        return [.. graphs.Values];
    }

    // The files that lie in the folder itself.
    static string Name(string[] path, int depth) => depth < path.Length ? path[depth] : ".";

    static string[]? Path(string rootNamespace, string type)
    {
        var end = type.LastIndexOf('.');
        var name = end < 0 ? "" : type[..end];
        if (!(name + ".").StartsWith(rootNamespace + ".", StringComparison.Ordinal))
            return null;
        return [.. name[rootNamespace.Length..].Split('.', StringSplitOptions.RemoveEmptyEntries).Where(part => part != "Internal")];
    }

    void Add(string from, string to, TypeReferencePair pair)
    {
        if (!_edges.TryGetValue((from, to), out var types))
            _edges[(from, to)] = types = [];
        types.Add(pair);
    }

    // Tarjan's algorithm: groups come out in an order in which each uses only itself and earlier ones.
    List<List<string>> StronglyConnected()
    {
        var uses = _edges.Keys.GroupBy(edge => edge.From).ToDictionary(
            group => group.Key,
            group => group.Select(edge => edge.To).Order(StringComparer.Ordinal).ToList());
        var (index, low, stack, groups) = (new Dictionary<string, int>(), new Dictionary<string, int>(), new Stack<string>(), new List<List<string>>());
        foreach (var folder in _edges.Keys.SelectMany(edge => new[] { edge.From, edge.To }).Distinct().Order(StringComparer.Ordinal))
            if (!index.ContainsKey(folder))
                Visit(folder);
        return groups;

        void Visit(string folder)
        {
            index[folder] = low[folder] = index.Count;
            stack.Push(folder);
            foreach (var used in uses.GetValueOrDefault(folder, []))
                if (!index.TryGetValue(used, out var seen))
                {
                    Visit(used);
                    low[folder] = Math.Min(low[folder], low[used]);
                }
                else if (stack.Contains(used))
                {
                    low[folder] = Math.Min(low[folder], seen);
                }

            if (low[folder] != index[folder])
                return;
            var group = new List<string>();
            string member;
            do
                group.Add(member = stack.Pop());
            while (member != folder);
            groups.Add(group);
        }
    }
}
