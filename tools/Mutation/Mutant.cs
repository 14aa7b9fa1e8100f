namespace Mutation;

/// <summary>A change that the mutation run made to the code.</summary>
/// <param name="File">The path below the folder of the mutated project, with forward slashes.</param>
/// <param name="Line">The line number of the start, from 1.</param>
/// <param name="Source">The text of that line, trimmed.</param>
/// <param name="Replacement">The code that replaced the original code, with single spaces.</param>
/// <param name="Status">The status in the report: <c>Killed</c>, <c>Survived</c>.</param>
public sealed record Mutant(string File, int Line, string Source, string Replacement, string Status)
{
    /// <summary>True if a test failed or did not end.</summary>
    public bool IsDetected => Status is "Killed" or "Timeout";

    /// <summary>True if all tests passed, or if none runs the code.</summary>
    public bool IsUndetected => Status is "Survived" or "NoCoverage";

    /// <summary>Returns one line for a log.</summary>
    public override string ToString() => $"{File}:{Line}: {Source}  =>  {Replacement}{(Status == "NoCoverage" ? "  (no test runs it)" : "")}";
}
