using System.Collections.Immutable;
using System.Text.Json;

namespace Mutation;

/// <summary>A mutant that no test can detect, because the code behaves the same.</summary>
/// <param name="File">The path below the folder of the mutated project, with forward slashes.</param>
/// <param name="Source">The text of the first mutated line, trimmed.</param>
/// <param name="Replacement">The code that replaces the original code; white space does not count.</param>
/// <param name="Reason">The reason why nothing changes.</param>
public sealed record EquivalentMutant(string File, string Source, string Replacement, string Reason)
{
    private static readonly JsonSerializerOptions s_options =
        new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <summary>Reads a list of equivalent mutants.</summary>
    /// <exception cref="JsonException">The text is not such a list.</exception>
    public static ImmutableArray<EquivalentMutant> Read(string json) => JsonSerializer.Deserialize<ImmutableArray<EquivalentMutant>>(json, s_options);

    /// <summary>Returns true if this entry describes a mutant.</summary>
    public bool Describes(Mutant mutant) =>
        mutant.File == File && mutant.Source == Source.Trim() && mutant.Replacement == MutationReport.SingleSpaced(Replacement);

    /// <summary>Returns one line for a log.</summary>
    public override string ToString() => $"{File}: {Source}  =>  {Replacement}";
}
