namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>Decides about an image besides the settings of its build.</summary>
/// <param name="Text">Everything that must not change for the image to be up to date.</param>
/// <param name="ReasonToBuild">The reason why the image must always be built; <c>null</c> if there is none.</param>
internal sealed record LedgerFacts(string Text, string? ReasonToBuild)
{
    /// <summary>The text of the Dockerfile if it is no file, but a part of a compose or bake file; <c>null</c>: it is a file.</summary>
    public string? Dockerfile { get; init; }
}
