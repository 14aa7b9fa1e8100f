using System.Globalization;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>
/// The keys of all steps whose results were created by an engine, for all images of a ledger folder: BuildKit finds the result of any earlier build, not
/// only of the last one.
/// </summary>
internal sealed class StepMemory
{
    /// <summary>The record of a result that only an imported cache has.</summary>
    public const string Imported = "imported";

    private const int MostKeys = 5_000;
    private const int MostBegun = 500;
    private const string Begun = "begun";

    private readonly Dictionary<(string Engine, string Key), Entry> _keys = [];

    // Builds remove theirs when they are recorded. Those of builds that were interrupted remain.
    private readonly HashSet<(string Engine, string Key)> _begun = [];

    /// <summary>Reads the keys of a folder. A damaged line is ignored.</summary>
    public static StepMemory Read(string folder)
    {
        var memory = new StepMemory();
        var path = PathOf(folder);
        try
        {
            if (File.Exists(path))
            {
                foreach (var line in File.ReadLines(path))
                    memory.Add(line);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Without it, steps are expected to run.
        }

        return memory;
    }

    /// <summary>Returns true if an engine has created a result with this key.</summary>
    public bool Knows(string engine, string key) => _keys.ContainsKey((engine, key));

    /// <summary>Returns true if a build has begun that has not ended: it runs at the same time, or was interrupted, and may have created the result.</summary>
    public bool HasBegun(string engine, string key) => _begun.Contains((engine, key));

    /// <summary>Returns the time at which an engine created the result; <c>null</c> if it is not known.</summary>
    public DateTimeOffset? Created(string engine, string key) =>
        _keys.TryGetValue((engine, key), out var entry) ? DateTimeOffset.FromUnixTimeMilliseconds(entry.Created) : null;

    /// <summary>Returns the time at which a build last ran or found the result; <c>null</c> if it is not known.</summary>
    public DateTimeOffset? Seen(string engine, string key) =>
        _keys.TryGetValue((engine, key), out var entry) ? DateTimeOffset.FromUnixTimeMilliseconds(entry.Seen) : null;

    /// <summary>Returns the inputs outside of BuildKit's key that the result was created with; <c>null</c> if they are not known.</summary>
    public IReadOnlyDictionary<string, string>? Unkeyed(string engine, string key) =>
        !_keys.TryGetValue((engine, key), out var entry) || entry.Unkeyed.Length == 0 ? null
        : entry.Unkeyed.Split(',').Select(pair => pair.Split('=')).Where(pair => pair.Length == 2)
            .ToDictionary(pair => Uri.UnescapeDataString(pair[0]), pair => Uri.UnescapeDataString(pair[1]), StringComparer.Ordinal);

    /// <summary>Returns the id of the cache record of the result; empty if it is not known.</summary>
    public string Record(string engine, string key) => _keys.TryGetValue((engine, key), out var entry) ? entry.Record : "";

    /// <summary>Returns true if an engine has created a result from these own inputs, with whatever preceded them.</summary>
    public bool KnowsOwn(string engine, string own) => _keys.Any(entry => entry.Key.Engine == engine && entry.Value.Own == own);

    /// <summary>Returns true if an engine has created a result on an image with the same layers, with whatever configuration.</summary>
    public bool KnowsLayers(string engine, string layers) =>
        layers.Length > 0 && _keys.Any(entry => entry.Key.Engine == engine && entry.Value.Layers == layers);

    /// <summary>Returns true if any engine has created a result with this key.</summary>
    public bool KnowsAnywhere(string key) => _keys.Keys.Any(known => known.Key == key);

    /// <summary>Returns true if a result may come from a cache that a build imports. Own caches contain only what the builds here have created.</summary>
    public bool MayBeImported(BuildLedger build, string key) =>
        build.ImportsForeignCache || (build.CacheFrom.Count > 0 && (key.Length == 0 || KnowsAnywhere(key)));

    /// <summary>Returns true if there is any key of an engine.</summary>
    public bool HasEngine(string engine) => _keys.Keys.Any(known => known.Engine == engine);

    /// <summary>Remembers the results that a build may create, in case that it is interrupted.</summary>
    /// <returns>The keys that no other build had begun.</returns>
    public IReadOnlySet<string> Begin(string folder, string engine, IEnumerable<LedgerStep> steps)
    {
        var keys = steps.Select(step => step.Key)
            .Where(key => key.Length > 0 && !Knows(engine, key) && !HasBegun(engine, key)).ToHashSet(StringComparer.Ordinal);
        if (keys.Count == 0)
            return keys;
        Directory.CreateDirectory(folder);
        using var held = FileLock.TryAcquireSoon(Path.Combine(folder, "steps.lock"));
        File.AppendAllLines(PathOf(folder), keys.Select(key => $"{engine} {key} {Begun}"));
        return keys;
    }

    /// <summary>Adds the steps that a build ran or found cached. Waits for other builds that write.</summary>
    /// <param name="folder">The folder of all ledgers.</param>
    /// <param name="engine">The key of the engine.</param>
    /// <param name="steps">The steps. Those whose result may not be that of their inputs are left out.</param>
    /// <param name="now">The end of the build.</param>
    /// <param name="cache">The cache records of the engine after the build; <c>null</c> if they are not known.</param>
    /// <param name="imports">True if the build imported a cache.</param>
    /// <param name="begun">The keys that the build had begun; <c>null</c>: none.</param>
    public static void Add(
        string folder,
        string engine,
        IReadOnlyList<LedgerStep> steps,
        DateTimeOffset now,
        EngineCache? cache = null,
        bool imports = false,
        IReadOnlySet<string>? begun = null)
    {
        Directory.CreateDirectory(folder);
        using var held = FileLock.TryAcquireSoon(Path.Combine(folder, "steps.lock"));
        var memory = Read(folder);
        var ended = steps.Where(step => step.Result.Length > 0).Select(step => step.Key);
        memory._begun.ExceptWith(ended.Concat(begun ?? new HashSet<string>()).Select(key => (engine, key)));
        foreach (var step in steps.Where(step => step is { Key.Length: > 0, Unproved: null, Result: "cached" or "ran" }))
        {
            var known = memory._keys.GetValueOrDefault((engine, step.Key));
            var time = now.ToUnixTimeMilliseconds();
            var isNew = step.Result == "ran" || known is null;
            var record = cache is null || (!isNew && cache.Has(known!.Record)) ? known?.Record ?? ""
                : cache.RecordOf(step) ?? (imports && step.Result == "cached" && EngineCache.Describes(step) ? Imported : "");
            memory._keys.Remove((engine, step.Key));
            var unkeyed = step.Result == "ran" || known is not { Unkeyed.Length: > 0 }
                ? string.Join(',', step.Unkeyed.Select(input => $"{Uri.EscapeDataString(input.Key)}={Uri.EscapeDataString(input.Value)}"))
                : known.Unkeyed;
            memory._keys[(engine, step.Key)] = new Entry(step.Own, isNew ? time : known!.Created, time, record, step.LayersKey, unkeyed);
        }

        var lines = memory._keys.Skip(Math.Max(0, memory._keys.Count - MostKeys))
            .Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Key.Engine} {entry.Key.Key} {entry.Value}"))
            .Concat(memory._begun.TakeLast(MostBegun).Select(entry => $"{entry.Engine} {entry.Key} {Begun}"));
        AtomicFile.WriteText(string.Join('\n', lines) + "\n", PathOf(folder));
    }

    private static string PathOf(string folder) => Path.Combine(folder, "steps.txt");

    private void Add(string line)
    {
        if (line.Split(' ') is [{ Length: > 0 } one, { Length: > 0 } begun, Begun])
            _begun.Add((one, begun));
        else if (line.Split(' ') is [{ Length: > 0 } engine, { Length: > 0 } key, var own, var first, .. var rest] && Time(first) is { } created)
            _keys[(engine, key)] = new Entry(
                own,
                created,
                (rest.Length > 0 ? Time(rest[0]) : null) ?? created,
                rest.ElementAtOrDefault(1) ?? "",
                rest.ElementAtOrDefault(2) ?? "",
                rest.ElementAtOrDefault(3) ?? "");
    }

    private static long? Time(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var time) ? time : null;

    private sealed record Entry(string Own, long Created, long Seen, string Record, string Layers, string Unkeyed)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Own} {Created} {Seen} {Record} {Layers} {Unkeyed}");
    }
}
