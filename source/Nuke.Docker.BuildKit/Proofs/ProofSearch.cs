namespace Nuke.Docker.BuildKit.Proofs;

/// <summary>Finds the changes that stand a proof: tries all together first, and halves of them only on failure.</summary>
internal static class ProofSearch
{
    /// <summary>Returns the changes that stand the proof together, and the others with the reason.</summary>
    /// <param name="changes">The changes, in order.</param>
    /// <param name="difference">Proves some changes: returns the difference, or <c>null</c>.</param>
    public static async Task<(IReadOnlyList<T> Proved, IReadOnlyList<(T Change, string Difference)> Withdrawn)> RunAsync<T>(
        IReadOnlyList<T> changes, Func<IReadOnlyList<T>, Task<string?>> difference)
    {
        var withdrawn = new List<(T, string)>();
        var proved = await AddAsync([], changes);
        return (proved, withdrawn);

        async Task<IReadOnlyList<T>> AddAsync(IReadOnlyList<T> good, IReadOnlyList<T> candidates)
        {
            if (candidates.Count == 0)
                return good;
            IReadOnlyList<T> together = [.. good, .. candidates];
            if (await difference(together) is not { } reason)
                return together;
            if (candidates.Count == 1)
            {
                withdrawn.Add((candidates[0], reason));
                return good;
            }

            var half = candidates.Count / 2;
            good = await AddAsync(good, [.. candidates.Take(half)]);
            return await AddAsync(good, [.. candidates.Skip(half)]);
        }
    }
}
