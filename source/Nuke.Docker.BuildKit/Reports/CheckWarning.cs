namespace Nuke.Docker.BuildKit.Reports;

/// <summary>What a build check found.</summary>
/// <param name="Message">The finding in one line.</param>
/// <param name="File">The Dockerfile; null where the finding has no place.</param>
/// <param name="Line">From 1; null where the finding has no place.</param>
/// <param name="Url">Where the check is documented; null where BuildKit gives no address.</param>
public sealed record CheckWarning(string Message, string? File = null, int? Line = null, string? Url = null);
