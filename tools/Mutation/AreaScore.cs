using System.Collections.Immutable;
using System.Globalization;

namespace Mutation;

/// <summary>The result of a mutation run for a folder.</summary>
/// <param name="Name">The name of the area.</param>
/// <param name="Detected">The number of mutants that the tests detect.</param>
/// <param name="Equivalent">The number of undetected mutants that are listed as equivalent.</param>
/// <param name="Survivors">The other undetected mutants, by file and line.</param>
/// <param name="Outdated">Entries of the list that describe no undetected mutant.</param>
public sealed record AreaScore(string Name, int Detected, int Equivalent, ImmutableArray<Mutant> Survivors, ImmutableArray<EquivalentMutant> Outdated)
{
    /// <summary>The detected part of the mutants that are not equivalent, in percent; 0 without mutants.</summary>
    public double Percent => Detected + Survivors.Length == 0 ? 0 : 100.0 * Detected / (Detected + Survivors.Length);

    /// <summary>Computes the score of a folder.</summary>
    /// <param name="name">The name of the area.</param>
    /// <param name="folder">The folder below the folder of the mutated project, with forward slashes.</param>
    /// <param name="mutants">The mutants of the whole report.</param>
    /// <param name="equivalents">The list of equivalent mutants, also of other folders.</param>
    public static AreaScore Of(string name, string folder, IEnumerable<Mutant> mutants, IEnumerable<EquivalentMutant> equivalents)
    {
        var within = mutants.Where(mutant => IsIn(folder, mutant.File)).ToArray();
        var listed = equivalents.Where(entry => IsIn(folder, entry.File)).ToArray();
        var undetected = within.Where(mutant => mutant.IsUndetected).ToLookup(mutant => Array.Exists(listed, entry => entry.Describes(mutant)));
        return new AreaScore(
            name,
            within.Count(mutant => mutant.IsDetected),
            undetected[true].Count(),
            [.. undetected[false].OrderBy(mutant => mutant.File, StringComparer.Ordinal).ThenBy(mutant => mutant.Line)],
            [.. listed.Where(entry => !undetected[true].Any(entry.Describes))]);
    }

    /// <summary>Returns true if the area has a score of at least this many percent, and no outdated entries.</summary>
    public bool Passes(double percent) => Percent >= percent && Outdated.IsEmpty;

    /// <summary>Returns one line for a log.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}: {Percent:0.0} %, {Detected} detected, {Survivors.Length} survived, {Equivalent} equivalent");

    private static bool IsIn(string folder, string file) => file.StartsWith($"{folder}/", StringComparison.Ordinal);
}
