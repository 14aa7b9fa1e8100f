using System.Globalization;

namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>Runs an export: lists the mounts, compares them with the previous export, packs the changes, verifies them, and writes the manifest.</summary>
internal sealed class MountExporter(MountArchive archive, CacheMountsPlace place, CacheMountsOptions options)
{
    // Limits the number of layers of an image, and of files in a folder.
    private const int MaximumParts = 16;

    // Unused data up to this size in bytes is kept.
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
        await Parallel.ForEachAsync(
            Enumerable.Range(0, drafts.Count),
            cancellationToken,
            async (index, token) => drafts[index] = await FinishAsync(drafts[index], index, token));
        if (drafts.Exists(draft => draft.Result is not null))
        {
            var others = manifest.Mounts.Where(exported => !mounts.Any(mount => mount.IsSameFolder(exported.Mount)));
            var changed = drafts.Select(draft => draft.Result ?? draft.Before.Exported).OfType<ExportedMount>();
            await archive.CommitAsync(manifest with { Mounts = [.. others, .. changed] }, cancellationToken);
        }

        return [.. drafts.Select(Report)];
    }

    private async Task<ExportManifest> ReadManifestAsync()
    {
        if (await archive.ReadTextAsync(ExportManifest.FileName) is not { } json)
        {
            // A tar file of another program is not overwritten.
            return place.Kind == CacheMountsPlaceKind.Tar && new FileInfo(place.Value) is { Exists: true, Length: > 0 }
                ? throw CacheMountsFault.Create(
                    $"{place.Value} exists and contains no exported cache mounts.",
                    "Use another file, or delete this one.",
                    place.Value)
                : new ExportManifest();
        }

        var manifest = ExportManifest.Read(json);
        if (manifest is null)
            options.Warn($"The file {ExportManifest.FileName} of the {place} cannot be read. Everything is exported again.");
        return manifest ?? new ExportManifest();
    }

    private async Task<ExportDraft> ReadAsync(ExportManifest manifest, CacheMount mount, CancellationToken cancellationToken)
    {
        var before = await ExportContents.ReadAsync(archive, manifest, mount);
        if (before.Problem is not null)
            options.Warn($"{mount.Id}: {before.Problem}. The mount is exported completely.");
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
            if (await IsIntactAsync(entry))
                intact.Add(entry.Path, entry);
            else
                damaged.Add(entry.Path);
        }

        if (damaged.Count > 0)
            options.Warn($"{mount.Id}: {CarryLog.Damaged(damaged, shown: 1)}. Damaged files are copied again.");
        return new ExportDraft(mount, before, intact, damaged);

        async Task<bool> IsIntactAsync(MountEntry entry) =>
            entry.Kind == EntryKind.Folder
            || (whole.Contains(entry.Part) && (!options.Verify || await parts.IsIntactAsync(entry, cancellationToken)));
    }

    private ExportDraft Plan(ExportDraft draft, MountListing listing)
    {
        var now = (options.Time ?? TimeProvider.System).GetUtcNow();
        var oldest = options.MaximumAge is { } age ? (now - age).ToUnixTimeSeconds() : (long?)null;
        var plan = ExportPlan.Create(listing, draft.Intact, draft.Before.Exported?.Taken ?? 0, oldest, options.Limit?.Bytes);
        // A part keeps files that the mount no longer has. If most of the parts is unused, a complete export is cheaper.
        var live = plan.Kept.Select(entry => entry.Part).ToHashSet();
        var size = draft.Before.Exported?.Parts.Where(part => live.Contains(part.Number)).Sum(part => part.Bytes) ?? 0;
        var wanted = plan.Kept.Where(entry => entry.Kind == EntryKind.File).Sum(entry => entry.Size);
        if (plan.Changed && (live.Count >= MaximumParts || size > TolerableWaste + (2 * wanted)))
            {
                var complete = ExportPlan.Create(listing, new Dictionary<string, MountEntry>(), 0, oldest, options.Limit?.Bytes);
                plan = complete with { Deleted = plan.Deleted };
            }

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
            var size = CarryLog.Size(carry.Where(entry => entry.Kind == EntryKind.File).Sum(entry => entry.Size));
            options.Info($"{drafts[index].Mount.Id}: exporting {CarryLog.Files(carry.Count)} ({size}) of {drafts[index].Listing!.Entries.Count}");
            var names = string.Concat(carry.Select(entry => $"./{entry.Path}\n"));
            await File.WriteAllTextAsync(Path.Combine(inputs, $"{index}.names"), names, cancellationToken);
        }

        var output = Path.Combine(archive.WorkFolder, "pack-out");
        await _build.RunScriptAsync(CarryScript.Pack, [.. drafts.Select(draft => draft.Mount)], inputs, output, writable: false, cancellationToken);
    }

    private async Task<ExportDraft> FinishAsync(ExportDraft draft, int index, CancellationToken cancellationToken)
    {
        var plan = draft.Plan!;
        if (!plan.Changed)
            return draft;

        var name = ExportedMount.NameOf(draft.Mount);
        var number = Number(draft.Before.Exported) + 1;
        var carried = new List<MountEntry>();
        var used = plan.Kept.Where(entry => entry.Kind != EntryKind.Folder).Select(entry => entry.Part).ToHashSet();
        var parts = draft.Before.Exported?.Parts.Where(part => used.Contains(part.Number)).ToList() ?? [];
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
            var groups = plan.Carry.ToDictionary(entry => entry.Path, entry => entry.Group, StringComparer.Ordinal);
            var read = await PartScanner.ScanAsync(stream, number, groups, cancellationToken);
            // The tar file may contain other files, and lack files that vanished in the meantime.
            return [.. plan.Carry.Select(entry => read.GetValueOrDefault(entry.Path)).OfType<MountEntry>()];
        }
        catch (InvalidDataException exception)
        {
            throw CacheMountsFault.Create(
                $"The tar file that the engine packed cannot be read: {exception.Message}",
                "Export the cache mounts again. The previous export was not changed.",
                path);
        }
    }

    // Numbers are not reused, so that a file named by a manifest is never overwritten.
    private static int Number(ExportedMount? before) =>
        before is null ? 0 : int.Parse(Path.GetFileNameWithoutExtension(before.Table)[^6..], CultureInfo.InvariantCulture);

    private static CacheMountTransfer Report(ExportDraft draft)
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
