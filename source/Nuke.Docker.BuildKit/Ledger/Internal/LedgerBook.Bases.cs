using Nuke.Docker.BuildKit.Engines;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <content>The base images that a build uses.</content>
internal sealed partial class LedgerBook
{
    private IEnumerable<string> LocalBases => Planned!.Bases.Where(reference => StepKeys.Pinned(reference) is null);

    private async Task ReadBasesAsync()
    {
        if (Planned is null || _before is null || !ReadsImagesOfEngine)
            return;
        _before.Begin(LocalBases);
        try
        {
            foreach (var reference in LocalBases)
                await _before.FindImageAsync(reference);
        }
        catch (EngineRequestException)
        {
            // Then a tag that moves during the build is not noticed.
        }
    }

    // If a tag moved during the build, because another image of the run has it, the progress says which image the build used.
    private async Task<EngineImage?> UsedAsync(string reference, string? resolved, EngineImage now)
    {
        var before = _before is null ? now : await _before.FindImageAsync(reference);
        return before?.Id == now.Id || resolved == now.Id ? now
            : resolved is not null && resolved == before?.Id ? before
            : null;
    }

    // With the docker driver, the images of the engine come first.
    private bool ReadsImagesOfEngine => _options.BuilderDriver is null or "docker";

    private async Task<BaseImages> BasesAsync(IReadOnlyDictionary<string, string> known, EngineSnapshot? engine)
    {
        var bases = new BaseImages(Last, _key);
        foreach (var (reference, id) in known)
            bases.Add(reference, id);
        foreach (var reference in Planned!.Bases)
        {
            if (StepKeys.Pinned(reference) is { } digest)
                bases.Add(reference, digest);
        }

        if (engine is null || !ReadsImagesOfEngine)
            return bases;
        try
        {
            engine.Begin(LocalBases);
            foreach (var reference in LocalBases)
            {
                if (await engine.FindImageAsync(reference) is { } now && await UsedAsync(reference, known.GetValueOrDefault(reference), now) is { } used)
                    bases.Add(reference, used);
            }
        }
        catch (EngineRequestException)
        {
            // The digests of the progress remain.
        }

        return bases;
    }
}
