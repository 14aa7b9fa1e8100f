using System.Globalization;

namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>One export: list, compare, pack what changed, read it through, write the manifest.</summary>
internal sealed class MountExporter(MountArchive archive, CacheMountsPlace place, CacheMountsOptions options)
{
    // As many layers as an image can well have, and as many pieces as a person wants to see.
    private const int MaximumParts = 16;

    // Below this, what nobody needs any more is no burden.
    private const long TolerableWaste = 16_000_000;

    private readonly CarryBuild _build = new(options with { Print = null }, archive.WorkFolder);

    public async Task<IReadOnlyList<CacheMountTransfer>> RunAsync(IReadOnlyList<CacheMount> mounts, CancellationToken cancellationToken)
    {
        var manifest = await ReadManifestAsync();
        var drafts = new List<ExportDraft>();
        foreach (var mount in mounts)
            drafts.Add(await ReadAsync(manifest, mount, cancellationToken));

        var listings = await MountListings.TakeAsync(_build, mounts, archive.WorkFolder, options.Prune, cancellationToken);
        for (var index = 0; index < drafts.Count; index++)
        {
            if (listings[index].Note is { } note)
                options.Warn($"{mounts[index].Id}: {note}");
            drafts[index] = Plan(drafts[index], listings[index]);
        }

        await PackAsync(drafts, cancellationToken);
        await Parallel.ForEachAsync(Enumerable.Range(0, drafts.Count), cancellationToken, async (index, token) => drafts[index] = await FinishAsync(drafts[index], index, token));
        if (drafts.Exists(draft => draft.Result is not null))
        {
            var others = manifest.Mounts.Where(exported => !mounts.Any(mount => mount.IsSameFolder(exported.Mount)));
            await archive.CommitAsync(manifest with { Mounts = [.. others, .. drafts.Select(draft => draft.Result ?? draft.Before.Exported).OfType<ExportedMount>()] }, cancellationToken);
        }

        return [.. drafts.Select(Tell)];
    }

    private async Task<ExportManifest> ReadManifestAsync()
    {
        if (await archive.ReadTextAsync(ExportManifest.FileName) is not { } json)
        {
            // Somebody's own tar file isn't taken for one of ours and replaced.
            return place.Kind == CacheMountsPlaceKind.Tar && new FileInfo(place.Value) is { Exists: true, Length: > 0 }
                ? throw CacheMountsFault.Create($"{place.Value} is there already and holds no exported cache mounts.", "Name another file, or delete this one.", place.Value)
                : new ExportManifest();
        }

        var manifest = ExportManifest.Read(json);
        if (manifest is null)
            options.Warn($"The {place} has a {ExportManifest.FileName} that can't be read: all is exported anew.");
        return manifest ?? new ExportManifest();
    }

    private async Task<ExportDraft> ReadAsync(ExportManifest manifest, CacheMount mount, CancellationToken cancellationToken)
    {
        var before = await ExportContents.ReadAsync(archive, manifest, mount);
        if (before.Problem is not null)
            options.Warn($"{mount.Id}: {before.Problem}; all of it is exported anew.");
        if (before.Exported is null)
            return new ExportDraft(mount, before, before.Entries, []);

        var damaged = new List<string>();
        var whole = before.Exported.Parts.Where(archive.Has).Select(part => part.Number).ToHashSet();
        if (options.Verify)
            await archive.FetchAsync([.. before.Exported.Parts.Select(part => part.File)], cancellationToken);
        await using var parts = new PartReader(archive, before.Exported);
        var intact = new Dictionary<string, MountEntry>(StringComparer.Ordinal);
        foreach (var entry in before.Entries.Values)
        {
            if (entry.Kind != EntryKind.Folder && (!whole.Contains(entry.Part) || (options.Verify && !await parts.IsIntactAsync(entry, cancellationToken))))
                damaged.Add(entry.Path);
            else
                intact.Add(entry.Path, entry);
        }

        if (damaged.Count > 0)
            options.Warn($"{mount.Id}: {CarryLog.Files(damaged.Count)} of the export {(damaged.Count == 1 ? "is" : "are")} damaged ({damaged[0]}{(damaged.Count == 1 ? "" : ", …")}) and carried again.");
        return new ExportDraft(mount, before, intact, damaged);
    }

    private ExportDraft Plan(ExportDraft draft, MountListing listing)
    {
        var now = (options.Time ?? TimeProvider.System).GetUtcNow();
        var oldest = options.MaximumAge is { } age ? (now - age).ToUnixTimeSeconds() : (long?)null;
        var plan = ExportPlan.Create(listing, draft.Intact, draft.Before.Exported?.Taken ?? 0, oldest, options.Limit?.Bytes);
        // Each part is a tar that keeps what has gone since; once that is most of it, one that is new all through is cheaper.
        var live = plan.Kept.Select(entry => entry.Part).ToHashSet();
        var size = draft.Before.Exported?.Parts.Where(part => live.Contains(part.Number)).Sum(part => part.Bytes) ?? 0;
        var wanted = plan.Kept.Where(entry => entry.Kind == EntryKind.File).Sum(entry => entry.Size);
        if (plan.Changed && (live.Count >= MaximumParts || size > TolerableWaste + (2 * wanted)))
            plan = ExportPlan.Create(listing, new Dictionary<string, MountEntry>(), 0, oldest, options.Limit?.Bytes) with { Deleted = plan.Deleted };
        return draft with { Listing = listing, Plan = plan };
    }

