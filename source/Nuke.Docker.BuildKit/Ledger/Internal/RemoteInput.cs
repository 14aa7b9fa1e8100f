namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>A file or branch that a command downloads. BuildKit doesn't know of it, so that the step stays cached when it changes.</summary>
/// <param name="Name">The name in the ledger and in messages, without secrets.</param>
/// <param name="Address">The address of the file or of the repository.</param>
/// <param name="Reference">The branch or tag, empty for the default branch; <c>null</c> for a file.</param>
internal sealed record RemoteInput(string Name, Uri Address, string? Reference);
