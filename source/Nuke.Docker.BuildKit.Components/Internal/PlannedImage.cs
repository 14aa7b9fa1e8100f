using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Ledger.Internal;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>An image whose build can be predicted.</summary>
/// <param name="Name">The name in reports.</param>
/// <param name="Settings">The settings of a build of the image alone.</param>
/// <param name="Facts">The inputs that the settings don't contain; <c>null</c>: none.</param>
internal sealed record PlannedImage(string Name, BuildxBuildSettings Settings, LedgerFacts? Facts);