    private async Task PackAsync(List<ExportDraft> drafts, CancellationToken cancellationToken)
    {
        if (!drafts.Exists(draft => draft.Plan!.Carry.Count > 0))
            return;

        var inputs = Path.Combine(archive.WorkFolder, "pack-in");
        Directory.CreateDirectory(inputs);
        for (var index = 0; index < drafts.Count; index++)
        {
            if (drafts[index].Plan!.Carry is not { Count: > 0 } carry)
                continue;
            options.Say($"{drafts[index].Mount.Id}: exporting {CarryLog.Files(carry.Count)} ({CarryLog.Size(carry.Where(entry => entry.Kind == EntryKind.File).Sum(entry => entry.Size))}) of {drafts[index].Listing!.Entries.Count}");
            await File.WriteAllTextAsync(Path.Combine(inputs, $"{index}.names"), string.Concat(carry.Select(entry => $"./{entry.Path}\n")), cancellationToken);
        }

        await _build.RunScriptAsync(CarryScript.Pack, [.. drafts.Select(draft => draft.Mount)], inputs, Path.Combine(archive.WorkFolder, "pack-out"), writable: false, cancellationToken);
    }

    private async Task<ExportDraft> FinishAsync(ExportDraft draft, int index, CancellationToken cancellationToken)
    {
        var plan = draft.Plan!;
        if (!plan.Changed)
            return draft;

        var name = ExportedMount.NameOf(draft.Mount);
        var number = Number(draft.Before.Exported) + 1;
        var carried = new List<MountEntry>();
        var parts = draft.Before.Exported?.Parts.Where(part => plan.Kept.Any(entry => entry.Kind != EntryKind.Folder && entry.Part == part.Number)).ToList() ?? [];
        if (plan.Carry.Count > 0)
        {
            var file = string.Create(CultureInfo.InvariantCulture, $"{name}-{number:D6}.tar");
            var path = Path.Combine(archive.WorkFolder, file);
            File.Move(Path.Combine(archive.WorkFolder, "pack-out", $"{index}.tar"), path);
            carried = await ReadPartAsync(path, number, plan, cancellationToken);
            parts.Add(new ExportedPart(number, file, new FileInfo(path).Length));
        }

        var table = string.Create(CultureInfo.InvariantCulture, $"{name}-{number:D6}.table");
        var text = EntryTable.Write([.. plan.Kept, .. carried]);
        await File.WriteAllTextAsync(Path.Combine(archive.WorkFolder, table), text, cancellationToken);
        return draft with
        {
            Carried = carried,
            Result = new ExportedMount
            {
                Id = draft.Mount.Id,
                Mode = draft.Mount.Mode is { } mode ? Convert.ToString(mode, 8) : null,
                Uid = draft.Mount.Uid,
                Gid = draft.Mount.Gid,
                Taken = draft.Listing!.Taken,
                Table = table,
                TableDigest = ExportContents.DigestOf(text),
                Parts = parts,
            },
        };
    }

    private static async Task<List<MountEntry>> ReadPartAsync(string path, int number, ExportPlan plan, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(path);
        try
        {
            var read = await PartScanner.ScanAsync(stream, number, plan.Carry.ToDictionary(entry => entry.Path, entry => entry.Group, StringComparer.Ordinal), cancellationToken);
            // A tar may hold more than was asked for, or less: files that vanished meanwhile.
            return [.. plan.Carry.Select(entry => read.GetValueOrDefault(entry.Path)).OfType<MountEntry>()];
        }
        catch (InvalidDataException exception)
        {
            throw CacheMountsFault.Create($"What the engine packed can't be read: {exception.Message}", "Export once more. The export from before is as it was.", path);
        }
    }

    // A number is never given twice: a file that a manifest names is never written again.
    private static int Number(ExportedMount? before) =>
        before is null ? 0 : int.Parse(Path.GetFileNameWithoutExtension(before.Table)[^6..], CultureInfo.InvariantCulture);

    private static CacheMountTransfer Tell(ExportDraft draft)
    {
        var all = draft.Plan!.Kept.Concat(draft.Carried).Where(entry => entry.Path != MountEntry.Root).ToList();
        return new CacheMountTransfer
        {
            Mount = draft.Mount,
            Files = all.Count,
            Bytes = all.Where(entry => entry.Kind == EntryKind.File).Sum(entry => entry.Size),
            ChangedFiles = draft.Carried.Count,
            ChangedBytes = draft.Carried.Where(entry => entry.Kind == EntryKind.File).Sum(entry => entry.Size),
            Deleted = draft.Plan.Deleted,
            LeftOut = draft.Plan.LeftOut + draft.Listing!.LeftOut,
            Damaged = draft.Damaged,
        };
    }
}
