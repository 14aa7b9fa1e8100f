using System.Globalization;

namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>Runs an import: lists the mounts, compares them with the export, copies missing files, and removes damaged files from the export.</summary>
internal sealed class MountImporter(MountArchive archive, ExportManifest manifest, CacheMountsPlace place, CacheMountsOptions options)
{
    private readonly CarryBuild _build = new(options with { Print = null, Prune = false }, archive.WorkFolder);

    public async Task<IReadOnlyList<CacheMountTransfer>> RunAsync(IReadOnlyList<CacheMount> mounts, CancellationToken cancellationToken)
    {
        var results = new CacheMountTransfer[mounts.Count];
        var drafts = new List<ImportDraft>();
        for (var index = 0; index < mounts.Count; index++)
        {
            var contents = await ExportContents.ReadAsync(archive, manifest, mounts[index]);
            if (contents.Exported is not null)
                drafts.Add(new ImportDraft(index, mounts[index], contents));
            else
                results[index] = Skip(mounts[index], contents.Problem);
        }

        if (drafts.Count == 0)
            return results;

        List<CacheMount> exported = [.. drafts.Select(draft => draft.Mount)];
        var listings = await MountListings.TakeAsync(_build, exported, archive.WorkFolder, prune: false, cancellationToken);
        for (var index = 0; index < drafts.Count; index++)
        {
            drafts[index] = drafts[index] with
            {
                Plan = ImportPlan.Create([.. drafts[index].Contents.Entries.Values], listings[index].Entries, options.Replace),
            };
        }

        await PutAsync([.. drafts.Where(draft => !draft.Plan!.IsEmpty)], cancellationToken);
        foreach (var draft in drafts)
            results[draft.Index] = Report(draft);
        await DropDamagedAsync(drafts, cancellationToken);
        return results;
    }

    private async Task PutAsync(List<ImportDraft> drafts, CancellationToken cancellationToken)
    {
        if (drafts.Count == 0)
            return;

        var inputs = Path.Combine(archive.WorkFolder, "put-in");
        Directory.CreateDirectory(inputs);
        await archive.FetchAsync([.. drafts.SelectMany(Parts).Distinct(StringComparer.Ordinal)], cancellationToken);
        await Parallel.ForEachAsync(drafts.Index(), cancellationToken, async (one, token) => await WriteAsync(one.Item, one.Index, inputs, token));
        var output = Path.Combine(archive.WorkFolder, "put-out");
        await _build.RunScriptAsync(CarryScript.Unpack, [.. drafts.Select(draft => draft.Mount)], inputs, output, writable: true, cancellationToken);
    }

    private async Task WriteAsync(ImportDraft draft, int number, string inputs, CancellationToken cancellationToken)
    {
        var plan = draft.Plan!;
        var size = CarryLog.Size(draft.Files.Sum(entry => entry.Size));
        options.Info($"{draft.Mount.Id}: importing {CarryLog.Files(draft.Files.Count())} ({size}) of {draft.Contents.Entries.Count}");
        if (plan.Delete.Count > 0)
            await File.WriteAllTextAsync(PathOf("delete"), string.Concat(plan.Delete.Select(path => $"./{path}\n")), cancellationToken);
        if (plan.Put.Count == 0)
            return;

        await using var parts = new PartReader(archive, draft.Contents.Exported!);
        await using var tar = File.Create(PathOf("tar"));
        draft.Damaged.AddRange(await ImportTar.WriteAsync(tar, plan.Put, parts, cancellationToken));
        if (draft.Damaged.Count > 0)
            options.Warn($"{draft.Mount.Id}: {CarryLog.Damaged([.. draft.Damaged.Select(entry => entry.Path)], shown: 5)}. Damaged files are not imported.");

        string PathOf(string extension) => Path.Combine(inputs, string.Create(CultureInfo.InvariantCulture, $"{number}.{extension}"));
    }

    // The next export copies files that are not in the table. Only an export changes an image.
    private async Task DropDamagedAsync(List<ImportDraft> drafts, CancellationToken cancellationToken)
    {
        if (place.Kind == CacheMountsPlaceKind.Image || !drafts.Exists(draft => draft.Damaged.Count > 0))
            return;

        var mounts = manifest.Mounts.ToList();
        foreach (var draft in drafts.Where(draft => draft.Damaged.Count > 0))
        {
            var exported = draft.Contents.Exported!;
            var damaged = draft.Damaged.Select(entry => entry.Path).ToHashSet(StringComparer.Ordinal);
            var text = EntryTable.Write(draft.Contents.Entries.Values.Where(entry => !damaged.Contains(entry.Path)));
            var number = int.Parse(Path.GetFileNameWithoutExtension(exported.Table)[^6..], CultureInfo.InvariantCulture) + 1;
            var table = string.Create(CultureInfo.InvariantCulture, $"{ExportedMount.NameOf(draft.Mount)}-{number:D6}.table");
            await File.WriteAllTextAsync(Path.Combine(archive.WorkFolder, table), text, cancellationToken);
            // The manifest no longer names a missing part, because a tar archive would look for it.
            var parts = new List<ExportedPart>();
            foreach (var part in exported.Parts)
            {
                await using var stream = await archive.OpenAsync(part.File);
                if (stream is not null)
                    parts.Add(part);
            }

            mounts[mounts.IndexOf(exported)] = exported with
            {
                Table = table,
                TableDigest = ExportContents.DigestOf(text),
                Parts = parts,
            };
        }

        await archive.CommitAsync(manifest with { Mounts = mounts }, cancellationToken);
    }

    private static IEnumerable<string> Parts(ImportDraft draft)
    {
        var wanted = draft.Files.Select(entry => entry.Part).ToHashSet();
        return draft.Contents.Exported!.Parts.Where(part => wanted.Contains(part.Number)).Select(part => part.File);
    }

    private CacheMountTransfer Skip(CacheMount mount, string? problem)
    {
        var reason = problem ?? "it is not in the export";
        options.Warn($"{mount.Id}: not imported, {reason}.");
        return new CacheMountTransfer { Mount = mount, Skipped = reason };
    }

    private static CacheMountTransfer Report(ImportDraft draft)
    {
        var all = draft.Contents.Entries.Values.Where(entry => entry.Path != MountEntry.Root).ToList();
        var put = draft.Files.Except(draft.Damaged).ToList();
        return new CacheMountTransfer
        {
            Mount = draft.Mount,
            Files = all.Count,
            Bytes = all.Where(entry => entry.Kind == EntryKind.File).Sum(entry => entry.Size),
            ChangedFiles = put.Count,
            ChangedBytes = put.Where(entry => entry.Kind == EntryKind.File).Sum(entry => entry.Size),
            Deleted = draft.Plan!.Delete.Count,
            Kept = draft.Plan.Kept,
            Damaged = [.. draft.Damaged.Select(entry => entry.Path)],
        };
    }
}
